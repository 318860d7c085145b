"""Weighted norms of two-layer nets on D data; in exact arithmetic where they are rational, else NaN."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy import ndarray

from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import spectral_norm

__all__ = ["live_norm", "spectral"]


def _net(model: Model) -> TwoLayerNet:
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    return model


def _exactly(net: TwoLayerNet, rows: ndarray) -> ndarray:
    """|v|² + Σ (u_i·x)²/|x|² if all data are multiples of one input x, else NaN."""
    lengths = (net.inputs**2).sum(axis=1)
    unknown = np.array([float("nan")] * len(rows), dtype=object)
    if not lengths.any():
        return unknown
    direction = net.inputs[int(np.argmax(lengths))]
    if any((np.outer(row, direction) != np.outer(direction, row)).any() for row in net.inputs):
        return unknown
    first, second = net.split(rows)
    along = (first * direction).sum(axis=2)
    total: ndarray = (second**2).sum(axis=1) + (along**2).sum(axis=1) / Fraction((direction**2).sum())
    return total


def live_norm(model: Model, rows: ndarray, residuals: ndarray, rates: ndarray) -> ndarray:
    """|v|² + Σ |Pu_i|², P the projector on the span of the inputs, (B,)."""
    net = _net(model)
    if rows.dtype == object:
        return _exactly(net, rows)
    _, values, vectors = np.linalg.svd(net.inputs, full_matrices=False)
    kept = vectors[values > 1e-10 * max(values[0], 1e-300)]
    first, second = net.split(rows)
    along = np.matmul(first, kept.T)
    total: ndarray = (second**2).sum(axis=1) + (along**2).sum(axis=(1, 2))
    return total


def spectral(model: Model, rows: ndarray, residuals: ndarray, rates: ndarray) -> ndarray:
    """The spectral weight norm of a linear net, (B,); NaN if all inputs are zero."""
    net = _net(model)
    if rows.dtype == object:
        return _exactly(net, rows)
    if not net.inputs.any():
        return np.full(len(rows), np.nan)
    return spectral_norm(net, rows)
