"""Findings about ReLU nets on images: Meltzer & Liu, figures 3, 11, 12, 14, 15. Every quantity is a table, seeds by rates."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy import ndarray

from checks.experiments.findings.finding import (
    ABOVE_0,
    BELOW_0,
    EACH,
    Data,
    Finding,
    Interval,
    column,
    mean_interval,
    rank_correlations,
    share,
    table,
)
from checks.experiments.findings.intervals import spearman

Bounds = Mapping[str, float]


def _above(data: Data, name: str) -> tuple[ndarray, ndarray]:
    """Super-critical rates and the quantity there."""
    ratios = column(data["ratios"])
    return ratios[ratios > 2], table(data[name])[:, ratios > 2]


def sparsity_rank(data: Data) -> Interval:
    """Spearman's correlation of sparsity with the super-critical rate, over seeds."""
    if "sparsity" not in data:
        return mean_interval([])
    return mean_interval(rank_correlations(*_above(data, "sparsity")))


def sparsity_slope(data: Data) -> Interval:
    """Least-squares slope of sparsity against η‖H₀‖ between 2 and 6, over seeds."""
    ratios, values = _above(data, "sparsity")
    near = ratios <= 6
    slopes = (
        [np.polyfit(ratios[near], row[near], 1)[0] for row in values if np.isfinite(row[near]).all()] if near.sum() > 1 else []
    )
    return mean_interval(slopes)


def norm_growth(data: Data) -> Interval:
    """Logarithm of θ²_∞/θ²_0 at the largest rate, over seeds."""
    return mean_interval(np.log(table(data["norm_ratio"])[:, -1]))


def test_gain(data: Data) -> Interval:
    """Logarithm of the least super-critical over the least sub-critical test loss, over seeds; negative is better."""
    if "test_loss" not in data:
        return mean_interval([])
    ratios, losses = column(data["ratios"]), table(data["test_loss"])
    if not (ratios < 2).any() or not np.isfinite(losses[:, ratios > 2]).any():
        return mean_interval([])
    losses = np.where(np.isfinite(losses), losses, np.inf)
    return mean_interval(np.log(losses[:, ratios > 2].min(axis=1) / losses[:, ratios < 2].min(axis=1)))


def test_against_sparsity(data: Data) -> Interval:
    """Spearman's correlation of test loss with sparsity over the rates up to 5, over seeds; negative: sparser is better."""
    ratios, sparsity, losses = column(data["ratios"]), table(data["sparsity"]), table(data["test_loss"])
    near = ratios <= 5
    pairs = zip(sparsity[:, near], losses[:, near], strict=True)
    return mean_interval([spearman(x, y) for x, y in pairs if np.isfinite(x + y).all()])


def kernel_share(data: Data) -> Interval:
    """Share, among super-critical runs that did not diverge, of those that end with η‖H_∞‖ ≤ 2."""
    _, kernel = _above(data, "ntk")
    kept = kernel[np.isfinite(kernel)]
    return share(int((kept <= 2).sum()), len(kept))


def _sparser(data: Data, bounds: Bounds) -> bool:
    found = sparsity_rank(data)
    return found.estimate > 0.8 and (found.samples == 1 or found.low > 0.5)


def _heavier(data: Data, bounds: Bounds) -> bool:
    growth = table(data["norm_ratio"])[:, -1]
    return bool((growth > 1.02).all())


def _generalises(data: Data, bounds: Bounds) -> bool:
    found = test_gain(data)
    return found.estimate < -0.1 and (found.samples == 1 or found.high < 0)


def _steep(data: Data, bounds: Bounds) -> bool:
    """Sparsity grows by more than 0.03 per unit of η‖H₀‖ between 2 and 6, with a confidence interval above 0."""
    found = sparsity_slope(data)
    return found.estimate > 0.03 and (found.samples == 1 or found.low > 0)


def _sparser_is_better(data: Data, bounds: Bounds) -> bool:
    """Up to 5, test loss falls with sparsity (correlation below −1/2), by a tenth at least."""
    ratios, losses = column(data["ratios"]), table(data["test_loss"]).mean(axis=0)
    near = losses[ratios <= 5]
    found = test_against_sparsity(data)
    return found.estimate < -0.5 and (found.samples == 1 or found.high < 0) and bool(near.min() < 0.9 * near[0])


def _trains(data: Data, bounds: Bounds) -> bool:
    """No rate above 2 diverges, and the largest is at least 5."""
    ratios = column(data["ratios"])
    return bool(ratios.max() >= 5 and not np.asarray(data["diverged"], dtype=bool).any())


def _up_to_six(data: Data, name: str) -> ndarray:
    return table(data[name])[:, column(data["ratios"]) <= 6]


def _trains_to_six(data: Data, bounds: Bounds) -> bool:
    """No rate up to 6 diverges, and 6 is among them."""
    return bool(max(data["ratios"]) >= 6 and not _up_to_six(data, "diverged").any())


def _sparser_at_six(data: Data, bounds: Bounds) -> bool:
    """At 6 the fraction of negative pre-activations is above that at the smallest rate by 0.15, in every seed."""
    sparsity = _up_to_six(data, "sparsity")
    return bool((sparsity[:, -1] > sparsity[:, 0] + 0.15).all())


def _edge_to_six(data: Data, bounds: Bounds) -> bool:
    """Every run at a rate above 3 and up to 6 ends with η‖H‖ below 2.5, and there are such runs."""
    late = _up_to_six(data, "ntk")[:, column([ratio for ratio in data["ratios"] if ratio <= 6]) > 3]
    return bool(late.size and (late < 2.5).all())


def _near_two(data: Data, bounds: Bounds) -> bool:
    """No super-critical run ends above 2 by more than a twentieth (some still hover at the edge), and some end above 2."""
    _, kernel = _above(data, "ntk")
    kept = kernel[np.isfinite(kernel)]
    return bool(kept.size and 2 < kept.max() <= 2.1)


def _edge_of_stability(data: Data, bounds: Bounds) -> bool:
    """Every run ends with η‖H‖ below 2.5 although it began far above, at rates above 3."""
    ratios, kernel = column(data["ratios"]), table(data["ntk"])
    late = kernel[:, ratios > 3]
    return bool(late.size and (late < 2.5).all())


_DIES = ("linear net", "linear model")


def _three_layers(name: str) -> list[Finding]:
    better = "The least super-critical test loss is below the least sub-critical one."
    gain = Finding(name, better, _generalises, ("linear net", "shuffled labels"), measure=test_gain, full_only=True)
    return [
        Finding(name, "Runs at every rate up to 6 stay finite.", _trains_to_six, _DIES),
        Finding(name, "At 6 the activation map is sparser than at the smallest rate.", _sparser_at_six, ("linear net",)),
        Finding(
            name, "At every rate up to 6 the run ends near or below the edge, η‖H‖ ≈ 2.", _edge_to_six, _DIES, full_only=True
        ),
        # On Fashion-MNIST two seeds of three layers leave the gain open; nothing is asserted there.
        *([gain] if name == "meltzer-liu/fig14" else []),
    ]


def _findings(name: str) -> list[Finding]:
    return [
        Finding(name, "Runs at every rate up to the largest stay finite, beyond 4.", _trains, _DIES),
        Finding(
            name,
            "Above the critical rate the activation map grows sparser with the learning rate.",
            _sparser,
            ("linear net",),
            measure=sparsity_rank,
            claimed={"ML-11": ABOVE_0},
        ),
        Finding(
            name,
            "The least super-critical test loss is below the least sub-critical one.",
            _generalises,
            ("linear net", "shuffled labels"),
            measure=test_gain,
            claimed={"ML-11": BELOW_0},
        ),
        Finding(
            name, "Sparsity grows steadily between 2 and 6.", _steep, ("linear net",), measure=sparsity_slope, full_only=True
        ),
        Finding(
            name,
            "Up to η‖H₀‖ = 5 the sparser nets have the lower test loss.",
            _sparser_is_better,
            ("linear net", "shuffled labels"),
            measure=test_against_sparsity,
            full_only=True,
        ),
        Finding(name, "However large the rate, the run ends near or below the edge, η‖H‖ ≈ 2.", _edge_of_stability, _DIES),
        Finding(
            name,
            "Every super-critical run ends with η‖H_∞‖ below 2.1, some of them above the printed 2.",
            _near_two,
            ("linear model",),
            measure=kernel_share,
            claimed={"ML-12": EACH},
            full_only=True,
        ),
        Finding(
            name,
            "At the largest rate the weight norm has grown.",
            _heavier,
            ("linear net",),
            measure=norm_growth,
            claimed={"ML-11": ABOVE_0},
        ),
    ]


FINDINGS = (
    *_findings("meltzer-liu/fig3"),
    *_findings("meltzer-liu/fig12"),
    Finding("meltzer-liu/fig11", "Runs at every rate up to 5 stay finite.", _trains, _DIES),
    Finding("meltzer-liu/fig11", "The activation map grows sparser with the learning rate.", _sparser, ("linear net",)),
    *(finding for number in (14, 15) for finding in _three_layers(f"meltzer-liu/fig{number}")),
)
