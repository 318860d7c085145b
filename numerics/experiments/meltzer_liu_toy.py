"""Meltzer & Liu, the toy datum: pure quadratic (fig. 1), leaky nets (2, 8), quadratic with bias (6), ReLU on (4, 2) (10)."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.experiments.base import REPHRASED, Experiment, Results, Settings
from numerics.experiments.cells import Cells
from numerics.experiments.panels import sweep_figure
from numerics.experiments.sweeping import Sweep, sweep
from numerics.initial import generator
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import first_order
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import bias_norm, negative_preactivations

__all__ = ["EXPERIMENTS"]


def _axis(settings: Settings) -> ndarray:
    low, high = settings["axis"]
    return np.linspace(low, high, settings["rates"])


def _run(model: Model, weights: ndarray, target: float, settings: Settings, ratios: ndarray | None = None) -> Sweep:
    observe = {"sparsity": negative_preactivations} if isinstance(model, TwoLayerNet) else None
    if isinstance(model, BiasedQuadratic):
        observe = {"bias_norm": bias_norm}
    axis = _axis(settings) if ratios is None else ratios
    epochs = settings["epochs"]
    return sweep(model, weights, target, axis.tolist(), epochs, points=epochs, traces=settings["shown"], observe=observe)


def _with_controls(model: Model, weights: ndarray, settings: Settings) -> Results:
    """The sweep, and three that must not show its findings: the linear model, rates below the edge 2, another target."""
    below = np.linspace(0.1, 1.8, 8)
    return {
        "main": _run(model, weights, settings["target"], settings),
        "controls": {
            "linear model": _run(first_order(model, weights), weights, settings["target"], settings),
            "sub-critical": _run(model, weights, settings["target"], settings, below),
            "large target": _run(model, weights, settings["target"] + 3.0, settings, below),
        },
    }


def _spectrum(law: tuple[float, float] | list[float], width: int, rng: np.random.Generator) -> ndarray:
    """Eigenvalues in ± pairs, uniform on the interval; the eigenbasis is a rotation, which Gaussian weights do not see."""
    half = rng.uniform(law[0], law[1], width // 2) if law[1] > law[0] else np.full(width // 2, law[0])
    return np.concatenate((half, -half))


def pure_quadratic(settings: Settings, cells: Cells) -> Results:
    """f = (ζ/2) θᵀψθ, ψ diagonal."""
    results: Results = {}
    for label, law in (("main", settings["eigenvalues"]), ("other", (1.0, 1.0))):
        rng = generator(settings["seed"], 0)
        zeta = (settings["width"] / 2) ** -0.5
        spectrum = _spectrum(law, settings["width"], rng)
        weights = rng.standard_normal((settings["width"],))
        model = PureQuadratic(spectrum[None], zeta)
        constants = {"zeta": zeta, "psi2_top": float((spectrum**2).max())}
        if label == "main":
            results = _with_controls(model, weights, settings)
            results["main"]["constants"] = constants
            results["controls"]["linear model"]["constants"] = constants
        else:
            other = _run(model, weights, settings["target"], settings)
            results["controls"]["other spectrum"] = {**other, "constants": constants}
    return results


def leaky_net(settings: Settings, cells: Cells) -> Results:
    """A two-layer net on one datum."""
    results: Results = {}
    x, width = float(settings["x"]), settings["width"]
    for label, slope in (("main", settings["slope"]), ("other", 1.0)):
        weights = generator(settings["seed"], 0).standard_normal((2 * width,))
        model = TwoLayerNet([[x]], width, (1.0, slope))
        constants = {"s": float(model.scale), "a_plus": 1.0, "a_minus": float(slope), "x2": x * x}
        if label == "main":
            results = _with_controls(model, weights, settings)
            results["main"] |= {"constants": constants, "initial_output": float(model.outputs(weights[None])[0, 0])}
        else:
            other = _run(model, weights, settings["target"], settings)
            results["controls"]["linear net"] = {**other, "constants": constants}
    return results


def biased(settings: Settings, cells: Cells) -> Results:
    """f = φ·θ_f + (ζ/2) θ_mᵀψθ_m; the norm in question is N = θ_m² + 2(φ·θ_f)²/φ²."""
    rng = generator(settings["seed"], 0)
    features, width = settings["features"], settings["width"]
    phi = rng.standard_normal((1, features)) * features**-0.5
    zeta = (width / 2) ** -0.5
    spectrum = _spectrum(settings["eigenvalues"], width, rng)
    weights = rng.standard_normal((features + width,))
    model = BiasedQuadratic(phi, spectrum[None], zeta)
    results = _with_controls(model, weights, settings)
    results["main"]["constants"] = {
        "zeta": zeta,
        "psi2_top": float((spectrum**2).max()),
        "phi2": float((phi**2).sum()),
        "phi_theta_0": float(phi[0] @ weights[:features]),
        "N_bias_0": float(bias_norm(model, weights[None])[0]),
    }
    return results


_SHOWN = (1.0, 2.2, 3.0, 3.8)
_QUADRATIC = {"width": 1000, "target": 0.0, "epochs": 1000, "seed": 1, "shown": _SHOWN, "axis": (0.1, 4.0), "rates": 40}
_NET = {"x": 1.0, "target": 0.0, "width": 1024, "epochs": 1000, "seed": 1, "shown": _SHOWN, "axis": (0.1, 6.0), "rates": 60}
_DIAGONAL = "ψ is taken diagonal: its random eigenbasis is a rotation, and Gaussian weights have the same law in every basis."
_NO_STOP = "Every run makes the stated number of steps; the paper stops at a change of loss below 1e-8."

EXPERIMENTS = (
    Experiment(
        "meltzer-liu/fig1",
        "Pure quadratic model on the toy datum (1, 0), learning rate varied",
        pure_quadratic,
        sweep_figure("Pure quadratic model, (x, y) = (1, 0)"),
        {**_QUADRATIC, "eigenvalues": (1.0, 2.0)},
        quick={"epochs": 300, "rates": 14},
        printed={"bound": "near 7/3", "converges": "up to 3.9", "final kernel": "η‖H_∞‖ ≤ 2"},
        remarks=(_DIAGONAL, _NO_STOP, REPHRASED),
        differences=(
            "Ours converges to 3.8 and diverges at 3.9; of 16 further initialisations 5 do the same and 11 converge to 3.9.",
        ),
        fresh={"seed": 2001},
    ),
    Experiment(
        "meltzer-liu/fig2",
        "Leaky net of slope 1/2 on the toy datum (1, 0), learning rate varied",
        leaky_net,
        sweep_figure("Leaky net, slope 1/2, (x, y) = (1, 0)"),
        {**_NET, "slope": 0.5},
        quick={"epochs": 300, "rates": 20},
        printed={"bound": "near 5/2", "converges": "up to about 4.7", "final kernel": "η‖H_∞‖ ≤ 2"},
        remarks=(_NO_STOP,),
        differences=(
            "Ours converges to 4.6, as do 4 of 16 further initialisations (the others to 4.4 or 4.5): never to the paper's 4.7.",
            "Our bound is at 2.36, as it fluctuates with the initialisation.",
        ),
    ),
    Experiment(
        "meltzer-liu/fig6",
        "Quadratic model with bias on the toy datum, 10 features and 100 meta-features",
        biased,
        sweep_figure("Quadratic model with bias, (x, y) = (1, 0)", norm="bias_norm"),
        {**_QUADRATIC, "width": 100, "features": 10, "eigenvalues": (1.0, 1.0)},
        quick={"epochs": 300, "rates": 14},
        printed={"bound": "4/(2φ² + Cθ₀² + C(φ·θ₀)²/φ²)", "final kernel": "η‖H_∞‖ ≤ 2"},
        remarks=(
            _DIAGONAL,
            _NO_STOP,
            REPHRASED,
            "The paper's bound is for the plain weight norm; the norm that provably falls is N = θ_m² + 2(φ·θ_f)²/φ².",
        ),
        fresh={"seed": 2001},
    ),
    Experiment(
        "meltzer-liu/fig8",
        "Leaky net of slope 3/4 on the toy datum (1, 0), learning rate varied",
        leaky_net,
        sweep_figure("Leaky net, slope 3/4, (x, y) = (1, 0)"),
        {**_NET, "slope": 0.75},
        quick={"epochs": 300, "rates": 20},
        printed={"bound": "near 25/8", "converges": "not known to us in numbers", "final kernel": "η‖H_∞‖ ≤ 2"},
        remarks=(_NO_STOP,),
        differences=("Our bound is at 3.04, as it fluctuates with the initialisation.",),
    ),
    Experiment(
        "meltzer-liu/fig10",
        "ReLU net on the datum (4, 2), learning rate varied",
        leaky_net,
        sweep_figure("ReLU net, (x, y) = (4, 2)", third="sparsity"),
        {**_NET, "x": 4.0, "target": 2.0, "slope": 0.0, "epochs": 100, "axis": (0.1, 4.5), "rates": 45},
        quick={"rates": 23},
        printed={"bound": "η‖H₀‖ < 4", "final kernel": "η‖H_∞‖ ≤ 2"},
        remarks=(_NO_STOP,),
        differences=("No rate to 4.5 diverges: beyond 4 units flip, and the net dies (4.1, 4.2) or converges sparse.",),
    ),
)
