"""An open question of the papers: do nets with several outputs (one-hot targets) obey the edges of nets with one?"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.datasets.images import two_class_images
from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.classes_panels import classes_figure
from numerics.experiments.span import Span, reduce_first_layer
from numerics.experiments.sweeping import Sweep, sweep
from numerics.initial import generator
from numerics.models.base import Model
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.many_outputs import ManyOutputNet
from numerics.models.two_layer import TwoLayerNet

__all__ = ["EXPERIMENTS", "four_classes"]

_SLOPES = {"linear": 1.0, "ReLU": 0.0}
_KEPT = ("ratios", "initial_loss", "peak_loss", "final_loss", "ntk", "diverged", "sparsity", "test_error")


def _linear_model(model: Model, weights: ndarray) -> tuple[Model, ndarray]:
    """The linear model at these weights in the coordinates of its kernel: same outputs and kernel, one weight a residual."""
    values, vectors = np.linalg.eigh(model.tangent_gram(weights[None])[0])
    rows = vectors * np.sqrt(np.maximum(values, 0))
    start = np.ones(len(rows))
    return GeneralQuadratic(model.outputs(weights[None])[0] - rows @ start, rows, np.zeros_like(rows), 0.0), start


def _toy(settings: Settings, kind: str, classes: int, target: float, seed: int) -> Sweep:
    """K outputs on the datum x = 1, all with the same target."""
    width, slope = settings["width"], _SLOPES.get(kind, 1.0)
    net = ManyOutputNet(TwoLayerNet([[1.0]], width, (1.0, slope)), classes)
    weights = generator(settings["seed"], seed).standard_normal((net.weight_count,))
    model, start = _linear_model(net, weights) if kind == "linear model" else (net, weights)
    run = sweep(model, start, target, settings["toy_rates"], settings["epochs"], normalisation="sum", points=4)
    constants = {"s": width**-0.5, "a_plus": 1.0, "a_minus": slope, "x2": 1.0}
    kept = {name: run[name] for name in ("ratios", "initial_loss", "initial_ntk", "final_loss", "norm_rise")}
    return {**kept, "constants": constants, "initial_norm": float(weights @ weights)}


def four_classes(count: int, tested: int) -> tuple[ndarray, ndarray, ndarray, ndarray]:
    """Digits 0 and 1, T-shirts and trousers: (count, 784) images, classes 0 to 3, and the same for testing."""
    parts: list[list[ndarray]] = [[], [], [], []]
    for number, name in enumerate(("mnist", "fashion-mnist")):
        data = two_class_images(name)
        parts[0].append(data.train_inputs[: count // 2])
        parts[1].append(2 * number + (data.train_targets[: count // 2] > 0))
        parts[2].append(data.test_inputs[: tested // 2])
        parts[3].append(2 * number + (data.test_targets[: tested // 2] > 0))
    inputs, labels, test_inputs, test_labels = (np.concatenate(part) for part in parts)
    return inputs, labels, test_inputs, test_labels


def _negative(model: Model, weights: ndarray) -> ndarray:
    assert isinstance(model, ManyOutputNet)
    return (model.preactivations(weights) < 0).mean(axis=(1, 2))


def _test_error(net: ManyOutputNet, span: Span, weights: ndarray, labels: ndarray) -> ndarray:
    """Share of the test images whose largest output is another class's, (B,); for one output, on the wrong side of 0."""
    errors = []
    for row in weights:
        first, second = (layer[0] for layer in net.split(row[None]))
        z = span.test_inputs @ first.T + span.test_offset
        outputs = (net.net.gates(z) * z) @ second.T
        guessed = outputs.argmax(axis=1) if net.classes > 1 else np.where(outputs[:, 0] > 0, 2, 0)
        errors.append((guessed != (labels if net.classes > 1 else labels // 2 * 2)).mean())
    return np.array(errors)


def _images(settings: Settings, kind: str, classes: int, rates: list[float], seed: int) -> Sweep:
    """One-hot targets of four classes, or (one output) −1 for digits and +1 for clothes, on the same images."""
    inputs, labels, tests, test_labels = four_classes(settings["data"], settings["tested"])
    rng = generator(settings["seed"], 100 + seed)
    width, pixels = settings["width"], inputs.shape[1]
    first, second = rng.standard_normal((width, pixels)), rng.standard_normal((classes * width,))
    span = reduce_first_layer(inputs, tests, first, second)
    slope = _SLOPES.get(kind, 1.0)
    net = ManyOutputNet(TwoLayerNet(span.inputs, width, (1.0, slope), scale=(width * pixels) ** -0.5), classes)
    targets = np.eye(classes)[labels].ravel() if classes > 1 else np.where(labels > 1, 1.0, -1.0)
    options: dict[str, Any] = {"points": 4, "divergence_loss": 1e6}
    model: Model = net
    start = span.weights
    if kind == "linear model":
        model, start = _linear_model(net, start)
    else:
        options |= {"observe": {"sparsity": _negative}, "frozen_norm": span.frozen_norm}
        options["finish"] = lambda final: {"test_error": _test_error(net, span, final, test_labels)}
    run = sweep(model, start, targets, rates, settings["epochs"], **options)
    return {name: run[name] for name in _KEPT if name in run}


def several_outputs(settings: Settings, cells: Cells) -> Results:
    """Toy datum with zero target for K outputs, and four classes of images; linear and ReLU nets."""
    seeds = range(settings["seeds"])

    def toy(kind: str, target: float = 0.0) -> dict[str, list[Sweep]]:
        return {
            str(k): [cells(("toy", kind, k, target, seed), partial(_toy, settings, kind, k, target, seed)) for seed in seeds]
            for k in settings["outputs"]
        }

    def images(kind: str, classes: int, rates: list[float]) -> list[Sweep]:
        return [
            cells(("images", kind, classes, rates, seed), partial(_images, settings, kind, classes, rates, seed))
            for seed in seeds
        ]

    rates, below = list(settings["rates"]), [ratio / max(settings["rates"]) * 1.8 for ratio in settings["rates"]]
    main: dict[str, Any] = {
        "toy": {kind: toy(kind) for kind in _SLOPES},
        "images": {f"{kind}, {k}": images(kind, k, rates) for kind in _SLOPES for k in (1, 4)},
    }
    straight, straight_images = toy("linear model"), images("linear model", 4, rates)
    shifted = toy("ReLU", target=3.0)
    return {
        "main": main,
        "controls": {
            "linear model": {"toy": dict.fromkeys(_SLOPES, straight), "images": dict.fromkeys(main["images"], straight_images)},
            "sub-critical": {"toy": main["toy"], "images": dict.fromkeys(main["images"], images("ReLU", 4, below))},
            "large target": {"toy": dict.fromkeys(_SLOPES, shifted), "images": main["images"]},
            "kinds exchanged": {
                "toy": {"linear": main["toy"]["ReLU"], "ReLU": main["toy"]["linear"]},
                "images": {f"{kind}, {k}": main["images"][f"{other}, {k}"] for kind, other in _EXCHANGED for k in (1, 4)},
            },
        },
    }


_EXCHANGED = (("linear", "ReLU"), ("ReLU", "linear"))

EXPERIMENTS = (
    Experiment(
        "ours/classes",
        "Ours: nets with several outputs, on the toy datum and on four classes of images with one-hot targets",
        several_outputs,
        classes_figure("Several outputs: the edges of one output hold"),
        {
            "outputs": (1, 2, 4, 10),
            "toy_rates": (0.3, 0.6, 1.0, 1.5, 1.9, 2.2, 2.6, 3.0, 3.4, 3.7, 4.1, 4.4, 4.8, 5.3, 6.0, 8.0, 13.0),
            "rates": (0.5, 1.0, 1.5, 1.9, 2.2, 3.0, 3.7, 4.5, 6.0, 8.0, 12.0),
            "data": 128,
            "tested": 2000,
            "width": 512,
            "epochs": 300,
            "seeds": 3,
            "seed": 16,
        },
        quick={"outputs": (1, 4), "data": 64, "tested": 200, "width": 256, "epochs": 150, "seeds": 1},
        remarks=(
            "Not in the papers: ours. The four classes are the bundled ones: digits 0 and 1, T-shirts and trousers.",
            "The bound 4/(Cθ₀²) holds for several outputs with the same C = s²a²λmax(XXᵀ/D), as D·K residuals of a function of "
            "degree 2: |Jᵀz|² = s²(Σ_i |Σ_k V_ki XᵀD_iz_k|² + Σ_ik (u_i·XᵀD_iz_k)²) ≤ s²a²|X|²(|V|² + |U|²)|z|², z in ℝ^(D·K). "
            "Its value falls like 1/K, as |V|² grows; the edges that are seen do not move.",
            "A run trains if its loss ends below a thousandth (toy) or a half (images) of the initial one.",
        ),
        fresh={"seeds": 1},
    ),
)
