"""Orbits of other update rules that certainly run away: one unit on one datum without target, followed in interval arithmetic.

For f = s d u v x, d the slope on the side of u, one step of a rule that is linear in weights, velocity and gradient is

    u' = (A − ηκv²)u − B u⁻,   v' = (A − ηκu²)v − B v⁻,   κ = s²d²x²,

u⁻ and v⁻ being one step older: A = 1, B = 0 for gradient descent, A = 1 − ημ, B = 0 with weight decay, A = 1 + β, B = β for
heavy ball. Once |u| ≥ |u⁻|, |v| ≥ |v⁻| and ηκ min(u², v²) ≥ |A| + B + 2, with the smaller of the two slopes in κ, both are at
least doubled, |u'| ≥ (ηκv² − |A| − B)|u| ≥ 2|u|, so the same holds one step later, and for ever: |f| grows fourfold a step.
The same with u = v for f = (ζ/2)ψθ² and κ = ζ²ψ²/2.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import inf
from typing import Any

import numpy as np
from mpmath import iv
from sympy import Expr, expand, symbols

from checks.instances.instance import Instance
from checks.instances.process import process_of, start_state
from checks.pairs.process import value_of
from checks.truth.algebraic import UndecidedError
from checks.truth.long_time import Escape
from theory.losses import Loss
from theory.updates import UpdateRule

__all__ = ["runs_away"]

_PRECISION, _STEPS = 400, 200
_W, _BEFORE, _GRADIENT, _F, _Y = symbols("w before gradient f y", real=True)


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
    update, loss = instance.setting.update, instance.setting.loss
    found = _recurrence(update)
    asked = getattr(instance.model, "one_unit", None)
    kappas = None if asked is None else asked()
    if kappas is None or not min(kappas) or found is None or not _is_squared(loss) or any(instance.targets):
        return None
    if instance.training.factors or instance.training.shares:
        return None
    try:
        a, b = (value_of(part, {**instance.parameters, update.rate.name: rate}, exact=True) for part in found)
    except UndecidedError:
        return None
    process = process_of(instance, np.array([rate], dtype=object))
    scale = process.loss.scale(instance.weights, 1)
    now = tuple(instance.weights[0])
    memory = start_state(instance, process).memory
    before = tuple(w - m for w, m in zip(now, memory[0][0], strict=True)) if memory else now
    return _Unit(now, before, (scale * kappas[0], scale * kappas[1]), Fraction(a), Fraction(b))


@lru_cache(maxsize=64)
def _recurrence(update: UpdateRule) -> tuple[Expr, Expr] | None:
    """A and B of a rule whose step is w' = Aw − Bw⁻ − η∇L(w), and which remembers w' − w or nothing; None for all others."""
    asked: list[Expr] = []

    def gradient(at: Expr) -> Expr:
        asked.append(at)
        return _GRADIENT

    weights, memory = update.step(_W, (_W - _BEFORE,) * len(update.memory), gradient)
    a, b = expand(weights).coeff(_W), -expand(weights).coeff(_BEFORE)
    rest = expand(weights - a * _W + b * _BEFORE + update.rate * _GRADIENT)
    linear = rest == 0 and not {_W, _BEFORE, _GRADIENT} & (a.free_symbols | b.free_symbols)
    kept = len(memory) < 2 and all(expand(part - weights + _W) == 0 for part in memory)
    return (a, b) if linear and kept and update.rate.is_Symbol and set(asked) == {_W} else None


@lru_cache(maxsize=64)
def _is_squared(loss: Loss) -> bool:
    return bool(expand(loss.slope(_F, _Y) - _F + _Y) == 0)
