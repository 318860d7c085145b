"""Losses no steeper than the squared one, ℓ′² ≤ ℓ′f for targets 0: Huber's and log cosh. Any degree and data."""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq

from theory.claims.ours_data import c_star
from theory.claims.vocabulary import DEEP, NET_DATA, QUADRATIC_DATA, C_deep, C_net_data, L, eta, k, kink, theta2
from theory.losses import Huber, LogCosh
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES

_OURS = Source("ours", "other losses")
slope_f = OBSERVABLES["slope_f"]
_CASES = tuple(
    (replace(setting, loss=loss), degree, eta * constant * theta2.initial ** (degree - 1), given)
    for loss in (Huber(), LogCosh())
    for setting, degree, constant, given in (
        (NET_DATA, 2, C_net_data, (kink,)),
        (QUADRATIC_DATA, 2, c_star, ()),
        (DEEP, k, C_deep, (kink,)),
    )
)

CLAIMS = (
    Claim(
        id="LOSS-MONO",
        source=_OURS,
        text="Huber and log-cosh loss, y = 0: ηCθ₀^(2(k−1)) ≤ 2k implies that the weight norm never increases.",
        statements=tuple(
            Statement(setting, (*given, edge <= 2 * degree), Quantifier.STEP, theta2.next <= theta2.now)
            for setting, degree, edge, given in _CASES
        ),
        reading="C as for the squared loss; whatever δ is.",
        evidence="θ·∇L = (k/D) Σ ℓ′f and |∇L|² ≤ Cθ^(2(k−1)) (1/D) Σ ℓ′² ≤ Cθ^(2(k−1)) (1/D) Σ ℓ′f.",
    ),
    Claim(
        id="LOSS-SUM",
        source=_OURS,
        text="Strictly below: (1/D) Σ_t Σ_a ℓ′f ≤ θ₀²/(η(2k − ηCθ₀^(2(k−1)))).",
        statements=tuple(
            Statement(
                setting,
                (*given, edge < 2 * degree),
                Quantifier.STEP,
                slope_f.total <= theta2.initial / (eta * (2 * degree - edge)),
            )
            for setting, degree, edge, given in _CASES
        ),
        evidence="Telescoping.",
    ),
    Claim(
        id="LOSS-LIMIT",
        source=_OURS,
        text="Huber and log-cosh loss, y = 0, ηCθ₀^(2(k−1)) < 2k: the loss tends to zero.",
        statements=tuple(
            Statement(setting, (*given, edge < 2 * degree), Quantifier.TRAJECTORY, Eq(L.limit, 0))
            for setting, degree, edge, given in _CASES
        ),
        evidence="The sum is finite, and ℓ ≤ ℓ′f by convexity.",
    ),
)
