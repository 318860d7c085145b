"""Models that are cheapest by their Jacobian: what is sent back and the kernel are products with it."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy import ndarray

__all__ = ["FromJacobian"]


class FromJacobian(ABC):
    """The methods of a `numerics.models.base.Model` that follow from its Jacobian."""

    @abstractmethod
    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""
        return np.matmul(cotangents[:, None, :], self.jacobian(weights))[:, 0, :]

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D)."""
        rows = self.jacobian(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))
