"""How an instance is trained, beside its learning rate: numbers of rule and loss, memory at the start, rates and batches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arithmetic import Number, in_kind, scalar_in_kind
from numerics.batches import Batch
from numerics.process import Process
from numerics.updates import Gradient, State

__all__ = ["PLAIN", "EveryBatch", "EveryRate", "Scheduled", "Training"]


@dataclass(frozen=True, eq=False)
class Training:
    """Numbers that a training process needs beside the model, its weights and one learning rate.

    Attributes
    ----------
    numbers
        Values of the parameters that update rule and loss bring, such as the momentum, by name.
    memory
        What the rule remembers at the start, arrays (B, P); empty at rest.
    factors
        Of a schedule: the learning rate of step t is η times the t-th of them; they come round again.
    shares
        Weights p_a of the data, (D,) for each step; they come round again. Empty: every step sees all data alike.
    """

    numbers: Mapping[str, Number] = field(default_factory=dict)
    memory: tuple[ndarray, ...] = ()
    factors: tuple[Number, ...] = ()
    shares: tuple[tuple[Number, ...], ...] = ()

    @property
    def period(self) -> int:
        """After how many steps schedule and batches are the same again."""
        return lcm(max(len(self.factors), 1), max(len(self.shares), 1))

    def of_rows(self, rows: ndarray) -> Training:
        """The same for some rows of the batch, by number."""
        return replace(self, memory=tuple(part[rows] for part in self.memory)) if self.memory else self

    def like(self, weights: ndarray) -> Training:
        """The same in the arithmetic of weights (B, P), a single row of memory for all of them; at rest if it does not fit."""

        def number(value: Number) -> Number:
            return Fraction(value) if weights.dtype == object else float(value)

        fits = all(part.shape[1:] == weights.shape[1:] for part in self.memory)
        memory = tuple(np.array(np.broadcast_to(in_kind(part, weights), weights.shape)) for part in self.memory if fits)
        return Training(
            {name: number(value) for name, value in self.numbers.items()},
            memory,
            tuple(map(number, self.factors)),
            tuple(tuple(map(number, row)) for row in self.shares),
        )

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others."""
        memory = tuple(tuple(part.ravel().tolist()) for part in self.memory)
        return tuple(sorted(self.numbers.items())), memory, self.factors, self.shares


PLAIN = Training()


@dataclass(frozen=True, eq=False)
class EveryBatch:
    """Weights of the data for each step, coming round again: a value of `numerics.batches`."""

    shares: tuple[tuple[Number, ...], ...]

    def at(self, step: int, count: int) -> Batch:
        """The weights of a step."""
        row = self.shares[step % len(self.shares)]
        if len(row) != count:
            raise ValueError(f"shares must have one weight for each of the {count} data, not {len(row)}")
        exact = all(isinstance(share, Fraction) for share in row)
        return Batch(shares=np.array(row, dtype=object if exact else float))


@dataclass(frozen=True, eq=False)
class EveryRate:
    """Learning rates η·factor for each step, coming round again: a schedule of `numerics.updates`; ``rates`` is η, (B,)."""

    rates: ndarray
    factors: tuple[Number, ...]

    def __call__(self, state: State, gradient: Gradient) -> ndarray:
        """The rates of this step, (B, 1)."""
        rates = self.rates if state.rows is None else self.rates[state.rows]
        column: ndarray = in_kind(rates, state.weights)[:, None]
        return column * scalar_in_kind(self.factors[state.step % len(self.factors)], state.weights)


@dataclass(frozen=True, eq=False)
class Scheduled(Process):
    """A process that knows the learning rates its rule was made of: how a rule uses them is its own affair."""

    schedule: Any = None

    def rates(self, state: State, gradient: Gradient) -> Any:
        """The learning rate of a step: a number, (B,) or a column (B, 1)."""
        if callable(self.schedule):
            return self.schedule(state, gradient)
        rates = np.asarray(self.schedule)
        return rates if state.rows is None or not rates.ndim else rates[state.rows]
