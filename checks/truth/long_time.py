"""What one exact state says about all later steps, where the model's map closes on one datum.

Linear nets, ψ² = cI (with or without a bias), and neural quadratic models share one map. With z = ηr, v the share of ηH that
comes from the quadratic part, q = ηφ² that of the bias (0 without one), t = η(φ·θ_f − y) and a constant κ:

    z' = z(1 − v − q + κz(z − t)),   v' = v(1 + κz²) − 4κz(z − t),   t' = t − qz,   κ(z − t)² ≤ v²/4 (Cauchy–Schwarz).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any, cast

import numpy as np
from mpmath import iv
from numpy import ndarray

from checks.instances.instance import Instance, Point
from checks.truth.algebraic import Exact

__all__ = ["ClosedState", "Escape", "Rest", "closed_state", "diverges", "rest", "settled"]

_PRECISION, _STEPS = 400, 60
"""Bits of the interval arithmetic that follows an orbit out to infinity."""


@dataclass(frozen=True)
class ClosedState:
    """An exact state of the closed map: z, v, t and the constants q and κ of the docstring above."""

    z: Exact
    v: Exact
    t: Exact
    q: Exact
    kappa: Fraction

    @property
    def step(self) -> ClosedState:
        """The state one step later."""
        return ClosedState(*_mapped(self.z, self.v, self.t, self.q, self.kappa), self.q, self.kappa)


def _mapped(z: Any, v: Any, t: Any, q: Any, kappa: Any) -> tuple[Any, Any, Any]:
    """The map z, v, t → z', v', t' of the docstring above, in fractions or intervals."""
    form = kappa * z * (z - t)
    return z * (1 - v - q + form), v * (1 + kappa * z * z) - 4 * form, t - q * z


@dataclass(frozen=True)
class Escape:
    """An orbit that certainly goes to infinity: the step from which on it does, its limits and peaks, and how it grows."""

    step: int
    values: Mapping[str, float]
    growth: str = "the residual grows at least twelvefold at every step"


@dataclass(frozen=True)
class Rest:
    """Where a settled orbit comes to rest: bounds of the limit of H, and whether no later output is exactly zero."""

    lowest: Exact
    highest: Exact
    never_zero: bool


def closed_state(instance: Instance, weights: ndarray, rate: Exact) -> ClosedState | None:
    """The state of the closed map at exact weights (1, P); None if the instance's map does not close."""
    kappa = instance.closed_constant
    if kappa is None:
        return None
    output, kernel = instance.model.outputs(weights)[0, 0], instance.model.tangent_gram(weights)[0, 0, 0]
    target, phi2, linear = instance.targets[0], Fraction(0), Fraction(0)
    if "phi_theta" in instance.extras:  # the linear part of a model with a bias
        at = Point(instance.model, weights, instance.targets, np.array([rate], dtype=object))
        (linear,), phi2 = instance.extras["phi_theta"](at), cast(Fraction, instance.parameters["phi2"])
    return ClosedState(rate * (output - target), rate * (kernel - phi2), rate * (linear - target), rate * phi2, kappa)


def settled(instance: Instance, weights: ndarray, rate: Exact) -> bool:
    """Whether loss and kernel never grow again and the loss tends to 0: y = 0 and ηH ≤ 2.

    On the closed map 0 ≤ κz² ≤ v²/4 ≤ v/2 there, so |1 − v + κz²| ≤ 1; for ReLU nets this is RELU-SUB.
    """
    if not instance.exact or instance.setting.many_data or any(instance.targets):
        return False
    if rate * instance.model.tangent_gram(weights)[0, 0, 0] > 2 or not instance.model.outputs(weights).any():
        return False
    if instance.setting.known.settles:
        return True
    closed = closed_state(instance, weights, rate)
    return closed is not None and closed.q == 0


def rest(state: ClosedState, rate: Exact) -> Rest | None:
    """Bounds of lim H from a settled state without target and bias; None where they cannot be had.

    As long as v stays above its bound, u = κz² shrinks by a factor p² < 1 a step, so that Σu ≤ u/(1 − p²) and v loses at most
    four times that; the bound then holds for ever. Where v − 1 > u throughout, no output is exactly zero.
    """
    v, u = state.v, state.kappa * state.z**2
    lowest = v - Fraction(1, 4)
    factor = max(abs(v - 1), abs(1 - lowest + u))
    if state.t or state.q or v > 2 or factor >= 1:
        return None
    bound = v - 4 * u / (1 - factor**2)
    return Rest(bound / rate, v / rate, bool(u) and bound - 1 > u) if bound >= lowest else None


def _escaped(z: Any, v: Any, t: Any, q: Exact, kappa: Any) -> bool:
    """Whether the state is in a region that it never leaves and in which |r| grows twelvefold a step.

    κz² ≥ 2v + 16, 16t² ≤ z², 0 ≤ q ≤ 1. There κz(z − t) ≥ ¾κz², hence 1 − v − q + κz(z − t) ≥ ¼κz² + 8 ≥ 12; |t'| ≤ 5|z|/4;
    and 2v' + 16 ≤ (κz²)² ≤ κz'². So r keeps its sign, and v ≥ 2√κ|z − t| grows without bound as well. Without a bias the balance
    v² − 4κ(z − t)² is multiplied by (1 − κz²)² ≥ 225 a step.
    """
    return bool(0 <= q <= 1 and kappa * z * z >= 2 * v + 16 and 16 * t * t <= z * z)


def _enclosed(value: Exact) -> Any:
    if isinstance(value, Fraction):
        return iv.mpf(value.numerator) / value.denominator
    return iv.mpf(value.interval(_PRECISION)) / iv.mpf(2) ** _PRECISION


def diverges(state: ClosedState) -> Escape | None:
    """Limits and peaks of a state whose orbit certainly escapes to infinity; None if that cannot be shown in 60 steps.

    The orbit is followed in interval arithmetic, which rounds outwards.
    """
    exact = (state.z, state.v, state.t)
    precision, iv.prec = iv.prec, _PRECISION
    try:
        z, v, t = map(_enclosed, exact)
        kappa, q = map(_enclosed, (state.kappa, state.q))
        for step in range(_STEPS):
            if _escaped(z, v, t, state.q, kappa):
                grown = dict.fromkeys(("L", "r2", "f2", "H", "theta2"), inf)
                if state.q == 0 and v * v - 4 * kappa * (z - t) ** 2 > 0:
                    grown["balance"] = inf
                signed = inf if z > 0 else -inf
                limits = {f"{name}_limit": value for name, value in (*grown.items(), ("f", signed), ("r", signed))}
                return Escape(step, limits | {f"{name}_peak": value for name, value in grown.items()})
            z, v, t = _mapped(z, v, t, q, kappa)
    finally:
        iv.prec = precision
    return None
