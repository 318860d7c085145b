"""Norms of targets, and weighted norms of two-layer nets on D data: in floating point, and exactly from fractions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy import ndarray

from checks.instances.instance import Parameter, Point
from checks.pairs._exact import fractions
from checks.truth.algebraic import Exact, root
from checks.truth.eigenvalues import top_eigenvalue
from numerics.models.base import Model
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import spectral_norm

__all__ = ["least_fit", "length", "live_norm", "spectral"]


def _net(model: Model) -> TwoLayerNet:
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    return model


def length(vector: ndarray) -> Parameter:
    """|y|: exactly for fractions."""
    if len(vector) == 1:
        size: Parameter = abs(vector[0])
        return size
    square = (vector**2).sum()
    return root(square + Fraction(0)) if vector.dtype == object else float(np.sqrt(square))


def least_fit(inputs: ndarray, goal: ndarray) -> Parameter:
    """|w| of the smallest w with x_a·w = y_a on all data; NaN if there is none."""
    if inputs.dtype == object:
        return _least_fit_exactly(inputs, goal)
    weights = np.linalg.pinv(inputs) @ goal
    fits = np.allclose(inputs @ weights, goal, rtol=1e-9, atol=1e-9 * max(abs(goal).max(), 1e-300))
    return float(np.linalg.norm(weights)) if fits else float("nan")


def _least_fit_exactly(inputs: ndarray, goal: ndarray) -> Parameter:
    """By Gram and Schmidt, the targets along: of orthogonal inputs with targets t, |w|² = Σ t²/|x|²."""
    found: list[tuple[ndarray, Exact]] = []
    square: Exact = Fraction(0)
    for row, target in zip(inputs, goal, strict=True):
        rest, left = row, target + Fraction(0)
        for direction, known in found:
            share = (row * direction).sum() / (direction**2).sum()
            rest, left = rest - direction * share, left - known * share
        if rest.any():
            found.append((rest, left))
            square += left**2 / (rest**2).sum()
        elif left:
            return float("nan")
    return root(square)


def _orthogonal(inputs: ndarray) -> list[ndarray]:
    """Orthogonal vectors with the span of the inputs (Gram and Schmidt, without roots)."""
    found: list[ndarray] = []
    for row in inputs:
        rest = row - sum((direction * ((row * direction).sum() / (direction**2).sum()) for direction in found), row * 0)
        if rest.any():
            found.append(rest)
    return found


def _spectrum(inputs: ndarray) -> list[tuple[ndarray, Exact]]:
    """Projectors (d, d) on the right singular vectors with σ_k²/σ_1² > 0; empty where they are not had exactly.

    They are had for inputs that are multiples of one, that have two dimensions, or whose XᵀX is diagonal.
    """
    moments = inputs.T @ inputs
    size, directions = len(moments), _orthogonal(inputs)
    if not directions:
        return []
    if len(directions) == 1:
        (line,) = directions
        return [(np.outer(line, line) / (line**2).sum(), Fraction(1))]
    squares = moments.diagonal()
    if not (moments != np.diag(squares)).any():
        axes = fractions(np.eye(size, dtype=int).tolist())
        shares = squares / max(squares)
        return [(np.outer(axis, axis), share) for axis, share in zip(axes, shares, strict=True) if share]
    if size != 2:
        return []
    top = top_eigenvalue(moments)
    other = squares.sum() - top
    identity = fractions(np.eye(2, dtype=int).tolist())
    first = (moments - identity * other) / (top - other)
    return [(first, Fraction(1)), (identity - first, other / top)]


def live_norm(at: Point) -> ndarray:
    """|v|² + Σ |Pu_i|², P the projector on the span of the inputs, (B,)."""
    net, rows = _net(at.model), at.weights
    if rows.dtype == object:
        first, second = net.split(rows)
        total: ndarray = (second**2).sum(axis=1)
        for direction in _orthogonal(net.inputs):
            along = np.matmul(first, direction)
            total = total + (along**2).sum(axis=1) / (direction**2).sum()
        return total
    _, values, vectors = np.linalg.svd(net.inputs, full_matrices=False)
    kept = vectors[values > 1e-10 * max(values[0], 1e-300)]
    first, second = net.split(rows)
    seen: ndarray = (second**2).sum(axis=1) + (np.matmul(first, kept.T) ** 2).sum(axis=(1, 2))
    return seen


def _spectral_exactly(net: TwoLayerNet, rows: ndarray) -> ndarray:
    parts = _spectrum(net.inputs)
    if not parts:
        return np.array([float("nan")] * len(rows), dtype=object)
    first, second = net.split(rows)
    total: ndarray = (second**2).sum(axis=1)
    for projector, share in parts:
        weight = (root(1 + 8 * share) - 1) / 2
        total = total + weight * (np.matmul(first, projector) * first).sum(axis=(1, 2))
    return total


def spectral(at: Point) -> ndarray:
    """The spectral weight norm, (B,), of a net as if it were linear; NaN if all inputs are zero."""
    net, rows = _net(at.model), at.weights
    if rows.dtype == object:
        return _spectral_exactly(net, rows)
    if not net.inputs.any():
        return np.full(len(rows), np.nan)
    return spectral_norm(replace(net, slopes=(1.0, 1.0), slope_at_zero=1.0), rows)
