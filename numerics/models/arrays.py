"""The numbers and arrays that a model is made of, checked."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.arguments import array as as_array
from numerics.arithmetic import rational, scalar_in_kind
from numerics.models.base import Model

__all__ = ["expansion_centre", "finite_array", "symmetric_forms"]


def finite_array(values: object, name: str, ndim: int | tuple[int, ...]) -> ndarray:
    """Return the values as a float64 array, or as an object array if they are exact fractions.

    Raises
    ------
    TypeError
        If the values are not real numbers.
    ValueError
        If the array has another number of axes, is empty, or holds NaN or infinity.
    """
    array = as_array(values, name)
    allowed = (ndim,) if isinstance(ndim, int) else ndim
    if array.dtype.kind not in "fiuO":
        raise TypeError(f"{name} must be an array of real numbers, not of {array.dtype}")
    if array.ndim not in allowed:
        raise ValueError(f"{name} must have {' or '.join(map(str, allowed))} axes, not {array.ndim} (shape {array.shape})")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty (shape {array.shape})")
    if array.dtype == object:
        return rational(array, name)
    array = np.array(array, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite: it holds NaN or infinity")
    return array


def expansion_centre(model: Model, weights: object, name: str) -> ndarray:
    """Return the weights (P,), or (1, P), at which a model is expanded, as numbers (P,).

    Raises
    ------
    TypeError, ValueError
        If they are not P finite real numbers.
    """
    centre = finite_array(weights, name, (1, 2)).reshape(-1)
    if centre.size != model.weight_count:
        raise ValueError(f"{name} must have shape (P,) with P = {model.weight_count}, not {centre.size} numbers")
    return centre


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
