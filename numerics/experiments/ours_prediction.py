"""Ours: predicting before the step that a batch's loss will rise, by ηλ > 2, beside rules that need no spectrum."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.batches import Listed
from numerics.datasets.images import two_class_images
from numerics.driver import iterates
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.prediction_panels import prediction_figure, prediction_table
from numerics.experiments.span import reduce_first_layer
from numerics.initial import generator
from numerics.losses import Squared
from numerics.models.rows import on_rows
from numerics.models.two_layer import TwoLayerNet
from numerics.process import Process
from numerics.sgd import batch_critical_rate, batches
from numerics.training.predict import best_threshold, rank_score, score
from numerics.updates import GradientDescent

__all__ = ["EXPERIMENTS"]

_LOSS = Squared("mean_square")
_OURS = ("largest curvature", "growth foreseen")
"""Two rules with thresholds that are not fitted: ηλ > 2, and a growth beyond the level, in the linearised net."""


def _images(settings: Settings, seed: int) -> tuple[TwoLayerNet, ndarray, ndarray]:
    """Net, weights and targets on the bundled images."""
    data = two_class_images(settings["images"])
    inputs, targets = data.train_inputs[: settings["data"]], data.train_targets[: settings["data"]]
    rng, width = generator(settings["seed"], seed), settings["width"]
    span = reduce_first_layer(inputs, inputs[:1], rng.standard_normal((width, inputs.shape[1])), rng.standard_normal((width,)))
    return TwoLayerNet(span.inputs, width, scale=(width * inputs.shape[1]) ** -0.5), span.weights, targets


def _polynomial(settings: Settings, seed: int) -> tuple[TwoLayerNet, ndarray, ndarray]:
    """Net, weights and targets x₁x₂ on normal points."""
    rng = generator(settings["seed"], seed)
    inputs = rng.standard_normal((settings["data"], settings["dimension"]))
    net = TwoLayerNet(inputs, settings["width"], ntk_parameterisation=True)
    return net, rng.standard_normal((net.weight_count,)), inputs[:, 0] * inputs[:, 1]


_TASKS = {"images": _images, "polynomial": _polynomial}


def _relative(net: TwoLayerNet, weights: ndarray, targets: ndarray, rate: float, rows: ndarray) -> tuple[float, float]:
    """ηλ of a batch, λ the largest curvature, and the factor |(I − ηK)r|²/|r|² of its loss in a step of the linearised net."""
    part, share = on_rows(net, rows), float(_LOSS.coefficient(len(rows)))
    gram = rate * share * part.tangent_gram(weights[None])[0]
    residuals = part.outputs(weights[None])[0] - targets[rows]
    after, square = residuals - gram @ residuals, float(residuals @ residuals)
    return float(np.linalg.eigvalsh(gram)[-1]), float(after @ after) / square if square > 0 else 0.0


def _watched(settings: Settings, task: str, batch: int, ratio: float, seed: int) -> dict[str, ndarray]:
    """One run: what each rule sees before each step, and by how much the step changes the loss of its own batch."""
    net, weights, targets = _TASKS[task](settings, seed)
    rate = ratio * batch_critical_rate(net, weights, np.arange(len(targets)))
    rows = batches(generator(settings["seed"], 1000 + seed), len(targets), batch, settings["steps"])
    ahead = settings["ahead"]
    seen: dict[str, list[Any]] = {name: [] for name in ("loss", "gradient", "growth", "relative")}
    walk = iterates(Process(net, targets, GradientDescent(rate), _LOSS, Listed(rows)), weights[None])
    for step, chosen in enumerate(rows):
        here = next(walk)
        if not float(here.loss[0]) < 1e6:
            break
        state, part = here.state.weights, on_rows(net, chosen)
        value, slope = float(here.gradient.loss(state)[0]), here.gradient(state)
        after = float(_LOSS.value(part.outputs(state - rate * slope), targets[chosen])[0])
        coming = [rows[step + wait] for wait in ahead if step + wait < len(rows)]
        found = [_relative(net, state[0], targets, rate, later) for later in coming]
        seen["loss"].append(value)
        seen["gradient"].append(float(np.linalg.norm(slope)))
        seen["growth"].append(after / value if value > 0 else 0.0)
        seen["relative"].append(found + [(np.nan, np.nan)] * (len(ahead) - len(found)))
    return {name: np.array(values) for name, values in seen.items()}


def _moving_average(values: ndarray, length: int = 10) -> ndarray:
    """Mean of the ``length`` values before each; the first value before there are any."""
    return np.array([values[max(0, step - length) : step].mean() if step else values[0] for step in range(len(values))])


def _judged(settings: Settings, task: str, batch: int, ratio: float, seed: int, kind: str) -> dict[str, Any]:
    """One run, judged: our rule at its fixed threshold 2, the others each at the threshold that is best in hindsight."""
    run = _watched(settings, task, batch, ratio, seed)
    relative = run["relative"].copy()
    if kind == "another batch":
        generator(settings["seed"], 3000 + seed).shuffle(relative, axis=0)
    found: dict[str, Any] = {"steps": len(run["growth"])}
    for level in settings["levels"]:
        rises = run["growth"] > level
        others = {
            "gradient norm": run["gradient"],
            "batch loss": run["loss"],
            "loss over its moving average": run["loss"] / _moving_average(run["loss"]),
            "growth of the step before": np.append(0.0, run["growth"][:-1]),
        }
        ours = {}
        for number, (name, limit) in enumerate(zip(_OURS, (2.0, level), strict=True)):
            counts = []
            for place, wait in enumerate(settings["ahead"]):
                count = max(len(rises) - wait, 0)
                said = score(relative[:count, place, number] > limit, rises[wait:])
                counts.append([said.hits, said.false_alarms, said.misses, said.quiet])
            ours[name] = {"counts": counts, "rank": rank_score(relative[:, 0, number], rises)}
        found[str(level)] = {
            "rises": int(rises.sum()),
            "ours": ours,
            "others": {
                name: {"f1": best_threshold(values, rises)[1].f1, "rank": rank_score(values, rises)}
                for name, values in others.items()
            },
        }
    return found


def prediction(settings: Settings, cells: Cells) -> Results:
    """Every task, batch size and seed is one cell."""

    def table(kind: str, ratio: float) -> dict[str, Any]:
        rows = []
        for task in settings["tasks"]:
            for batch in settings["batches"]:
                runs = [
                    cells((kind, task, batch, ratio, seed), partial(_judged, settings, task, batch, ratio, seed, kind))
                    for seed in range(settings["seeds"])
                ]
                rows.append({"task": task, "batch": batch, "ahead": list(settings["ahead"]), "runs": runs})
        return {"rows": rows, "levels": [str(level) for level in settings["levels"]]}

    return {
        "main": table("main", settings["ratio"]),
        "controls": {
            "another batch": table("another batch", settings["ratio"]),
            "sub-critical": table("main", settings["low_ratio"]),
        },
    }


EXPERIMENTS = (
    Experiment(
        "ours/prediction",
        "Predicting before the step that a batch's loss will rise: ηλ > 2 beside rules without a spectrum",
        prediction,
        prediction_figure("Steps that raise the loss of their own batch, predicted before the step"),
        {
            "tasks": ("images", "polynomial"),
            "images": "mnist",
            "data": 128,
            "dimension": 20,
            "width": 256,
            "batches": (8, 16, 32, 64),
            "ratio": 0.8,
            "low_ratio": 0.1,
            "steps": 300,
            "levels": (1.0, 2.0),
            "ahead": (0, 1, 2, 5, 10, 20),
            "seeds": 4,
            "seed": 23,
        },
        quick={"tasks": ("images",), "batches": (8, 64), "seeds": 2},
        remarks=(
            "A step raises the loss if that of its own batch is more than 1 (or 2) times what it was before it.",
            "Two rules without fitted thresholds: η times the largest eigenvalue of the batch kernel above 2; the growth of the "
            "loss in a step of the linearised net, |(I − ηK)r|²/|r|², above 1 (or 2).",
            "The rules without a spectrum get, run by run, the threshold that is best in hindsight.",
            "Ahead: both of the batch that comes k steps later, at the weights of now; a loader that shuffles knows its batches.",
        ),
        table=prediction_table,
        differences=(
            "ηλ > 2 is seen before nearly every rise, up to twenty steps ahead, but most super-critical batches do not rise: "
            "their residual hardly lies in the top eigenspace. A rule without a spectrum can have the better F1.",
            "The growth foreseen one step ahead already misses about half of the rises: residuals change faster than spectra.",
        ),
    ),
)
