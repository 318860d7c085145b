"""Momentum, y = 0, models quadratic in their weights: a learning rate of the order of 1 − β suffices.

The energy of `ours_momentum` needs a rate of the order of (1 − β)². The shadow energy E_t = (1 + β)/2 |m_t|² + (η/D) f_{t−1}·f_t
of heavy ball stays coercive up to half the edge of the linearised dynamics, 2(1 + β), and what it loses in a step pays for the
velocity.
"""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq, Expr

from theory.claims.ours_data import LINEAR_DATA, c_star
from theory.claims.ours_momentum import beta
from theory.claims.vocabulary import QUADRATIC_DATA, L, a_plus, eta, f2, gram_top, s, theta2
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.updates import HeavyBall

_REST2 = (1 - beta) ** 2
_MODELS = (
    (replace(QUADRATIC_DATA, update=HeavyBall()), c_star),
    (replace(LINEAR_DATA, update=HeavyBall()), gram_top * s**2 * a_plus**2),
)


def _statements(run: Setting, constant: Expr) -> tuple[Statement, ...]:
    below = eta * constant * theta2.initial * _REST2 + 16 * eta**2 * constant * f2.initial <= (1 + beta) * _REST2
    vanishes = Eq(L.limit, 0)
    return (
        Statement(run, (below,), Quantifier.STEP, f2.next <= 2 * f2.initial),
        Statement(run, (below,), Quantifier.TRAJECTORY, vanishes),
        Statement(run, (25 * eta * constant * theta2.initial <= 12 * (1 - beta),), Quantifier.TRAJECTORY, vanishes),
    )


CLAIMS = (
    Claim(
        id="HEAVY-SHADOW",
        source=Source("ours", "heavy ball"),
        text="Heavy ball from rest, models quadratic in their weights, y = 0: if ηCθ₀² + 16η²C|f₀|²/(D(1 − β)²) ≤ 1 + β, the "
        "loss never exceeds twice its start and tends to zero; 25ηCθ₀² ≤ 12(1 − β) suffices for that limit.",
        statements=tuple(statement for run, constant in _MODELS for statement in _statements(run, constant)),
        reading="λmax(H) ≤ Cθ²: D quadratic forms, and linear nets of two layers. HEAVY-LIMIT allows a rate of the order of "
        "(1 − β)², this one of 1 − β, and for small outputs, as in wide nets, any up to half of the linear edge.",
        evidence="E_t = (1 + β)/2 |m_t|² + (η/D) f_{t−1}·f_t changes by −(1 − β)/2 |m_{t+1} + m_t|² "
        "+ (η/D) f_t·(f(m_{t+1}) − f(m_t)); E_t − (1 − β)/2 (η/D)|f_{t−1}|² + (1 − β)/4 Σ|m_j|² never exceeds "
        "(1 + β)/2 (η/D)|f₀|².",
    ),
)
