"""Weighted norms of two-layer nets on D data; in exact arithmetic where they are rational, else NaN."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy import ndarray

from checks.families._exact import exact_root, fractions
from checks.scene import Point
from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import spectral_norm

__all__ = ["live_norm", "spectral"]


def _net(model: Model) -> TwoLayerNet:
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    return model


def _exactly(net: TwoLayerNet, rows: ndarray, *, weighted: bool) -> ndarray:
    """|v|² + Σ m_k|Uw_k|² where the singular vectors are rational and the weights too, else NaN; m_k = 1 unless weighted."""
    unknown = np.array([float("nan")] * len(rows), dtype=object)
    directions = _directions(net.inputs)
    first, second = net.split(rows)
    total: ndarray = (second**2).sum(axis=1)
    for direction, share in directions:
        gain = exact_root(1 + 8 * share) if weighted else Fraction(3)
        if gain is None:
            return unknown
        along = (first * direction).sum(axis=2)
        total = total + (gain - 1) / 2 * (along**2).sum(axis=1) / Fraction((direction**2).sum())
    return total if directions else unknown


def _directions(inputs: ndarray) -> list[tuple[ndarray, Fraction]]:
    """Right singular vectors (any length) with σ_k²/σ_1², if all data are multiples of one or XᵀX is diagonal; else none."""
    longest = inputs[int(np.argmax((inputs**2).sum(axis=1)))]
    if not longest.any():
        return []
    if all((np.outer(row, longest) == np.outer(longest, row)).all() for row in inputs):
        return [(longest, Fraction(1))]
    moments = inputs.T @ inputs
    squares = moments.diagonal()
    if (moments != np.diag(squares)).any():
        return []
    axes = fractions(np.eye(len(squares), dtype=int).tolist())
    return [(axis, Fraction(square) / Fraction(max(squares))) for axis, square in zip(axes, squares, strict=True) if square]


def live_norm(at: Point) -> ndarray:
    """|v|² + Σ |Pu_i|², P the projector on the span of the inputs, (B,)."""
    net, rows = _net(at.model), at.weights
    if rows.dtype == object:
        return _exactly(net, rows, weighted=False)
    _, values, vectors = np.linalg.svd(net.inputs, full_matrices=False)
    kept = vectors[values > 1e-10 * max(values[0], 1e-300)]
    first, second = net.split(rows)
    along = np.matmul(first, kept.T)
    total: ndarray = (second**2).sum(axis=1) + (along**2).sum(axis=(1, 2))
    return total


def spectral(at: Point) -> ndarray:
    """The spectral weight norm, (B,), of a net as if it were linear; NaN if all inputs are zero."""
    net, rows = _net(at.model), at.weights
    if rows.dtype == object:
        return _exactly(net, rows, weighted=True)
    if not net.inputs.any():
        return np.full(len(rows), np.nan)
    return spectral_norm(replace(net, slopes=(1.0, 1.0), slope_at_zero=1.0), rows)
