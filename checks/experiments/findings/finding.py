"""A finding about an experiment's numbers: a sentence, a test that can fail, and the control that must fail it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy import ndarray

from checks.experiments.findings.intervals import clopper_pearson, spearman, student_quantile
from numerics.experiments.panels import column

__all__ = [
    "ABOVE_0",
    "BELOW_0",
    "EACH",
    "Data",
    "Finding",
    "Interval",
    "column",
    "mean_interval",
    "rank_correlations",
    "share",
    "table",
]

ABOVE_0, BELOW_0 = (0.0, np.inf), (-np.inf, 0.0)
"""What is claimed of a quantity that is said to be positive, or negative."""
EACH = (0.99, np.inf)
"""What is claimed of the share of cases where something is said to happen in each of them."""

Data = Mapping[str, Any]
"""The numbers of an experiment or of one of its controls: ``results["main"]`` or ``results["controls"][name]``."""


@dataclass(frozen=True)
class Interval:
    """An estimate with its confidence interval, over ``samples`` independent runs."""

    estimate: float
    low: float
    high: float
    samples: int


@dataclass(frozen=True)
class Finding:
    """One published (or our own) qualitative statement about an experiment.

    Attributes
    ----------
    experiment
        Name of the experiment.
    sentence
        What must be seen.
    holds
        Whether these numbers show it; gets the numbers and the name → η‖H₀‖ of the derived bounds.
    controls
        Controls whose numbers must *not* show it.
    measure
        The quantity behind it, with a confidence interval, for the ledger.
    claimed
        Claims that the quantity is evidence on, and the open range in which each puts it: its whole interval must lie there.
    full_only
        Whether the quick version is too small to show it.
    """

    experiment: str
    sentence: str
    holds: Callable[[Data, Mapping[str, float]], bool]
    controls: tuple[str, ...]
    measure: Callable[[Data], Interval] | None = None
    claimed: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    full_only: bool = False

    def __post_init__(self) -> None:
        if not self.controls:
            raise ValueError(f"{self.experiment}: a finding needs a control that fails it: {self.sentence}")
        if self.claimed and self.measure is None:
            raise ValueError(f"{self.experiment}: evidence on {', '.join(self.claimed)} needs a measure: {self.sentence}")


def table(rows: Sequence[Sequence[float | None]]) -> ndarray:
    """Nested lists of a summary as floats, NaN for None."""
    return np.array([column(row) for row in rows])


def mean_interval(values: Sequence[float] | ndarray) -> Interval:
    """The mean with Student's 95 % interval over independent runs; a single run has the whole line as its interval."""
    array = np.asarray(values, dtype=float)
    array = array[np.isfinite(array)]
    if not len(array):
        return Interval(np.nan, -np.inf, np.inf, 0)
    mean = float(array.mean())
    if len(array) == 1:
        return Interval(mean, -np.inf, np.inf, 1)
    reach = float(student_quantile(0.95, len(array) - 1) * array.std(ddof=1) / np.sqrt(len(array)))
    return Interval(mean, mean - reach, mean + reach, len(array))


def share(hits: int, trials: int) -> Interval:
    """A share of independent trials with Clopper and Pearson's interval; of no trials it may be anything."""
    if trials == 0:
        return mean_interval([])
    return Interval(hits / trials, *clopper_pearson(hits, trials, 0.95), trials)


def rank_correlations(axis: ndarray, rows: ndarray) -> ndarray:
    """Spearman's rank correlation of each row with the axis, NaN where it is undefined (constant, or fewer than 3 numbers)."""
    found = []
    for row in rows:
        kept = np.isfinite(row)
        usable = kept.sum() >= 2 and np.ptp(row[kept]) > 0
        found.append(spearman(axis[kept], row[kept]) if usable else np.nan)
    return np.array(found)
