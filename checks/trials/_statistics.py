"""Exact binomial intervals and fitted powers, each as a `Measured`."""

from __future__ import annotations

import numpy as np
from numpy import ndarray
from scipy import stats

from checks.evidence import Measured

__all__ = ["CONFIDENCE", "clopper_pearson", "frequency", "power"]

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
    """How often something happens; it agrees with the claim unless the probability is surely below ``at_least``."""
    low, high = clopper_pearson(int(hits.sum()), len(hits))
    return Measured(quantity, float(hits.mean()), low, high, CONFIDENCE, len(hits), agrees=high >= at_least, note=note)


def power(quantity: str, sizes: ndarray, values: ndarray, low: float, high: float, note: str = "") -> Measured:
    """The exponent of a power law fitted to values, which agrees unless its interval misses [low, high].

    Values that are not finite and positive (divergent runs at small widths) are left out; their share is in the note.
    """
    usable = np.isfinite(values) & (values > 0)
    if not usable.all():
        note = "; ".join(filter(None, (note, f"{1 - usable.mean():.1%} left out")))
    sizes, values = sizes[usable], values[usable]
    fit = stats.linregress(np.log(sizes), np.log(values))
    spread = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(sizes) - 2)) * float(fit.stderr)
    slope = float(fit.slope)
    agrees = slope - spread <= high and slope + spread >= low
    return Measured(quantity, slope, slope - spread, slope + spread, CONFIDENCE, len(sizes), agrees, note)
