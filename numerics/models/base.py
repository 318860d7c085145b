"""What the engine asks of a model: a differentiable map from flat weights to outputs on fixed data."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from numpy import ndarray

__all__ = ["Model"]


@runtime_checkable
class Model(Protocol):
    """A model *on its data*: weights (B, P) in, outputs (B, D) out, one row per trajectory.

    Every method is elementwise over the batch axis B, never mixes trajectories, and accepts float64, float32 or
    object arrays of `fractions.Fraction` (exact arithmetic). Nothing here is normalised by D: the engine applies the
    normalisation of the loss.
    """

    @property
    def weight_count(self) -> int:
        """P, the number of weights."""

    @property
    def data_count(self) -> int:
        """D, the number of data points."""

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D): the NTK before its normalisation."""
