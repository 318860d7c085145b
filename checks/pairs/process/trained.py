"""Instances of a model together with how they are trained: the pair of a setting that is not plain gradient descent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from numpy import ndarray
from sympy import Rational, Symbol
from sympy.logic.boolalg import false

from checks.instances.instance import Instance
from checks.instances.process import loss_of
from checks.instances.training import Training
from checks.pairs._exact import fractions, rounded, rounded_number, small_weights
from checks.pairs.process import has_exact_arithmetic
from checks.pairs.process.numbers import drawn_numbers, exact_numbers, in_range
from checks.truth.algebraic import approximately
from numerics.arithmetic import Number
from theory.losses import Loss
from theory.statements import Setting
from theory.symbols import OBSERVABLES, PARAMETERS, Parameter

__all__ = ["Trained", "trained"]

_FACTORS: tuple[tuple[str, ...], ...] = (("1",), ("1", "2"), ("1", "1/2"), ("1", "3", "1/2"), ("2", "1"), ("1", "10"))
_FINE = 1000
"""Largest denominator of the fractions next to irrational weights."""
_ETA, _SCHEDULED = PARAMETERS["eta"].symbol, OBSERVABLES["eta_t"].now


def trained(instance: Instance, training: Training) -> Instance:
    """The instance with what it is trained by.

    Raises
    ------
    ValueError
        If a number is missing, unknown or out of range, or memory, rates or batches do not fit.
    """
    setting, needed = instance.setting, needed_numbers(instance)
    if training.numbers.keys() != needed.keys():
        raise ValueError(f"the process needs values of {sorted(needed)}, not of {sorted(training.numbers)}")
    for name, value in training.numbers.items():
        if not in_range(needed[name], value):
            raise ValueError(f"{needed[name].meaning}, {name}, is {value}: outside its range")
    if training.memory and (setting.update.at_rest or len(training.memory) != len(setting.update.memory)):
        raise ValueError(f"memory: {setting.update} starts otherwise")
    if any(part.shape != instance.weights.shape for part in training.memory):
        raise ValueError("memory must have the shape of the weights")
    if training.factors and setting.update.rate != _SCHEDULED:
        raise ValueError("factors: the learning rate of the setting is no schedule")
    if any(Fraction(factor) < 0 for factor in training.factors):
        raise ValueError("factors of a learning rate must not be negative")
    for row in training.shares:
        exact = [Fraction(share) for share in row]
        missing = abs(sum(exact, Fraction(-1)))
        proper = len(row) == instance.model.data_count and all(share >= 0 for share in exact)
        if not proper or missing > (0 if instance.exact else 1e-12):
            raise ValueError("shares of the data in a batch must not be negative, and add up to 1")
    if setting.batches.among(training.shares) != training.shares:
        raise ValueError(f"shares must be those of {setting.batches.words}")
    parameters = {**instance.parameters, **training.numbers}
    return replace(instance, parameters=parameters, training=training)


def needed_numbers(instance: Instance) -> dict[str, Parameter]:
    """The parameters that rule and loss bring, and those of its learning rate to which the model gives no value, by name."""
    setting = instance.setting
    known = setting.parameters
    of_the_model = instance.parameters.keys() - instance.training.numbers.keys()
    names = {symbol.name for symbol in setting.update.rate.free_symbols} - of_the_model - {"eta"}
    return {**setting.brought, **{name: known[name] for name in sorted(names & known.keys())}}


@dataclass(frozen=True)
class Trained:
    """The pair of a model, with numbers of rule and loss, memory, schedules and batches drawn to its instances."""

    base: Any

    def fits(self, setting: Setting, model: Any, initial: ndarray) -> bool:
        """Whether the model is of the family."""
        fits: bool = self.base.fits(setting, model, initial)
        return fits

    def instance(self, setting: Setting, model: Any, initial: ndarray, goal: ndarray) -> Instance:
        """The instance of a model, trained from rest by the first numbers, rates and batches."""
        made = self.base.instance(setting, model, initial, _allowed(setting.loss, goal))
        first = Training(exact_numbers(needed_numbers(made))[0]).like(initial)
        return trained(made, first)

    def instances(self, setting: Setting, batch: int, largest: int) -> SearchStrategy[Instance]:
        """The floating-point instances of the family, each trained in a way that is drawn."""
        return self.base.instances(setting, batch, largest).flatmap(_drawn)

    def exact_instances(self, setting: Setting) -> Iterator[Instance]:
        """The family's exact instances, each with another way to train it; none if the loss has no exact arithmetic."""
        for number, made in enumerate(self._exact(setting, self.base.exact_instances(setting))):
            yield _chosen(made, number)

    def boundary_instances(self, setting: Setting) -> Iterator[Instance]:
        """The family's boundary instances, each trained in several ways: all in one way before any in the next."""
        pool = list(self._exact(setting, self._at_boundaries(setting)))
        met: set[tuple[object, ...]] = set()
        for way, (number, made) in product(range(4), enumerate(pool)):
            chosen = _chosen(made, 7 * number + way)
            key = (number, chosen.training.key)
            if key not in met:
                met.add(key)
                yield chosen

    @property
    def grown(self) -> Any:
        """How the model grows; an AttributeError if that is not known."""
        return self.base.grown

    def _at_boundaries(self, setting: Setting) -> Iterator[Instance]:
        """The family's, and, as no η sends weights to 0 where the rate follows the state, those that start there."""
        for made in self.base.boundary_instances(setting):
            yield made
            if setting.any_targets and not setting.update.rate.has(_ETA, _SCHEDULED):
                weights = made.weights.copy()
                weights[:, : weights.shape[1] // 2] *= 0
                yield self.base.instance(setting, made.model, weights, made.targets * 0 + 1)

    def typical_instances(self, setting: Setting, rows: int, seed: int) -> Iterator[Instance]:
        """The family's typical instances, each with the first two ways to train it."""
        for made in self.base.typical_instances(setting, rows, seed):
            goal = replace(made, targets=_allowed(setting.loss, made.targets))
            yield from (_chosen(goal, way) for way in range(2))

    def as_exact(self, instance: Instance, row: int, digits: int | None) -> Instance:
        """One row of a floating-point instance in fractions, with its training rounded as well, as far as it stays in range."""
        made = self.base.as_exact(instance, row, digits)
        training, needed = instance.training, needed_numbers(made)

        def number(name: str, value: Number) -> Fraction:
            near = rounded_number(value, digits)
            return near if in_range(needed[name], near) else Fraction(value)

        numbers = {name: number(name, value) for name, value in training.numbers.items()}
        memory = tuple(rounded(part[row : row + 1], digits) for part in training.memory)
        factors = tuple(rounded_number(factor, digits) for factor in training.factors)
        shares = tuple(_whole([rounded_number(share, digits) for share in line]) for line in training.shares)
        kept = Training(numbers, memory, factors, shares).like(made.weights)
        return trained(replace(made, targets=_allowed(instance.setting.loss, made.targets)), kept)

    def _exact(self, setting: Setting, pool: Iterator[Instance]) -> Iterator[Instance]:
        for number, made in enumerate(pool):
            rational = self._rational(made)
            ready = replace(rational, targets=_allowed(setting.loss, rational.targets))
            if not number and not has_exact_arithmetic(loss_of(_chosen(ready, 0))):
                return
            yield ready

    def _rational(self, made: Instance) -> Instance:
        """An exact instance, or the one at fractions next to its weights if they are irrational: `numerics` runs fractions."""
        if all(isinstance(weight, Fraction) for weight in made.weights.flat):
            return made
        near = [approximately(weight).limit_denominator(_FINE) for weight in made.weights[0]]
        beside: Instance = self.base.instance(made.setting, made.model, fractions([near]), made.targets)
        return beside


def _allowed(loss: Loss, goal: ndarray) -> ndarray:
    """The targets, or their signs where the loss is not defined for them."""
    y = Symbol("y", real=True)
    if not loss.allows(y):
        return goal

    def allowed(value: Number) -> Number:
        exact = Fraction(value)
        number = Rational(exact.numerator, exact.denominator)
        if any(part == false for part in loss.allows(number)):
            return type(value)(1 if value >= 0 else -1)
        return value

    return np.array([allowed(value) for value in goal.tolist()], dtype=goal.dtype)


def _whole(row: list[Fraction]) -> tuple[Fraction, ...]:
    """Weights that add up to 1."""
    total = sum(row)
    return tuple(share / total for share in row) if total else (Fraction(1), *[Fraction(0)] * (len(row) - 1))


def _chosen(made: Instance, number: int) -> Instance:
    """An instance with the way to train it that has this number."""
    setting, count = made.setting, made.model.data_count
    combinations = exact_numbers(needed_numbers(made))
    numbers = combinations[number % len(combinations)]
    factors = tuple(map(Fraction, _FACTORS[number % len(_FACTORS)])) if setting.update.rate == _SCHEDULED else ()
    shares = setting.batches.among(_batches(count, number))
    memory: tuple[ndarray, ...] = ()
    if not setting.update.at_rest:
        rows = (small_weights(made.weights.shape[1], number + place) for place in range(len(setting.update.memory)))
        memory = tuple(row * Fraction(1, 1 + number % 3) for row in rows)
    return trained(made, Training(numbers, memory, factors, shares).like(made.weights))


def _batches(count: int, number: int) -> tuple[tuple[Fraction, ...], ...]:
    """One datum for ever, each in its turn, all alike, or one and a half, by number."""
    single = [tuple(Fraction(place == kept) for place in range(count)) for kept in range(count)]
    if number % 4 == 1:
        return tuple(single)
    if number % 4 == 3:
        return (tuple(Fraction(1, count) for _ in range(count)), single[-1])
    if number % 8 == 6 and count > 1:
        rest = Fraction(1, 4 * (count - 1))
        return tuple(tuple(Fraction(3, 4) if place == kept else rest for place in range(count)) for kept in (0, count - 1))
    return (single[(number // 2) % count],)


@st.composite
def _training(draw: st.DrawFn, made: Instance) -> Training:
    setting, (batch, size), count = made.setting, made.weights.shape, made.model.data_count
    numbers = draw(drawn_numbers(needed_numbers(made)))
    factors: tuple[float, ...] = ()
    if setting.update.rate == _SCHEDULED:
        factor = st.sampled_from((1.0, 0.5, 2.0, 0.1, 1.5)) | st.floats(0.0, 3.0, width=32, allow_subnormal=False)
        factors = tuple(draw(st.lists(factor, min_size=1, max_size=4)))
    shares: tuple[tuple[float, ...], ...] = ()
    if not setting.batches.alike:
        source = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        rows = source.dirichlet(np.full(count, draw(st.sampled_from((0.05, 1.0)))), draw(st.integers(1, 4)))
        kept = source.integers(count, size=len(rows))
        single = draw(st.booleans())
        shares = tuple(tuple(np.eye(count)[k] if single else row / row.sum()) for row, k in zip(rows, kept, strict=True))
        shares = setting.batches.among(shares)
    memory: tuple[ndarray, ...] = ()
    if not setting.update.at_rest:
        source = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
        scale = draw(st.sampled_from((0.0, 0.1, 1.0, 4.0)))
        memory = tuple(scale * source.normal(size=(batch, size)) for _ in setting.update.memory)
    return Training(numbers, memory, factors, shares)


def _drawn(made: Instance) -> SearchStrategy[Instance]:
    ready = replace(made, targets=_allowed(made.setting.loss, made.targets))
    return _training(ready).map(lambda training: trained(ready, training))
