"""Predicting that a step will raise the loss of its batch: how often a rule is right, and how often it sees it coming."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arguments import reals

__all__ = ["Score", "best_threshold", "rank_score", "score"]


@dataclass(frozen=True)
class Score:
    """Counts of predictions against what happened.

    Attributes
    ----------
    hits, false_alarms, misses, quiet
        Predicted and happened; predicted only; happened only; neither.
    """

    hits: int
    false_alarms: int
    misses: int
    quiet: int

    @property
    def precision(self) -> float:
        """Share of the predictions that came true; NaN if there were none."""
        made = self.hits + self.false_alarms
        return self.hits / made if made else float("nan")

    @property
    def recall(self) -> float:
        """Share of what happened that was predicted; NaN if nothing happened."""
        happened = self.hits + self.misses
        return self.hits / happened if happened else float("nan")

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing was predicted that happened."""
        counted = 2 * self.hits + self.false_alarms + self.misses
        return 2 * self.hits / counted if counted else float("nan")


def score(predicted: ndarray, happened: ndarray) -> Score:
    """Count predictions (T,) against what happened (T,), both truth values.

    Raises
    ------
    ValueError
        If their shapes differ.

    Examples
    --------
    >>> import numpy as np
    >>> score(np.array([True, True, False]), np.array([True, False, False])).precision
    0.5
    """
    said, did = np.asarray(predicted, dtype=bool), np.asarray(happened, dtype=bool)
    if said.shape != did.shape:
        raise ValueError(f"predicted and happened must have the same shape, not {said.shape} and {did.shape}")
    return Score(int((said & did).sum()), int((said & ~did).sum()), int((~said & did).sum()), int((~said & ~did).sum()))


def best_threshold(values: ndarray, happened: ndarray) -> tuple[float, Score]:
    """The rule "predict where the value exceeds a threshold" at its best: the threshold with the largest F1, chosen in hindsight.

    Parameters
    ----------
    values
        (T,), finite.
    happened
        (T,) truth values.
    """
    array = reals(values, "values", "(T,)", shape=(None,))
    order = np.argsort(-array, kind="stable")
    did = np.asarray(happened, dtype=bool)[order]
    hits = np.cumsum(did)
    predicted = np.arange(1, len(did) + 1)
    # A threshold lies between two different values.
    ends = np.append(array[order][1:] != array[order][:-1], True)
    quality = np.where(ends, 2 * hits / (predicted + max(int(did.sum()), 1)), -1.0)
    place = int(np.argmax(quality))
    below = array[order][place + 1] if place + 1 < len(array) else -np.inf
    threshold = (
        float(np.nextafter(array[order][place], -np.inf)) if below == -np.inf else float((array[order][place] + below) / 2)
    )
    return threshold, score(array > threshold, np.asarray(happened, dtype=bool))


def rank_score(values: ndarray, happened: ndarray) -> float:
    """Probability that the value is larger where it happened than where it did not (area under the ROC curve).

    NaN if it always or never happened.

    Parameters
    ----------
    values
        (T,), finite.
    happened
        (T,) truth values.
    """
    array, did = reals(values, "values", "(T,)", shape=(None,)), np.asarray(happened, dtype=bool)
    yes, no = np.sort(array[did]), np.sort(array[~did])
    if not len(yes) or not len(no):
        return float("nan")
    below, upto = np.searchsorted(no, yes, "left"), np.searchsorted(no, yes, "right")
    return float((below + upto).mean() / (2 * len(no)))
