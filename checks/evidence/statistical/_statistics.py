"""Exact binomial intervals and fitted slopes, each as a `Measured`."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from checks.evidence.kinds import Measured
from checks.experiments.findings.intervals import clopper_pearson, fitted_line, student_quantile

__all__ = ["CONFIDENCE", "frequency", "slope"]

CONFIDENCE = 0.99


def frequency(quantity: str, hits: ndarray, at_least: float, note: str = "") -> Measured:
    """How often something happens; it agrees with the claim if the probability is surely above ``at_least``."""
    low, high = clopper_pearson(int(hits.sum()), len(hits), CONFIDENCE)
    return Measured(quantity, float(hits.mean()), low, high, CONFIDENCE, len(hits), (at_least, np.inf), note=note)


def slope(quantity: str, x: ndarray, values: ndarray, claimed: tuple[float, float], note: str = "") -> Measured:
    """The slope of a line fitted to values over x, which agrees if its whole interval lies in the claimed range."""
    found, error = fitted_line(x, values)
    spread = student_quantile(CONFIDENCE, len(x) - 2) * error
    return Measured(quantity, found, found - spread, found + spread, CONFIDENCE, len(x), claimed, note=note)
