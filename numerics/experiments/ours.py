"""Questions the papers leave open, where they are cheap to answer: other activations, depth, an adaptive optimiser."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.datasets.images import two_class_images
from numerics.descent import simulate
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.ours_panels import edge_figure, rate_figure
from numerics.experiments.span import Span, reduce_first_layer
from numerics.experiments.sweeping import sweep
from numerics.initial import generator
from numerics.models.base import Model
from numerics.models.deep import DeepNet
from numerics.models.smooth_net import SmoothNet
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import negative_preactivations
from numerics.updates import Adam

__all__ = ["EXPERIMENTS"]


def _edge(ratios: list[float], trained: ndarray) -> float:
    """The largest rate of the grid up to which every rate trained; 0 if none did."""
    failed = np.flatnonzero(~trained)
    last = int(failed[0]) if len(failed) else len(ratios)
    return float(ratios[last - 1]) if last else 0.0


def _image_span(settings: Settings, seed: int) -> tuple[Span, ndarray]:
    """Images divided by √d (which stands inside the activation) on their span, with Gaussian weights; and the targets."""
    data = two_class_images(settings["images"])
    width, pixels = settings["width"], data.train_inputs.shape[1]
    inputs, targets = data.train_inputs[: settings["data"]] / np.sqrt(pixels), data.train_targets[: settings["data"]]
    rng = generator(settings["seed"], seed)
    span = reduce_first_layer(inputs, inputs[:1], rng.standard_normal((width, pixels)), rng.standard_normal((width,)))
    return span, targets


def _activation_edge(settings: Settings, activation: str, seed: int) -> float:
    span, targets = _image_span(settings, seed)
    slopes = {"linear": 1.0, "leaky 1/2": 0.5, "ReLU": 0.0}
    model: Model
    if activation in slopes:
        model = TwoLayerNet(span.inputs, settings["width"], (1.0, slopes[activation]))
    else:
        model = SmoothNet(span.inputs, settings["width"], activation)
    ratios = list(settings["ratios"])
    run = sweep(model, span.weights, targets, ratios, settings["epochs"], points=4, divergence_loss=1e6)
    return _edge(ratios, ~run["diverged"] & (run["final_loss"] < settings["trained"] * run["initial_loss"]))


def activations(settings: Settings, cells: Cells) -> Results:
    """The largest rate that trains, for each activation and seed."""
    edges = {
        name: [cells((name, seed), partial(_activation_edge, settings, name, seed)) for seed in range(settings["seeds"])]
        for name in settings["activations"]
    }
    return {
        "main": {"edges": edges},
        "controls": {"linear net": {"edges": dict.fromkeys(edges, edges["linear"])}},
    }


def _small_start(model: DeepNet, settings: Settings, seed: int) -> ndarray:
    """Gaussian weights whose first output is small: drawn again until it is (a factor on a layer would change the kernel)."""
    for attempt in range(1000):
        weights = generator(settings["seed"], seed + 1000 * attempt).standard_normal((model.weight_count,))
        if 0 < abs(float(model.outputs(weights[None])[0, 0])) < settings["first_output"]:
            return weights
    raise ValueError("no small first output in 1000 draws")


def _depth_edge(settings: Settings, depth: int, slope: float, seed: int) -> float:
    model = DeepNet([[1.0]], (settings["width"],) * (depth - 1), (1.0, slope))
    weights = _small_start(model, settings, seed)
    ratios = list(settings["ratios"])
    run = sweep(model, weights, 0.0, ratios, settings["epochs"], points=4, divergence_loss=1e8)
    return _edge(ratios, ~run["diverged"] & (run["final_loss"] < 1e-3))


def depth(settings: Settings, cells: Cells) -> Results:
    """The largest rate that converges on the datum (1, 0), for each depth and seed; linear and ReLU nets."""

    def table(slope: float) -> dict[str, list[float]]:
        return {
            f"{layers} layers": [
                cells((layers, slope, seed), partial(_depth_edge, settings, layers, slope, seed))
                for seed in range(settings["seeds"])
            ]
            for layers in settings["depths"]
        }

    linear, relu = table(1.0), table(0.0)
    edges = {f"{name}, linear": values for name, values in linear.items()} | {f"{name}, ReLU": v for name, v in relu.items()}
    return {
        "main": {"edges": edges, "linear": linear, "relu": relu},
        "controls": {"two layers": {"edges": edges, "linear": dict.fromkeys(linear, linear["2 layers"]), "relu": relu}},
    }


def _adam(settings: Settings, rate: float, seed: int) -> dict[str, Any]:
    """Full-batch Adam, β = (0.9, 0.999), on L = (1/2D)Σr²; where it ends."""
    span, targets = _image_span(settings, seed)
    net = TwoLayerNet(span.inputs, settings["width"])
    runs = simulate(
        net, span.weights[None], targets, steps=settings["epochs"], update=Adam(rate), ntk_every=None, keep_outputs=False
    )
    losses, norms, kernels = runs.loss[0, :-1], runs.weight_norm[0] + span.frozen_norm, runs.ntk[0]
    return {
        "rise": float(losses.max() / losses[0]),
        "final_loss": float(losses[-1]),
        "sparsity": float(negative_preactivations(net, runs.final_weights)[0]),
        "norm_ratio": float(norms[-1] / norms[0]),
        "kernel_ratio": float(kernels[-1] / kernels[0]),
    }


def adam(settings: Settings, cells: Cells) -> Results:
    """Where Adam ends, against its learning rate."""
    rates, seeds = settings["rates"], range(settings["seeds"])
    runs = [[cells((rate, seed), partial(_adam, settings, rate, seed)) for rate in rates] for seed in seeds]
    names = list(runs[0][0])
    main = {"rates": list(rates)} | {name: [[run[name] for run in row] for row in runs] for name in names}
    low = {name: [[row[0]] * len(row) for row in main[name]] for name in names}
    return {"main": main, "controls": {"smallest rate": {"rates": main["rates"], **low}}}


_IMAGES = {"images": "mnist", "data": 128, "width": 512, "epochs": 200, "seeds": 3, "seed": 13}

EXPERIMENTS = (
    Experiment(
        "ours/activations",
        "Ours: the largest rate that trains, for linear, leaky, ReLU, tanh and swish nets",
        activations,
        edge_figure("Two-layer nets on MNIST 0 and 1", (2.0, 4.0)),
        {
            **_IMAGES,
            "activations": ("linear", "leaky 1/2", "ReLU", "tanh", "swish"),
            "ratios": (1.0, 1.8, 2.4, 3.0, 3.6, 4.2, 5.0, 6.0, 8.0, 10.0, 13.0, 17.0, 25.0, 40.0, 70.0),
            "trained": 0.1,
        },
        quick={"width": 128, "epochs": 60, "seeds": 1, "ratios": (1.8, 3.0, 5.0, 8.0, 20.0)},
        remarks=(
            "Not in the papers: ours.",
            "Trained means: the loss is below a tenth of its initial value after the stated steps.",
        ),
        fresh={"seeds": 1},
    ),
    Experiment(
        "ours/depth",
        "Ours: the largest rate that converges on the datum (1, 0), for linear and ReLU nets of two to five layers",
        depth,
        edge_figure("Nets of width 128 on (x, y) = (1, 0), Gaussian weights with a small first output", (2.0, 4.0)),
        {
            "width": 128,
            "depths": (2, 3, 4, 5),
            "first_output": 0.1,
            "ratios": (1.5, 1.9, 2.5, 3.0, 3.5, 3.9, 4.5, 5.0, 6.0, 7.0, 8.0, 10.0, 13.0, 20.0),
            "epochs": 400,
            "seeds": 6,
            "seed": 14,
        },
        quick={"width": 32, "depths": (2, 3), "seeds": 2, "epochs": 150},
        remarks=("Not in the papers: ours.", "Initialisations are drawn until the first output is below the stated value."),
        fresh={"seeds": 2},
    ),
    Experiment(
        "ours/adam",
        "Ours: full-batch Adam on two classes of MNIST: sparsity, weight norm and kernel against the learning rate",
        adam,
        rate_figure("Two-layer ReLU net, MNIST 0 and 1, full-batch Adam"),
        {**_IMAGES, "rates": (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)},
        quick={"width": 128, "epochs": 60, "seeds": 1, "rates": (0.003, 0.03, 0.3)},
        remarks=("Not in the papers: ours.", "The axis is Adam's own learning rate: there is no critical rate 2/λ to divide by."),
        fresh={"seeds": 2},
    ),
)
