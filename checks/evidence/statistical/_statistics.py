"""Exact binomial intervals and fitted slopes, each as a `Measured`."""

from __future__ import annotations

import numpy as np
from numpy import ndarray
from scipy import stats

from checks.evidence.kinds import Measured

__all__ = ["CONFIDENCE", "clopper_pearson", "frequency", "slope"]

CONFIDENCE = 0.99


def clopper_pearson(successes: int, samples: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Exact two-sided confidence interval for a probability.

    Raises
    ------
    ValueError
        If the counts do not fit.
    """
    if not 0 <= successes <= samples or samples < 1:
        raise ValueError(f"{successes} of {samples} is no frequency")
    tail = (1 - confidence) / 2
    low = float(stats.beta.ppf(tail, successes, samples - successes + 1)) if successes else 0.0
    high = float(stats.beta.ppf(1 - tail, successes + 1, samples - successes)) if successes < samples else 1.0
    return low, high


def frequency(quantity: str, hits: ndarray, at_least: float, note: str = "") -> Measured:
    """How often something happens; it agrees with the claim if the probability is surely above ``at_least``."""
    low, high = clopper_pearson(int(hits.sum()), len(hits))
    return Measured(quantity, float(hits.mean()), low, high, CONFIDENCE, len(hits), (at_least, np.inf), note=note)


def slope(quantity: str, x: ndarray, values: ndarray, claimed: tuple[float, float], note: str = "") -> Measured:
    """The slope of a line fitted to values over x, which agrees if its whole interval lies in the claimed range."""
    fit = stats.linregress(x, values)
    spread = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(x) - 2)) * float(fit.stderr)
    found = float(fit.slope)
    return Measured(quantity, found, found - spread, found + spread, CONFIDENCE, len(x), claimed, note=note)
