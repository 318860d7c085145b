"""Taylor expansion of a deep piecewise linear net, by power series carried through its layers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy import ndarray

from numerics.arguments import integer, shown
from numerics.arithmetic import in_kind, scalar_in_kind
from numerics.models.arrays import expansion_centre
from numerics.models.deep import DeepNet, unit_cotangents

__all__ = ["DeepTaylor"]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class DeepTaylor:
    """A `DeepNet` expanded at weights ``centre`` (P,) to order 1 or 2.

    With gates as at the centre the net is a polynomial in the displacement δ of its weights. Each layer maps the
    homogeneous parts of what it reads, h⁽ʲ⁾ of degree j in δ, to z⁽ʲ⁾ = W⁰h⁽ʲ⁾ + δh⁽ʲ⁻¹⁾; parts above the order are dropped.
    """

    is_quadratic: ClassVar[bool] = True
    net: DeepNet
    centre: ndarray
    order: int

    def __init__(self, net: DeepNet, centre: ndarray, order: int) -> None:
        if not isinstance(net, DeepNet):
            raise TypeError(f"net must be a DeepNet, not {shown(net)} ({type(net).__name__})")
        object.__setattr__(self, "net", net)
        object.__setattr__(self, "centre", expansion_centre(net, centre, "centre"))
        object.__setattr__(self, "order", integer(order, "order", least=1, most=2))

    def __repr__(self) -> str:
        return f"DeepTaylor({self.net!r}, order={self.order})"

    def on_rows(self, rows: ndarray) -> DeepTaylor:
        """The same expansion on some of its data."""
        return DeepTaylor(self.net.on_rows(rows), self.centre, self.order)

    @property
    def weight_count(self) -> int:
        """P, the number of weights of all layers."""
        return self.net.weight_count

    @property
    def data_count(self) -> int:
        """D, the number of data points."""
        return self.net.data_count

    def _layers(self, weights: ndarray) -> tuple[list[ndarray], list[ndarray], list[ndarray], ndarray]:
        """Layers of the centre (1, …), displacements (B, …), gates and inputs at the centre (1, D, …)."""
        centre = in_kind(self.centre, weights)[None]
        read, opened, _ = self.net.forward(centre)
        return self.net.split(centre), self.net.split(weights - centre), opened, read[0]

    def _forward(self, weights: ndarray) -> tuple[list[list[ndarray]], ndarray]:
        """The parts h⁽⁰⁾ … h⁽ᵒʳᵈᵉʳ⁾ that each layer reads, and the outputs (B, D)."""
        starts, moves, opened, inputs = self._layers(weights)
        data = np.broadcast_to(inputs, (len(weights), *inputs.shape[1:]))
        nothing = data * scalar_in_kind(0.0, weights)
        parts = [data] + [nothing] * self.order
        read = []
        for layer, (start, move) in enumerate(zip(starts, moves, strict=True)):
            read.append(parts)
            parts = [np.matmul(part, start.swapaxes(1, 2)) for part in parts]
            for degree in range(1, self.order + 1):
                parts[degree] = parts[degree] + np.matmul(read[-1][degree - 1], move.swapaxes(1, 2))
            if layer < len(opened):
                parts = [opened[layer] * part for part in parts]
        total = sum(parts[1:], start=parts[0])
        return read, np.asarray(total)[:, :, 0] * scalar_in_kind(self.net.scale, weights)

    def _backward(self, weights: ndarray, cotangents: ndarray) -> list[list[tuple[ndarray, ndarray]]]:
        """For each layer the pairs (read, sent) whose outer products, summed, are the gradient of that layer."""
        starts, moves, opened, _ = self._layers(weights)
        read, _ = self._forward(weights)
        sent = [(cotangents * scalar_in_kind(self.net.scale, weights))[:, :, None]] * (self.order + 1)
        pairs = []
        for layer in reversed(range(len(starts))):
            pairs.append([(read[layer][degree - 1], sent[degree]) for degree in range(1, self.order + 1)])
            if layer == 0:
                break
            below = [np.matmul(part, starts[layer]) for part in sent]
            for degree in range(self.order):
                below[degree] = below[degree] + np.matmul(sent[degree + 1], moves[layer])
            sent = [part * opened[layer - 1] for part in below]
        return pairs[::-1]

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_a, shape (B, D)."""
        return self._forward(weights)[1]

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_a/∂θ_p, shape (B, D, P)."""
        blocks = []
        for pairs in self._backward(weights, unit_cotangents(weights, self.data_count)):
            products = [sent[:, :, :, None] * read[:, :, None, :] for read, sent in pairs]
            blocks.append(np.asarray(sum(products[1:], start=products[0])).reshape(len(weights), self.data_count, -1))
        return np.concatenate(blocks, axis=2)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_a c_a ∇f_a for cotangents c (B, D), shape (B, P)."""
        blocks = []
        for pairs in self._backward(weights, cotangents):
            products = [np.matmul(sent.swapaxes(1, 2), read) for read, sent in pairs]
            blocks.append(np.asarray(sum(products[1:], start=products[0])).reshape(len(weights), -1))
        return np.concatenate(blocks, axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_a·∇f_b, shape (B, D, D), without forming the Jacobian."""
        kernels = [
            np.matmul(read, other_read.swapaxes(1, 2)) * np.matmul(sent, other_sent.swapaxes(1, 2))
            for pairs in self._backward(weights, unit_cotangents(weights, self.data_count))
            for read, sent in pairs
            for other_read, other_sent in pairs
        ]
        return np.asarray(sum(kernels[1:], start=kernels[0]))
