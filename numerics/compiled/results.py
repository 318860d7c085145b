"""Empty arrays for kernels to fill, and the trajectories that these become."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy import ndarray

from numerics.compiled.recording import SUMMARY_COLUMNS
from numerics.trajectories import Summary, Trajectories
from numerics.validation import Request

__all__ = ["Results", "unused", "writable"]


@dataclass(frozen=True)
class Results:
    """What a kernel writes for a request, and every how many steps it records."""

    every: int
    columns: ndarray
    weights: ndarray
    records: ndarray
    outputs: ndarray | None
    summary: ndarray
    marks: ndarray
    frozen: ndarray

    @staticmethod
    def of(request: Request) -> Results:
        """Empty ones."""
        start, steps = request.weights, request.steps
        dtype, batch = start.dtype, len(start)
        every = request.record_every or steps or 1
        columns = _columns(steps, every) if steps % every == 0 else request.recorded_steps
        recorded = len(columns)
        return Results(
            every,
            columns,
            np.empty_like(start),
            np.empty((3, batch, recorded), dtype),
            np.empty((batch, recorded, request.targets.shape[1]), dtype) if request.keep_outputs else None,
            unused(dtype, 2) if every == 1 else np.empty((batch, len(SUMMARY_COLUMNS)), dtype),
            np.empty((3, batch), np.int64),
            np.empty(batch, np.bool_),
        )

    @property
    def arrays(self) -> tuple[ndarray, ...]:
        """Weights, records, outputs, summary, marks and whether a trajectory was frozen, as kernels take them."""
        outputs = unused(self.weights.dtype, 3) if self.outputs is None else self.outputs
        return self.weights, self.records, outputs, self.summary, self.marks, self.frozen

    def trajectories(
        self,
        request: Request,
        rates: ndarray,
        edge: ndarray | float = 2.0,
        memory: tuple[ndarray, ...] = (),
    ) -> Trajectories:
        """What was filled in, without what is observed."""
        ntk, columns, marks = self.records[1], self.columns, self.marks
        if request.ntk_every > 1:
            last_column = np.searchsorted(columns, marks[0])[:, None]
            ntk[(columns % request.ntk_every > 0) & (np.arange(len(columns)) != last_column)] = np.nan
        return Trajectories(
            self.records[0],
            ntk,
            self.records[2],
            self.outputs,
            {},
            columns,
            marks[0],
            self.frozen,
            self.weights,
            rates,
            request.targets,
            request.loss.normalisation,
            None if self.every == 1 else _summary(self.summary, marks, ntk, columns),
            edge,
            memory,
        )


@lru_cache(maxsize=64)
def _columns(steps: int, every: int) -> ndarray:
    """The recorded steps; shared by results, so read-only."""
    columns = np.arange(0, steps + 1, every)
    columns.flags.writeable = False
    return columns


@cache
def unused(dtype: np.dtype, axes: int) -> ndarray:
    """An empty array: by its length kernels see that something was not asked for."""
    return np.empty((0,) * axes, dtype)


def writable(array: ndarray) -> ndarray:
    """The array, copied if it is read-only: to Numba that would be another type, and another compilation."""
    return array if array.flags.writeable else array.copy()


def _summary(summary: ndarray, marks: ndarray, ntk: ndarray, columns: ndarray) -> Summary:
    named = dict(zip(SUMMARY_COLUMNS, np.ascontiguousarray(summary.T), strict=True))
    last_column = np.searchsorted(columns, marks[0])
    steps = {"peak_step": marks[1], "peak_weight_norm_step": marks[2]}
    return Summary(**named, **steps, initial_ntk=ntk[:, 0], final_ntk=ntk[np.arange(len(ntk)), last_column])
