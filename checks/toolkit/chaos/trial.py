"""One fault and what came of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Fault", "Outcome", "Row", "trials_of"]


@dataclass(frozen=True)
class Outcome:
    """What came of one fault.

    Attributes
    ----------
    lost
        Whether something that was finished, and that the fault did not touch, is gone or was changed.
    silent
        Whether something wrong was taken for right without a word.
    noticed
        Whether it was reported; a fault that is neither reported nor silent was made good, or changed nothing.
    what
        What was done, to find it again.
    """

    lost: bool
    silent: bool
    noticed: bool
    what: str = ""


@dataclass(frozen=True)
class Fault:
    """A kind of fault: ``run(rng, folder)`` causes one in an empty folder and says what came of it."""

    name: str
    run: Callable[[random.Random, Path], Outcome]
    slow: bool = False


@dataclass(frozen=True)
class Row:
    """A fault and the sum of its trials."""

    name: str
    trials: int
    noticed: int
    lost: int
    silent: int
    bad: tuple[str, ...]


def trials_of(fault: Fault, trials: int, seed: int, folder: Path) -> Row:
    """Run a fault again and again, each time from a stream of its own."""
    outcomes = []
    for number in range(trials):
        place = folder / f"{number}"
        place.mkdir(parents=True)
        outcomes.append(fault.run(random.Random(f"{fault.name} {seed} {number}"), place))
    bad = tuple(outcome.what for outcome in outcomes if outcome.lost or outcome.silent)
    noticed, lost, silent = (sum(getattr(outcome, key) for outcome in outcomes) for key in ("noticed", "lost", "silent"))
    return Row(fault.name, trials, noticed, lost, silent, bad)
