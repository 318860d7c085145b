"""Meltzer & Liu, quadratic models and nets on 32 random points: figs. 4 and 9, and teacher–student, 5 and 7."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy import ndarray
from numpy.random import Generator
from scipy.linalg import expm

from numerics.experiments.base import Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.panels import sweep_figure
from numerics.experiments.sweeping import Sweep, sweep
from numerics.initial import generator
from numerics.kernel import top_ntk
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import first_order
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import negative_preactivations

__all__ = ["EXPERIMENTS"]


def _random_form(law: tuple[float, float] | list[float], size: int, rng: Generator) -> ndarray:
    """W = Qᵀ diag(±λ) Q with λ uniform on the interval, in ± pairs, and Q = exp((B − Bᵀ)/√2), B Gaussian."""
    half = rng.uniform(law[0], law[1], size // 2) if law[1] > law[0] else np.full(size // 2, law[0])
    noise = rng.standard_normal((size, size))
    rotation = expm((noise - noise.T) / np.sqrt(2))
    return rotation.T @ (np.concatenate((half, -half))[:, None] * rotation)


def _axis(settings: Settings) -> list[float]:
    low, high = settings["axis"]
    return [float(ratio) for ratio in np.linspace(low, high, settings["rates"])]


def _with_controls(model: Model, weights: ndarray, targets: ndarray, settings: Settings, cells: Cells, **options: Any) -> Results:
    axis, epochs, shown = _axis(settings), settings["epochs"], settings["shown"]
    below = [0.4, 0.8, 1.2, 1.6, 1.8]

    def run(held: Model, ratios: list[float], **more: Any) -> Sweep:
        return sweep(held, weights, targets, ratios, epochs, points=epochs, traces=shown, **more)

    return {
        "main": cells("main", lambda: run(model, axis, **options)),
        "controls": {
            "linear model": cells("linear", lambda: run(first_order(model, weights), axis[::2])),
            "sub-critical": cells("below", lambda: run(model, below, **options)),
        },
    }


def _constants(psi: ndarray, zeta: float, weights: ndarray) -> dict[str, float]:
    """What the bounds for D data need: λmax(Ω), and ζ² λmax of the effective ψ² at the initial weights."""
    count = len(psi)
    applied = psi @ weights
    _, vectors = np.linalg.eigh(applied @ applied.T)
    effective = np.tensordot(vectors[:, -1], psi, 1) / np.sqrt(count)
    squares = sum(form @ form for form in psi)
    return {
        "zeta": zeta,
        "omega_top": float(zeta**2 / count * np.linalg.eigvalsh(squares)[-1]),
        "psi_eff2_top": float(np.abs(np.linalg.eigvalsh(effective)).max() ** 2),
    }


def pure_quadratic(settings: Settings, cells: Cells) -> Results:
    """f_a = d^(-1/2) Σ_i x_ai (ζ/2)θᵀW_iθ: linear in x, so D points are exactly d weighted ones and a constant loss."""
    rng = generator(settings["seed"], 0)
    count, dimension, width = settings["data"], settings["dimension"], settings["width"]
    inputs = rng.uniform(-0.5, 0.5, (count, dimension))
    targets = rng.standard_normal((count,))
    forms = np.stack([_random_form(settings["eigenvalues"], width, rng) for _ in range(dimension)])
    weights = rng.standard_normal((width,))
    zeta = (width / 2) ** -0.5
    left, values, right = np.linalg.svd(inputs * dimension**-0.5, full_matrices=False)
    share = np.sqrt(dimension / count)
    model = PureQuadratic(np.tensordot(share * values[:, None] * right, forms, 1), zeta)
    along = left.T @ targets
    constant = float(targets @ targets - along @ along) / (2 * count)
    results = _with_controls(model, weights, share * along, settings, cells, constant_loss=constant)
    results["main"]["constants"] = _constants(model.psi, zeta, weights)
    results["main"]["constant_loss"] = constant
    return results


def leaky_net(settings: Settings, cells: Cells) -> Results:
    """A leaky net on one-dimensional inputs."""
    rng = generator(settings["seed"], 0)
    inputs = rng.uniform(-0.5, 0.5, (settings["data"], 1))
    targets = rng.standard_normal((settings["data"],))
    weights = rng.standard_normal((2 * settings["width"],))
    model = TwoLayerNet(inputs, settings["width"], (1.0, settings["slope"]))
    results = _with_controls(model, weights, targets, settings, cells, observe=None, final={"sparsity": negative_preactivations})
    gram = float((inputs**2).sum() / settings["data"])
    results["main"]["constants"] = {"s": float(model.scale), "a_plus": 1.0, "a_minus": settings["slope"], "gram_top": gram}
    results["main"]["constant_loss"] = _least_loss(inputs[:, 0], targets)
    return results


def _least_loss(inputs: ndarray, targets: ndarray) -> float:
    """What no homogeneous function of one input can fit: the loss of the best slope on each side of 0."""
    fit = np.zeros_like(targets)
    for side in (inputs > 0, inputs < 0):
        x, y = inputs[side], targets[side]
        fit[side] = x * (x @ y) / max(float(x @ x), 1e-300)
    return float(((targets - fit) ** 2).mean() / 2)


def teacher_student(settings: Settings, cells: Cells) -> Results:
    """ψ(x) = tanh(d^(-1/2) Σ x_iW_i); the student lacks the masked weights of its teacher."""
    rng = generator(settings["seed"], 0)
    width, masked, count = settings["width"], settings["masked"], settings["data"]
    span = settings["range"]
    inputs, tests = rng.uniform(-span, span, count), rng.uniform(-span, span, settings["tested"])
    form = _random_form((1.0, 1.0), width, rng)
    features, hidden = settings["features"], settings["masked_features"]
    phi = rng.standard_normal(features) * max(features, 1) ** -0.5
    teacher, teacher_phi = rng.standard_normal((width,)), rng.standard_normal((features,))
    weights, first = rng.standard_normal((width - masked,)), rng.standard_normal((features - hidden,))
    kept = slice(0, width - masked)
    zetas = (width / 2) ** -0.5, ((width - masked) / 2) ** -0.5

    def forms(points: ndarray, rows: slice) -> ndarray:
        return np.tanh(points[:, None, None] * form[rows, rows])

    def quadratic(points: ndarray, theta: ndarray, rows: slice, zeta: float) -> ndarray:
        return np.array([zeta / 2 * (theta @ np.tanh(x * form[rows, rows]) @ theta) for x in points])

    def labels(points: ndarray) -> ndarray:
        return quadratic(points, teacher, slice(None), zetas[0]) + points * (phi @ teacher_phi)

    def finish(final: ndarray) -> dict[str, ndarray]:
        wanted = labels(tests)
        losses = []
        for row in final:
            linear = tests * (phi[: features - hidden] @ row[: features - hidden])
            guessed = quadratic(tests, row[features - hidden :], kept, zetas[1]) + linear
            losses.append(((guessed - wanted) ** 2).mean() / 2 if np.isfinite(guessed).all() else np.nan)
        return {"test_loss": np.array(losses)}

    psi = forms(inputs, kept)
    model: Model = PureQuadratic(psi, zetas[1])
    if features:
        model = BiasedQuadratic(inputs[:, None] * phi[None, : features - hidden], psi, zetas[1])
    start = np.concatenate((first, weights))
    results = _with_controls(model, start, labels(inputs), settings, cells, finish=finish)
    if not features:
        # With a bias the weight-norm bound of these constants does not apply.
        results["main"]["constants"] = _constants(psi, zetas[1], weights)
    results["main"]["initial_ntk"] = float(top_ntk(model, start[None])[0] / count)
    return results


_SHOWN = (1.0, 2.2, 3.0, 3.8)
_TEACHER = {"seed": 2, "shown": _SHOWN, "axis": (0.1, 4.0), "rates": 40, "data": 32}
_PRINTED = {"final kernel": "η‖H_∞‖ ≤ 2", "weight norm": "falls in the catapult"}
_NO_NUMBERS = "Other numbers of the paper's figure are not known to us."
_FEWER = "The number of learning rates on the axis is ours."

EXPERIMENTS = (
    Experiment(
        "meltzer-liu/fig4",
        "Pure quadratic model, n = 500, on 32 random points of the plane with random targets",
        pure_quadratic,
        sweep_figure("Pure quadratic model on 32 random points"),
        {**_TEACHER, "width": 500, "dimension": 2, "eigenvalues": (0.9, 1.1), "epochs": 100},
        quick={"width": 100, "rates": 9},
        printed={"bound": "4/(λmax(Ω)θ₀²)", **_PRINTED},
        remarks=(
            "The model is linear in x: the 32 points are exactly two weighted ones; only the cost changes.",
            _FEWER,
        ),
        fresh={"rates": 21},
    ),
    Experiment(
        "meltzer-liu/fig5",
        "Teacher–student: quadratic model with 100 of 500 weights masked, tanh features, 32 training points",
        teacher_student,
        sweep_figure("Quadratic teacher and student, 32 points", third="test_loss"),
        {
            **_TEACHER,
            "width": 500,
            "masked": 100,
            "features": 0,
            "masked_features": 0,
            "range": 0.5,
            "tested": 1000,
            "epochs": 100,
        },
        quick={"width": 60, "masked": 12, "rates": 8, "tested": 50},
        printed=_PRINTED,
        remarks=(_FEWER, _NO_NUMBERS),
        fresh={"rates": 8, "tested": 100},
    ),
    Experiment(
        "meltzer-liu/fig7",
        "Teacher–student with bias: 10 of 20 features and 50 of 200 meta-features masked",
        teacher_student,
        sweep_figure("Quadratic teacher and student with bias, 32 points", third="test_loss"),
        {
            **_TEACHER,
            "width": 200,
            "masked": 50,
            "features": 20,
            "masked_features": 10,
            "range": 1.0,
            "tested": 2000,
            "epochs": 1000,
        },
        quick={"width": 60, "masked": 12, "rates": 8, "tested": 50, "epochs": 100},
        printed=_PRINTED,
        remarks=(_FEWER, _NO_NUMBERS),
        fresh={"rates": 14, "tested": 300, "epochs": 300},
    ),
    Experiment(
        "meltzer-liu/fig9",
        "Leaky net of slope 1/2 on 32 random one-dimensional points with random targets",
        leaky_net,
        sweep_figure("Leaky net, slope 1/2, 32 random points"),
        {**_TEACHER, "width": 1024, "slope": 0.5, "axis": (0.1, 6.0), "epochs": 50},
        quick={"width": 256, "rates": 12},
        printed=_PRINTED,
        remarks=(_FEWER, _NO_NUMBERS),
    ),
)
