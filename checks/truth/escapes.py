"""Orbits of other update rules that certainly run away: one unit on one datum, followed in interval arithmetic.

For f = s d u v x, d the slope on the side of u, one step of a rule that is linear in weights, velocity and gradient, and takes
that at p, q in the place of u, v, is

    u' = Au − Bu⁻ − ηρq,   v' = Av − Bv⁻ − ηρp,   ρ = κpq − sdxy,   p = Eu + Gu⁻,   q = Ev + Gv⁻,   κ = s²d²x²,

u⁻ and v⁻ being one step older: A = 1, B = 0 for gradient descent, A = 1 − ημ, B = 0 with weight decay, A = 1 + β, B = β with
momentum; E = 1, G = 0 but for Nesterov's, which has E = 1 + β, G = −β. Let |u⁻| ≤ |u| ≤ |p|, the same of v, and let the target
be 0, c = 1, or c = ½ and c κ|pq| ≥ |sdxy|, so that |ρ| ≥ cκ|pq|; and cηκ min(p², q²) ≥ |A| + |B| + 2, with the smaller of the
two slopes in κ and the larger one in |sdxy|. Then |u'| ≥ (cηκq² − |A| − |B|)|p| ≥ 2|p|, and where 2(|E| − 1) ≥ |G| also
|p'| ≥ |E||u'| − |G||u| ≥ |u'|: all of it holds one step later, with both weights at least doubled, and so for ever: |f| grows
without bound. The same with u = v for f = (ζ/2)ψθ² and κ = ζ²ψ²/2.

With a schedule that comes round again η is the smallest of its rates. Where gradients are taken at the weights and nothing is
remembered, u² − v² is multiplied by A² − η²ρ² ≤ A² − (|A| + 2)² ≤ −4: with one slope the balance H² − 4κf² = κ²(u² − v²)² grows
without bound, too, unless u² = v².
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import inf
from typing import Any

import numpy as np
from mpmath import iv
from sympy import Expr, expand, symbols

from checks.instances.instance import Instance
from checks.instances.one_unit import one_unit
from checks.instances.process import process_of, start_state
from checks.pairs._exact import fractions
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
    """One unit: its weights, those one step before, κ and sdxy on either side of the first, and A, B, E, G."""

    now: tuple[Fraction, ...]
    before: tuple[Fraction, ...]
    kappas: tuple[Fraction, Fraction]
    pulls: tuple[Fraction, Fraction]
    numbers: tuple[Fraction, ...]

    @property
    def share(self) -> Fraction:
        """c of the docstring above."""
        return Fraction(1, 2) if any(self.pulls) else Fraction(1)

    @property
    def balance_grows(self) -> bool:
        """Whether the balance grows with weights that differ: their gradient is taken, nothing is remembered, one slope."""
        _, before, here, back = self.numbers
        return here == 1 and not before and not back and self.kappas[0] == self.kappas[1]


def runs_away(instance: Instance, rate: Fraction) -> Escape | None:
    """Limits and peaks of an exact instance that certainly goes to infinity; None if that is not shown in some 200 steps."""
    unit, rates = _unit(instance, rate), [rate * Fraction(factor) for factor in instance.training.factors or (1,)]
    if unit is None or not _seems_to(unit, rates):
        return None
    precision, iv.prec = iv.prec, _PRECISION
    try:
        return _followed(unit, rates, _ball)
    finally:
        iv.prec = precision


def _seems_to(unit: _Unit, rates: Sequence[Fraction]) -> bool:
    """Whether it does in floating point, where to look costs little."""
    try:
        return _followed(unit, rates, float) is not None
    except OverflowError:
        return True


def _followed(unit: _Unit, rates: Sequence[Fraction], made: Callable[[Fraction], Any]) -> Escape | None:
    """Where an orbit whose learning rates come round again enters the region, followed in numbers of one kind."""
    now, before = (tuple(map(made, part)) for part in (unit.now, unit.before))
    turns = [[tuple(made(rate * value) for value in part) for part in (unit.kappas, unit.pulls)] for rate in rates]
    a, b, e, g = map(made, unit.numbers)
    least, needed = made(unit.share * min(unit.kappas) * min(rates)), made(abs(unit.numbers[0]) + abs(unit.numbers[1]) + 2)
    pulled, here = made(min(rates) * max(map(abs, unit.pulls))), unit.numbers[2] == 1 and not unit.numbers[3]
    for step in range(_STEPS):
        asked = now if here else tuple(e * w + g * old for w, old in zip(now, before, strict=True))
        sizes = zip(before, now, asked, strict=True)
        grown = all(_in_order(old, new, at) and least * at * at >= needed for old, new, at in sizes)
        if grown and least * abs(asked[0] * asked[-1]) >= pulled:
            differ = bool(abs(now[0]) > abs(now[-1]) or abs(now[0]) < abs(now[-1]))
            return _escape(step, balance=differ and unit.balance_grows)
        if not (asked[0] > 0 or asked[0] < 0):
            return None
        kappa, pull = (part[0 if asked[0] > 0 else 1] for part in turns[step % len(turns)])
        # The partner of a weight: the other layer, or itself in a quadratic form.
        places = zip(now, before, asked, asked[::-1], strict=True)
        now, before = tuple(a * w - b * old - (kappa * other * at - pull) * other for w, old, at, other in places), now
    return None


def _ball(value: Fraction) -> Any:
    return iv.mpf(value.numerator) / value.denominator


def _in_order(old: Any, new: Any, at: Any) -> bool:
    """Whether surely |old| ≤ |new| ≤ |at|; the last is the same ball as the one before it where no other place is asked for."""
    return bool(abs(new) >= abs(old)) and (at is new or bool(abs(at) >= abs(new)))


def _escape(step: int, *, balance: bool) -> Escape:
    grown = dict.fromkeys(("L", "f2", "r2", "H", "theta2", *["balance"] * balance), inf)
    values = {f"{name}_{role}": value for name, value in grown.items() for role in ("peak", "limit")}
    return Escape(step, values, "both weights at least double at every step")


def _unit(instance: Instance, rate: Fraction) -> _Unit | None:
    """The recurrence of an instance of one unit; None for all others."""
    update, loss = instance.setting.update, instance.setting.loss
    found = _recurrence(update)
    kappas = one_unit(instance.model)
    if kappas is None or not min(kappas) or found is None or not _is_squared(loss):
        return None
    if instance.training.shares:
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
    pulls = (scale * _slope(instance, side) * instance.targets[0] for side in (1, -1))
    return _Unit(now, before, (scale * kappas[0], scale * kappas[1]), (next(pulls), next(pulls)), numbers)


def _slope(instance: Instance, side: int) -> Fraction:
    """s d x on one side of the first weight: the derivative by it, over its partner."""
    at = fractions([[side, 1][: instance.model.weight_count]])
    slope: Fraction = instance.model.pullback(at, fractions([[1]]))[0, 0] / at[0, -1]
    return slope


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
