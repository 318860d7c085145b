"""What short runs from a net's weights show: the measured edge, and whether the weight norm moves as its identity says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.models.base import Model

__all__ = ["Edge", "identity_residual", "measured_edge"]

_FACTOR = 1.25
_TRIES = 24
_HALVINGS = 4
_GONE = 1e8
"""A loss is gone that exceeds its start and the mean square of the targets by this factor."""


@dataclass(frozen=True)
class Edge:
    """The learning rates between which training starts to fail, in the convention L = (1/2D) Σ r².

    Attributes
    ----------
    stable, failed
        The largest rate tried below the first at which training failed, and that one; infinite if there was none.
    dies
        Whether the net died there: no weight moves any more, short of the targets. Else its loss diverged.
    steps
        Steps of each run.
    """

    stable: float
    failed: float
    dies: bool
    steps: int


def _fails(model: Model, weights: ndarray, targets: ndarray, rate: float, steps: int) -> str:
    """Whether a run ``"diverges"`` or ``"dies"``; empty if it does neither."""
    at = weights[None].copy()
    start = float(np.mean((model.outputs(at)[0] - targets) ** 2)) + float(np.mean(targets**2))
    with np.errstate(all="ignore"):
        for _ in range(steps):
            residuals = model.outputs(at) - targets
            loss = float(np.mean(residuals**2))
            if not loss <= _GONE * start:
                return "diverges"
            slope = model.pullback(at, residuals)
            if loss > 0 and not slope.any():
                return "dies"
            at = at - rate / model.data_count * slope
        return "" if np.mean((model.outputs(at) - targets) ** 2) <= _GONE * start else "diverges"


def measured_edge(model: Model, weights: ndarray, targets: ndarray, sharpness: float, steps: int) -> Edge:
    """Scan learning rates upwards from half the linear edge until a run fails, then halve the gap.

    Parameters
    ----------
    model
        The net on its data.
    weights, targets
        (P,) and (D,), float64.
    sharpness
        λmax(H), which sets where the scan begins.
    steps
        Steps of each run.
    """
    low, high = 0.0, 1.0 / sharpness
    for _ in range(_TRIES):
        end = _fails(model, weights, targets, high, steps)
        if end:
            break
        low, high = high, high * _FACTOR
    else:
        return Edge(low, float("inf"), False, steps)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = _fails(model, weights, targets, middle, steps)
        low, high, end = (low, middle, found) if found else (middle, high, end)
    return Edge(low, high, end == "dies", steps)


def identity_residual(
    model: Model, weights: ndarray, targets: ndarray, rate: float, degree: int, factors: ndarray, steps: int = 5
) -> float:
    """Largest excess of Σ nθ² over its identity in some steps of gradient descent, relative to the identity's largest term.

    Parameters
    ----------
    model, weights, targets
        See `measured_edge`.
    rate
        Learning rate.
    degree
        k, the degree of homogeneity.
    factors
        n, (P,) or (1,), with Σ n θ·∂f = kf.
    steps
        How many steps.
    """
    at, worst, count = weights[None].copy(), 0.0, model.data_count
    for _ in range(steps):
        outputs = model.outputs(at)
        residuals = outputs - targets
        slope = model.pullback(at, residuals) / count
        before = float((factors * at**2).sum())
        falls, rises = float((residuals * outputs).sum()) / count, float((factors * slope**2).sum())
        terms = (before, -2 * degree * rate * falls, rate**2 * rises)
        at = at - rate * slope
        after = float((factors * at**2).sum())
        if not np.isfinite(after):
            break
        size = max(map(abs, terms))
        worst = max(worst, abs(after - sum(terms)) / size) if size > 0 else worst
    return worst
