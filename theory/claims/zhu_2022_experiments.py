"""Zhu et al., arXiv:2205.11787: what the paper reports of its experiments."""

from __future__ import annotations

from sympy import Eq, Ne, Or

from theory.claims.vocabulary import H, eta, f
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES

NQM = Setting("nqm")
f_zero = OBSERVABLES["f_zero"]
_WINDOW = (eta * H.initial > 2, eta * H.initial < 4, Ne(f.initial, 0))

CLAIMS = (
    Claim(
        id="ZQ-10",
        source=Source("ZQ", "section 3, after the catapult, and the multi-datum section"),
        text="After the catapult “we in general have η < 2/λ(t)”; in the multi-datum section: “we generally have η > 2/λ₁ and "
        "η > 2/λ₂”.",
        statements=(
            Statement(NQM, _WINDOW, Quantifier.TRAJECTORY, Or(Eq(f_zero.peak, 1), eta * H.limit < 2)),
            Statement(NQM, _WINDOW, Quantifier.TRAJECTORY, Or(Eq(f_zero.peak, 1), eta * H.limit > 2)),
        ),
        reading="The two sentences exclude each other; both are held against the neural quadratic model on one datum, y = 0, "
        "where λ₁ = λ, in the window of the catapult and unless g hits 0 exactly, and against both eigendirections in runs.",
        evidence="One exact run that settles below 2 refutes the second; the final kernel of runs over both windows.",
        kind="empirical",
        experiment="zhu-2022/eigendirections",
        correction="ZQ-6c",
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
        reading="For rates between 2/λ₀ and 4/λ₀; no effect is one below a tenth over two decades of γ.",
        evidence="Loss peak and final kernel over γ and η.",
        kind="empirical",
        experiment="zhu-2022/general-quadratic",
        correction="ZQ-23c",
    ),
    Claim(
        id="ZQ-23c",
        source=Source("ours", "corrects ZQ-23"),
        text="The same, where larger η gives a smaller final kernel only up to about 3/λ₀; beyond, it grows again.",
        evidence="Loss peak and final kernel over γ and η.",
        kind="empirical",
        experiment="zhu-2022/general-quadratic",
    ),
)
