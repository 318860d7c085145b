"""Findings about nets with several outputs (ours)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy import ndarray

from checks.experiments.findings.bounds import bounds_of
from checks.experiments.findings.finding import Data, Finding, Interval, column, mean_interval, rank_correlations, table

Bounds = Mapping[str, float]
_ROUNDING = 1e-12


def _toy_edges(data: Data, kind: str) -> list[float]:
    """For each number of outputs and each seed the rate up to which every rate trained, 0 if the least did not."""
    edges = []
    for runs in data["toy"][kind].values():
        for run in runs:
            ratios, final = column(run["ratios"]), column(run["final_loss"])
            failed = np.flatnonzero(~(final < 1e-3 * run["initial_loss"]))
            edges.append(float([0.0, *ratios][failed[0]] if len(failed) else ratios[-1]))
    return edges


def linear_edges(data: Data) -> Interval:
    """Largest η‖H₀‖ that trains a linear net on the toy datum, over numbers of outputs and seeds."""
    return mean_interval(_toy_edges(data, "linear"))


def _near_four(data: Data, bounds: Bounds) -> bool:
    """Every linear net trains up to 3.7 and none beyond 4.8, whatever the number of outputs."""
    return all(3.7 <= edge <= 4.8 for edge in _toy_edges(data, "linear"))


def _relu_beyond(data: Data, bounds: Bounds) -> bool:
    return all(edge > 4.8 for edge in _toy_edges(data, "ReLU"))


def _norm_falls(data: Data, bounds: Bounds) -> bool:
    """Below 4/(Cθ₀²) no step raises the weight norm, for every number of outputs, and there are such rates."""
    judged = []
    for by_outputs in data["toy"].values():
        for runs in by_outputs.values():
            for run in runs:
                bound = min(bounds_of({"main": run}, {}).values())
                below = column(run["ratios"]) < bound
                judged.append(bool(below.any() and (column(run["norm_rise"])[below] <= _ROUNDING).all()))
    return all(judged)


def _rates_and(data: Data, case: str, name: str) -> tuple[ndarray, ndarray, list[float]]:
    """Rates, a quantity (seeds by rates) and the initial losses of a case of image runs."""
    runs = data["images"][case]
    return column(runs[0]["ratios"]), table([run[name] for run in runs]), [run["initial_loss"] for run in runs]


def _catapults(data: Data, bounds: Bounds) -> bool:
    """With four outputs some rate lifts the loss by a fifth in every seed; such runs end at half, with η‖H_∞‖ ≤ 2.1.

    Judged up to 3.7 for linear nets, 4.5 for ReLU nets.
    """
    for case in ("linear, 4", "ReLU, 4"):
        ratios, peak, first = _rates_and(data, case, "peak_loss")
        _, final, _ = _rates_and(data, case, "final_loss")
        _, kernel, _ = _rates_and(data, case, "ntk")
        start = np.array(first)[:, None]
        risen = (peak > 1.2 * start) & (ratios <= (3.7 if case == "linear, 4" else 4.5))
        trained = (final < 0.5 * start) & (kernel <= 2.1)
        if not (risen.all(axis=0).any() and trained[risen].all()):
            return False
    return True


def _same_divergence(data: Data, bounds: Bounds) -> bool:
    """Linear nets stay finite up to 3 and diverge from 6 on, ReLU nets stay finite up to 8; one output or four."""
    for outputs in (1, 4):
        ratios, gone, _ = _rates_and(data, f"linear, {outputs}", "diverged")
        _, relu, _ = _rates_and(data, f"ReLU, {outputs}", "diverged")
        if gone[:, ratios <= 3].any() or not gone[:, ratios >= 6].all() or relu[:, ratios <= 8].any():
            return False
    return True


def sparsity_rank(data: Data) -> Interval:
    """Spearman's correlation of sparsity with the super-critical rate, ReLU net with four outputs, over seeds."""
    if "sparsity" not in data["images"]["ReLU, 4"][0]:
        return mean_interval([])
    ratios, sparsity, _ = _rates_and(data, "ReLU, 4", "sparsity")
    return mean_interval(rank_correlations(ratios[ratios > 2], sparsity[:, ratios > 2]))


def _sparser(data: Data, bounds: Bounds) -> bool:
    """Sparsity follows the rate above 2 (rank correlation above 0.9) and grows by a tenth at least."""
    if not sparsity_rank(data).estimate > 0.9:
        return False
    _, sparsity, _ = _rates_and(data, "ReLU, 4", "sparsity")
    return bool((np.nanmax(sparsity, axis=1) > sparsity[:, 0] + 0.1).all())


_NAME = "ours/classes"

FINDINGS = (
    Finding(
        _NAME,
        "On the toy datum linear nets with 1 to 10 outputs train to about η‖H₀‖ = 4: all to 3.7, none beyond 4.8.",
        _near_four,
        ("linear model", "kinds exchanged"),
        measure=linear_edges,
    ),
    Finding(_NAME, "ReLU nets with any number of outputs train beyond 4.8.", _relu_beyond, ("linear model", "kinds exchanged")),
    Finding(
        _NAME, "Below 4/(Cθ₀²) no step raises the weight norm, whatever the number of outputs.", _norm_falls, ("large target",)
    ),
    Finding(
        _NAME,
        "Four classes catapult: the loss rises, then trains with η‖H_∞‖ ≤ 2.1.",
        _catapults,
        ("sub-critical", "linear model"),
    ),
    Finding(
        _NAME,
        "With one output and with four, linear nets diverge between 3 and 6 and ReLU nets stay finite to 8.",
        _same_divergence,
        ("linear model", "kinds exchanged"),
    ),
    Finding(
        _NAME,
        "With four classes, too, the activation map grows sparser with the rate.",
        _sparser,
        ("linear model", "kinds exchanged"),
        measure=sparsity_rank,
    ),
)
