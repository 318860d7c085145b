"""One arithmetic for three kinds of numbers: floats (float64, float32), and in object arrays exact fractions or balls."""

from __future__ import annotations

from fractions import Fraction
from numbers import Rational
from typing import Any, TypeAlias

import numpy as np
from numpy import ndarray

from numerics.arguments import array as as_array
from numerics.arguments import shown
from numerics.balls import Ball, ball

__all__ = [
    "Number",
    "balls",
    "constant",
    "elementary",
    "holds_balls",
    "in_kind",
    "is_exact",
    "maximum",
    "minimum",
    "rational",
    "scalar_in_kind",
]

Number: TypeAlias = float | Fraction


def holds_balls(array: ndarray) -> bool:
    """Whether the array holds balls."""
    return bool(array.dtype == object and array.size and type(array.flat[0]) is Ball)


def is_exact(array: ndarray) -> bool:
    """Whether the array holds exact fractions."""
    return bool(array.dtype == object and not holds_balls(array))


def rational(values: object, name: str = "values") -> ndarray:
    """Return the values as exact fractions, in an object array of the same shape.

    Every finite float is a rational number, so nothing is rounded.

    Raises
    ------
    TypeError
        If the values are not real numbers.
    ValueError
        If a value is NaN or infinite.
    """
    array = as_array(values, name)
    if array.dtype.kind not in "fiuO":
        raise TypeError(f"{name} must be real numbers, not {shown(values)} ({array.dtype})")
    exact = np.empty(array.shape, dtype=object)
    flat = exact.reshape(-1)
    for position, value in enumerate(array.ravel().tolist()):
        flat[position] = _fraction(value, name)
    return exact


def _fraction(value: Any, name: str) -> Fraction:
    if type(value) is Fraction:
        return value
    number = value.item() if isinstance(value, np.generic) else value
    if isinstance(number, bool) or not isinstance(number, (int, float, Rational)):
        raise TypeError(f"{name} must be real numbers, not {shown(value)} ({type(value).__name__})")
    try:
        return Fraction(number)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{name} must be finite, not {shown(value)}") from error


def balls(values: object) -> ndarray:
    """Return the values as balls at the working precision, in an object array of the same shape; nothing is lost."""
    exact = rational(values)
    enclosed = np.empty(exact.shape, dtype=object)
    enclosed.reshape(-1)[:] = [ball(value) for value in exact.ravel().tolist()]
    return enclosed


def in_kind(array: ndarray, like: ndarray) -> ndarray:
    """Return the array in the arithmetic of ``like``: its float type, exact fractions, or balls."""
    if like.dtype != object:
        return array if array.dtype == like.dtype else array.astype(like.dtype)
    wanted = holds_balls(like)
    if array.dtype == object and holds_balls(array) == wanted:
        return array
    return balls(array) if wanted else rational(array)


def scalar_in_kind(value: Number, like: ndarray) -> Any:
    """Return the number as a float, a fraction or a ball: what ``like`` holds."""
    if like.dtype != object:
        return float(value)
    return ball(value) if holds_balls(like) else Fraction(value)


def constant(value: Number, like: ndarray) -> ndarray:
    """An array of the shape and in the arithmetic of ``like`` whose entries are one number."""
    return np.full(like.shape, scalar_in_kind(value, like), like.dtype)


def elementary(name: str, values: ndarray) -> ndarray:
    """An elementary function (``"exp"``, ``"log1p"``, ``"sinh"``, ``"sqrt"``, ``"tanh"``), elementwise; of floats and of balls.

    Raises
    ------
    TypeError
        For exact fractions: the result would not be rational.
    """
    if is_exact(values):
        raise TypeError(f"{name} has no exact arithmetic: floats or balls are expected, not fractions")
    return getattr(np, name)(values)


def maximum(left: ndarray, right: Any) -> ndarray:
    """The larger of two, elementwise; balls that overlap need not be told apart."""
    return _larger(left, right) if holds_balls(left) else np.maximum(left, right)


def minimum(left: ndarray, right: Any) -> ndarray:
    """The smaller of two, elementwise; balls that overlap need not be told apart."""
    return _smaller(left, right) if holds_balls(left) else np.minimum(left, right)


_larger = np.frompyfunc(Ball.maximum, 2, 1)
_smaller = np.frompyfunc(Ball.minimum, 2, 1)
