"""Weighted norms of two-layer nets on D data; in exact arithmetic where they are rational, else NaN."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
from numpy import ndarray

from checks.families._exact import exact_root
from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import spectral_norm

__all__ = ["live_norm", "spectral"]


def _net(model: Model) -> TwoLayerNet:
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    return model


def _exactly(net: TwoLayerNet, rows: ndarray, *, weighted: bool) -> ndarray:
    """|v|² + Σ m_k|Uw_k|² if the data are multiples of one input or orthogonal to one another, else NaN.

    Then the directions w_k are those of the data. m_k = 1 unless weighted.
    """
    unknown = np.array([float("nan")] * len(rows), dtype=object)
    lengths = (net.inputs**2).sum(axis=1)
    directions = _directions(net.inputs, lengths)
    first, second = net.split(rows)
    total: ndarray = (second**2).sum(axis=1)
    for direction in directions:
        square = Fraction((direction**2).sum())
        gain = exact_root(1 + 8 * square / Fraction(max(lengths))) if weighted and len(directions) > 1 else Fraction(3)
        if gain is None:
            return unknown
        along = (first * direction).sum(axis=2)
        total = total + (gain - 1) / 2 * (along**2).sum(axis=1) / square
    return total if directions else unknown


def _directions(inputs: ndarray, lengths: ndarray) -> list[ndarray]:
    """The data that span all of them, if that is one datum or if they are orthogonal; else none."""
    longest = inputs[int(np.argmax(lengths))]
    if not lengths.any():
        return []
    if all((np.outer(row, longest) == np.outer(longest, row)).all() for row in inputs):
        return [longest]
    rows = [row for row in inputs if row.any()]
    orthogonal = all((one * other).sum() == 0 for one, other in combinations(rows, 2))
    return rows if orthogonal else []


def live_norm(model: Model, rows: ndarray, residuals: ndarray, rates: ndarray) -> ndarray:
    """|v|² + Σ |Pu_i|², P the projector on the span of the inputs, (B,)."""
    net = _net(model)
    if rows.dtype == object:
        return _exactly(net, rows, weighted=False)
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
        return _exactly(net, rows, weighted=True)
    if not net.inputs.any():
        return np.full(len(rows), np.nan)
    return spectral_norm(net, rows)
