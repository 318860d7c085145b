"""Quantities of one's own along trajectories: what ``observe=`` of `simulate` asks for, filled column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy import ndarray

from numerics.models.base import Model

__all__ = ["Observable", "Observed"]

Observable = Callable[[Model, ndarray], ndarray]


class Observed:
    """What was measured, by name: arrays (B, R + 1, …), NaN where there was nothing to measure.

    Parameters
    ----------
    model
        The model that the callables are given.
    observe
        Name → callable (model, weights (B, P)) -> (B, …).
    shape, dtype
        (B, R + 1), and the float type of the weights.
    """

    def __init__(self, model: Model, observe: Mapping[str, Observable], shape: tuple[int, ...], dtype: np.dtype) -> None:
        self._model, self._observe, self._shape, self._dtype = model, observe, shape, dtype
        self.values: dict[str, ndarray] = {}

    def take(self, rows: ndarray, column: int, weights: ndarray) -> None:
        """Measure the weights of some of the trajectories at one recorded step.

        Raises
        ------
        ValueError
            If a callable does not return numbers, one row a trajectory, always of one shape.
        """
        for name, measure in self._observe.items():
            # A copy: what is written into it reaches no trajectory.
            found = np.asarray(measure(self._model, weights.copy()))
            if found.ndim == 0 or len(found) != len(rows):
                raise ValueError(f"observe[{name!r}] must return an array of shape (B, …) for weights (B, P), not {found.shape}")
            if found.dtype.kind not in "biufc":
                raise ValueError(f"observe[{name!r}] must return numbers, not an array of {found.dtype}")
            if name in self.values and self.values[name].shape[2:] != found.shape[1:]:
                before = ("B", *self.values[name].shape[2:])
                raise ValueError(f"observe[{name!r}] must always return one shape, here {before}, not {('B', *found.shape[1:])}")
            if name not in self.values:
                shape = (*self._shape, *found.shape[1:])
                self.values[name] = np.full(shape, np.nan, np.result_type(found.dtype, self._dtype))
            self.values[name][rows, column] = found
