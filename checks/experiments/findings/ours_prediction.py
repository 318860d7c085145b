"""Findings about predicting, before a step, that it will raise the loss of its batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from checks.experiments.findings.finding import Data, Finding, column

Bounds = Mapping[str, float]
_NAME = "ours/prediction"
_CONTROLS = ("another batch", "sub-critical")
_LARGEST, _FORESEEN = "largest curvature", "growth foreseen"


def _counts(data: Data, rule: str, place: int = 0) -> tuple[int, int, int]:
    """Hits, false alarms and misses of all runs together, for steps that raise the loss at all."""
    level = data["levels"][0]
    total = np.sum([run[level]["ours"][rule]["counts"][place] for row in data["rows"] for run in row["runs"]], axis=0)
    return int(total[0]), int(total[1]), int(total[2])


def _recalls(data: Data, rule: str, least: float, place: int = 0) -> bool:
    hits, _, misses = _counts(data, rule, place)
    return hits + misses >= 10 and hits >= least * (hits + misses)


def _precise(data: Data, bounds: Bounds) -> bool:
    """Precision and recall of the growth foreseen are both above nine tenths."""
    hits, false_alarms, misses = _counts(data, _FORESEEN)
    return hits + misses >= 10 and hits >= 0.9 * (hits + misses) and hits >= 0.9 * (hits + false_alarms)


def _f1(run: Mapping[str, Any], level: str, rule: str) -> float:
    hits, false_alarms, misses, _ = run[level]["ours"][rule]["counts"][0]
    return 2 * hits / max(2 * hits + false_alarms + misses, 1)


def _beats_the_others(data: Data, bounds: Bounds) -> bool:
    """Wherever at least ten steps rise, its F1 exceeds that of each rule without a spectrum at its best by 0.3."""
    level, judged = data["levels"][0], 0
    for row in data["rows"]:
        if sum(run[level]["rises"] for run in row["runs"]) < 10:
            continue
        judged += 1
        ours = np.mean([_f1(run, level, _FORESEEN) for run in row["runs"]])
        for name in row["runs"][0][level]["others"]:
            if not ours > np.nanmean(column([run[level]["others"][name]["f1"] for run in row["runs"]])) + 0.3:
                return False
    return judged > 0


FINDINGS = (
    Finding(
        _NAME,
        "Of the steps that raise the loss of their batch, at least 95 in 100 were on batches with ηλ > 2.",
        lambda data, bounds: _recalls(data, _LARGEST, 0.95),
        _CONTROLS,
    ),
    Finding(
        _NAME,
        "So they were when ηλ of the batch was computed twenty steps before.",
        lambda data, bounds: _recalls(data, _LARGEST, 0.95, place=-1),
        _CONTROLS,
    ),
    Finding(
        _NAME,
        "The growth foreseen in the linearised net predicts such steps with precision and recall of at least 9 in 10.",
        _precise,
        _CONTROLS,
    ),
    Finding(
        _NAME,
        "No rule without a spectrum comes within 0.3 of its F1, even at the threshold that is best in hindsight.",
        _beats_the_others,
        _CONTROLS,
    ),
)
