"""Meltzer & Liu, ReLU nets on two classes of images: two layers (figs. 3, 11, 12, 13) and three layers (14, 15, 16)."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.datasets.images import two_class_images
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.image_panels import image_figure, step_figure
from numerics.experiments.span import Span, reduce_first_layer
from numerics.experiments.sweeping import sweep
from numerics.initial import generator
from numerics.models.deep import DeepNet
from numerics.models.taylor import first_order
from numerics.models.two_layer import TwoLayerNet, gates
from numerics.observables import negative_preactivations

__all__ = ["EXPERIMENTS", "final_outputs", "images"]

Net = TwoLayerNet | DeepNet


def _net(span: Span, settings: Settings, slopes: tuple[float, float]) -> Net:
    """The net in the coordinates of the span, with the prefactor (d nᵏ⁻¹)^(-1/2) of the full input dimension d = 784."""
    hidden = settings["layers"] - 1
    scale = (settings["pixels"] * settings["width"] ** hidden) ** -0.5
    if hidden == 1:
        return TwoLayerNet(span.inputs, settings["width"], slopes, scale=scale)
    return DeepNet(span.inputs, (settings["width"],) * hidden, slopes, scale=scale)


def final_outputs(net: Net, span: Span, weights: ndarray) -> ndarray:
    """Outputs on the test inputs for weights (B, P), shape (B, T); the frozen part of the first layer counts here."""
    rows = []
    for row in weights:
        layers = net.split(row[None])
        read = span.test_inputs @ layers[0][0].T + span.test_offset
        for layer in layers[1:]:
            read = gates(read, net.slopes, net.slope_at_zero) * read
            read = read @ np.atleast_2d(layer[0]).T
        rows.append(read[:, 0] * float(net.scale))
    return np.array(rows)


def _one(settings: Settings, ratio: float, seed: int, kind: str) -> dict[str, Any]:
    data = two_class_images(settings["images"])
    rows = slice(0, settings["data"])
    rng = generator(settings["seed"], seed)
    width, pixels, hidden = settings["width"], settings["pixels"], settings["layers"] - 1
    first = rng.standard_normal((width, pixels))
    others = rng.standard_normal(width * width * (hidden - 1) + width)
    span = reduce_first_layer(data.train_inputs[rows], data.test_inputs[: settings["tested"]], first, others)
    net = _net(span, settings, (1.0, 1.0) if kind == "linear net" else (1.0, 0.0))
    targets, wanted = data.train_targets[rows], data.test_targets[: settings["tested"]]
    if kind == "shuffled labels":
        targets = rng.permutation(targets)

    def finish(weights: ndarray) -> dict[str, ndarray]:
        outputs = final_outputs(net, span, weights)
        errors = (outputs * wanted <= 0).mean(axis=1)
        return {"test_loss": ((outputs - wanted) ** 2).mean(axis=1) / 2, "test_error": errors}

    linear_model = kind == "linear model"
    return sweep(
        first_order(net, span.weights) if linear_model else net,
        span.weights,
        targets,
        [ratio],
        settings["epochs"],
        divergence_loss=1e6,
        points=settings["points"],
        traces=[ratio] if seed == 0 else [],
        observe=None if linear_model else {"sparsity": negative_preactivations},
        finish=None if linear_model else finish,
        frozen_norm=span.frozen_norm,
    )


def _collect(runs: list[list[dict[str, Any]]], axis: list[float]) -> dict[str, Any]:
    """One run per seed (rows) and learning rate (columns) as nested lists."""
    names = [name for name, value in runs[0][0].items() if isinstance(value, list) and name not in ("ratios", "traces")]
    table: dict[str, Any] = {name: [[run[name][0] for run in row] for row in runs] for name in names}
    for name in ("initial_loss", "initial_ntk", "initial_norm"):
        table[name] = [row[0][name] for row in runs]
    return table | {"ratios": axis, "traces": [trace for run in runs[0] for trace in run["traces"]]}


def images(settings: Settings, cells: Cells) -> Results:
    """Sweep learning rates and seeds; one cell is one run."""

    def table(kind: str, axis: list[float], seeds: int) -> dict[str, Any]:
        runs = [
            [cells((kind, ratio, seed), partial(_one, settings, ratio, seed, kind)) for ratio in axis] for seed in range(seeds)
        ]
        return _collect(runs, axis)

    return {
        "main": table("main", list(settings["rates"]), settings["seeds"]),
        "controls": {
            "linear net": table("linear net", list(settings["control_rates"]), 1),
            "linear model": table("linear model", list(settings["control_rates"]), 1),
            "shuffled labels": table("shuffled labels", list(settings["control_rates"]), settings["shuffled"]),
        },
    }


_PAPER = {
    "images": "mnist",
    "layers": 2,
    "width": 1024,
    "pixels": 784,
    "data": 128,
    "tested": 2115,
    "epochs": 1000,
    "rates": (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0),
    "control_rates": (1.0, 3.0, 6.0),
    "seeds": 5,
    "shuffled": 2,
    "seed": 3,
    "points": 50,
}
_QUICK = {
    "rates": (1.0, 3.5, 8.0),
    "control_rates": (1.0, 6.0),
    "seeds": 1,
    "shuffled": 1,
    "epochs": 60,
    "width": 256,
    "tested": 300,
}
_THREE = {**_PAPER, "layers": 3, "seeds": 3, "shuffled": 1}
_THREE_FULL = {"rates": (1.0, 2.5, 4.0, 6.0, 8.0), "epochs": 150, "width": 512, "control_rates": (1.0, 6.0)}
_THREE_QUICK = {**_QUICK, "rates": (1.0, 3.0, 6.0), "epochs": 30}

_SPAN = "The first layer is written on the span of the training images, which changes nothing but the cost."
_THREE_SEEN = (
    "At width 512 two of three initialisations diverge at 8 and the weight norm hardly grows; the paper's nets converge to 12."
)
_FIFTEEN = (
    "At width 512 all three initialisations exceed a loss of 1e6 at 8, where we stop and the paper ends with a dead net; the "
    "gain in test loss is 16 % with an interval that includes 0, so it is not asserted."
)
_TEN = "The paper tested figures 12 and 15 on all ten classes (losses near 16); ours are tested on the two classes trained on."
_CIFAR = "The paper picked its CIFAR-10 subset with the full set's indices; a loader for the standard files is there."
_BOUND = (
    "The proved bound is that of arbitrary weights; for ReLU nets on many data no bound near the observed edge is known (ML-10)."
)
_AGAIN = "On fresh seeds its findings were judged for another figure only: 3 for two layers, 14 for three."
_SEEDS = "The paper's number of initialisations is not known to us; ours is stated."

_PRINTED = {
    "sparsity": "rises with the learning rate",
    "weight norm": "θ²_∞/θ²₀ from 1.00 to about 1.2 at 12",
    "test loss": "about 0.023 below 2, 0.0145 near 3.5",
    "final kernel": "η‖H_∞‖ at most about 2",
    "converges": "to 12",
}

EXPERIMENTS = (
    Experiment(
        "meltzer-liu/fig3",
        "Two-layer ReLU net on two classes of MNIST: final state against the learning rate",
        images,
        image_figure("Two-layer ReLU net, MNIST 0 and 1"),
        _PAPER,
        quick=_QUICK,
        printed=_PRINTED,
        remarks=(_SPAN, _SEEDS, _BOUND),
        differences=(
            "θ²_∞/θ²₀ at 12 is 1.2 to 3.3 over our five seeds; the paper shows about 1.2.",
            "Test loss is 0.025 below 2 and 0.0155 near 3.5, on all 2115 test images; the paper shows 0.023 and 0.0145.",
            "At 12, η‖H_∞‖ reaches 2.05 in runs that still hover at the edge: the printed 2 holds to a twentieth.",
        ),
        fresh={"rates": (1.0, 1.5, 2.5, 3.5, 5.0, 6.0, 9.0, 12.0), "seeds": 4, "epochs": 400, "shuffled": 1},
    ),
    Experiment(
        "meltzer-liu/fig11",
        "Two-layer ReLU net on two classes of MNIST: against the step, rates to 5",
        images,
        step_figure("Two-layer ReLU net, MNIST 0 and 1"),
        {**_PAPER, "rates": (0.5, 1.0, 2.0, 3.0, 4.0, 5.0), "seeds": 1, "shuffled": 1, "points": 1000},
        quick=_QUICK,
        printed={"sparsity": "rises with the learning rate", "weight norm": "rises at super-critical rates"},
        remarks=(_SPAN, _AGAIN),
    ),
    Experiment(
        "meltzer-liu/fig12",
        "Two-layer ReLU net on two classes of Fashion-MNIST: final state against the learning rate",
        images,
        image_figure("Two-layer ReLU net, Fashion-MNIST T-shirt and trouser"),
        {**_PAPER, "images": "fashion-mnist", "tested": 2000},
        {"seeds": 3, "shuffled": 1},
        quick=_QUICK,
        printed={**_PRINTED, "weight norm": "rises", "test loss": "near 16, on all ten classes", "final kernel": "up to 2.04"},
        remarks=(_SPAN, _SEEDS, _TEN, _BOUND, _AGAIN),
        differences=("Test loss falls from 0.077 to 0.066: the paper's 16 is that of ten classes.",),
    ),
    Experiment(
        "meltzer-liu/fig13",
        "Two-layer ReLU net on two classes of CIFAR-10",
        images,
        image_figure("Two-layer ReLU net, CIFAR-10"),
        {**_PAPER, "images": "cifar-10", "tested": 2000, "pixels": 3072},
        quick=_QUICK,
        printed={"final kernel": "η‖H_∞‖ up to about 2.04"},
        remarks=(_SPAN, _CIFAR),
        needs="cifar-10",
    ),
    Experiment(
        "meltzer-liu/fig14",
        "Three-layer ReLU net on two classes of MNIST",
        images,
        image_figure("Three-layer ReLU net, MNIST 0 and 1"),
        _THREE,
        _THREE_FULL,
        _THREE_QUICK,
        {"converges": "to 12", "sparsity": "rises with the learning rate", "final kernel": "η‖H_∞‖ ≤ 2"},
        (_SPAN, _SEEDS),
        (_THREE_SEEN,),
        fresh={"rates": (1.0, 2.5, 6.0), "seeds": 1},
    ),
    Experiment(
        "meltzer-liu/fig15",
        "Three-layer ReLU net on two classes of Fashion-MNIST",
        images,
        image_figure("Three-layer ReLU net, Fashion-MNIST T-shirt and trouser"),
        {**_THREE, "images": "fashion-mnist", "tested": 2000},
        _THREE_FULL,
        _THREE_QUICK,
        {
            "converges": "to 8, where the net is dead",
            "sparsity": "rises with the learning rate",
            "test loss": "near 16, on all ten classes",
        },
        (_SPAN, _SEEDS, _TEN, _AGAIN),
        (_FIFTEEN,),
    ),
    Experiment(
        "meltzer-liu/fig16",
        "Three-layer ReLU net on two classes of CIFAR-10",
        images,
        image_figure("Three-layer ReLU net, CIFAR-10"),
        {**_THREE, "images": "cifar-10", "tested": 2000, "pixels": 3072},
        _THREE_FULL,
        _THREE_QUICK,
        {"final kernel": "η‖H_∞‖ up to about 2.04"},
        (_SPAN, _CIFAR),
        needs="cifar-10",
    ),
)
