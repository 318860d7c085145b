"""A model with an output bias c that is trained, too: f_a + c."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arguments import model as as_model
from numerics.models.base import Model

__all__ = ["OutputBias"]


@dataclass(frozen=True, eq=False, repr=False)
class OutputBias:
    """Any model plus a bias of its outputs; flat weights are those of the model, then c.

    Parameters
    ----------
    net
        The model without the bias. With an input coordinate that is always 1, a net has hidden biases as well.

    Raises
    ------
    TypeError
        If ``net`` is no model.
    """

    net: Model

    def __post_init__(self) -> None:
        as_model(self.net, "net")

    def __repr__(self) -> str:
        return f"OutputBias({self.net!r})"

    @property
    def weight_count(self) -> int:
        """P, that of the model and one more."""
        return int(self.net.weight_count) + 1

    @property
    def data_count(self) -> int:
        """D, the number of data points."""
        return int(self.net.data_count)

    def split(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Flat weights (B, P) as those of the model (B, P − 1) and c (B,); views."""
        return weights[:, :-1], weights[:, -1]

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a + c, shape (B, D)."""
        inner, bias = self.split(weights)
        found: ndarray = self.net.outputs(inner) + bias[:, None]
        return found

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""
        rows = self.net.jacobian(self.split(weights)[0])
        return np.concatenate((rows, rows[:, :, :1] * 0 + 1), axis=2)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""
        rows = self.net.pullback(self.split(weights)[0], cotangents)
        return np.concatenate((rows, cotangents.sum(axis=1, keepdims=True)), axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D)."""
        gram: ndarray = self.net.tangent_gram(self.split(weights)[0]) + 1
        return gram
