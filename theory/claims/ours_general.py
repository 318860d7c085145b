"""Neural quadratic models: what the closed maps say beyond the printed statements."""

from __future__ import annotations

from sympy import Eq, Lt

from theory.claims.vocabulary import H, L, eta, f2, r, x2, y
from theory.claims.zhu_2022_data import NQM_DATA, lambda1, lambda2, rate
from theory.claims.zhu_2022_one_datum import NQM, NQM_ANY_TARGET, QUADRATIC_FORM, gamma, kappa
from theory.statements import Claim, Quantifier, Source, Statement

_OURS = Source("ours", "neural quadratic models")
_below = eta * H.initial < 4 + kappa * eta**2 * y * r.initial

CLAIMS = (
    Claim(
        id="NQM-CONV",
        source=_OURS,
        text="NQM or Σ² = |x|²I, y = 0, ηλ₀ < 4: κη²Σg² ≤ ηλ₀/(4 − ηλ₀) and the loss tends to zero.",
        statements=tuple(
            Statement(setting, (eta * H.initial < 4,), quantifier, conclusion)
            for setting, constant in ((NQM, kappa), (QUADRATIC_FORM, gamma**2 * x2))
            for quantifier, conclusion in (
                (Quantifier.STEP, constant * eta * f2.total * (4 - eta * H.initial) <= H.initial),
                (Quantifier.TRAJECTORY, Eq(L.limit, 0)),
            )
        ),
        evidence="The closed map.",
    ),
    Claim(
        id="NQM-TARGET",
        source=_OURS,
        text="NQM with a target, |Y| < 2, e₀ < 0: e stays negative, the loss below 2/(κη²).",
        statements=(
            Statement(
                NQM_ANY_TARGET,
                (kappa * eta**2 * y**2 < 4, _below),
                Quantifier.STEP,
                Lt(eta * H.next, 4 + kappa * eta**2 * y * r.next),
            ),
            Statement(NQM_ANY_TARGET, (kappa * eta**2 * y**2 < 4, _below), Quantifier.STEP, Lt(kappa * eta**2 * r.now**2, 4)),
        ),
        evidence="The normal form.",
    ),
    Claim(
        id="BLOCK-CONV",
        source=_OURS,
        text="NQM on one-dimensional inputs, y = 0: ηλ_i < 4 for one sign of the inputs: its λ_i never increases, whatever the "
        "other does; for both: the loss tends to zero.",
        statements=(
            Statement(NQM_DATA, (rate * lambda1.initial < 4,), Quantifier.STEP, lambda1.next <= lambda1.now),
            Statement(NQM_DATA, (rate * lambda2.initial < 4,), Quantifier.STEP, lambda2.next <= lambda2.now),
            Statement(NQM_DATA, (rate * lambda1.initial < 4, rate * lambda2.initial < 4), Quantifier.TRAJECTORY, Eq(L.limit, 0)),
        ),
        evidence="Each sign block is a single datum.",
    ),
)
