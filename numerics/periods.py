"""What undecided trajectories do: period detection and a finite-time Lyapunov exponent."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.blas import single_thread
from numerics.descent import simulate
from numerics.initial import generator
from numerics.models.base import Model
from numerics.trajectories import Trajectories
from numerics.validation import coefficient

__all__ = ["CHAOS", "behaviour", "lyapunov_exponent", "period"]

CHAOS = 0.02
"""Finite-time Lyapunov exponent per step above which a trajectory without a period is called chaotic."""


def period(series: ndarray, *, longest: int = 64, tolerance: float = 1e-6) -> ndarray:
    """Smallest period of the end of each series, (B,): 1 at rest, p for a p-cycle, 0 if none up to ``longest``.

    A period p counts if, over the last max(2 p, ``longest``) values, no value differs from the one p steps earlier by more
    than ``tolerance`` times the largest of them in size.

    Parameters
    ----------
    series
        Values at successive steps, (B, T); a row with a value that is not finite at its end has no period.
    longest
        Longest period looked for; at most T/3.
    tolerance
        What counts as equal.

    Raises
    ------
    ValueError
        If the series is too short for ``longest``.
    """
    values = np.asarray(series, dtype=float)
    if values.ndim != 2 or values.shape[1] < 3 * longest:
        raise ValueError(f"series must have shape (B, T) with T ≥ {3 * longest}, not {values.shape}")
    found = np.zeros(len(values), np.int64)
    with np.errstate(invalid="ignore"):
        size = np.abs(values[:, -3 * longest :]).max(axis=1)
        for candidate in range(longest, 0, -1):
            tail = values[:, -(max(2 * candidate, longest) + candidate) :]
            apart = np.abs(tail[:, candidate:] - tail[:, :-candidate]).max(axis=1)
            found[apart <= tolerance * size] = candidate
    return found


def lyapunov_exponent(
    model: Model,
    weights: ndarray,
    targets: ndarray | float,
    learning_rates: ndarray | float,
    steps: int,
    *,
    settle: int = 200,
    offset: float = 1e-7,
    normalisation: str = "mean",
    seed: int = 0,
) -> ndarray:
    """Finite-time Lyapunov exponent of gradient descent in the weights, per step, (B,); NaN where it diverged.

    The mean of log(growth) of a small random displacement, brought back to its length after every step: positive for
    chaos, 0 along a manifold of minima or a cycle's neutral directions, negative at an isolated minimum or cycle.

    Parameters
    ----------
    model, weights, targets, learning_rates, normalisation
        As in `numerics.descent.simulate`.
    steps
        Steps over which growth is averaged.
    settle
        Steps made before, so that the displacement turns into the fastest direction.
    offset
        Length of the displacement, relative to that of the weights.
    seed
        Seed of the displacement; trajectory b uses the stream (seed, b).

    Raises
    ------
    ValueError
        If ``steps`` is not positive or ``settle`` negative.
    """
    if steps < 1 or settle < 0:
        raise ValueError(f"steps must be positive and settle not negative, not {steps} and {settle}")
    weights = np.array(weights, dtype=float)
    rates = np.broadcast_to(np.asarray(learning_rates, dtype=float), (len(weights),))
    stride = (rates * coefficient(normalisation, model.data_count))[:, None]
    displacement = np.stack([generator(seed, row).standard_normal(weights.shape[1]) for row in range(len(weights))])
    growth = np.zeros(len(weights))
    with np.errstate(all="ignore"), single_thread():
        for step in range(settle + steps):
            length = offset * np.sqrt((weights * weights).sum(axis=1, keepdims=True))
            displacement *= length / np.sqrt((displacement * displacement).sum(axis=1, keepdims=True))
            near = weights + displacement
            # The displacement that the sum really has, after rounding.
            displacement = near - weights
            before = np.sqrt((displacement * displacement).sum(axis=1))
            weights = weights - stride * model.pullback(weights, model.outputs(weights) - targets)
            displacement = near - stride * model.pullback(near, model.outputs(near) - targets) - weights
            if step >= settle:
                # A direction that is contracted to nothing counts as contracted to the rounding unit.
                after = np.maximum(np.sqrt((displacement * displacement).sum(axis=1)), 2.0**-52 * before)
                growth += np.log(after / before)
            lost = ~(displacement * displacement).any(axis=1)
            displacement[lost] = 1.0
    return np.where(np.isfinite(weights).all(axis=1), growth / steps, np.nan)


def behaviour(
    model: Model, weights: ndarray, targets: ndarray | float, learning_rates: ndarray, steps: int, *, normalisation: str = "mean"
) -> list[str]:
    """What trajectories do that neither settle nor diverge: ``"period p"``, ``"chaotic"``, ``"slow"``, or
    ``"divergent later"``, one a row.

    The first ``steps`` steps are dropped; as many more are judged, at least 192. Slow means none of the others: still on the
    way to a rest that is nearly unstable, or on a cycle longer than 64.

    Parameters
    ----------
    model, weights, targets, learning_rates, normalisation
        As in `numerics.descent.simulate`.
    steps
        Steps after which the judgement starts.
    """

    def run(start: ndarray, count: int, record: int | None) -> Trajectories:
        return simulate(
            model, start, targets, learning_rates, count, normalisation=normalisation, record_every=record, keep_outputs=False
        )

    start = run(weights, steps, None).final_weights
    runs = run(start, max(steps, 3 * 64), 1)
    periods = period(runs.loss)
    exponents = lyapunov_exponent(model, start, targets, learning_rates, max(steps, 192), settle=0, normalisation=normalisation)
    names = []
    for found, exponent, diverged in zip(periods, exponents, runs.diverged, strict=True):
        if diverged:
            names.append("divergent later")
        elif found:
            names.append(f"period {found}")
        else:
            names.append("chaotic" if exponent > CHAOS else "slow")
    return names
