"""What all two-layer models share: gradients that are built from one number per unit and datum; and nets of units."""

from __future__ import annotations

from abc import ABC, abstractmethod
from copy import copy
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy import ndarray

from numerics.arguments import flag, number, positive_integer
from numerics.arithmetic import Number, in_kind, scalar_in_kind
from numerics.models.arrays import finite_array

__all__ = ["TwoLayerForm", "TwoLayerUnits"]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class TwoLayerForm(ABC):
    """A model with ∂f_a/∂v_i = s h_ai and ∂f_a/∂u_i = s b_ai x_a, where weights are U (width × d) row by row, then v (width).

    A subclass says what h ("hidden") and b ("back") are.
    """

    inputs: ndarray
    width: int
    scale: Number

    def _set_form(self, inputs: object, width: int, scale: Number | None, ntk_parameterisation: bool) -> None:
        data = finite_array(inputs, "inputs", 2)
        width = positive_integer(width, "width")
        default = (width * data.shape[1] if flag(ntk_parameterisation, "ntk_parameterisation") else width) ** -0.5
        object.__setattr__(self, "inputs", data)
        object.__setattr__(self, "width", width)
        object.__setattr__(self, "scale", default if scale is None else number(scale, "scale"))

    @property
    def weight_count(self) -> int:
        """P = width · (d + 1)."""
        return self.width * (self.inputs.shape[1] + 1)

    @property
    def data_count(self) -> int:
        """D, the number of data points."""
        return int(self.inputs.shape[0])

    def split(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Flat weights (B, P) as U (B, width, d) and v (B, width); views."""
        cut = self.width * self.inputs.shape[1]
        return weights[:, :cut].reshape(len(weights), self.width, self.inputs.shape[1]), weights[:, cut:]

    def on_rows(self, rows: ndarray) -> Self:
        """The same net on some of its data; the weights are the same."""
        smaller = copy(self)
        object.__setattr__(smaller, "inputs", np.ascontiguousarray(self.inputs[rows]))
        return smaller

    def preactivations(self, weights: ndarray) -> ndarray:
        """u_i·x_a, shape (B, D, width)."""
        first, _ = self.split(weights)
        return np.matmul(in_kind(self.inputs, weights), first.swapaxes(1, 2))

    @abstractmethod
    def hidden_and_back(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """The h and b of each datum and unit, both (B, D, width)."""

    @abstractmethod
    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""
        hidden, back = self.hidden_and_back(weights)
        inputs = in_kind(self.inputs, weights)
        first = (back[:, :, :, None] * inputs[None, :, None, :]).reshape(len(weights), self.data_count, -1)
        return np.concatenate((first, hidden), axis=2) * scalar_in_kind(self.scale, weights)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""
        hidden, back = self.hidden_and_back(weights)
        scaled = (cotangents * scalar_in_kind(self.scale, weights))[:, None, :]
        first = np.matmul((back * scaled.swapaxes(1, 2)).swapaxes(1, 2), in_kind(self.inputs, weights))
        second = np.matmul(scaled, hidden)[:, 0, :]
        return np.concatenate((first.reshape(len(weights), -1), second), axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D), without forming the Jacobian."""
        hidden, back = self.hidden_and_back(weights)
        inputs = in_kind(self.inputs, weights)
        gram = np.matmul(hidden, hidden.swapaxes(1, 2))
        gram += np.matmul(inputs, inputs.T) * np.matmul(back, back.swapaxes(1, 2))
        return gram * scalar_in_kind(self.scale, weights) ** 2


class TwoLayerUnits(TwoLayerForm):
    """A net f(x) = s Σ_i v_i σ(u_i·x); a subclass says what σ is."""

    piecewise_linear: ClassVar[bool] = False
    """Whether σ'' = 0 away from kinks."""

    @abstractmethod
    def values_and_slopes(self, preactivations: ndarray) -> tuple[ndarray, ndarray]:
        """σ and σ' at each pre-activation."""

    @abstractmethod
    def expansion(self, preactivations: ndarray) -> tuple[ndarray, ndarray, ndarray]:
        """σ, σ' and σ'' at each pre-activation."""

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        hidden, _ = self.values_and_slopes(self.preactivations(weights))
        _, second = self.split(weights)
        return np.matmul(hidden, second[:, :, None])[:, :, 0] * scalar_in_kind(self.scale, weights)

    def hidden_and_back(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Activations σ(u_i·x_a), and v_i σ'(u_i·x_a); both (B, D, width)."""
        hidden, slopes = self.values_and_slopes(self.preactivations(weights))
        _, second = self.split(weights)
        return hidden, slopes * second[:, None, :]

    def expanded(self, centre: ndarray, order: int) -> TwoLayerForm:
        """The Taylor expansion of order 1 or 2 at weights (P,)."""
        from numerics.models.taylor import TwoLayerTaylor  # which expands what is defined here

        return TwoLayerTaylor(self, centre, order)

    def input_gradients(self, weights: ndarray) -> ndarray:
        """∇_x f at each datum, (B, D, d)."""
        _, back = self.hidden_and_back(weights)
        first, _ = self.split(weights)
        return np.matmul(back, first) * scalar_in_kind(self.scale, weights)
