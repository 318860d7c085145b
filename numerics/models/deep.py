"""Bias-free nets of any depth with slopes a₊, a₋: positively homogeneous of degree k in their k layers of weights."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from math import prod
from typing import Self

import numpy as np
from numpy import ndarray

from numerics.arguments import flag, number, positive_integer, shown
from numerics.arithmetic import Number, in_kind, scalar_in_kind
from numerics.models.arrays import finite_array
from numerics.models.base import Model
from numerics.models.two_layer import gates, slope_pair

__all__ = ["DeepNet", "unit_cotangents"]


def unit_cotangents(weights: ndarray, count: int) -> ndarray:
    """Ones (B, ``count``) in the arithmetic of weights (B, P)."""
    return np.full((len(weights), count), scalar_in_kind(1.0, weights), weights.dtype)


@dataclass(frozen=True, init=False, eq=False, repr=False)
class DeepNet:
    """f(x) = s w_k·σ(W_{k-1} … σ(W_1 x)), σ(z) = a₊z for z ≥ 0 and a₋z for z < 0.

    Flat weights are the layers W_1 (n_1 × d), …, W_{k-1}, w_k (1 × n_{k-1}) in this order, each row by row.

    Parameters
    ----------
    inputs
        Data points, shape (D, d).
    widths
        Hidden widths (n_1, …, n_{k-1}); none for a linear model (k = 1).
    slopes
        (a₊, a₋).
    scale
        Prefactor s; None means (n_1 ⋯ n_{k-1})^(-1/2), times d^(-1/2) if ``ntk_parameterisation``.
    slope_at_zero
        The value that a gradient uses for σ'(0); None means a₊.
    ntk_parameterisation
        Whether the default scale includes d^(-1/2).

    Raises
    ------
    TypeError, ValueError
        If an argument is not of the stated kind or shape.
    """

    inputs: ndarray
    widths: tuple[int, ...]
    slopes: tuple[Number, Number]
    scale: Number
    slope_at_zero: Number

    def __init__(
        self,
        inputs: object,
        widths: tuple[int, ...],
        slopes: tuple[Number, Number] = (1.0, 0.0),
        scale: Number | None = None,
        slope_at_zero: Number | None = None,
        *,
        ntk_parameterisation: bool = False,
    ) -> None:
        data = finite_array(inputs, "inputs", 2)
        if not isinstance(widths, (tuple, list)):
            raise TypeError(f"widths must be a tuple of integers, not {shown(widths)}")
        hidden = tuple(positive_integer(width, f"widths[{layer}]") for layer, width in enumerate(widths))
        pair = slope_pair(slopes)
        inputs_too = flag(ntk_parameterisation, "ntk_parameterisation")
        default = (prod(hidden) * (data.shape[1] if inputs_too else 1)) ** -0.5
        object.__setattr__(self, "inputs", data)
        object.__setattr__(self, "widths", hidden)
        object.__setattr__(self, "slopes", pair)
        object.__setattr__(self, "scale", default if scale is None else number(scale, "scale"))
        object.__setattr__(self, "slope_at_zero", pair[0] if slope_at_zero is None else number(slope_at_zero, "slope_at_zero"))

    def __repr__(self) -> str:
        return f"DeepNet(inputs {self.inputs.shape}, widths={self.widths}, slopes={self.slopes}, scale={self.scale!r})"

    def on_rows(self, rows: ndarray) -> Self:
        """The same net on some of its data; the weights are the same."""
        smaller = copy(self)
        object.__setattr__(smaller, "inputs", np.ascontiguousarray(self.inputs[rows]))
        return smaller

    @property
    def depth(self) -> int:
        """k, the number of layers of weights and the degree of homogeneity."""
        return len(self.widths) + 1

    @property
    def layer_shapes(self) -> tuple[tuple[int, int], ...]:
        """(rows, columns) of each layer, input to output."""
        sizes = (int(self.inputs.shape[1]), *self.widths, 1)
        return tuple((sizes[layer + 1], sizes[layer]) for layer in range(self.depth))

    @property
    def weight_count(self) -> int:
        """P, the number of weights of all layers."""
        return sum(rows * columns for rows, columns in self.layer_shapes)

    @property
    def data_count(self) -> int:
        """D, the number of data points."""
        return int(self.inputs.shape[0])

    def split(self, weights: ndarray) -> list[ndarray]:
        """Flat weights (B, P) as layers (B, rows, columns); views."""
        layers, start = [], 0
        for rows, columns in self.layer_shapes:
            layers.append(weights[:, start : start + rows * columns].reshape(len(weights), rows, columns))
            start += rows * columns
        return layers

    def forward(self, weights: ndarray) -> tuple[list[ndarray], list[ndarray], ndarray]:
        """What each layer reads (B, D, columns), the gates of the hidden layers (B, D, n_l), and the outputs (B, D)."""
        inputs = in_kind(self.inputs, weights)
        read = [np.broadcast_to(inputs, (len(weights), *inputs.shape))]
        opened: list[ndarray] = []
        layers = self.split(weights)
        for layer in layers[:-1]:
            preactivations = np.matmul(read[-1], layer.swapaxes(1, 2))
            opened.append(gates(preactivations, self.slopes, self.slope_at_zero))
            read.append(opened[-1] * preactivations)
        outputs = np.matmul(read[-1], layers[-1].swapaxes(1, 2))[:, :, 0] * scalar_in_kind(self.scale, weights)
        return read, opened, outputs

    def preactivations(self, weights: ndarray) -> list[ndarray]:
        """Pre-activations of each hidden layer, (B, D, n_l)."""
        read, _, _ = self.forward(weights)
        return [np.matmul(below, layer.swapaxes(1, 2)) for below, layer in zip(read[:-1], self.split(weights)[:-1], strict=True)]

    def _backward(self, weights: ndarray, cotangents: ndarray) -> tuple[list[ndarray], list[ndarray]]:
        """What each layer reads, and c_a ∂f_a/∂(its pre-activations), (B, D, rows)."""
        read, opened, _ = self.forward(weights)
        layers = self.split(weights)
        sent = [(cotangents * scalar_in_kind(self.scale, weights))[:, :, None]]
        for layer, gate in zip(reversed(layers[1:]), reversed(opened), strict=True):
            sent.append(np.matmul(sent[-1], layer) * gate)
        return read, sent[::-1]

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        return self.forward(weights)[2]

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""
        read, sent = self._backward(weights, unit_cotangents(weights, self.data_count))
        blocks = [above[:, :, :, None] * below[:, :, None, :] for below, above in zip(read, sent, strict=True)]
        return np.concatenate([block.reshape(len(weights), self.data_count, -1) for block in blocks], axis=2)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""
        read, sent = self._backward(weights, cotangents)
        blocks = [np.matmul(above.swapaxes(1, 2), below) for below, above in zip(read, sent, strict=True)]
        return np.concatenate([block.reshape(len(weights), -1) for block in blocks], axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D), without forming the Jacobian."""
        read, sent = self._backward(weights, unit_cotangents(weights, self.data_count))
        kernels = [
            np.matmul(below, below.swapaxes(1, 2)) * np.matmul(above, above.swapaxes(1, 2))
            for below, above in zip(read, sent, strict=True)
        ]
        return np.asarray(sum(kernels[1:], start=kernels[0]))

    def expanded(self, centre: ndarray, order: int) -> Model:
        """The Taylor expansion of order 1 or 2 at weights (P,)."""
        from numerics.models.deep_taylor import DeepTaylor  # which expands what is defined here

        return DeepTaylor(self, centre, order)

    def input_gradients(self, weights: ndarray) -> ndarray:
        """∇_x f at each datum, (B, D, d)."""
        _, sent = self._backward(weights, unit_cotangents(weights, self.data_count))
        return np.matmul(sent[0], self.split(weights)[0])
