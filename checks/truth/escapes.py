"""Orbits of other update rules that certainly run away: one unit on one datum without target, followed in interval arithmetic.

For f = s d u v x, d the slope on the side of u, one step of a rule that is linear in weights, velocity and gradient, and takes
that at p, q in the place of u, v, is

    u' = Au − Bu⁻ − ηκq²p,   v' = Av − Bv⁻ − ηκp²q,   p = Eu + Gu⁻,   q = Ev + Gv⁻,   κ = s²d²x²,

u⁻ and v⁻ being one step older: A = 1, B = 0 for gradient descent, A = 1 − ημ, B = 0 with weight decay, A = 1 + β, B = β with
momentum; E = 1, G = 0 but for Nesterov's, which has E = 1 + β, G = −β. Let |u⁻| ≤ |u| ≤ |p|, the same of v, and
ηκ min(p², q²) ≥ |A| + |B| + 2, with the smaller of the two slopes in κ. Then |u'| ≥ (ηκq² − |A| − |B|)|p| ≥ 2|p|, and where
2(|E| − 1) ≥ |G| also |p'| ≥ |E||u'| − |G||u| ≥ |u'|: all of it holds one step later, with both weights at least doubled, and so
for ever: |f| grows without bound. The same with u = v for f = (ζ/2)ψθ² and κ = ζ²ψ²/2.
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
    """One unit: its weights, those one step before, κ on either side of the first, and A, B, E, G."""

    now: tuple[Fraction, ...]
    before: tuple[Fraction, ...]
    kappas: tuple[Fraction, Fraction]
    numbers: tuple[Fraction, ...]


def runs_away(instance: Instance, rate: Fraction) -> Escape | None:
    """Limits and peaks of an exact instance that certainly goes to infinity; None if that is not shown in some 200 steps."""
    unit = _unit(instance, rate)
    if unit is None:
        return None
    precision, iv.prec = iv.prec, _PRECISION
    try:
        now, before = (tuple(map(_ball, part)) for part in (unit.now, unit.before))
        kappas, (a, b, e, g) = tuple(_ball(rate * kappa) for kappa in unit.kappas), map(_ball, unit.numbers)
        least, needed = _ball(min(unit.kappas) * rate), _ball(abs(unit.numbers[0]) + abs(unit.numbers[1]) + 2)
        here = unit.numbers[2] == 1 and not unit.numbers[3]
        for step in range(_STEPS):
            asked = now if here else tuple(e * w + g * old for w, old in zip(now, before, strict=True))
            sizes = zip(before, now, asked, strict=True)
            if all(_in_order(old, new, at) and least * at * at >= needed for old, new, at in sizes):
                return _escape(step)
            if not (asked[0] > 0 or asked[0] < 0):
                return None
            kappa = kappas[0 if asked[0] > 0 else 1]
            # The partner of a weight: the other layer, or itself in a quadratic form.
            places = zip(now, before, asked, asked[::-1], strict=True)
            now, before = tuple(a * w - b * old - kappa * other * other * at for w, old, at, other in places), now
    finally:
        iv.prec = precision
    return None


def _ball(value: Fraction) -> Any:
    return iv.mpf(value.numerator) / value.denominator


def _in_order(old: Any, new: Any, at: Any) -> bool:
    """Whether surely |old| ≤ |new| ≤ |at|; the last is the same ball as the one before it where no other place is asked for."""
    return bool(abs(new) >= abs(old)) and (at is new or bool(abs(at) >= abs(new)))


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
        values = {**instance.parameters, update.rate.name: rate}
        numbers = tuple(Fraction(value_of(part, values, exact=True)) for part in found)
    except UndecidedError:
        return None
    if 2 * (abs(numbers[2]) - 1) < abs(numbers[3]):
        return None
    process = process_of(instance, np.array([rate], dtype=object))
    scale = process.loss.scale(instance.weights, 1)
    now = tuple(instance.weights[0])
    memory = start_state(instance, process).memory
    before = tuple(w - m for w, m in zip(now, memory[0][0], strict=True)) if memory else now
    return _Unit(now, before, (scale * kappas[0], scale * kappas[1]), numbers)


@lru_cache(maxsize=64)
def _recurrence(update: UpdateRule) -> tuple[Expr, ...] | None:
    """A, B, E and G of a rule whose step is w' = Aw − Bw⁻ − η∇L(Ew + Gw⁻), and which remembers w' − w or nothing; else None."""
    asked: list[Expr] = []

    def gradient(at: Expr) -> Expr:
        asked.append(expand(at))
        return _GRADIENT

    weights, memory = update.step(_W, (_W - _BEFORE,) * len(update.memory), gradient)
    if len(set(asked)) != 1 or not update.rate.is_Symbol:
        return None
    weights, (place, *_) = expand(weights), asked
    a, b, e, g = weights.coeff(_W), -weights.coeff(_BEFORE), place.coeff(_W), place.coeff(_BEFORE)
    linear = expand(weights - a * _W + b * _BEFORE + update.rate * _GRADIENT) == 0 == expand(place - e * _W - g * _BEFORE)
    kept = len(memory) < 2 and all(expand(part - weights + _W) == 0 for part in memory)
    numbers = (a, b, e, g)
    free = not {_W, _BEFORE, _GRADIENT} & {symbol for part in numbers for symbol in part.free_symbols}
    return numbers if linear and kept and free else None


@lru_cache(maxsize=64)
def _is_squared(loss: Loss) -> bool:
    return bool(expand(loss.slope(_F, _Y) - _F + _Y) == 0)
