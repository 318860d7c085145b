"""What all two-layer models share: gradients that are built from one number per unit and datum; and nets of units."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy import ndarray

from numerics.arguments import flag, number, positive_integer
from numerics.arithmetic import Number, in_kind, scalar_in_kind
from numerics.models.arrays import finite_array
from numerics.models.per_unit import PerUnit, unchanged

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


def _product(weights: Sequence[Any], inputs: Sequence[Any]) -> Any:
    """u·x of one unit, whose weights are u and then v."""
    total = weights[0] * inputs[0]
    for weight, entry in zip(weights[1:-1], inputs[1:], strict=True):
        total = total + weight * entry
    return total


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

    def per_unit(self) -> PerUnit | None:
        """What one unit does, for engines that run it compiled; None of a subclass that computes something else."""
        if not unchanged(self, TwoLayerUnits) or type(self).hidden_and_back is not TwoLayerUnits.hidden_and_back:
            return None
        dimension = self.inputs.shape[1]

        def value(weights: Sequence[Any], inputs: Sequence[Any]) -> Any:
            hidden, _ = self.values_and_slopes(_product(weights, inputs))
            return weights[-1] * hidden

        def gradient(weights: Sequence[Any], inputs: Sequence[Any]) -> list[Any]:
            hidden, slopes = self.values_and_slopes(_product(weights, inputs))
            back = slopes * weights[-1]
            return [*(back * entry for entry in inputs), hidden]

        places = (*((k, dimension) for k in range(dimension)), (self.width * dimension, 1))
        return PerUnit(self.width, places, self.inputs, value, gradient, self.scale)

    def expanded(self, centre: ndarray, order: int) -> TwoLayerForm:
        """The Taylor expansion of order 1 or 2 at weights (P,)."""
        from numerics.models.taylor import TwoLayerTaylor  # which expands what is defined here

        return TwoLayerTaylor(self, centre, order)

    def input_gradients(self, weights: ndarray) -> ndarray:
        """∇_x f at each datum, (B, D, d)."""
        _, back = self.hidden_and_back(weights)
        first, _ = self.split(weights)
        return np.matmul(back, first) * scalar_in_kind(self.scale, weights)
