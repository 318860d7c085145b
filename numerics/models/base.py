"""What the engine asks of a model: a differentiable map from flat weights to outputs on fixed data."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from numpy import ndarray

__all__ = ["Model"]


@runtime_checkable
class Model(Protocol):
    """A model *on its data*: weights (B, P) in, outputs (B, D) out, one row per trajectory.

    This is all that is asked of a model, ours or yours; nothing need be inherited. Every method is elementwise over the batch
    axis B and never mixes trajectories. Nothing here is normalised by D: the loss holds the coefficient.

    - Floats are float64 or float32, and what comes out is of the type that goes in.
    - Exact runs hand over object arrays of `fractions.Fraction`, enclosures of `numerics.balls.Ball`. A model of arithmetic and
      comparisons takes both if its own numbers go through `numerics.arithmetic.in_kind` (arrays) and ``scalar_in_kind``.
    - ``jacobian`` is called only where there are fewer weights than data, and by what needs every gradient of its own.
    - A method ``on_rows(rows)`` may return the model on some of its data, for mini-batches; without it all outputs are computed
      and the rest is dropped.
    - A method ``per_unit()`` may say what one unit of a sum over units does, `numerics.models.per_unit.PerUnit`: then the model
      runs compiled, with any update rule and loss that can be recorded.

    `numerics.check_model` holds the methods against each other.
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
