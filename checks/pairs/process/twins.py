"""Whether a rule or a loss from elsewhere does in numbers what it says in symbols: both are asked at a few exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy import ndarray
from sympy import Expr, Rational

from checks.pairs.process.numbers import exact_numbers
from numerics.updates import State
from theory.losses import Loss
from theory.updates import UpdateRule

__all__ = ["TwinError", "refuse_other_loss", "refuse_other_rule"]

_TRIED = 4
"""Combinations of the numbers of a rule or a loss."""
_RATE, _STARTS = Fraction(3, 7), (Fraction(1), Fraction(-2, 3), Fraction(5, 4), Fraction(0))


class TwinError(ValueError):
    """A rule or a loss from elsewhere that does one thing in symbols and another in numbers."""


def _rational(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


def _row(values: tuple[Fraction, ...]) -> ndarray:
    return np.array([values], dtype=object)


class _Slope:
    """The gradient of θ² + θ/3."""

    model, coefficient = None, Fraction(1)

    def __call__(self, weights: Any, factor: Any = 1) -> Any:
        return factor * (2 * weights + self.coefficient / 3)

    def loss(self, weights: ndarray) -> ndarray:
        """The sum over the weights, (B,)."""
        total: ndarray = (weights * weights + weights / 3).sum(axis=1)
        return total


def _at_numbers(item: Any, without: str = "") -> Iterator[tuple[dict[str, Expr], dict[str, Fraction]]]:
    """The numbers of a rule or a loss, by field: as rationals and as fractions; those that are no fractions are left out."""
    names = [name for name in item.numbers if name != without]
    for values in exact_numbers({parameter.symbol.name: parameter for parameter in item.parameters})[:_TRIED]:
        known = {parameter.symbol: _rational(values[parameter.symbol.name]) for parameter in item.parameters}
        given = {name: getattr(item, name).subs(known) for name in names}
        if all(value.is_Rational for value in given.values()):
            yield given, {name: Fraction(int(value.p), int(value.q)) for name, value in given.items()}


@lru_cache(maxsize=64)
def refuse_other_rule(rule: UpdateRule, made: Callable[..., Any]) -> None:
    """Raise TwinError if the twin of an update rule makes another step; one without exact arithmetic is believed."""
    rows = [_STARTS[place:] + _STARTS[:place] for place in range(1 + len(rule.memory))]
    for symbols, numbers in _at_numbers(rule, without="rate"):
        symbolic, numeric = replace(rule, rate=_rational(_RATE), **symbols), made(_RATE, **numbers)
        try:
            after = numeric.step(State(_row(rows[0]), tuple(map(_row, rows[1:]))), _Slope())
        except TypeError:
            return
        found = [part[0].tolist() for part in (after.weights, *after.memory)]
        steps = [symbolic.step(first, tuple(rest), lambda at: 2 * at + Rational(1, 3)) for first, *rest in _columns(rows)]
        if found != [[Fraction(int(v.p), int(v.q)) for v in part] for part in zip(*((w, *m) for w, m in steps), strict=True)]:
            raise TwinError(f"{type(rule).__name__} and its twin {type(numeric).__name__} make different steps")


def _columns(rows: list[tuple[Fraction, ...]]) -> list[tuple[Rational, ...]]:
    return [tuple(map(_rational, column)) for column in zip(*rows, strict=True)]


@lru_cache(maxsize=64)
def refuse_other_loss(loss: Loss, made: Callable[..., Any]) -> None:
    """Raise TwinError if the twin of a loss has another value or slope; one without exact arithmetic is believed."""
    for symbols, numbers in _at_numbers(loss):
        symbolic, numeric = replace(loss, **symbols), made(**numbers)
        for output, target in ((output, target) for output in _STARTS for target in (Fraction(1), Fraction(-1))):
            for name, asked in (("term", "value"), ("slope", "slope")):
                try:
                    (found,) = getattr(numeric, name)(_row((output,)), np.array([target], dtype=object))[0]
                except TypeError:
                    return
                if _rational(found) != getattr(symbolic, asked)(_rational(output), _rational(target)):
                    where = ", ".join(map(str, (output, target, *numbers.values())))
                    raise TwinError(
                        f"{type(loss).__name__} and its twin {type(numeric).__name__} differ in the {asked} at {where}"
                    )
