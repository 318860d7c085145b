"""Findings about the mechanism of Zhu et al. 2023: λmax over batches, super-critical batches and catapults."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy import ndarray

from checks.experiments.findings.finding import (
    ABOVE_0,
    BELOW_0,
    Data,
    Finding,
    Interval,
    column,
    mean_interval,
    rank_correlations,
    table,
)

Bounds = Mapping[str, float]
_FACTOR = 1
"""Position of the factor that the findings use in the settings' list of factors."""


def _catapults(data: Data, place: int = _FACTOR) -> ndarray:
    """Catapults by seed and batch size."""
    return np.array([[counts[place] for counts in row] for row in data["catapults"]], dtype=float)


def spread_by_batch(data: Data) -> Interval:
    """Rank correlation of the deviation of λmax over batches with the batch size."""
    spread = table(data["spread"])
    return mean_interval(rank_correlations(column(data["batches"]), np.where(spread < 1e-9, 0.0, spread)))


def catapults_by_spread(data: Data) -> Interval:
    """Rank correlation of the number of catapults with the deviation of λmax over batches; 0 if either is constant."""
    found = [
        float(rank_correlations(spread, counts[None])[0]) if np.ptp(spread) > 1e-9 else 0.0
        for spread, counts in zip(table(data["spread"]), _catapults(data), strict=True)
    ]
    return mean_interval(np.nan_to_num(found))


def mean_shift(data: Data) -> Interval:
    """Mean of λmax over batches of the smallest size, in units of the full batch's, over seeds."""
    return mean_interval(table(data["mean"])[:, 0])


def _varies(data: Data, bounds: Bounds) -> bool:
    return spread_by_batch(data).estimate < -0.9


def _exceeds(data: Data, bounds: Bounds) -> bool:
    """Most steps on the smallest batches are super-critical, fewer than a tenth on the full batch, in every seed."""
    share = table(data["super_critical"])
    return bool((share[:, 0] > 0.5).all() and (share[:, -1] < 0.1).all())


def _more(data: Data, bounds: Bounds) -> bool:
    """The smallest batches have at least five times the full batch's catapults, summed over seeds, at both smaller factors."""
    totals = [_catapults(data, place).sum(axis=0) for place in (0, 1)]
    return all(total[0] >= max(5 * total[-1], 2 * len(data["catapults"])) for total in totals)


def _follows_spread(data: Data, bounds: Bounds) -> bool:
    return catapults_by_spread(data).estimate > 0.5


_NAME = "zhu-2023/batch-variance"
_INTERVENTIONS = ("rate follows the batch", "same batches")

FINDINGS = (
    Finding(
        _NAME,
        "λmax varies more over smaller batches.",
        _varies,
        ("same batches",),
        measure=spread_by_batch,
        claimed={"ZS-6": BELOW_0},
    ),
    Finding(
        _NAME,
        "Most small batches are super-critical at a rate that is sub-critical for the full batch.",
        _exceeds,
        (*_INTERVENTIONS, "sub-critical"),
        measure=mean_shift,
    ),
    Finding(_NAME, "Smaller batches, more catapults.", _more, (*_INTERVENTIONS, "sub-critical"), full_only=True),
    Finding(
        _NAME,
        "The number of catapults follows the spread of λmax over batches.",
        _follows_spread,
        (*_INTERVENTIONS, "sub-critical"),
        measure=catapults_by_spread,
        claimed={"ZS-6": ABOVE_0},
        full_only=True,
    ),
)
