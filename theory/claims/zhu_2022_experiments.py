"""Zhu et al., arXiv:2205.11787: what the paper reports of its experiments."""

from __future__ import annotations

from theory.statements import Claim, Source

CLAIMS = (
    Claim(
        id="ZQ-10",
        source=Source("ZQ", "section 3, after the catapult, and the multi-datum section"),
        text="After the catapult “we in general have η < 2/λ(t)”; in the multi-datum section: “we generally have η > 2/λ₁ and "
        "η > 2/λ₂”.",
        reading="A statement about typical runs; the two sentences disagree on the sign.",
        evidence="The final kernel of runs over both windows.",
        kind="empirical",
        experiment="zhu-2022/eigendirections",
    ),
    Claim(
        id="ZQ-22",
        source=Source("ZQ", "section 6"),
        text="f, f_lin, f_quad have nearly the same test loss below η_crit; above it f and f_quad improve and f_lin diverges.",
        evidence="Best test loss over training, mean of five runs, against the learning rate.",
        kind="empirical",
        experiment="zhu-2022/generalisation",
    ),
    Claim(
        id="ZQ-23",
        source=Source("ZQ", "section 5, general quadratic models"),
        text="Smaller γ (larger width) or larger η gives a higher loss peak; larger η a smaller final kernel; width “seems to "
        "have no effect” on the final kernel.",
        evidence="Loss peak and final kernel over γ and η.",
        kind="empirical",
        experiment="zhu-2022/general-quadratic",
    ),
)
