"""Which data a step sees, as values: all, shuffled epochs, independent draws, an explicit list, or weights over the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
from numpy import ndarray
from numpy.random import Generator

from numerics.arguments import array as as_array
from numerics.arguments import integer, sequence, shown
from numerics.arithmetic import rational
from numerics.initial import generator

__all__ = ["Batch", "Batches", "FullBatch", "Independent", "Listed", "Shuffled", "Weighted", "shuffled_epochs"]


class Batch(NamedTuple):
    """The data of one step.

    Attributes
    ----------
    rows
        Numbers of its data, with repetitions if some count twice; None for all.
    shares
        p_a ≥ 0 of each of the D data: the loss is then c(1) Σ_a p_a ℓ_a, c(1) being the coefficient of a single datum. None for
        the mean (or sum) of the loss's own convention.
    """

    rows: ndarray | None = None
    shares: ndarray | None = None


@runtime_checkable
class Batches(Protocol):
    """The batch of each step; all trajectories of a run see the same ones."""

    def at(self, step: int, count: int) -> Batch:
        """The batch of a step, of ``count`` data in all; the same whenever it is asked for."""


class FullBatch:
    """All data at every step."""

    def __repr__(self) -> str:
        return "FullBatch()"

    def at(self, step: int, count: int) -> Batch:
        """All data."""
        return Batch()


def shuffled_epochs(rng: Generator, count: int, size: int, steps: int) -> list[ndarray]:
    """Row numbers for each step: shuffled epochs of ``count`` data in batches of ``size``; the last may be smaller."""
    found: list[ndarray] = []
    while len(found) < steps:
        order = rng.permutation(count)
        found += [np.sort(order[start : start + size]) for start in range(0, count, size)]
    return found[:steps]


@dataclass(frozen=True)
class Shuffled:
    """Without replacement: the data are shuffled anew in every epoch and cut into batches; the last may be smaller.

    Parameters
    ----------
    size
        Data in a batch.
    seed
        Epoch e is shuffled by the stream (seed, e).
    """

    size: int
    seed: int = 0

    def __post_init__(self) -> None:
        integer(self.size, "size", least=1)
        integer(self.seed, "seed")

    def at(self, step: int, count: int) -> Batch:
        """The batch of a step."""
        epoch, place = divmod(step, -(-count // self.size))
        return Batch(shuffled_epochs(generator(self.seed, epoch), count, self.size, place + 1)[place])


@dataclass(frozen=True)
class Independent:
    """I.i.d.: every datum of every batch is drawn uniformly, with replacement.

    Parameters
    ----------
    size
        Data in a batch.
    seed
        Step t is drawn by the stream (seed, t).
    """

    size: int
    seed: int = 0

    def __post_init__(self) -> None:
        integer(self.size, "size", least=1)
        integer(self.seed, "seed")

    def at(self, step: int, count: int) -> Batch:
        """The batch of a step."""
        return Batch(np.sort(generator(self.seed, step).integers(count, size=self.size)))


class Listed:
    """The batches given, one for each step; a run may not be longer.

    Parameters
    ----------
    rows
        For each step the numbers of its data.

    Raises
    ------
    TypeError, ValueError
        If a batch is empty or holds anything but row numbers; in a step, if it has no batch or a row is not below D.
    """

    def __init__(self, rows: Sequence[object]) -> None:
        self.rows = [self._checked(batch, step) for step, batch in enumerate(sequence(rows, "rows", "batches"))]
        self.largest = max((int(batch.max()) for batch in self.rows), default=-1)

    @staticmethod
    def _checked(batch: object, step: int) -> ndarray:
        rows = as_array(batch, f"rows[{step}]")
        if rows.ndim != 1 or not rows.size or rows.dtype.kind not in "iu" or rows.min() < 0:
            raise ValueError(f"rows[{step}] must be the numbers of one or more data, not {shown(batch)}")
        return rows

    def __repr__(self) -> str:
        return f"Listed({len(self.rows)} batches)"

    def at(self, step: int, count: int) -> Batch:
        """The batch of a step."""
        if self.largest >= count:
            raise ValueError(f"rows must be below the number of data, {count}, but one is {self.largest}")
        if step >= len(self.rows):
            raise ValueError(f"rows are given for {len(self.rows)} steps, and step {step} was asked for")
        return Batch(self.rows[step])


class Weighted:
    """Nonnegative weights p_a over the data with Σ p_a = 1: importance, or any mixture of batches.

    Parameters
    ----------
    shares
        p, (D,) for every step, or (T, D) with one row a step.

    Raises
    ------
    TypeError, ValueError
        If the weights are negative, or a row does not sum to 1 (exactly for fractions, to 1e-12 for floats).
    """

    def __init__(self, shares: object) -> None:
        array = as_array(shares, "shares")
        if array.dtype == object:
            array = rational(array, "shares")
        if array.dtype.kind not in "fiuO" or array.ndim not in (1, 2) or not array.size:
            raise ValueError(f"shares must be numbers of shape (D,) or (T, D), not {shown(shares)}")
        if not (array >= 0).all():
            raise ValueError("shares must not be negative nor NaN")
        missing = np.asarray(abs(array.sum(axis=-1) - 1))
        if not (missing <= (0 if array.dtype == object else 1e-12)).all():
            raise ValueError("shares must sum to 1 over the data")
        self.shares = array

    def __repr__(self) -> str:
        return f"Weighted({self.shares.shape})"

    def at(self, step: int, count: int) -> Batch:
        """The weights of a step."""
        if self.shares.shape[-1] != count:
            raise ValueError(f"shares must have one weight for each of the {count} data, not {self.shares.shape[-1]}")
        if self.shares.ndim == 1:
            return Batch(shares=self.shares)
        if step >= len(self.shares):
            raise ValueError(f"shares are given for {len(self.shares)} steps, and step {step} was asked for")
        return Batch(shares=self.shares[step])
