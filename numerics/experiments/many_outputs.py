"""The two-layer net with several outputs, f_k(x) = s Σ_i V_ki σ(u_i·x): what one-hot targets need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.models.two_layer import TwoLayerNet

__all__ = ["ManyOutputNet"]


@dataclass(frozen=True, eq=False)
class ManyOutputNet:
    """A bias-free two-layer net with K outputs; to the engine each output of each datum is one of D·K numbers.

    Flat weights are U row by row (width × d), then V row by row (K × width); outputs are ordered datum by datum.

    Attributes
    ----------
    net
        The net with one output: inputs (D, d), width, slopes and prefactor are its own.
    classes
        K, the number of outputs.
    """

    net: TwoLayerNet
    classes: int

    @property
    def weight_count(self) -> int:
        """P = width · (d + K)."""
        return self.net.width * (self.net.inputs.shape[1] + self.classes)

    @property
    def data_count(self) -> int:
        """D · K, the number of residuals."""
        return self.net.data_count * self.classes

    def split(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        """Flat weights (B, P) as U (B, width, d) and V (B, K, width); views."""
        cut = self.net.width * self.net.inputs.shape[1]
        return (
            weights[:, :cut].reshape(len(weights), self.net.width, -1),
            weights[:, cut:].reshape(len(weights), self.classes, self.net.width),
        )

    def preactivations(self, weights: ndarray) -> ndarray:
        """u_i·x_a, shape (B, D, width)."""
        return np.matmul(self.net.inputs, self.split(weights)[0].swapaxes(1, 2))

    def _hidden_and_gates(self, weights: ndarray) -> tuple[ndarray, ndarray]:
        preactivations = self.preactivations(weights)
        opened = self.net.gates(preactivations)
        return opened * preactivations, opened

    def outputs(self, weights: ndarray) -> ndarray:
        """Outputs f_ak, shape (B, D·K)."""
        hidden, _ = self._hidden_and_gates(weights)
        return np.matmul(hidden, self.split(weights)[1].swapaxes(1, 2)).reshape(len(weights), -1) * float(self.net.scale)

    def jacobian(self, weights: ndarray) -> ndarray:
        """∂f_ak/∂θ_p, shape (B, D·K, P)."""
        columns = np.eye(self.data_count)
        rows = [self.pullback(weights, np.broadcast_to(column, (len(weights), self.data_count))) for column in columns]
        return np.stack(rows, axis=1)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        """Σ_ak c_ak ∇f_ak for cotangents c (B, D·K), shape (B, P)."""
        hidden, opened = self._hidden_and_gates(weights)
        sent = cotangents.reshape(len(weights), -1, self.classes) * float(self.net.scale)
        back = np.matmul(sent, self.split(weights)[1]) * opened
        first = np.matmul(back.swapaxes(1, 2), self.net.inputs)
        second = np.matmul(sent.swapaxes(1, 2), hidden)
        return np.concatenate((first.reshape(len(weights), -1), second.reshape(len(weights), -1)), axis=1)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        """∇f_ak·∇f_bl, shape (B, D·K, D·K), without forming the Jacobian."""
        hidden, opened = self._hidden_and_gates(weights)
        count = self.net.data_count
        same = np.matmul(hidden, hidden.swapaxes(1, 2))
        inner = self.net.inputs @ self.net.inputs.T
        gram = np.empty((len(weights), count, self.classes, count, self.classes))
        for k in range(self.classes):
            left = opened * self.split(weights)[1][:, None, k]
            for other in range(self.classes):
                right = opened * self.split(weights)[1][:, None, other]
                gram[:, :, k, :, other] = inner * np.matmul(left, right.swapaxes(1, 2)) + (same if k == other else 0.0)
        return gram.reshape(len(weights), self.data_count, self.data_count) * float(self.net.scale) ** 2
