"""Any targets on D data, models of degree k: how fast the weight norm may rise, and for how many steps it stays below its edge.

N = θ². Degree 2: x = ηCN, b = 8η²C|y|²/D. Any degree: Ψ(N) = 2kN − ηCN^k/k, which is largest at the edge, B = ηk²|y|²/D.
"""

from __future__ import annotations

from sympy import And, Expr, Implies, Lt
from sympy.logic.boolalg import Boolean

from theory.claims.ours_data import c_star
from theory.claims.vocabulary import (
    DEEP_ANY_TARGET,
    NET_DATA_ANY_TARGET,
    QUADRATIC_DATA_ANY_TARGET,
    C_deep,
    C_net_data,
    D,
    eta,
    k,
    kink,
    theta2,
)
from theory.statements import Claim, Quantifier, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

_OURS = Source("ours", "horizon")
_CASES = ((NET_DATA_ANY_TARGET, C_net_data, (kink,)), (QUADRATIC_DATA_ANY_TARGET, c_star, ()))
_DEGREES = (*((setting, 2, constant, given) for setting, constant, given in _CASES), (DEEP_ANY_TARGET, k, C_deep, (kink,)))
y_norm, step = PARAMETERS["y_norm"].symbol, OBSERVABLES["step"].now
_rise = eta * k**2 * y_norm**2 / D
"""B: what Ψ may gain in a step."""


def _loss(constant: Expr) -> Expr:
    """b: what (4 − x)² may lose in a step."""
    return 8 * eta**2 * constant * y_norm**2 / D


def _room(constant: Expr, norm: Expr) -> Expr:
    return (4 - eta * constant * norm) ** 2


def _below(norm: Expr) -> Lt:
    """The norm of k layers is below its edge."""
    return Lt(eta * C_deep * norm ** (k - 1), 2 * k)


def _potential(norm: Expr) -> Expr:
    return 2 * k * norm - eta * C_deep * norm**k / k


def _reachable(potential: Expr) -> Boolean:
    """The norm N with 2(k − 1)N = Ψ is no higher than the edge."""
    return eta * C_deep * potential ** (k - 1) <= 2 * k * (2 * k - 2) ** (k - 1)


def _for_steps(constant: Expr) -> Boolean:
    lost, start = step * _loss(constant), _room(constant, theta2.initial)
    return Implies(lost <= start, And(eta * constant * theta2.now < 4, _room(constant, theta2.now) >= start - lost))


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
    Claim(
        id="HORIZON-RISE",
        source=_OURS,
        text="Any targets and data, degree k, ηCN^(k−1) < 2k: (2k − ηCN^(k−1))(N′ − N) ≤ ηk²|y|²/D.",
        statements=tuple(
            Statement(
                setting,
                given,
                Quantifier.STEP,
                Implies(
                    eta * constant * theta2.now ** (degree - 1) < 2 * degree,
                    (2 * degree - eta * constant * theta2.now ** (degree - 1)) * (theta2.next - theta2.now)
                    <= eta * degree**2 * y_norm**2 / D,
                ),
            )
            for setting, degree, constant, given in _DEGREES
        ),
        reading="Targets can raise the norm only slowly; without them it does not rise.",
        evidence="Completing the square in the residuals of the weight-norm identity.",
    ),
    Claim(
        id="HORIZON-DEPTH",
        source=_OURS,
        text="k layers, any targets, ηCN^(k−1) < 2k, ηC(Ψ(N) + B)^(k−1) ≤ 2k(2k − 2)^(k−1): ηCN′^(k−1) < 2k and "
        "Ψ(N′) ≤ Ψ(N) + B, Ψ(N) = 2kN − ηCN^k/k, B = ηk²|y|²/D.",
        statements=(
            Statement(
                DEEP_ANY_TARGET,
                (kink,),
                Quantifier.STEP,
                Implies(
                    And(_below(theta2.now), _reachable(_potential(theta2.now) + _rise)),
                    And(_below(theta2.next), _potential(theta2.next) <= _potential(theta2.now) + _rise),
                ),
            ),
        ),
        reading="HORIZON for any depth; it can be renewed while training. For k = 2 the second hypothesis is b ≤ (4 − x)².",
        evidence="Ψ is concave, its slope is 2k − ηCN^(k−1), and its largest value is 2(k − 1) times the norm at the edge.",
    ),
    Claim(
        id="HORIZON-STEPS",
        source=_OURS,
        text="Any targets, start below the edge: as long as tb ≤ (4 − x₀)², or ηC(Ψ(N₀) + tB)^(k−1) ≤ 2k(2k − 2)^(k−1), "
        "the norm of step t is below the edge, (4 − x)² ≥ (4 − x₀)² − tb, Ψ(N) ≤ Ψ(N₀) + tB.",
        statements=(
            *(
                Statement(setting, (*given, eta * constant * theta2.initial < 4), Quantifier.STEP, _for_steps(constant))
                for setting, constant, given in _CASES
            ),
            Statement(
                DEEP_ANY_TARGET,
                (kink, _below(theta2.initial)),
                Quantifier.STEP,
                Implies(
                    _reachable(_potential(theta2.initial) + step * _rise),
                    And(_below(theta2.now), _potential(theta2.now) <= _potential(theta2.initial) + step * _rise),
                ),
            ),
        ),
        reading="With y = 0 that is for ever, with targets for a number of steps that is known before training.",
        evidence="HORIZON and HORIZON-DEPTH, step by step.",
    ),
)
