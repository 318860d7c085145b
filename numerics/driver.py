"""The one loop of training: from a state to the next, in floats (many trajectories), exact fractions or balls.

Every run of this package is this loop with something to record and something to stop it: `simulate`, mini-batches, exact
trajectories, enclosures, Lyapunov exponents, experiments.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from fractions import Fraction
from time import monotonic
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy import ndarray

from numerics.arithmetic import holds_balls, in_kind
from numerics.balls import Ball
from numerics.models.base import Model
from numerics.models.rows import on_rows
from numerics.process import Process, at_rest
from numerics.progress import Progress
from numerics.updates.base import State

__all__ = ["Divergence", "Iterate", "Record", "Stop", "drive", "iterates"]

Value = TypeVar("Value")
# Seconds between two looks at how far a run is: a step may take less than telling it.
_LOOK = 0.2


class _Once(Generic[Value]):
    """A property that is computed once. Unlike `functools.cached_property` it takes no lock, a tenth of a small step."""

    def __init__(self, compute: Callable[[Any], Value]) -> None:
        self.compute, self.name = compute, compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, instance: Any, owner: type) -> Value:
        value = instance.__dict__[self.name] = self.compute(instance)
        return value


class _BatchGradient:
    """The gradient of the loss on the batch of one step, see `numerics.updates.base.Gradient`."""

    def __init__(self, here: Iterate) -> None:
        process, like = here.process, here.state.weights
        count = process.model.data_count
        rows, shares = process.batches.at(here.state.step, count)
        self._here, self._loss, self._shares = here, process.loss, None if shares is None else in_kind(shares, like)
        self.model: Model = process.model if rows is None else on_rows(process.model, rows)
        self.targets = here.targets if rows is None else here.targets[..., rows]
        counted = 1 if shares is not None else count if rows is None else len(rows)
        self.coefficient: Any = process.loss.scale(like, counted)
        self._last: tuple[ndarray, ndarray] | None = None

    def _outputs(self, weights: ndarray) -> ndarray:
        known = weights is self._here.state.weights and self.model is self._here.process.model
        return self._here.outputs if known else self.model.outputs(weights)

    def __call__(self, weights: ndarray, factor: Any = 1) -> ndarray:
        if self._last is None or self._last[0] is not weights:
            slope = self._loss.slope(self._outputs(weights), self.targets)
            if self._shares is not None:
                slope = slope * self._shares
            self._last = weights, self.model.pullback(weights, slope)
        return (factor * self.coefficient) * self._last[1]

    def loss(self, weights: ndarray) -> ndarray:
        outputs = self._outputs(weights)
        if self._shares is None:
            return self._loss.value(outputs, self.targets)
        return (self._shares * self._loss.term(outputs, self.targets)).sum(axis=1) * self.coefficient


class Iterate:
    """A state of a process, and what is known there; whatever is derived from it is computed once."""

    def __init__(self, process: Process, state: State) -> None:
        self.process, self.state = process, state

    @_Once
    def targets(self) -> ndarray:
        """Targets of the trajectories that are still there, (B, D) or (D,)."""
        return in_kind(self.state.of(self.process.targets), self.state.weights)

    @_Once
    def outputs(self) -> ndarray:
        """Outputs on all data, (B, D)."""
        return self.process.model.outputs(self.state.weights)

    @_Once
    def loss(self) -> ndarray:
        """Loss on all data, (B,)."""
        return self.process.loss.value(self.outputs, self.targets)

    @_Once
    def weight_norm(self) -> ndarray:
        """θ², (B,)."""
        return (self.state.weights * self.state.weights).sum(axis=1)

    @property
    def gradient(self) -> _BatchGradient:
        """Gradient of the loss on this step's batch.

        Made anew: kept here it would refer back to this state, and states would live until Python looks for such circles.
        """
        return _BatchGradient(self)

    def keep(self, chosen: ndarray) -> Iterate:
        """The same with some of the trajectories, ``chosen`` a mask (B,)."""
        kept = Iterate(self.process, self.state.keep(chosen))
        if "outputs" in self.__dict__:
            kept.__dict__["outputs"] = self.outputs[chosen]
        return kept

    def next(self) -> Iterate:
        """One step of the update rule.

        Raises
        ------
        TypeError, ValueError
            If the rule returned weights of another shape or in another arithmetic.
        """
        before, after = self.state, self.process.update.step(self.state, self.gradient)
        if after.weights.shape != before.weights.shape:
            raise ValueError(f"{_named(self)} returned weights {after.weights.shape} for {before.weights.shape}")
        if after.weights.dtype != before.weights.dtype:
            raise TypeError(f"{_named(self)} returned weights of {after.weights.dtype} for {before.weights.dtype}")
        if before.weights.dtype == object:
            kind = Ball if holds_balls(before.weights) else Fraction
            stray = next((value for value in after.weights.flat if type(value) is not kind), None)
            if stray is not None:
                raise TypeError(
                    f"{_named(self)} returned {type(stray).__name__} for {kind.__name__}: constants of rule, loss and model "
                    "must be fractions, or go through numerics.arithmetic.scalar_in_kind"
                )
        return Iterate(self.process, after)


def _named(here: Iterate) -> str:
    return f"the update rule {type(here.process.update).__name__}"


def iterates(process: Process, start: ndarray | State) -> Generator[Iterate, Iterate | None, None]:
    """States 0, 1, 2, … of a process, without end; send an `Iterate` to go on from that one instead.

    Parameters
    ----------
    process
        What is run.
    start
        Weights (B, P), at rest, or a `State` to continue from.
    """
    here: Iterate | None = Iterate(process, start if isinstance(start, State) else at_rest(process.update, start))
    while here is not None:
        other = yield here
        here = (here if other is None else other).next()


Stop: TypeAlias = Callable[[Iterate], ndarray]
"""Which trajectories end in this state, (B,) bool."""
Record: TypeAlias = Callable[[Iterate, ndarray], None]
"""What is done with every state; the mask (B,) says which trajectories end in it."""


def drive(process: Process, start: ndarray | State, steps: int, record: Record, stop: Stop) -> Iterate | None:
    """Make ``steps`` steps; each trajectory leaves when it is stopped. Return the last state, None if all have left."""
    walk = iterates(process, start)
    here = next(walk)
    first = here.state.step
    last = first + steps
    with Progress("simulation", steps, "steps") as shown:
        due = monotonic() + _LOOK
        while True:
            stopped = stop(here)
            record(here, stopped)
            if stopped.any():
                here = here.keep(~stopped)
                if not len(here.state.weights):
                    return None
            if here.state.step >= last:
                return here
            if monotonic() > due:
                due = monotonic() + _LOOK
                shown.update(here.state.step - first)
            here = walk.send(here)


@dataclass(frozen=True)
class Divergence:
    """Stop where loss or weight norm is not finite, or the loss exceeds a limit."""

    limit: float = np.inf

    def __call__(self, here: Iterate) -> ndarray:
        """The trajectories that have diverged."""
        return ~(np.isfinite(here.loss) & np.isfinite(here.weight_norm)) | (here.loss > self.limit)
