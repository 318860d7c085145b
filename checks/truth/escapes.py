"""Orbits of other update rules that certainly run away: one unit on one datum without target, followed in interval arithmetic.

For f = s d u v x, d the slope on the side of u, one step of a rule that is linear in weights, velocity and gradient is

    u' = (A − ηκv²)u − B u⁻,   v' = (A − ηκu²)v − B v⁻,   κ = s²d²x²,

u⁻ and v⁻ being one step older: A = 1, B = 0 for gradient descent, A = 1 − ημ, B = 0 with weight decay, A = 1 + β, B = β for
heavy ball. Once |u| ≥ |u⁻|, |v| ≥ |v⁻| and ηκ min(u², v²) ≥ |A| + B + 2, with the smaller of the two slopes in κ, both are at
least doubled, |u'| ≥ (ηκv² − |A| − B)|u| ≥ 2|u|, so the same holds one step later, and for ever: |f| grows fourfold a step.
The same with u = v for f = (ζ/2)ψθ² and κ = ζ²ψ²/2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

import numpy as np
from mpmath import iv

from checks.instances.instance import Instance
from checks.instances.process import process_of, start_state
from checks.truth.long_time import Escape
from numerics.losses import Squared
from numerics.models.base import Model
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from numerics.updates import GradientDescent, HeavyBall, WeightDecay

__all__ = ["runs_away"]

_PRECISION, _STEPS = 400, 200
_RECURRENCES: dict[type, Callable[[Any, Fraction], tuple[Fraction, Fraction]]] = {
    GradientDescent: lambda rule, rate: (Fraction(1), Fraction(0)),
    WeightDecay: lambda rule, rate: (1 - rate * rule.decay, Fraction(0)),
    HeavyBall: lambda rule, rate: (1 + rule.momentum, Fraction(rule.momentum)),
}
"""A and B of the docstring above."""


@dataclass(frozen=True)
class _Unit:
    """One unit: its weights, those one step before, κ on either side of the first, and A and B."""

    now: tuple[Fraction, ...]
    before: tuple[Fraction, ...]
    kappas: tuple[Fraction, Fraction]
    a: Fraction
    b: Fraction


def runs_away(instance: Instance, rate: Fraction) -> Escape | None:
    """Limits and peaks of an exact instance that certainly goes to infinity; None if that is not shown in some 200 steps."""
    unit = _unit(instance, rate)
    if unit is None:
        return None
    precision, iv.prec = iv.prec, _PRECISION
    try:
        now, before = (tuple(map(_ball, part)) for part in (unit.now, unit.before))
        kappas, a, b = tuple(_ball(rate * kappa) for kappa in unit.kappas), _ball(unit.a), _ball(unit.b)
        least, needed = _ball(min(unit.kappas) * rate), _ball(abs(unit.a) + unit.b + 2)
        for step in range(_STEPS):
            if all(_surely_larger(new, old) and least * new * new >= needed for new, old in zip(now, before, strict=True)):
                return _escape(step)
            if not (now[0] > 0 or now[0] < 0):
                return None
            kappa = kappas[0 if now[0] > 0 else 1]
            # The partner of a weight: the other layer, or itself in a quadratic form.
            later = [(a - kappa * other * other) * w - b * old for w, other, old in zip(now, now[::-1], before, strict=True)]
            now, before = tuple(later), now
    finally:
        iv.prec = precision
    return None


def _ball(value: Fraction) -> Any:
    return iv.mpf(value.numerator) / value.denominator


def _surely_larger(new: Any, old: Any) -> bool:
    return bool(abs(new) >= abs(old))


def _escape(step: int) -> Escape:
    grown = dict.fromkeys(("L", "f2", "H", "theta2"), inf)
    values = {f"{name}_{role}": value for name, value in grown.items() for role in ("peak", "limit")}
    return Escape(step, values, "both weights at least double at every step")


def _unit(instance: Instance, rate: Fraction) -> _Unit | None:
    """The recurrence of an instance of one unit; None for all others."""
    process = process_of(instance, np.array([rate], dtype=object))
    known = _RECURRENCES.get(type(process.update))
    steady = not (instance.training.factors or instance.training.shares) and instance.setting.update.rate.is_Symbol
    if known is None or not steady or not isinstance(process.loss, Squared) or any(instance.targets):
        return None
    kappas = _kappas(instance.model)
    if kappas is None or not min(kappas):
        return None
    now = tuple(instance.weights[0])
    memory = start_state(instance, process).memory
    before = tuple(w - m for w, m in zip(now, memory[0][0], strict=True)) if memory else now
    return _Unit(now, before, kappas, *known(process.update, rate))


def _kappas(model: Model) -> tuple[Fraction, Fraction] | None:
    if isinstance(model, TwoLayerNet) and model.weight_count == 2 and model.data_count == 1:
        square = model.scale**2 * model.inputs[0, 0] ** 2
        plus, minus = model.slopes if model.inputs[0, 0] > 0 else model.slopes[::-1]
        return square * plus**2, square * minus**2
    if isinstance(model, PureQuadratic) and model.weight_count == 1 and model.data_count == 1:
        square = model.zeta**2 * model.psi.ravel()[0] ** 2 / 2
        return square, square
    return None
