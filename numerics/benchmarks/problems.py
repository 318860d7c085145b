"""The problems that are timed: arrays only, so that every implementation starts from the same numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

__all__ = ["FormsProblem", "GridProblem", "NetOnData", "OneDatum", "forms_problem", "grid_problem", "net_on_data", "one_datum"]

# Units in all of the one-datum workloads.
UNITS = 2**19


@dataclass(frozen=True)
class OneDatum:
    """B trajectories on the datum (1, 0): U, V (B, n) for a net, V the same as U for a quadratic form with spectrum ψ (n,)."""

    first: ndarray
    second: ndarray
    spectrum: ndarray
    rates: ndarray
    steps: int
    scale: float
    slope: float = 0.5


@dataclass(frozen=True)
class NetOnData:
    """A ReLU net on data: X (D, d), targets (D,), U (n, d), v (n,), one learning rate a trajectory."""

    inputs: ndarray
    targets: ndarray
    first: ndarray
    second: ndarray
    rates: ndarray
    steps: int
    scale: float


@dataclass(frozen=True)
class FormsProblem:
    """f_a = φ_a·w + (γ/2) Σ_p σ_ap w_p²: φ, σ (D, P), weights (P,), one learning rate a trajectory."""

    linear: ndarray
    forms: ndarray
    gamma: float
    targets: ndarray
    weights: ndarray
    rates: ndarray
    steps: int


@dataclass(frozen=True)
class GridProblem:
    """Initial u = κη²f² and v = ηH of the closed map on a grid, flat."""

    u: ndarray
    v: ndarray
    steps: int
    small: float = 1e-8
    limit: float = 1e10


def one_datum(width: int, steps: int, *, net: bool, units: int = UNITS, batch: int | None = None) -> OneDatum:
    """A two-layer net of slopes (1, ½), or a quadratic form with ψ ~ U[1, 2]; ηλ₀ over [0.1, 4.7]."""
    rng = np.random.default_rng(width)
    count = max(1, units // width) if batch is None else batch
    first, second = rng.standard_normal((count, width)), rng.standard_normal((count, width))
    spectrum, scale = rng.uniform(1, 2, width), width**-0.5
    if net:
        top = scale**2 * (np.where(first >= 0, 1, 0.25) * (first**2 + second**2)).sum(axis=1)
    else:
        top = scale**2 * (spectrum**2 * first**2).sum(axis=1)
    return OneDatum(first, second, spectrum, np.linspace(0.1, 4.7, count) / top, steps, scale)


def net_on_data(rates: int, steps: int, data: int = 128, inputs: int = 784, width: int = 1024) -> NetOnData:
    """Two classes of sparse non-negative images, like digits; ηλ₀ over [0.5, 2.5]."""
    rng = np.random.default_rng(0)
    centres = rng.random((2, inputs)) * (rng.random((2, inputs)) < 0.25)
    labels = np.arange(data) % 2
    points = np.clip(centres[labels] + 0.3 * rng.standard_normal((data, inputs)) * (centres[labels] > 0), 0, 1)
    first, second = rng.standard_normal((width, inputs)), rng.standard_normal(width)
    scale = (width * inputs) ** -0.5
    hidden = np.maximum(first @ points.T, 0)
    back = (hidden > 0) * second[:, None]
    kernel = scale**2 / data * (hidden.T @ hidden + (points @ points.T) * (back.T @ back))
    top = np.linalg.eigvalsh(kernel)[-1]
    chosen = np.array([1.5]) if rates == 1 else np.linspace(0.5, 2.5, rates)
    return NetOnData(points, 2.0 * labels - 1, first, second, chosen / top, steps, scale)


def forms_problem(steps: int, data: int = 100, weights: int = 200, rates: int = 64) -> FormsProblem:
    """φ = x/|x|, random signs on the diagonals, γ = 1e-3; ηλ₀ over [0.1, 1.9], below the chaotic range."""
    rng = np.random.default_rng(0)
    points = rng.standard_normal((data, weights))
    linear = points / np.linalg.norm(points, axis=1, keepdims=True)
    forms, start, gamma = rng.choice([-1.0, 1.0], (data, weights)), rng.standard_normal(weights), 1e-3
    rows = linear + gamma * forms * start
    top = np.linalg.eigvalsh(rows @ rows.T / data)[-1]
    return FormsProblem(linear, forms, gamma, rng.standard_normal(data), start, np.linspace(0.1, 1.9, rates) / top, steps)


def grid_problem(side: int, steps: int) -> GridProblem:
    """The points with 0 < v ≤ 5 and 4u ≤ v², which are those that weights can have."""
    v, share = np.meshgrid(np.linspace(0.01, 5, side), np.linspace(1e-4, 1, side))
    return GridProblem((share * v**2 / 4).reshape(-1), v.reshape(-1), steps)
