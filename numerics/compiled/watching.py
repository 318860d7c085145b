"""What is written in Python, measured along trajectories of the compiled engine: kernels keep weights, which are measured later.

The trajectories are run again, to the same bits, for as many rows and recorded steps at a time as memory is given for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy import ndarray

from numerics.arguments import LARGEST
from numerics.blas import single_thread
from numerics.observing import Observed
from numerics.trajectories import Trajectories
from numerics.validation import Request

__all__ = ["Keep", "watch"]

Keep = Callable[[Request, ndarray, int], None]
"""Runs a request and fills snapshots (B, C, P): weights at the recorded columns from one on, but where a trajectory ends."""

# Weights that are kept at a time.
_ROOM = 2**25


def watch(request: Request, runs: Trajectories, keep: Keep) -> dict[str, ndarray]:
    """Return the observables along ``runs``, the request's trajectories, by name: (B, R + 1, …)."""
    batch, recorded = runs.loss.shape
    weight_count = request.weights.shape[1]
    observed = Observed(request.model, request.observe, (batch, recorded), request.weights.dtype)
    ends = np.searchsorted(runs.steps, runs.last_step)
    columns = max(1, min(recorded - 1, _ROOM // weight_count))
    rows = max(1, _ROOM // (columns * weight_count))
    with np.errstate(all="ignore"), single_thread():
        for first in range(0, batch, rows):
            chosen = np.arange(first, min(first + rows, batch))
            for since in range(0, max(recorded - 1, 1), columns):
                _window(request, runs, keep, observed, chosen, ends[chosen], slice(since, min(since + columns, recorded - 1)))
            _measure(observed, chosen, ends[chosen], runs.final_weights[chosen], recorded - 1)
    return observed.values


def _window(
    request: Request, runs: Trajectories, keep: Keep, observed: Observed, rows: ndarray, ends: ndarray, columns: slice
) -> None:
    """Measure some of the columns, without the last, of some of the rows."""
    final = runs.final_weights[rows]
    kept = np.full((len(rows), columns.stop - columns.start, final.shape[1]), np.nan, final.dtype)
    if kept.size and (ends > columns.start).any():
        part = request._replace(
            weights=request.weights[rows],
            targets=request.targets[rows],
            learning_rates=request.learning_rates[rows],
            memory=None if request.memory is None else tuple(part[rows] for part in request.memory),
            steps=int(runs.steps[columns.stop]),
            ntk_every=LARGEST,
            keep_outputs=False,
        )
        keep(part, kept, columns.start)
    for place, column in enumerate(range(columns.start, columns.stop)):
        # A trajectory that has come to rest is not stepped any more: its weights are the final ones. Those of a state that is
        # passed are finite.
        now = np.where(np.isnan(kept[:, place, :1]), final, kept[:, place])
        _measure(observed, rows, ends, now, column)


def _measure(observed: Observed, rows: ndarray, ends: ndarray, weights: ndarray, column: int) -> None:
    there = ends >= column
    if there.any():
        observed.take(rows[there], column, weights[there])
