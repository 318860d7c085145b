"""Exact intervals and rank correlations, by SciPy. Its `scipy.stats` takes a second to import and is left until it is needed."""

from __future__ import annotations

import numpy as np
from numpy import ndarray
from scipy.special import betaincinv, stdtrit

__all__ = ["clopper_pearson", "fitted_line", "spearman", "student_quantile"]


def clopper_pearson(successes: int, samples: int, confidence: float) -> tuple[float, float]:
    """Exact two-sided confidence interval for a probability.

    Raises
    ------
    ValueError
        If the counts do not fit.
    """
    if not 0 <= successes <= samples or samples < 1:
        raise ValueError(f"{successes} of {samples} is no frequency")
    tail = (1 - confidence) / 2
    low = float(betaincinv(successes, samples - successes + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, samples - successes, 1 - tail)) if successes < samples else 1.0
    return low, high


def student_quantile(confidence: float, freedom: int) -> float:
    """Within how many standard errors Student's distribution lies with this probability, to both sides."""
    return float(stdtrit(freedom, (1 + confidence) / 2))


def fitted_line(x: ndarray, values: ndarray) -> tuple[float, float]:
    """Slope of the line of least squares, and its standard error."""
    from scipy.stats import linregress

    fit = linregress(x, values)
    return float(fit.slope), float(fit.stderr)


def spearman(x: ndarray, y: ndarray) -> float:
    """Spearman's rank correlation."""
    from scipy.stats import spearmanr

    return float(np.asarray(spearmanr(x, y).statistic))
