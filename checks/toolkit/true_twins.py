"""Generated twins that are true although an operator calls them stronger: which, and why. All others must be refuted.

A key is (claim, number of the statement, start of the operator's name). "Closed map" is the one of `checks.truth.long_time`.
"""

from __future__ import annotations

from checks.search.mutations import Mutant

__all__ = ["ALTERNATING", "TRUE_TWINS", "why_true"]

_INFINITE = "at the edge the bound of the sum is 1/0: read as infinite, it says nothing"
_TIE = "at the tie the quantity stays what it is, and the conclusion is not strict"
_SILENT = "with all inputs zero (XXᵀ = 0) output and kernel vanish and no weight moves"
_SIDE = (
    "real weights have ηH ≥ 2|F|; with e < 0 that is (2 − |Y|)(|R| − 2) < 0 on one side, so that |Y| = 2 is impossible, and for "
    "|Y| > 2 R has the sign of Y: then 1 + RF > 0 and e keeps its sign (linear map)"
)
_RELU = "whatever the learning rate, units flip for good until ηH < 4 (e < 0) or none is left; see `checks.toolkit.true_twins`"
# Why: let no unit of a ReLU net ever flip again, |Y| < 1 and e ≥ 0 (Y = 0: ηH ≥ 4), and let R = η√κ r not hit 0. While
# |R| ≤ 1, |R'| = |R||R² − 3 − e| ≥ 2|R|, so |R| > 1 at some step. Say R > 1 there (else exchange v and −v); p is a unit's
# pre-activation, in units in which a step is p' = p − Rv, v' = v − Rp. As p' ≥ 0 for all units, v ≤ p/R, so v' < 0 for all of
# them. As F = R + Y > 0 some unit has v > 0, and 0 < p − v < p + v. With A and B the products of 1 − R and 1 + R from here on,
# its pre-activation is ((p + v)A + (p − v)B)/2. Now A < 0 < B, and R < −1 would make B negative, too, and flip this unit; so A
# and B keep their signs until R > 1 again. At that step (p − v)B ≥ (p + v)|A| for this unit, so B ≥ |A|; for units with
# |p − v| ≥ |p + v| the same follows, hence Σ(p − v)²B² ≥ Σ(p + v)²A², that is F ≤ 0: a contradiction. So |R| ≤ 1 for ever,
# which is impossible. Units are finitely many, and one that has flipped is frozen: the output does not depend on it.
_NO_DECAY = "without decay the loss tends to 0 (TARGET-CONV)"
_IMPLIED = "(2 − ημ)² > κη²y² > η²μ² already says ημ < 1"
_BLOCK = "a sign block is a datum of its own: the other block does not enter, and an empty one has λ = 0"
_GROWS = "κη²g² < ηλ − 2 alone gives 1 − v + u < −1, so the loss grows"
_NEGATIVE = "for ηλ₀ ≥ 4 the left-hand side is not positive"
_HYPOTHESIS_1 = tuple(
    f"{operator} hypothesis 1"
    for operator in ("drop", "≤ for < in", "constant 4.0001/4 in", "constant 3/2 in", "exponent of s in")
)

ALTERNATING = {("DECAY-THRESHOLD", 1, "drop hypothesis 6"): "test_decay_threshold: a 2-cycle, at numbers that no search meets"}
"""Twins that are false by an exact trajectory of a test of their own."""
TRUE_TWINS: dict[tuple[str, int, str], str] = {
    **{("DECAY-THRESHOLD", 1, f"{operator} hypothesis 1"): _NO_DECAY for operator in ("drop", "≤ for < in")},
    **{
        ("DECAY-THRESHOLD", 1, f"{operator} hypothesis 2"): _IMPLIED
        for operator in ("drop", "≤ for < in", "constant 4.0001/4 in", "constant 3/2 in")
    },
    **{
        (name, 1, f"≤ for < in hypothesis {hypothesis}"): "the edge is included in the sharp version"
        for name, hypothesis in (("ML-5", 1), ("ML-7", 1), ("ML-8", 2), ("ML-9", 1))
    },
    **{
        (name, number, f"≤ for < in hypothesis {hypothesis}"): _INFINITE
        for name, number, hypothesis in (
            ("BIAS", 2, 1),
            ("OMEGA", 4, 1),
            ("LIVE-MONO", 2, 2),
            ("SPEC-MONO", 2, 1),
            ("CAT-SUM", 1, 2),
            ("CAT-SUM", 2, 1),
            ("MASTER-SUM", 1, 2),
            ("MASTER-SUM", 2, 2),
            ("UV-CONV", 2, 1),
            ("UV-CONV", 5, 1),
            ("RELU-SUM", 1, 1),
        )
    },
    (
        "BIAS",
        3,
        "≤ for < in hypothesis 1",
    ): "equality needs φ·θ_f = 0 in a step with f ≠ 0, which moves φ·θ_f: N falls in the next",
    **{
        (
            "CAT-EXISTS",
            number,
            "≤ for < in hypothesis 1",
        ): "at v = 4 the map is u(u − 3)² on u ≤ 4, which grows exactly for 0 < u < 2"
        for number in (1, 2)
    },
    **{
        ("SPEC-MONO", number, operator): _SILENT
        for number in (1, 2, 3)
        for operator in ("drop hypothesis 2", "≤ for < in hypothesis 2")
    },
    **{("SPEC-SMALLER", 1, operator): _SILENT for operator in ("drop hypothesis 1", "≤ for < in hypothesis 1")},
    **{("TARGET-SIGN", number, "≤ for < in hypothesis 1"): _SIDE for number in (1, 2, 3, 4, 5, 6)},
    **{(name, 1, operator): _SIDE for name in ("TARGET-SIGN", "NQM-TARGET") for operator in _HYPOTHESIS_1},
    ("NQM-TARGET", 2, "≤ for < in hypothesis 1"): _SIDE,
    **{
        ("TARGET-GROW", 1, operator): _SILENT
        for operator in ("drop hypothesis 1", "≤ for < in hypothesis 1", "drop hypothesis 2")
    },
    **{("UV-CONV", number, "≤ for < in hypothesis 1"): _TIE for number in (1, 4)},
    **{("UV-DIVERGE", number, "≤ for < in hypothesis 1"): _TIE for number in (1, 3)},
    **{
        (
            "UV-PEAK",
            number,
            f"≤ for < in hypothesis {hypothesis}",
        ): "at v = 2 the bound is 0; at v = 4 u grows until it exceeds 1/2"
        for number in (1, 2)
        for hypothesis in (1, 2)
    },
    **{
        (
            "UV-PEAK",
            number,
            f"constant {factor} in hypothesis 2",
        ): "for 4 < v₀ < 6 the loss is unbounded, or f hits 0 from u = v − 1"
        for number in (1, 2)
        for factor in ("4.0001/4", "3/2")
    },
    **{("RELU-SUM", 2, operator): _RELU for operator in _HYPOTHESIS_1},
    ("TARGET-CONV", 2, "drop hypothesis 2"): _RELU,
    ("TARGET-ABOVE", 1, "drop hypothesis 1"): "for y = 0 this is UV-DIVERGE",
    **{("NQM-CONV", number, operator): _NEGATIVE for number in (1, 3) for operator in _HYPOTHESIS_1},
    ("ZQ-11c", 1, "drop hypothesis 1"): _BLOCK,
    ("ZQ-16c", 2, "≤ for < in hypothesis 1"): _TIE,
    **{("ZQ-4c", 1, operator): "below 4 the kernel never increases, whatever lies above 2" for operator in _HYPOTHESIS_1},
    ("ZQ-4c", 1, "≤ for < in hypothesis 2"): _TIE,
    **{("ZQ-4c", 2, operator): _GROWS for operator in _HYPOTHESIS_1},
    ("ZQ-7c", 1, "≤ for < in hypothesis 1"): _TIE,
}
"""Twin → why it is true."""


def why_true(twin: Mutant) -> str | None:
    """The reason why a twin is true, or None if it is said to be false."""
    claim, index = twin.origin
    return TRUE_TWINS.get((claim, index + 1, twin.operator))
