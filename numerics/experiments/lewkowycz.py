"""Lewkowycz et al.: how far beyond 4/λ₀ ReLU nets still train."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from numerics.datasets.images import two_class_images
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.ours_panels import edge_figure
from numerics.experiments.span import reduce_first_layer
from numerics.experiments.sweeping import sweep
from numerics.initial import generator
from numerics.models.two_layer import TwoLayerNet

__all__ = ["EXPERIMENTS"]


def _one(settings: Settings, slope: float, seed: int, shuffled: bool) -> dict[str, Any]:
    data = two_class_images(settings["images"])
    inputs, targets = data.train_inputs[: settings["data"]], data.train_targets[: settings["data"]]
    rng = generator(settings["seed"], seed)
    width, pixels = settings["width"], inputs.shape[1]
    span = reduce_first_layer(inputs, inputs[:1], rng.standard_normal((width, pixels)), rng.standard_normal((width,)))
    net = TwoLayerNet(span.inputs, width, (1.0, slope), scale=(width * pixels) ** -0.5)
    wanted = rng.permutation(targets) if shuffled else targets
    run = sweep(net, span.weights, wanted, list(settings["ratios"]), settings["epochs"], points=4, divergence_loss=1e6)
    trained = ~run["diverged"] & (run["final_loss"] < settings["trained"] * run["initial_loss"])
    return {"trained": trained, "diverged": run["diverged"], "final_loss": run["final_loss"], "ntk": run["ntk"]}


def relu_edge(settings: Settings, cells: Cells) -> Results:
    """Which learning rates train, by seed, for a ReLU net and, as a control, for a linear net."""

    def table(slope: float, shuffled: bool = False) -> dict[str, Any]:
        runs = [
            cells((slope, seed, shuffled), partial(_one, settings, slope, seed, shuffled)) for seed in range(settings["seeds"])
        ]
        found: dict[str, Any] = {name: [run[name] for run in runs] for name in runs[0]}
        edges = [_edge(settings["ratios"], run["trained"]) for run in runs]
        return found | {"ratios": list(settings["ratios"]), "edge": edges}

    main = table(0.0)
    linear = table(1.0)
    curves = {"ReLU": main["edge"], "linear": linear["edge"]}
    return {"main": {**main, "edges": curves}, "controls": {"linear net": {**linear, "edges": curves}}}


def _edge(ratios: tuple[float, ...], trained: list[bool]) -> float:
    """The largest rate up to which every rate of the grid trained; 0 if none did."""
    failed = np.flatnonzero(~np.asarray(trained, dtype=bool))
    last = int(failed[0]) if len(failed) else len(ratios)
    return float(ratios[last - 1]) if last else 0.0


EXPERIMENTS = (
    Experiment(
        "lewkowycz/relu-edge",
        "Two-layer ReLU net on two classes of MNIST: the largest learning rate that still trains",
        relu_edge,
        edge_figure("Largest η‖H₀‖ that trains, two-layer nets, MNIST 0 and 1", (4.0, 12.0)),
        {
            "images": "mnist",
            "data": 128,
            "width": 1024,
            "epochs": 300,
            "ratios": (1.0, 2.0, 3.0, 3.8, 4.5, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 25.0, 30.0, 40.0, 60.0, 100.0),
            "trained": 0.1,
            "seeds": 5,
            "seed": 12,
        },
        full={"epochs": 150},
        quick={"width": 128, "seeds": 1, "epochs": 40, "ratios": (1.0, 3.0, 6.0, 10.0, 20.0)},
        printed={"ReLU nets": "converge up to about η = 12/λ₀"},
        remarks=(
            "Trained means: the loss is below a tenth of its initial value after the stated steps.",
            "The paper's nets and data are other ones; the number 12 is an empirical statement about them.",
        ),
        differences=("Ours train to 14 in every initialisation and fail at 17; linear nets train to 3.8 and fail at 4.5.",),
        fresh={"width": 512, "seeds": 2},
    ),
)
