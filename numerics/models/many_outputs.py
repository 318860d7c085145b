"""The two-layer net with several outputs, f_k(x) = s Σ_i V_ki σ(u_i·x): what one-hot targets need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arguments import instance, positive_integer
from numerics.arithmetic import in_kind, scalar_in_kind
from numerics.models.two_layer import TwoLayerNet

__all__ = ["ManyOutputNet"]


@dataclass(frozen=True, eq=False, repr=False)
class ManyOutputNet:
    """A bias-free two-layer net with K outputs; to the engine each output of each datum is one of D·K numbers.

    Flat weights are U row by row (width × d), then V row by row (K × width); outputs are ordered datum by datum.

    Parameters
    ----------
    net
        The net with one output: inputs (D, d), width, slopes and prefactor are its own.
    classes
        K, the number of outputs.

    Raises
    ------
    TypeError, ValueError
        If ``net`` is no such net, or ``classes`` no positive integer.
    """

    net: TwoLayerNet
    classes: int

    def __post_init__(self) -> None:
        instance(self.net, "net", TwoLayerNet)
        object.__setattr__(self, "classes", positive_integer(self.classes, "classes"))

    def __repr__(self) -> str:
        return f"ManyOutputNet({self.net!r}, classes={self.classes})"

    @property
    def weight_count(self) -> int:
        """P = width · (d + K)."""
        return int(self.net.width * (self.net.inputs.shape[1] + self.classes))

    @property
    def data_count(self) -> int:
        """D · K, the number of residuals."""
        return int(self.net.data_count * self.classes)

    def split(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Flat weights (B, P) as U (B, width, d) and V (B, K, width); views."""
        cut = self.net.width * self.net.inputs.shape[1]
        return (
            weights[:, :cut].reshape(len(weights), self.net.width, -1),
            weights[:, cut:].reshape(len(weights), self.classes, self.net.width),
        )

    def preactivations(self, weights: ndarray) -> ndarray:
        """u_i·x_a, shape (B, D, width)."""
        return np.matmul(in_kind(self.net.inputs, weights), self.split(weights)[0].swapaxes(1, 2))

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_ak, shape (B, D·K)."""
        hidden, _ = self.net.values_and_slopes(self.preactivations(weights))
        found = np.matmul(hidden, self.split(weights)[1].swapaxes(1, 2)).reshape(len(weights), -1)
        return found * scalar_in_kind(self.net.scale, weights)

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_ak/∂θ_p, shape (B, D·K, P)."""
        columns = in_kind(np.eye(self.data_count), weights)
        rows = [self.pullback(weights, np.broadcast_to(column, (len(weights), self.data_count))) for column in columns]
        return np.stack(rows, axis=1)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_ak c_ak ∇f_ak for cotangents c (B, D·K), shape (B, P)."""
        hidden, opened = self.net.values_and_slopes(self.preactivations(weights))
        sent = cotangents.reshape(len(weights), -1, self.classes) * scalar_in_kind(self.net.scale, weights)
        back = np.matmul(sent, self.split(weights)[1]) * opened
        first = np.matmul(back.swapaxes(1, 2), in_kind(self.net.inputs, weights))
        second = np.matmul(sent.swapaxes(1, 2), hidden)
        return np.concatenate((first.reshape(len(weights), -1), second.reshape(len(weights), -1)), axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_ak·∇f_bl, shape (B, D·K, D·K), without forming the Jacobian."""
        hidden, opened = self.net.values_and_slopes(self.preactivations(weights))
        inputs, outer = in_kind(self.net.inputs, weights), self.split(weights)[1]
        count = self.net.data_count
        same, inner = np.matmul(hidden, hidden.swapaxes(1, 2)), np.matmul(inputs, inputs.T)
        gram = np.empty((len(weights), count, self.classes, count, self.classes), dtype=weights.dtype)
        for k in range(self.classes):
            left = opened * outer[:, None, k]
            for other in range(self.classes):
                right = opened * outer[:, None, other]
                found = inner * np.matmul(left, right.swapaxes(1, 2))
                gram[:, :, k, :, other] = found + same if k == other else found
        return gram.reshape(len(weights), self.data_count, self.data_count) * scalar_in_kind(self.net.scale, weights) ** 2
