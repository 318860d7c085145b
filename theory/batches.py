"""Which data the steps of a training count, as values: all alike, any weights, or weights by which every datum recurs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from theory.arguments import choice, instance

__all__ = ["FULL_BATCH", "AnyBatches", "Batches", "FullBatch", "RecurringBatches", "chosen_batches"]

Shares: TypeAlias = tuple[tuple[Any, ...], ...]
"""Weights p_a ≥ 0 with Σ p_a = 1 of the D data, a row for each step, which come round again; empty: all data alike."""


@dataclass(frozen=True)
class Batches(ABC):
    """A family of sequences of batches; each of them includes all data at once."""

    name: ClassVar[str]
    """Its name in a setting, and in the hash of a statement."""
    words: ClassVar[str]
    """What a step counts."""
    recurring: ClassVar[bool] = False
    """Whether of some number of steps in a row at least one counts a datum with at least some weight, whichever datum it is."""
    alike: ClassVar[bool] = False
    """Whether every step counts all data alike."""

    @abstractmethod
    def includes(self, other: Batches) -> bool:
        """Whether every sequence of the other family is one of this."""

    @abstractmethod
    def among(self, shares: Shares) -> Shares:
        """The sequence of this family that is nearest to a sequence of any batches: itself if it is one."""

    def __str__(self) -> str:
        return f"{self.name} batches"


@dataclass(frozen=True)
class FullBatch(Batches):
    """Every step counts all data alike."""

    name: ClassVar[str] = "full"
    words: ClassVar[str] = "all data in every step"
    recurring: ClassVar[bool] = True
    alike: ClassVar[bool] = True

    def includes(self, other: Batches) -> bool:
        """Itself alone."""
        return other.alike

    def among(self, shares: Shares) -> Shares:
        """All data alike."""
        return ()


@dataclass(frozen=True)
class AnyBatches(Batches):
    """A step counts each datum with any nonnegative weights that sum to 1: order, size and sampling are left open."""

    name: ClassVar[str] = "any"
    words: ClassVar[str] = "any batches"

    def includes(self, other: Batches) -> bool:
        """Any other."""
        return True

    def among(self, shares: Shares) -> Shares:
        """Itself."""
        return shares


@dataclass(frozen=True)
class RecurringBatches(Batches):
    """Any batches, if of some number of steps in a row at least one counts a datum with at least some weight, each datum."""

    name: ClassVar[str] = "recurring"
    words: ClassVar[str] = "batches in which every datum recurs"
    recurring: ClassVar[bool] = True

    def includes(self, other: Batches) -> bool:
        """Those in which every datum recurs."""
        return other.recurring

    def among(self, shares: Shares) -> Shares:
        """The batches, followed by one of each datum that is in none of them."""
        missed = [place for place, column in enumerate(zip(*shares, strict=True)) if not any(column)]
        if not missed:
            return shares
        one, none = shares[0][0] * 0 + 1, shares[0][0] * 0
        return (*shares, *(tuple(one if place == kept else none for place in range(len(shares[0]))) for kept in missed))


FULL_BATCH = FullBatch()
_KINDS: dict[str, Batches] = {kind.name: kind for kind in (FULL_BATCH, AnyBatches(), RecurringBatches())}


def chosen_batches(batches: Batches | str) -> Batches:
    """The batches of a setting, which may be given by name.

    Raises
    ------
    TypeError, ValueError
        If they are none of this module: two kinds of one name would make one statement.
    """
    if isinstance(batches, str):
        return _KINDS[choice(batches, "batches", tuple(_KINDS))]
    if instance(batches, "batches", Batches) not in _KINDS.values():
        raise ValueError(f"batches must be a value of theory.batches, not {batches!r}")
    return batches
