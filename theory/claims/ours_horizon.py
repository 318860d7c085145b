"""Any targets on D data, degree 2: for how many steps the weight norm stays below its edge. x = ηCθ², b = 8η²C|y|²/D."""

from __future__ import annotations

from sympy import And, Expr, Implies

from theory.claims.ours_data import c_star
from theory.claims.vocabulary import NET_DATA_ANY_TARGET, QUADRATIC_DATA_ANY_TARGET, C_net_data, D, eta, kink, theta2
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import PARAMETERS

_OURS = Source("ours", "horizon")
_CASES = ((NET_DATA_ANY_TARGET, C_net_data, (kink,)), (QUADRATIC_DATA_ANY_TARGET, c_star, ()))
y_norm = PARAMETERS["y_norm"].symbol


def _loss(constant: Expr) -> Expr:
    """B: what (4 − x)² may lose in a step."""
    return 8 * eta**2 * constant * y_norm**2 / D


def _room(constant: Expr, norm: Expr) -> Expr:
    return (4 - eta * constant * norm) ** 2


CLAIMS = (
    Claim(
        id="HORIZON",
        source=_OURS,
        text="Any targets, x = ηCθ², b = 8η²C|y|²/D: x < 4 and b ≤ (4 − x)² give x′ < 4 and (4 − x′)² ≥ (4 − x)² − b. "
        "So the norm stays below its edge for (4 − x₀)²/b steps.",
        statements=tuple(
            Statement(
                setting,
                given,
                Quantifier.STEP,
                Implies(
                    And(eta * constant * theta2.now < 4, _loss(constant) <= _room(constant, theta2.now)),
                    And(
                        eta * constant * theta2.next < 4,
                        _room(constant, theta2.next) >= _room(constant, theta2.now) - _loss(constant),
                    ),
                ),
            )
            for setting, constant, given in _CASES
        ),
        reading="For y = 0 that is for ever. A certificate that can be renewed while training; the horizon grows with the width.",
        evidence="θ²′ − θ² ≤ 4η|y|²/(D(4 − x)), by completing the square in the residuals.",
    ),
)
