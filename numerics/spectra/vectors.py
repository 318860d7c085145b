"""What an iteration for eigenvalues asks of an array library: a few operations on flat vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy import ndarray

__all__ = ["NumpyVectors", "Vectors"]


class Vectors(Protocol):
    """Flat vectors of one library, one float type and one device."""

    @property
    def rounding(self) -> float:
        """The distance from 1 to the next larger number of the float type."""

    def dot(self, left: Any, right: Any) -> float:
        """Inner product of two vectors."""

    def add(self, target: Any, factor: float, other: Any) -> Any:
        """``target + factor · other``; the caller gives ``target`` away, so that it may be overwritten."""

    def scaled(self, vector: Any, factor: float) -> Any:
        """``factor · vector``; the caller gives ``vector`` away."""

    def joined(self, parts: Sequence[Any]) -> Any:
        """The vectors one after the other, as one."""

    def gram(self, rows: Any, factors: Any = None) -> ndarray:
        """Σ_p s_p J_ap J_bp for rows J (n, P) and factors s (P,) (by default 1), as a float64 array (n, n) of NumPy."""

    def product(self, rows: Any, vector: Any) -> Any:
        """J v for rows J (n, P)."""

    def new(self, values: ndarray) -> Any:
        """A vector of this library with these numbers."""

    def numpy(self, vector: Any) -> ndarray:
        """The vector's numbers, float64, on the host."""


class NumpyVectors:
    """Vectors that are NumPy arrays of one float type."""

    def __init__(self, dtype: type[np.floating] | np.dtype = np.float64) -> None:
        self.dtype = np.dtype(dtype)

    @property
    def rounding(self) -> float:
        """The distance from 1 to the next larger number of the float type."""
        return float(np.finfo(self.dtype).eps)

    def dot(self, left: ndarray, right: ndarray) -> float:
        """Inner product of two vectors."""
        return float(left @ right)

    def add(self, target: ndarray, factor: float, other: ndarray) -> ndarray:
        """``target + factor · other``, in the place of ``target``."""
        target += target.dtype.type(factor) * other
        return target

    def scaled(self, vector: ndarray, factor: float) -> ndarray:
        """``factor · vector``, in the place of ``vector``."""
        vector *= vector.dtype.type(factor)
        return vector

    def joined(self, parts: Sequence[ndarray]) -> ndarray:
        """The vectors one after the other, as one."""
        return np.concatenate(parts)

    def gram(self, rows: ndarray, factors: ndarray | None = None) -> ndarray:
        """Σ_p s_p J_ap J_bp, (n, n)."""
        return np.asarray((rows if factors is None else rows * factors) @ rows.T, dtype=np.float64)

    def product(self, rows: ndarray, vector: ndarray) -> ndarray:
        """J v for rows J (n, P)."""
        return np.asarray(rows @ vector)

    def new(self, values: ndarray) -> ndarray:
        """A copy of these numbers in the float type."""
        return np.array(values, dtype=self.dtype)

    def numpy(self, vector: ndarray) -> ndarray:
        """The vector's numbers, float64."""
        return np.array(vector, dtype=np.float64)
