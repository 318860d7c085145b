"""Small rational weights for exact scenes, the simplest first, and the rounding of floating-point scenes to fractions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import isqrt
from typing import Any, TypeVar

import numpy as np
from numpy import ndarray

__all__ = ["exact_root", "fractions", "inverse_root", "rational_row", "shuffled", "small_weights"]

_Case = TypeVar("_Case")
_VALUES = tuple(Fraction(p, q) for p, q in ((1, 1), (-1, 1), (0, 1), (2, 1), (1, 2), (-2, 1), (-1, 2), (3, 1), (1, 4), (-3, 1)))
_TINY = (Fraction(1, 64), Fraction(-1, 100), Fraction(1, 8))


def fractions(values: object) -> ndarray:
    """The values as an object array of fractions, exactly."""
    array: Any = np.asarray(values, dtype=object)
    exact = np.empty(array.shape, dtype=object)
    for index in np.ndindex(array.shape):
        exact[index] = Fraction(array[index])
    return exact


def small_weights(size: int, number: int) -> ndarray:
    """Row ``number`` of small fractions, (1, size): ones, alternating signs, one-hot, two uneven ones, then pseudo-random."""
    first = (
        [1] * size,
        [(-1) ** position for position in range(size)],
        [1] + [0] * (size - 1),
        [2] + [1] * (size - 1),
        [1] + [6] * (size - 1),
        [0] * size,
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


def exact_root(value: Fraction) -> Fraction | None:
    """The square root of a nonnegative fraction, or None if it is irrational."""
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root * root == value else None


def rational_row(row: ndarray, digits: int | None) -> ndarray:
    """One row of floats (P,) as fractions (1, P): exactly, or rounded to multiples of 2^(−digits)."""
    if digits is None:
        return fractions([row.tolist()])
    grid = 2**digits
    return fractions([[Fraction(round(value * grid), grid) for value in row.tolist()]])
