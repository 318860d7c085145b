"""Zhu et al. 2022: best test loss of the net f, its linear model f_lin and its quadratic model f_quad, against the rate."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.datasets.images import two_class_images
from numerics.descent import simulate
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.span import Span, reduce_first_layer
from numerics.experiments.zhu_2022_panels import generalisation_figure
from numerics.initial import generator
from numerics.models.base import Model
from numerics.models.smooth_net import SmoothNet
from numerics.models.taylor import first_order, second_order
from numerics.models.two_layer import TwoLayerNet

__all__ = ["EXPERIMENTS"]

Net = TwoLayerNet | SmoothNet


def _test_outputs(kind: str, net: Net, span: Span, start: ndarray, weights: ndarray) -> ndarray:
    """Outputs of f, f_lin or f_quad on the test inputs, (T,), for flat weights (P,); the frozen part counts."""
    layer, second = net.split(weights[None])
    layer0, second0 = net.split(start[None])
    z = span.test_inputs @ layer[0].T + span.test_offset
    scale = float(net.scale)
    if kind == "f":
        return net.expansion(z)[0] @ second[0] * scale
    z0 = span.test_inputs @ layer0[0].T + span.test_offset
    value, slope, bend = net.expansion(z0)
    moved = z - z0
    if kind == "f_lin":
        return (value @ second[0] + slope * moved @ second0[0]) * scale
    return ((value + slope * moved) @ second[0] + (bend * moved**2) @ second0[0] / 2) * scale


def _one(settings: Settings, images: str, activation: str, ratio: float, seed: int, kind: str) -> float | None:
    """Best test loss (1/T)Σr² over training, None if it diverged without ever training below its initial test loss."""
    data = two_class_images(images)
    rows, tested, width = settings["data"], settings["tested"], settings["width"]
    # The factor 1/√d stands inside the activation, which matters for tanh and swish.
    pixels = data.train_inputs.shape[1]
    inputs, targets = data.train_inputs[:rows] / np.sqrt(pixels), data.train_targets[:rows]
    wanted = data.test_targets[:tested]
    rng = generator(settings["seed"], seed)
    first = rng.standard_normal((width, pixels))
    tests = data.test_inputs[:tested] / np.sqrt(pixels)
    span = reduce_first_layer(inputs, tests, first, rng.choice([-1.0, 1.0], width))
    net: Net = TwoLayerNet(span.inputs, width)
    if activation != "relu":
        net = SmoothNet(span.inputs, width, activation)
    start = span.weights
    edge = 1 / float(np.linalg.eigvalsh(net.tangent_gram(start[None])[0])[-1])
    if kind == "f shuffled":
        targets, kind = rng.permutation(targets), "f"
    model: Model = {"f": net, "f_lin": first_order(net, start), "f_quad": second_order(net, start)}[kind]

    def test_loss(held: Model, weights: ndarray) -> ndarray:
        outputs = [_test_outputs(kind, net, span, start, row) for row in weights]
        return np.array([((row - wanted) ** 2).mean() for row in outputs])

    runs = simulate(
        model,
        start[None],
        targets,
        2 * ratio * edge,
        settings["epochs"],
        normalisation="sum",
        record_every=settings["every"],
        observe={"test": test_loss},
        keep_outputs=False,
        divergence_loss=1e7,
        engine="numpy",
    )
    return None if runs.diverged[0] else float(np.nanmin(runs.observed["test"][0]))


def generalisation(settings: Settings, cells: Cells) -> Results:
    """Every case (images, activation), kind of model, rate and seed is one cell."""

    def case(images: str, activation: str, seeds: int, kinds: tuple[str, ...]) -> dict[str, Any]:
        best = {
            kind: [
                [
                    cells((images, activation, ratio, seed, kind), partial(_one, settings, images, activation, ratio, seed, kind))
                    for ratio in settings["ratios"]
                ]
                for seed in range(seeds)
            ]
            for kind in kinds
        }
        return {"label": f"{activation}, {images}", "ratios": list(settings["ratios"]), "best": best}

    kinds = ("f", "f_lin", "f_quad")
    cases = [case(images, activation, settings["seeds"], kinds) for images, activation in settings["cases"]]
    images, activation = settings["cases"][0]
    shuffled = case(images, activation, min(2, settings["seeds"]), ("f shuffled",))
    shuffled["best"] = dict.fromkeys(kinds, shuffled["best"]["f shuffled"])
    stuck = {**cases[0], "best": dict.fromkeys(kinds, cases[0]["best"]["f_lin"])}
    return {"main": {"cases": cases}, "controls": {"shuffled labels": {"cases": [shuffled]}, "linear model": {"cases": [stuck]}}}


EXPERIMENTS = (
    Experiment(
        "zhu-2022/generalisation",
        "Best test loss of f, f_lin, f_quad against the learning rate: two-class images, ReLU, tanh and swish",
        generalisation,
        generalisation_figure("Best test loss over training"),
        {
            "cases": (("mnist", "relu"), ("fashion-mnist", "relu"), ("mnist", "tanh"), ("mnist", "swish")),
            "data": 128,
            "tested": 2000,
            "width": 5000,
            "epochs": 1000,
            "every": 1,
            "ratios": (0.4, 0.7, 0.95, 1.2, 1.5, 1.8),
            "seeds": 5,
            "seed": 9,
            "optimisers": "GD, and SGD with batch 32",
            "layers": "2 and 3",
        },
        full={
            "ratios": (0.5, 0.95, 1.2, 1.6),
            "width": 512,
            "tested": 500,
            "epochs": 200,
            "every": 10,
            "seeds": 2,
            "optimisers": "GD",
            "layers": "2",
        },
        quick={
            "cases": (("mnist", "relu"),),
            "width": 128,
            "tested": 200,
            "epochs": 80,
            "seeds": 1,
            "ratios": (0.5, 0.9, 1.5),
        },
        printed={
            "below η_crit": "f, f_lin and f_quad have nearly the same best test loss",
            "above": "f and f_quad improve, f_lin diverges",
        },
        remarks=("The grid of learning rates is ours.", "128 training points for both sets (the paper has 256 for some)."),
    ),
)
