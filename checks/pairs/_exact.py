"""Small rational weights for exact instances, the simplest first, and the rounding of floating-point instances to fractions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import isqrt
from typing import Any, TypeVar

import numpy as np
from numpy import ndarray

from checks.truth.algebraic import Algebraic
from theory.statements import Setting

__all__ = [
    "alternating",
    "closed_constant",
    "fractions",
    "inverse_root",
    "rational_part",
    "rational_row",
    "rounded",
    "rounded_number",
    "shuffled",
    "small_weights",
]

_Case = TypeVar("_Case")
_VALUES = tuple(Fraction(p, q) for p, q in ((1, 1), (-1, 1), (0, 1), (2, 1), (1, 2), (-2, 1), (-1, 2), (3, 1), (1, 4), (-3, 1)))
_TINY = (Fraction(1, 64), Fraction(-1, 100), Fraction(1, 8))


def closed_constant(setting: Setting, initial: ndarray, kappa: object) -> Fraction | None:
    """κ of the closed map, for an instance on one datum in exact arithmetic where it is a fraction; else None."""
    return kappa if setting.single_datum and initial.dtype == object and isinstance(kappa, Fraction) else None


def fractions(values: object) -> ndarray:
    """The values as an object array of fractions, exactly; algebraic numbers stay what they are."""
    array: Any = np.asarray(values, dtype=object)
    exact = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        value = array[index]
        exact[index] = value if isinstance(value, Algebraic) else Fraction(value)
    return exact


def small_weights(size: int, number: int) -> ndarray:
    """Row ``number`` of small fractions, (1, size), simple ones first.

    Ones, alternating signs, one-hot, two uneven ones, zeros, all negative, one that a step may turn, then pseudo-random ones.
    """
    first = (
        [1] * size,
        [(-1) ** position for position in range(size)],
        [1] + [0] * (size - 1),
        [2] + [1] * (size - 1),
        [1] + [6] * (size - 1),
        [0] * size,
        [-1] * size,
        [Fraction(1, 64)] + [1] * (size - 1),
    )
    if number < len(first):
        return fractions([first[number]])
    source = random.Random(f"{number} {size}")
    row = [source.choice(_VALUES) for _ in range(size)]
    if number % 3 == 2:
        row[source.randrange(size)] = source.choice(_TINY)
    return fractions([row])


def shuffled(cases: Iterable[_Case], first: Callable[[_Case], bool] = lambda case: False) -> list[_Case]:
    """The cases in a fixed pseudo-random order, so that a search cut short has seen something of every kind.

    Those that ``first`` picks out (the textbook cases, where bounds are attained) come before all others.
    """
    order = list(cases)
    random.Random(0).shuffle(order)
    return sorted(order, key=lambda case: not first(case))


def inverse_root(width: int) -> Fraction:
    """n^(-1/2) for a square width.

    Raises
    ------
    ValueError
        If the width is not a perfect square.
    """
    root = isqrt(width)
    if root * root != width:
        raise ValueError(f"width must be a perfect square for an exact n^(-1/2), not {width}")
    return Fraction(1, root)


def alternating(goal: int | Fraction, count: int, number: int) -> ndarray:
    """Targets (D,) of one size: all alike, or in every other instance of alternating signs."""
    return fractions([goal * (-1) ** (position * (number % 2)) for position in range(count)])


def rational_part(dimension: int, width: int) -> tuple[int, int]:
    """The largest part of a net, (input dimension, width), whose prefactor (dn)^(-1/2) is rational: if possible on all inputs."""
    fitting = [(kept, n) for kept in (dimension, 1) for n in range(width, 0, -1) if isqrt(kept * n) ** 2 == kept * n]
    return fitting[0]


def rational_row(row: ndarray, digits: int | None) -> ndarray:
    """One row of floats (P,) as fractions (1, P): exactly, or rounded to multiples of 2^(−digits)."""
    return rounded(row[None], digits)


def rounded(values: ndarray, digits: int | None) -> ndarray:
    """Floats as fractions: exactly, or rounded to multiples of 2^(−digits)."""
    exact = fractions(values.tolist())
    if digits is None:
        return exact
    grid = 2**digits
    for index in np.ndindex(exact.shape):
        exact[index] = Fraction(round(exact[index] * grid), grid)
    return exact


def rounded_number(value: float | Fraction, digits: int | None) -> Fraction:
    """A number as a fraction: exactly, or the nearest with a denominator up to 2^digits, which is not 0 unless the number is."""
    exact = Fraction(value)
    return exact if digits is None else exact.limit_denominator(2**digits) or exact
