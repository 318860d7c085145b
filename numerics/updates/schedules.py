"""Learning rates as values: constant, one for each trajectory, changing with the step, or following the state.

A schedule is any function (state, gradient) → η, one number or a column (B, 1). It may look at the weights and ask for the loss
and the gradient of the step's batch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy import ndarray

from numerics.arguments import array as as_array
from numerics.arguments import integer, sequence, shown
from numerics.arithmetic import holds_balls, in_kind, rational
from numerics.updates.base import Gradient, State

__all__ = ["Constant", "Piecewise", "Schedule", "StepList", "schedule"]

Schedule: TypeAlias = Callable[[State, Gradient], Any]


def _rates(values: object, name: str, form: str, axes: tuple[int, ...]) -> ndarray:
    """Finite learning rates that are not negative: floats, or an object array of fractions where one is given."""
    array = as_array(values, name)
    if array.dtype == object:
        array = rational(array, name)
    elif array.dtype.kind not in "fiu":
        raise TypeError(f"{name} must be real numbers, not {shown(values)} ({type(values).__name__})")
    elif array.dtype not in (np.float32, np.float64):
        array = array.astype(float)
    if array.ndim not in axes:
        raise ValueError(f"{name} must have shape {form}, not {array.shape}")
    if array.dtype != object and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, not {shown(values)}")
    if not (array >= 0).all():
        raise ValueError(f"{name} must not be negative, but one is {array.min()}")
    return array


class Constant:
    """The same learning rate at every step: one number, or one for each trajectory, (B,)."""

    __slots__ = ("values",)

    def __init__(self, rates: object) -> None:
        array = _rates(rates, "rate", "() or (B,)", (0, 1))
        self.values = array[:, None] if array.ndim else array

    def __repr__(self) -> str:
        return f"Constant({shown(self.values.reshape(-1) if self.values.ndim else self.values[()])})"

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rates of the trajectories that are still there."""
        return in_kind(state.of(self.values), state.weights)


class Piecewise:
    """Learning rate ``rates[i]`` from step ``starts[i]`` on.

    Parameters
    ----------
    starts
        Increasing step numbers; the first is 0.
    rates
        As many rates.

    Raises
    ------
    TypeError, ValueError
        If they do not fit together or are out of range.

    Examples
    --------
    >>> import numpy as np
    >>> from numerics.updates import State
    >>> float(Piecewise([0, 10], [0.5, 0.1])(State(np.zeros((1, 2)), step=12), None))
    0.1
    """

    def __init__(self, starts: Sequence[int], rates: object) -> None:
        self.starts = [integer(start, "starts") for start in sequence(starts, "starts", "step numbers")]
        self.rates = _rates(rates, "rates", "(K,)", (1,))
        if self.starts[:1] != [0] or sorted(set(self.starts)) != self.starts or len(self.starts) != len(self.rates):
            raise ValueError(f"starts must increase from 0, one for each of the {len(self.rates)} rates, not {shown(starts)}")

    def __repr__(self) -> str:
        return f"Piecewise({self.starts}, {self.rates.tolist()})"

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rate of this step."""
        return in_kind(self.rates[bisect_right(self.starts, state.step) - 1 :][:1], state.weights)[0]


class StepList:
    """One learning rate for each step, (T,); a run may not be longer.

    Raises
    ------
    TypeError, ValueError
        If the rates are not finite numbers, or negative; in a step beyond the last.
    """

    def __init__(self, rates: object) -> None:
        self.rates = _rates(rates, "rates", "(T,)", (1,))

    def __repr__(self) -> str:
        return f"StepList({len(self.rates)} rates)"

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rate of this step."""
        if state.step >= len(self.rates):
            raise ValueError(f"rates are given for {len(self.rates)} steps, and step {state.step} was asked for")
        return in_kind(self.rates[state.step : state.step + 1], state.weights)[0]


class _Checked:
    """A schedule from elsewhere, whose rates are looked at: one that is NaN or negative would pass for divergence."""

    def __init__(self, rule: Schedule) -> None:
        self.rule = rule

    def __repr__(self) -> str:
        return repr(self.rule)

    def __call__(self, state: State, gradient: Gradient) -> Any:
        rate = self.rule(state, gradient)
        array = np.asarray(rate)
        if array.shape not in ((), (len(state.weights), 1)):
            raise ValueError(
                f"a schedule must return a number or a column (B, 1), here {(len(state.weights), 1)}, not shape {array.shape}"
            )
        if not holds_balls(array) and not (array >= 0).all():
            raise ValueError(f"a schedule must return rates ≥ 0, not {shown(rate)} as at step {state.step}")
        return rate


def schedule(rate: object) -> Schedule:
    """A learning rate as a schedule: numbers become `Constant`, the values of this file stay what they are.

    Raises
    ------
    TypeError, ValueError
        If it is neither a function nor numbers that are finite and not negative.
    """
    if isinstance(rate, type):
        raise TypeError(f"rate must be numbers or a schedule, not the class {rate.__name__}")
    if callable(rate):
        return rate if isinstance(rate, (Constant, Piecewise, StepList, _Checked)) else _Checked(rate)
    return Constant(rate)
