"""The public names of `numerics` with good arguments, and what each argument may be."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

import numerics
from checks.toolkit.hostile.kinds import ANY, array, either, exact, flag, integer, none, nothing, one_of, real, sequence
from checks.toolkit.hostile.outcomes import Call
from numerics.initial import LAWS

__all__ = ["CALLS", "MADE_HERE"]

NET = numerics.TwoLayerNet([[1.0], [2.0]], 2)
LEARNING = either(array((), (ANY,), least=0), exact)
SCALE = either(real(), none)
RATE = array((), (None,), least=0)
POINTS = either(array((), (3,)), lambda value: isinstance(value, float) and math.isinf(value))
MEAN = one_of("mean", "sum", "mean_square")
DATA = array((None, None))


def _call(name: str, arguments: Any, calls: str = "", use: Any = repr, **allowed: Any) -> Call:
    given = arguments if callable(arguments) else lambda: dict(arguments)
    return Call(name, getattr(numerics, name), given, allowed, frozenset(calls.split()), use=use)


def _weights() -> np.ndarray:
    return np.array([[1.0, -1.0, 0.5, 2.0]])


_FORMS: dict[str, Any] = {"phi": [[1.0, 2.0]], "psi": [[1.0, -1.0]], "zeta": 1.0}
_GENERAL: dict[str, Any] = {"offset": [0.0], "linear": [[1.0, 0.0]], "quadratic": [[1.0, -1.0]], "gamma": 1.0}
_ENSEMBLE: dict[str, Any] = {"width": 4, "slope": 1.0}
_RUN: dict[str, Any] = {"model": NET, "targets": 0.0, "steps": 2}
_DIAGRAM: dict[str, Any] = {"ensemble": numerics.Ensemble(width=4, slope=1.0), "rates": [1.0], "steps": 3}


def _runs() -> Any:
    return numerics.simulate(NET, _weights(), 0.0, 0.1, 3)


_RUN_ALLOWED: dict[str, Any] = {
    "model": nothing,
    "weights": nothing,
    "targets": array((), (2,), (1, 2)),
    "update": none,
    "loss": none,
    "batches": none,
    "normalisation": MEAN,
    "steps": integer(0, 10),
}
_SIZES: dict[str, Any] = {"size": integer(1), "seed": integer(0)}

CALLS = (
    _call("Adam", {"rate": 0.1}, calls="rate", rate=LEARNING, betas=nothing, epsilon=real(above=0)),
    _call("BiasedQuadratic", _FORMS, phi=array((1, None)), psi=array((1, None)), zeta=real()),
    _call(
        "CertifiedRate",
        {"constant": 1.0},
        constant=real(above=0),
        degree=integer(1),
        c=real(above=0, most=4),
        least_norm=real(least=0),
    ),
    _call(
        "DeepNet",
        {"inputs": [[1.0]], "widths": (2,)},
        inputs=DATA,
        widths=lambda value: value in ((1, 2), []) if isinstance(value, (list, tuple)) else False,
        slopes=array((2,)),
        scale=SCALE,
        slope_at_zero=SCALE,
        ntk_parameterisation=flag,
    ),
    _call(
        "Ensemble",
        _ENSEMBLE,
        model=lambda value: callable(value),
        width=integer(1),
        depth=integer(2, 2),
        slope=real(),
        target=real(),
        initial_scale=real(above=0),
        law=one_of(*LAWS),
        data=one_of("toy"),
        data_count=integer(1, 1),
        input_dimension=integer(1, 1),
        eigenvalues=lambda value: isinstance(value, (tuple, list)) and value in ([1.0, 2.0], (1, 2)),
        features=integer(1),
    ),
    _call("GeneralQuadratic", _GENERAL, offset=array((1,)), linear=array((1, 2)), quadratic=array((1, 2)), gamma=real()),
    _call("GradientDescent", {"rate": 0.1}, calls="rate", rate=LEARNING),
    _call(
        "HeavyBall",
        {"rate": 0.1, "momentum": 0.5},
        calls="rate",
        rate=LEARNING,
        momentum=real(least=0, below=1),
    ),
    _call("Huber", {}, delta=real(above=0), normalisation=MEAN),
    _call("Independent", {"size": 1}, **_SIZES),
    _call("KernelRate", {}, c=real(above=0)),
    _call("Listed", {"rows": [[0]]}, rows=sequence(lambda batch: False)),
    _call("LogCosh", {}, normalisation=MEAN),
    _call("Logistic", {}, normalisation=MEAN),
    _call("ManyOutputNet", lambda: {"net": numerics.TwoLayerNet([[1.0]], 2), "classes": 2}, net=nothing, classes=integer(1)),
    _call(
        "Nesterov",
        {"rate": 0.1, "momentum": 0.5},
        calls="rate",
        rate=LEARNING,
        momentum=real(least=0, below=1),
    ),
    _call("OutputBias", lambda: {"net": numerics.TwoLayerNet([[1.0]], 2)}, net=nothing),
    _call("Piecewise", {"starts": [0], "rates": [0.1]}, starts=nothing, rates=array((1,), least=0)),
    _call("PolyakRate", {}, rho=real(above=0)),
    _call("PureQuadratic", {"psi": [[1.0, -1.0]], "zeta": 1.0}, psi=array((1, None)), zeta=real()),
    _call("Shuffled", {"size": 1}, **_SIZES),
    _call(
        "SmoothNet",
        {"inputs": [[1.0]], "width": 2},
        inputs=DATA,
        width=integer(1),
        activation=one_of("tanh", "swish"),
        scale=SCALE,
        ntk_parameterisation=flag,
    ),
    _call("Squared", {}, normalisation=MEAN),
    _call("StepList", {"rates": [0.1]}, rates=array((ANY,), least=0)),
    _call(
        "TwoLayerNet",
        {"inputs": [[1.0]], "width": 2},
        inputs=DATA,
        width=integer(1),
        slopes=array((2,)),
        scale=SCALE,
        slope_at_zero=SCALE,
        ntk_parameterisation=flag,
    ),
    _call("WeightDecay", {"rate": 0.1, "decay": 0.1}, calls="rate", rate=LEARNING, decay=real(least=0)),
    _call("Weighted", {"shares": [0.5, 0.5]}, shares=nothing),
    _call("check_model", lambda: {"model": NET, "weights": _weights()}, model=nothing, weights=nothing, tolerance=real(above=0)),
    _call(
        "classify",
        lambda: {"trajectories": _runs()},
        trajectories=nothing,
        rise=either(real(least=0), none),
        loss_ratio=real(least=0),
        loss_change=real(least=0),
        stability_slack=real(least=0),
    ),
    _call(
        "closed_map_step",
        lambda: {"u": np.ones(3), "v": np.ones(3)},
        u=POINTS,
        v=POINTS,
    ),
    _call("first_order", lambda: {"model": NET, "weights": _weights()[0]}, model=nothing, weights=nothing),
    _call(
        "initialise",
        {"law": "gaussian", "seed": 0, "indices": 2, "size": 3},
        law=one_of(*LAWS),
        seed=integer(0, 10**5000),
        indices=either(integer(0, 10), sequence(integer())),
        size=integer(0, 10),
        scale=real(),
    ),
    _call("ntk_spectrum", lambda: {"model": NET, "weights": _weights()}, model=nothing, weights=nothing),
    _call(
        "phase_diagram",
        _DIAGRAM,
        calls="update",
        ensemble=nothing,
        rates=array((None,), above=0),
        axis=none,
        values=sequence(lambda value: False),
        replicates=integer(1, 10),
        steps=integer(0, 10),
        seed=integer(0),
        engine=one_of("auto", "numpy", "compiled"),
        update=none,
        loss=none,
        batches=none,
    ),
    _call("second_order", lambda: {"model": NET, "weights": _weights()[0]}, model=nothing, weights=nothing),
    _call(
        "simulate",
        lambda: {**_RUN, "weights": _weights(), "learning_rates": 0.1},
        calls="update",
        learning_rates=RATE,
        record_every=either(integer(1), none),
        ntk_every=either(integer(1), none),
        observe=none,
        keep_outputs=flag,
        divergence_loss=either(real(above=0, infinite=True), none),
        engine=one_of("auto", "numpy", "compiled"),
        **_RUN_ALLOWED,
    ),
    _call(
        "simulate_exact",
        lambda: {**_RUN, "weights": _weights()[0], "learning_rate": Fraction(1, 10)},
        calls="update",
        use=len,
        learning_rate=either(array((), least=0), exact),
        targets=either(array((), (2,)), exact),
        **{name: kind for name, kind in _RUN_ALLOWED.items() if name != "targets"},
    ),
    _call(
        "spikes",
        {"loss": [1.0, 2.0, 1.0], "kernel": [1.0, 2.0, 1.0]},
        loss=array((3,)),
        kernel=array((3,)),
        factor=real(least=1),
        memory=integer(1),
    ),
    _call(
        "stochastic_descent",
        lambda: {"model": NET, "weights": _weights()[0], "targets": [0.0, 1.0], "rates": 0.1, "rows": [[0], [1]]},
        calls="update rates observe",
        rates=array((), (2,), least=0),
        rows=sequence(lambda batch: False),
        top=integer(0),
        record_every=integer(1),
        critical=flag,
        observe=none,
        divergence_loss=real(above=0, infinite=True),
        **{name: kind for name, kind in _RUN_ALLOWED.items() if name not in ("normalisation", "steps")},
        normalisation=either(MEAN, none),
    ),
    _call("top_ntk", lambda: {"model": NET, "weights": _weights()}, model=nothing, weights=nothing),
)
"""One call for each name that its user calls."""

MADE_HERE = {
    "Diagram": "what `phase_diagram` returns",
    "ExactState": "what `simulate_exact` returns",
    "FullBatch": "takes no arguments",
    "LAWS": "a dictionary",
    "Loss": "an abstract class",
    "Model": "a protocol",
    "Phase": "an enumeration",
    "State": "a record that rules make; `simulate` looks at one that it is given",
    "Summary": "what `Trajectories` holds",
    "Trajectories": "what `simulate` returns",
    "UpdateRule": "a protocol",
}
"""Public names that are not tried: why."""
