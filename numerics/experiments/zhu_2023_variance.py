"""Zhu et al. 2023, the mechanism: how λmax varies over batches, against batch size and number of catapults."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.variance_panels import variance_figure
from numerics.initial import generator
from numerics.models.two_layer import TwoLayerNet
from numerics.sgd import batch_critical_rate, batches, catapult_count, stochastic_descent

__all__ = ["EXPERIMENTS"]


def _inputs(settings: Settings, seed: int, distinct: int) -> ndarray:
    """Gaussian points, (data, dimension); copies of the first ``distinct``."""
    points = generator(settings["seed"], seed).standard_normal((settings["data"], settings["dimension"]))
    return points[np.arange(settings["data"]) % distinct]


def _rows(settings: Settings, seed: int, batch: int, distinct: int, steps: int) -> list[ndarray]:
    """Random batches, or (with copies) batches that hold each distinct point equally often."""
    count = settings["data"]
    if distinct == count:
        return batches(generator(settings["seed"], 1000 + seed), count, batch, steps)
    return [(np.arange(batch) + step * batch) % count for step in range(steps)]


def _one(settings: Settings, batch: int, ratio: float, seed: int, kind: str) -> dict[str, Any]:
    count, width = settings["data"], settings["width"]
    distinct = settings["distinct"] if kind == "same batches" else count
    inputs = _inputs(settings, seed, distinct)
    targets = inputs[:, 0] * inputs[:, 1]
    net = TwoLayerNet(inputs, width, ntk_parameterisation=True)
    weights = generator(settings["seed"], 500 + seed).standard_normal((net.weight_count,))
    everything = np.arange(count)
    full = batch_critical_rate(net, weights, everything)
    rate: float | Callable[[float], float] = ratio * full
    if kind == "rate follows the batch":
        rate = partial(operator.mul, ratio)
    rows = _rows(settings, seed, batch, distinct, settings["steps"])
    run = stochastic_descent(
        net, weights, targets, rate, rows, record_every=settings["every"], critical=True, top=1, divergence_loss=1e6
    )
    drawn = _rows(settings, seed + 5000, batch, distinct, settings["drawn"])
    norms = np.array([2 / batch_critical_rate(net, weights, chosen) for chosen in drawn])
    judged = np.isfinite(run.critical)
    return {
        "mean": float(norms.mean() * full / 2),
        "spread": float(norms.std() * full / 2),
        "catapults": [catapult_count(run.loss, run.kernel, factor) for factor in settings["factors"]],
        "super_critical": float((run.rates > run.critical)[judged].mean()),
        "rate": float(np.nanmean(run.rates) / full),
        "diverged": run.diverged,
    }


def variance(settings: Settings, cells: Cells) -> Results:
    """Every batch size and seed is one cell; λmax is quoted in units of that of the full batch."""

    def table(kind: str, ratio: float) -> dict[str, Any]:
        runs = [
            [cells((kind, size, ratio, seed), partial(_one, settings, size, ratio, seed, kind)) for size in settings["batches"]]
            for seed in range(settings["seeds"])
        ]
        return {"batches": list(settings["batches"]), "ratio": ratio} | {
            name: [[run[name] for run in row] for row in runs] for name in runs[0][0]
        }

    ratio = settings["ratio"]
    return {
        "main": table("random batches", ratio),
        "controls": {
            "rate follows the batch": table("rate follows the batch", ratio),
            "same batches": table("same batches", ratio),
            "sub-critical": table("random batches", settings["low_ratio"]),
        },
    }


EXPERIMENTS = (
    Experiment(
        "zhu-2023/batch-variance",
        "The mechanism: the smaller the batch, the more λmax varies over batches, the more of them are super-critical",
        variance,
        variance_figure("x₁x₂, two-layer ReLU net: λmax over batches, super-critical batches and catapults"),
        {
            "data": 200,
            "dimension": 20,
            "width": 256,
            "batches": (10, 20, 50, 200),
            "distinct": 10,
            "ratio": 0.8,
            "low_ratio": 0.1,
            "steps": 300,
            "every": 4,
            "drawn": 200,
            "factors": (1.5, 2.0, 3.0),
            "seeds": 4,
            "seed": 17,
        },
        quick={"data": 100, "width": 128, "steps": 150, "seeds": 2, "drawn": 60, "batches": (10, 20, 100)},
        printed={"mechanism": "the variance of λmax over batches makes small batches exceed their critical learning rate"},
        remarks=(
            "All settings are ours, the paper's are not known to us.",
            "λmax is that of (2/b)K of a batch, in units of the full batch's at initialisation.",
            "Two interventions: with a rate that follows the critical rate of each batch (the same multiple of it as in the main "
            "runs of the full batch's) no batch is super-critical; with ten points copied twenty times, and batches that hold "
            "each equally often, every batch is as sharp as the full one.",
            "The measure behind the findings was redefined after the full run, and before the run on fresh seeds.",
        ),
        differences=(
            "It is not the variance alone: the mean of λmax over batches of 10 is 1.55 of the full batch's, with a deviation of "
            "0.21, so that nearly nine in ten steps are super-critical at 0.8 of the full batch's critical rate.",
            "A few small spikes remain where no batch is super-critical (2 of 16 runs with a rate that follows the batch).",
        ),
    ),
)
