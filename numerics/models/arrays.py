"""One arithmetic for three kinds of numbers: float64, float32 and exact fractions in object arrays."""

from __future__ import annotations

from fractions import Fraction
from numbers import Rational
from typing import TypeAlias

import numpy as np
from numpy import ndarray

__all__ = ["Number", "finite_array", "in_kind", "number", "rational", "scalar_in_kind", "symmetric_forms"]

Number: TypeAlias = float | Fraction


def rational(values: object) -> ndarray:
    """Return the values as exact fractions, in an object array of the same shape.

    Every finite float is a rational number, so nothing is rounded.

    Raises
    ------
    TypeError
        If the values are text.
    ValueError
        If a value is NaN or infinite.
    """
    array = np.asarray(values)
    if array.dtype.kind in "USO" and any(isinstance(value, (str, bytes)) for value in array.ravel().tolist()):
        raise TypeError("expected numbers, not text")
    exact = np.empty(array.shape, dtype=object)
    flat = exact.reshape(-1)
    for position, value in enumerate(array.ravel().tolist()):
        try:
            flat[position] = Fraction(value)
        except (ValueError, OverflowError) as error:
            raise ValueError(f"expected finite numbers, found {value!r}") from error
    return exact


def in_kind(array: ndarray, like: ndarray) -> ndarray:
    """Return the array in the arithmetic of ``like``: its float type, or exact fractions if it holds objects."""
    if array.dtype == like.dtype:
        return array
    if like.dtype == object:
        return rational(array)
    return array.astype(like.dtype)


def scalar_in_kind(value: Number, like: ndarray) -> Number:
    """Return the number as a fraction if ``like`` holds exact numbers, else as a float."""
    return Fraction(value) if like.dtype == object else float(value)


def number(value: object, name: str) -> Number:
    """Return a finite number: a float, or a Fraction if it was given as one.

    Raises
    ------
    TypeError
        If the value is not a real number.
    ValueError
        If it is NaN or infinite.
    """
    if isinstance(value, (bool, np.bool_)):
        raise TypeError(f"{name} must be a real number, not bool")
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, (int, float, np.floating, np.integer, Rational)):
        raise TypeError(f"{name} must be a real number, not {type(value).__name__}")
    result = float(value)
    if not np.isfinite(result):
        raise ValueError(f"{name} must be finite, not {result}")
    return result


def finite_array(values: object, name: str, ndim: int | tuple[int, ...]) -> ndarray:
    """Return the values as a float64 array, or as an object array if they are exact fractions.

    Raises
    ------
    TypeError
        If the values are not real numbers.
    ValueError
        If the array has another number of axes, is empty, or holds NaN or infinity.
    """
    array = np.asarray(values)
    allowed = (ndim,) if isinstance(ndim, int) else ndim
    if array.dtype.kind not in "fiuO":
        raise TypeError(f"{name} must be an array of real numbers, not of {array.dtype}")
    if array.ndim not in allowed:
        raise ValueError(f"{name} must have {' or '.join(map(str, allowed))} axes, not {array.ndim} (shape {array.shape})")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty (shape {array.shape})")
    if array.dtype == object:
        try:
            return rational(array)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{name}: {error}") from error
    array = np.array(array, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite: it holds NaN or infinity")
    return array


def symmetric_forms(values: object, name: str) -> ndarray:
    """Return D quadratic forms: (D, n) diagonals as they are, (D, n, n) matrices checked and made exactly symmetric.

    Raises
    ------
    ValueError
        If a matrix is not square, or not symmetric to 1e-10 of its largest entry.
    """
    forms = finite_array(values, name, (2, 3))
    if forms.ndim == 2:
        return forms
    if forms.shape[1] != forms.shape[2]:
        raise ValueError(f"{name} must have shape (D, n, n) or (D, n), not {forms.shape}")
    flipped = forms.swapaxes(1, 2)
    if (abs(forms - flipped)).max() > abs(forms).max() * scalar_in_kind(0.0 if forms.dtype == object else 1e-10, forms):
        raise ValueError(f"{name} must be symmetric in its last two axes")
    return (forms + flipped) / 2
