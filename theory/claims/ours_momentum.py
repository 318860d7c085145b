"""Momentum, y = 0: an energy of weights and velocity for the weight norm; heavy ball and Nesterov, any degree and data.

Heavy ball: U = |θ + βm/(1 − β)|² + β|m|²/(1 − β)². Nesterov: β² in the place of the last β, and gradients at θ + βm.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sympy import Eq, Expr

from theory.claims.ours_data import c_star
from theory.claims.vocabulary import (
    DEEP,
    DEEP_ANY_TARGET,
    NET_DATA,
    NET_DATA_ANY_TARGET,
    QUADRATIC_DATA,
    QUADRATIC_DATA_ANY_TARGET,
    C_deep,
    C_net_data,
    L,
    eta,
    f2,
    k,
    kink,
    rf,
    rHr,
    theta2,
)
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, Observable
from theory.updates import HeavyBall, Nesterov
from theory.updates.heavy_ball import MOMENTUM

beta = MOMENTUM.symbol
velocity2, theta_velocity, along_gradient = (OBSERVABLES[name] for name in ("velocity2", "theta_velocity", "slope_velocity"))
f_ahead, kernel_ahead, along_ahead = (
    OBSERVABLES[name] for name in ("slope_f_ahead", "slope_kernel_ahead", "slope_velocity_ahead")
)
_HEAVY, _NESTEROV = Source("ours", "heavy ball"), Source("ours", "Nesterov's momentum")
_rest = 1 - beta
_step = eta / _rest


def _with(setting: Setting, update: HeavyBall | Nesterov) -> Setting:
    return replace(setting, update=update)


_U_HEAVY = "U = θ² + 2β θ·m/(1 − β) + β(1 + β)|m|²/(1 − β)²."
_U_NESTEROV = "U = θ² + 2β θ·m/(1 − β) + 2β²|m|²/(1 − β)²."


def _energy(role: str, last: Expr) -> Expr:
    """U, with ``last`` the weight of |m|²/(1 − β)²."""
    weights, product, velocity = (getattr(o, role) for o in (theta2, theta_velocity, velocity2))
    return weights + 2 * beta / _rest * product + (beta**2 + last) / _rest**2 * velocity


_ANY_TARGET = ((NET_DATA_ANY_TARGET, 2), (QUADRATIC_DATA_ANY_TARGET, 2), (DEEP_ANY_TARGET, k))
_ZERO = ((NET_DATA, 2, C_net_data, (kink,)), (QUADRATIC_DATA, 2, c_star, ()), (DEEP, k, C_deep, (kink,)))


class _Falls(NamedTuple):
    """A rule in words; where its outputs are summed, what to say of it, why the loss vanishes; its edge, and the end of its U."""

    update: HeavyBall | Nesterov
    name: str
    source: Source
    what: str
    edge: str
    energy: str
    where: Observable
    note: str
    vanishes: str
    lead: Expr
    gain: Expr
    last: Expr


def _falls(rule: _Falls) -> tuple[Claim, ...]:
    """The energy from rest, ηC·lead^(k−1)·gain·θ₀^(2(k−1)) ≤ 2k(1 − β)²: it never increases, and what follows from that."""
    update, name, source, what, edge, energy, where, note, vanishes, lead, gain, last = rule
    monotone, total, limit = [], [], []
    for setting, degree, constant, given in _ZERO:
        bound = eta * constant * lead ** (degree - 1) * gain * theta2.initial ** (degree - 1)
        run, most = _with(setting, update), 2 * degree * _rest**2
        monotone.append(Statement(run, (*given, bound <= most), Quantifier.STEP, _energy("next", last) <= _energy("now", last)))
        total.append(
            Statement(
                run,
                (*given, bound < most),
                Quantifier.STEP,
                where.total <= theta2.initial * _rest / (eta * (2 * degree - bound / _rest**2)),
            )
        )
        limit.append(Statement(run, (*given, bound < most), Quantifier.TRAJECTORY, Eq(L.limit, 0)))
    return (
        Claim(
            id=f"{name}-MONO",
            source=source,
            text=f"{what} from rest, y = 0: {edge} ≤ 2k(1 − β)² implies that U never increases.",
            statements=tuple(monotone),
            reading=f"{energy} λmax(H) ≤ Cθ^(2(k−1)): two-layer and k-layer leaky nets, D quadratic "
            "forms. β = 0 gives MASTER-MONO.",
            evidence="The identity of the energy; the norm where the gradient is taken is at most (1 + β)U, or (1 + β²)U.",
        ),
        Claim(
            id=f"{name}-SUM",
            source=source,
            text=f"{what} from rest, y = 0, strictly below: Σ|f|²/D ≤ θ₀²(1 − β)/(η(2k − {edge}/(1 − β)²)).",
            statements=tuple(total),
            reading=note,
            evidence="Telescoping the energy.",
        ),
        Claim(
            id=f"{name}-LIMIT",
            source=source,
            text=f"{what} from rest, y = 0, {edge} < 2k(1 − β)²: the loss tends to zero.",
            statements=tuple(limit),
            evidence=vanishes,
        ),
    )


_HEAVY_FALLS = _Falls(
    HeavyBall(),
    "HEAVY",
    _HEAVY,
    "Heavy ball",
    "ηC(1 + β)^k θ₀^(2(k−1))",
    _U_HEAVY,
    f2,
    "",
    "The sum of the squared outputs is finite.",
    1 + beta,
    1 + beta,
    beta,
)
_NESTEROV_FALLS = _Falls(
    Nesterov(),
    "NESTEROV",
    _NESTEROV,
    "Nesterov's momentum",
    "ηC(1 + β²)^(k−1)(1 − β + 2β²)θ₀^(2(k−1))",
    _U_NESTEROV,
    f_ahead,
    "Of Nesterov's momentum f is the output where the gradient is taken.",
    "The squared outputs at θ + βm are summable, so that gradient and velocity vanish; on bounded weights f is Lipschitz.",
    1 + beta**2,
    1 - beta + 2 * beta**2,
    beta**2,
)


CLAIMS = (
    Claim(
        id="HEAVY-ID",
        source=_HEAVY,
        text="Heavy ball, any homogeneous model, data and targets: U′ = U − β(1 + β)/(1 − β) |m + η∇L/(1 − β)|² "
        "+ η/(1 − β) ((1 + β)/(1 − β)² η|∇L|² − 2k r·f/D).",
        statements=tuple(
            Statement(
                _with(setting, HeavyBall()),
                (),
                Quantifier.STEP,
                Eq(
                    _energy("next", beta),
                    _energy("now", beta)
                    - beta * (1 + beta) / _rest * (velocity2.now + 2 * _step * along_gradient.now + _step**2 * rHr.now)
                    + _step * ((1 + beta) / _rest**2 * eta * rHr.now - 2 * degree * rf.now),
                ),
            )
            for setting, degree in _ANY_TARGET
        ),
        reading=f"{_U_HEAVY} The velocity is 0 at the start. |∇L|² = rᵀHr/D.",
        evidence="Euler's identity and one step of heavy ball.",
        sharp=True,
    ),
    Claim(
        id="NESTEROV-ID",
        source=_NESTEROV,
        text="Nesterov's momentum, gradients at θ + βm: U′ = U − β²(1 + β)/(1 − β) |m + η∇L/(1 − β)|² "
        "+ η/(1 − β) ((1 − β + 2β²)/(1 − β)² η|∇L|² − 2k r·f/D).",
        statements=tuple(
            Statement(
                _with(setting, Nesterov()),
                (),
                Quantifier.STEP,
                Eq(
                    _energy("next", beta**2),
                    _energy("now", beta**2)
                    - beta**2 * (1 + beta) / _rest * (velocity2.now + 2 * _step * along_ahead.now + _step**2 * kernel_ahead.now)
                    + _step * ((1 - beta + 2 * beta**2) / _rest**2 * eta * kernel_ahead.now - 2 * degree * f_ahead.now),
                ),
            )
            for setting, degree in _ANY_TARGET
        ),
        reading=f"{_U_NESTEROV} r, f and ∇L are those of θ + βm.",
        evidence="Euler's identity at θ + βm and one step of Nesterov's momentum.",
        sharp=True,
    ),
    *_falls(_HEAVY_FALLS),
    *_falls(_NESTEROV_FALLS),
)
