"""Zhu et al. 2023: number of catapults, alignment of the AGOP and test loss against the batch size, on low-rank polynomials."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.zhu_2023_panels import alignment_figure
from numerics.initial import generator
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import agop
from numerics.sgd import batches, catapult_count, stochastic_descent

__all__ = ["EXPERIMENTS"]


def _product_task(pairs: list[list[int]], inputs: ndarray) -> tuple[ndarray, ndarray]:
    """Σ x_i x_j over the pairs, and its AGOP (1/n) Σ ∇∇ᵀ on these inputs."""
    gradients = np.zeros_like(inputs)
    values = np.zeros(len(inputs))
    for i, j in pairs:
        values += inputs[:, i] * inputs[:, j]
        gradients[:, i] += inputs[:, j]
        gradients[:, j] += inputs[:, i]
    return values, gradients.T @ gradients / len(inputs)


def _alignment(first: ndarray, second: ndarray) -> float:
    return float((first * second).sum() / (np.linalg.norm(first) * np.linalg.norm(second)))


def _one(settings: Settings, pairs: list[list[int]], batch: int, ratio: float, seed: int, shuffled: bool) -> dict[str, Any]:
    rng = generator(settings["seed"], seed)
    count, tested, dimension, width = settings["data"], settings["tested"], settings["dimension"], settings["width"]
    inputs = rng.standard_normal((count + tested, dimension))
    values, target_agop = _product_task(pairs, inputs)
    targets = rng.permutation(values[:count]) if shuffled else values[:count]
    weights = rng.standard_normal((width * (dimension + 1),))
    net = TwoLayerNet(inputs[:count], width, ntk_parameterisation=True)
    test = TwoLayerNet(inputs[count:], width, ntk_parameterisation=True)
    edge = count / float(np.linalg.eigvalsh(net.tangent_gram(weights[None])[0])[-1])

    def observe(state: ndarray) -> ndarray:
        loss = ((test.outputs(state[None])[0] - values[count:]) ** 2).mean()
        return np.array([_alignment(agop(net, state[None])[0], target_agop), loss])

    rows = batches(generator(settings["seed"], 1000 + seed), count, min(batch, count), settings["steps"])
    run = stochastic_descent(
        net, weights, targets, ratio * edge, rows, record_every=settings["every"], observe=observe, divergence_loss=1e6
    )
    assert run.observed is not None
    best = int(np.argmin(run.observed[:, 1]))
    return {
        "diverged": run.diverged,
        "catapults": [catapult_count(run.loss, run.kernel, factor) for factor in settings["factors"]],
        "alignment": None if run.diverged else float(run.observed[best, 0]),
        "test": None if run.diverged else float(run.observed[best, 1]),
        "train": None if run.diverged else float(run.loss[-1]),
    }


def batch_sizes(settings: Settings, cells: Cells) -> Results:
    """One task at a time: every batch size and seed is one cell."""

    def table(task: list[Any], ratio: float, sizes: list[int], shuffled: bool = False) -> dict[str, Any]:
        label, pairs = task
        runs = [
            [
                cells((label, ratio, size, seed, shuffled), partial(_one, settings, pairs, size, ratio, seed, shuffled))
                for seed in range(settings["seeds"])
            ]
            for size in sizes
        ]
        found: dict[str, Any] = {"label": label, "batches": sizes, "factors": list(settings["factors"])}
        found |= {name: [[run[name] for run in row] for row in runs] for name in ("alignment", "test", "train", "diverged")}
        found["counts"] = [[run["catapults"] for run in row] for row in runs]
        found["catapults"] = [[run["catapults"][1] for run in row] for row in runs]
        return found

    sizes = [*settings["batches"], settings["data"]]
    tasks = settings["tasks"]
    return {
        "main": {"tasks": [table(task, settings["ratio"], sizes) for task in tasks]},
        "controls": {
            "sub-critical": {"tasks": [table(tasks[0], settings["low_ratio"], sizes)]},
            "shuffled labels": {"tasks": [table(tasks[0], settings["ratio"], sizes, True)]},
        },
    }


_TASKS = (("x₁x₂", ((0, 1),)), ("x₁x₂ + x₂x₃", ((0, 1), (1, 2))), ("x₁x₂ + x₃x₄", ((0, 1), (2, 3))))

EXPERIMENTS = (
    Experiment(
        "zhu-2023/batch-size-agop",
        "Catapults, AGOP alignment and test loss against the batch size, low-rank polynomials, two-layer ReLU net",
        batch_sizes,
        alignment_figure("Two-layer ReLU net on low-rank polynomials, one learning rate"),
        {
            "tasks": _TASKS,
            "dimension": 100,
            "data": 1000,
            "tested": 1000,
            "width": 1024,
            "batches": (5, 10, 20, 50),
            "ratio": 0.8,
            "low_ratio": 0.1,
            "steps": 2000,
            "every": 4,
            "factors": (1.5, 2.0, 3.0),
            "seeds": 5,
            "seed": 11,
        },
        full={"dimension": 20, "data": 200, "width": 256, "steps": 600, "batches": (10, 20, 50), "seeds": 4},
        quick={"tasks": _TASKS[:1], "width": 128, "steps": 300, "seeds": 2, "batches": (20,), "tested": 300},
        printed={
            "catapults": "more for smaller batches",
            "alignment and test loss": "better with more catapults, hence for smaller batches",
        },
        remarks=(
            "All settings are ours, the paper's are not known to us; only x ~ N(0, I₁₀₀) and the tasks are.",
            "The rate is a fixed multiple of the full-batch critical rate; batch 5 diverges there and is left out.",
            "A run is stopped after a fixed number of steps; alignment is taken where the test loss is least.",
        ),
        fresh={"tasks": _TASKS[:1], "steps": 400, "seeds": 2, "batches": (10, 50)},
    ),
)
