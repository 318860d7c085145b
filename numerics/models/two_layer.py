"""The two-layer positively homogeneous net: f(x) = s Σ_i v_i σ(u_i·x), σ(z) = a₊z for z ≥ 0 and a₋z for z < 0."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.models.arrays import Number, finite_array, in_kind, number, scalar_in_kind

__all__ = ["TwoLayerNet"]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class TwoLayerNet:
    """A bias-free two-layer net with slopes a₊, a₋ on D inputs: linear, ReLU or leaky ReLU.

    Flat weights are the first layer U row by row (width × d), then v (width); P = width · (d + 1).

    Parameters
    ----------
    inputs
        Data points x_a, shape (D, d).
    width
        Number n of hidden units.
    slopes
        (a₊, a₋): (1, 1) is linear, (1, 0) ReLU.
    scale
        Prefactor s; None means n^(-1/2), times d^(-1/2) if ``ntk_parameterisation``. With exact weights, give a Fraction:
        n^(-1/2) is irrational in general, and its double stands in for it.
    slope_at_zero
        The value that a gradient uses for σ'(0); None means a₊.
    ntk_parameterisation
        Whether the default scale includes d^(-1/2).

    Raises
    ------
    TypeError, ValueError
        If an argument is not a number or array of the stated shape.
    """

    inputs: ndarray
    width: int
    slopes: tuple[Number, Number]
    scale: Number
    slope_at_zero: Number

    def __init__(
        self,
        inputs: object,
        width: int,
        slopes: tuple[Number, Number] = (1.0, 0.0),
        scale: Number | None = None,
        slope_at_zero: Number | None = None,
        *,
        ntk_parameterisation: bool = False,
    ) -> None:
        data = finite_array(inputs, "inputs", 2)
        if not isinstance(width, (int, np.integer)) or isinstance(width, bool) or width < 1:
            raise ValueError(f"width must be a positive integer, not {width!r}")
        if not isinstance(slopes, (tuple, list)) or len(slopes) != 2:
            raise TypeError("slopes must be a pair (a_plus, a_minus)")
        a_plus, a_minus = number(slopes[0], "slopes[0]"), number(slopes[1], "slopes[1]")
        default = (width * data.shape[1] if ntk_parameterisation else width) ** -0.5
        object.__setattr__(self, "inputs", data)
        object.__setattr__(self, "width", int(width))
        object.__setattr__(self, "slopes", (a_plus, a_minus))
        object.__setattr__(self, "scale", default if scale is None else number(scale, "scale"))
        object.__setattr__(self, "slope_at_zero", a_plus if slope_at_zero is None else number(slope_at_zero, "slope_at_zero"))

    def __repr__(self) -> str:
        return f"TwoLayerNet(inputs {self.inputs.shape}, width={self.width}, slopes={self.slopes}, scale={self.scale!r})"

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

    def preactivations(self, weights: ndarray) -> ndarray:
        """u_i·x_a, shape (B, D, width)."""
        first, _ = self.split(weights)
        return np.matmul(in_kind(self.inputs, weights), first.swapaxes(1, 2))

    def gates(self, preactivations: ndarray) -> ndarray:
        """σ' at each pre-activation, same shape: a₊, a₋, or ``slope_at_zero`` at a tie."""
        slopes = (*self.slopes, self.slope_at_zero)
        above, below, at_zero = (np.asarray(scalar_in_kind(slope, preactivations), preactivations.dtype) for slope in slopes)
        gates = np.where(preactivations >= 0, above, below)
        return gates if at_zero == above else np.where(preactivations == 0, at_zero, gates)

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        hidden = self.preactivations(weights)
        hidden = self.gates(hidden) * hidden
        _, second = self.split(weights)
        return np.matmul(hidden, second[:, :, None])[:, :, 0] * scalar_in_kind(self.scale, weights)

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""
        hidden, back = self._hidden_and_back(weights)
        inputs = in_kind(self.inputs, weights)
        first = (back[:, :, :, None] * inputs[None, :, None, :]).reshape(*hidden.shape[:2], -1)
        return np.concatenate((first, hidden), axis=2) * scalar_in_kind(self.scale, weights)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""
        hidden, back = self._hidden_and_back(weights)
        scaled = (cotangents * scalar_in_kind(self.scale, weights))[:, None, :]
        first = np.matmul((back * scaled.swapaxes(1, 2)).swapaxes(1, 2), in_kind(self.inputs, weights))
        second = np.matmul(scaled, hidden)[:, 0, :]
        return np.concatenate((first.reshape(len(weights), -1), second), axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D), without forming the Jacobian."""
        hidden, back = self._hidden_and_back(weights)
        inputs = in_kind(self.inputs, weights)
        gram = np.matmul(hidden, hidden.swapaxes(1, 2))
        gram += np.matmul(inputs, inputs.T) * np.matmul(back, back.swapaxes(1, 2))
        return gram * scalar_in_kind(self.scale, weights) ** 2

    def _hidden_and_back(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Activations σ(u_i·x_a) and v_i σ'(u_i·x_a), both (B, D, width)."""
        preactivations = self.preactivations(weights)
        gates = self.gates(preactivations)
        _, second = self.split(weights)
        return gates * preactivations, gates * second[:, None, :]
