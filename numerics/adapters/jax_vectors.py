"""Flat JAX arrays as `numerics.spectra.vectors.Vectors`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.adapters.optional import require

__all__ = ["JaxVectors", "in_precision_of"]


def in_precision_of(array: Any) -> AbstractContextManager[Any]:
    """Where float64 arrays keep their precision, if this is one; nothing global changes."""
    if np.dtype(array.dtype) == np.float64:
        return require("jax", "jax").enable_x64(True)
    return nullcontext()


class JaxVectors:
    """Flat JAX arrays of one float type; they are never overwritten."""

    def __init__(self, like: Any) -> None:
        self._numpy, self._like = require("jax.numpy", "jax"), like[:0]

    @property
    def rounding(self) -> float:
        """The distance from 1 to the next larger number of the float type."""
        return float(np.finfo(np.dtype(self._like.dtype)).eps)

    def dot(self, left: Any, right: Any) -> float:
        """Inner product of two vectors."""
        with in_precision_of(self._like):
            return float(self._numpy.vdot(left, right))

    def add(self, target: Any, factor: float, other: Any) -> Any:
        """``target + factor · other``."""
        with in_precision_of(self._like):
            return target + factor * other

    def scaled(self, vector: Any, factor: float) -> Any:
        """``factor · vector``."""
        with in_precision_of(self._like):
            return factor * vector

    def joined(self, parts: Sequence[Any]) -> Any:
        """The vectors one after the other, as one."""
        with in_precision_of(self._like):
            return self._numpy.concatenate(parts)

    def gram(self, rows: Any, factors: Any = None) -> ndarray:
        """Σ_p s_p J_ap J_bp, (n, n)."""
        with in_precision_of(self._like):
            return self.numpy((rows if factors is None else rows * factors) @ rows.T)

    def product(self, rows: Any, vector: Any) -> Any:
        """J v for rows J (n, P)."""
        with in_precision_of(self._like):
            return rows @ vector

    def new(self, values: ndarray) -> Any:
        """A copy of these numbers in the float type."""
        with in_precision_of(self._like):
            return self._numpy.asarray(values, dtype=self._like.dtype)

    def numpy(self, vector: Any) -> ndarray:
        """The vector's numbers, float64."""
        return np.array(vector, dtype=np.float64)
