"""Training problems as plain numbers: model, data, target and law of the weights; what diagrams and sweeps vary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import isfinite
from typing import Any

import numpy as np
from numpy import ndarray
from numpy.random import Generator
from scipy.linalg import expm

from numerics.datasets.bundled import BUNDLED, two_class
from numerics.initial import LAWS, generator, initialise
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.taylor import first_order, second_order
from numerics.models.two_layer import TwoLayerNet

__all__ = ["AXES", "DATA", "MODELS", "Ensemble", "Problem", "problem", "with_axis"]

MODELS = ("two_layer", "deep", "pure_quadratic", "biased_quadratic", "general_quadratic", "nqm", "linearised", "tanh", "swish")
"""Models by name; ``nqm`` and ``linearised`` are the expansions of ``two_layer`` at each initialisation."""

DATA = ("toy", "points", *BUNDLED)
"""Data by name: one datum x = 1; points U[−½, ½]^d with targets N(0, 1); the bundled images with targets ∓1."""

AXES = {
    "width": "hidden units of a net, weights of a quadratic form",
    "depth": "layers of weights",
    "slope": "slope of the activation below 0",
    "target": "factor of the targets (toy: the target)",
    "initial_scale": "factor of the initial weights",
}
"""What a diagram may vary besides the learning rate, and what it means."""

_SLOPED = ("two_layer", "deep", "nqm", "linearised")
# Streams of the problem itself; trajectories count from 0 and never reach them.
_FORMS, _POINTS = 2**40, 2**40 + 1


@dataclass(frozen=True)
class Ensemble:
    """A training problem up to its random draws; weights ~ law × ``initial_scale``.

    Attributes
    ----------
    model
        A name in `MODELS`. Nets have scale (d · widths)^(-1/2), slopes (1, ``slope``); quadratic forms ζ = (n/2)^(-1/2) and
        eigenvalues in ± pairs ~ U[``eigenvalues``], on points ψ(x) = d^(-1/2) Σ x_i W_i with randomly rotated W_i; the
        general quadratic model |φ| = 1, Σ = diag(±1) and γ = 1/(10 n).
    width, depth, slope, target, initial_scale
        See `AXES`.
    law
        A name in `numerics.initial.LAWS`.
    data
        A name in `DATA`.
    data_count, input_dimension
        Number of points, and dimension of ``points``; the toy datum has one of each, images have 784 dimensions.
    eigenvalues
        Range of |ψ_i|.
    features
        Number of feature weights of the biased quadratic model.

    Raises
    ------
    ValueError
        If a value is out of range; the message names the field.
    """

    model: str = "two_layer"
    width: int = 1024
    depth: int = 2
    slope: float = 0.0
    target: float = 0.0
    initial_scale: float = 1.0
    law: str = "gaussian"
    data: str = "toy"
    data_count: int = 1
    input_dimension: int = 1
    eigenvalues: tuple[float, float] = (1.0, 2.0)
    features: int = 10

    def __post_init__(self) -> None:
        for name, known in (("model", MODELS), ("law", tuple(LAWS)), ("data", DATA)):
            if getattr(self, name) not in known:
                raise ValueError(f"{name} must be one of {', '.join(known)}, not {getattr(self, name)!r}")
        for name in ("width", "depth", "data_count", "input_dimension", "features"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 1:
                raise ValueError(f"{name} must be a positive integer, not {value!r}")
        for name in ("slope", "target", "initial_scale"):
            if not isfinite(getattr(self, name)):
                raise ValueError(f"{name} must be finite, not {getattr(self, name)!r}")
        low, high = self.eigenvalues
        if not 0 <= low <= high < float("inf"):
            raise ValueError(f"eigenvalues must be a range 0 ≤ low ≤ high, not {self.eigenvalues!r}")
        if self.initial_scale <= 0:
            raise ValueError(f"initial_scale must be positive, not {self.initial_scale!r}")
        if self.model != "deep" and self.depth != 2:
            raise ValueError(f"depth is an axis of the model 'deep' only, not of {self.model!r}")
        if self.model not in _SLOPED and self.slope != 0:
            raise ValueError(f"slope is an axis of {', '.join(_SLOPED)}, not of {self.model!r}")
        if self.data == "toy" and (self.data_count, self.input_dimension) != (1, 1):
            raise ValueError("data_count and input_dimension belong to data = 'points', not 'toy'")
        if self.model == "pure_quadratic" and self.data not in ("toy", "points"):
            raise ValueError(f"data must be 'toy' or 'points' for 'pure_quadratic', not {self.data!r}")
        if self.data != "toy" and self.model in ("biased_quadratic", "general_quadratic"):
            raise ValueError(f"data must be 'toy' for {self.model!r}, not {self.data!r}")
        if self.model.endswith("quadratic") and self.width % 2:
            raise ValueError(f"width must be even for {self.model!r} (eigenvalues come in ± pairs), not {self.width}")


@dataclass(frozen=True, eq=False)
class Problem:
    """An ensemble with its draws: the model on its data, targets (D,) and initial weights (B, P).

    ``model`` is a function of the row where the model is an expansion at the row's own weights, see `models`.
    """

    ensemble: Ensemble
    net: Model
    targets: ndarray
    weights: ndarray

    @property
    def per_row(self) -> bool:
        """Whether each initialisation has a model of its own."""
        return self.ensemble.model in ("nqm", "linearised")

    def model(self, row: int) -> Model:
        """The model of initialisation ``row``."""
        if not self.per_row:
            return self.net
        expand = second_order if self.ensemble.model == "nqm" else first_order
        return expand(self.net, self.weights[row])


def with_axis(ensemble: Ensemble, axis: str, value: float) -> Ensemble:
    """Return the ensemble with one of `AXES` at another value.

    Raises
    ------
    ValueError
        If there is no such axis, the model has none of it, or the value is out of range.
    """
    if axis not in AXES:
        raise ValueError(f"axis must be one of {', '.join(AXES)}, not {axis!r}")
    if axis in ("width", "depth") and value != int(value):
        raise ValueError(f"{axis} must be an integer, not {value!r}")
    chosen: Any = int(value) if axis in ("width", "depth") else float(value)
    return replace(ensemble, **{axis: chosen})


def problem(ensemble: Ensemble, seed: int, indices: ndarray | list[int] | int) -> Problem:
    """Draw the problem: its data and forms from the seed, its initial weights from the streams (seed, index).

    Neighbouring points of an axis share their streams, so that they are compared on common random numbers.
    """
    net, targets = _net(ensemble, seed)
    weights = initialise(ensemble.law, seed, indices, net.weight_count, ensemble.initial_scale)
    return Problem(ensemble, net, targets, weights)


@cache
def _net(ensemble: Ensemble, seed: int) -> tuple[Model, ndarray]:
    """The model (for expansions: the net to expand) and the targets; cached, for the engine plans once a model."""
    inputs, targets = _data(ensemble, seed)
    targets = targets * ensemble.target
    if ensemble.model == "deep":
        widths = (ensemble.width,) * (ensemble.depth - 1)
        return DeepNet(inputs, widths, (1.0, ensemble.slope), ntk_parameterisation=True), targets
    if ensemble.model in ("tanh", "swish"):
        return SmoothNet(inputs, ensemble.width, ensemble.model, ntk_parameterisation=True), targets
    if ensemble.model in _SLOPED:
        return TwoLayerNet(inputs, ensemble.width, (1.0, ensemble.slope), ntk_parameterisation=True), targets
    rng, zeta = generator(seed, _FORMS), (ensemble.width / 2) ** -0.5
    if ensemble.data == "points":
        forms = np.stack([_random_form(ensemble, rng) for _ in range(ensemble.input_dimension)])
        return PureQuadratic(np.tensordot(inputs * ensemble.input_dimension**-0.5, forms, 1), zeta), targets
    half = rng.uniform(*ensemble.eigenvalues, ensemble.width // 2)
    psi = np.concatenate((half, -half))[None]
    if ensemble.model == "pure_quadratic":
        return PureQuadratic(psi, zeta), targets
    if ensemble.model == "biased_quadratic":
        return BiasedQuadratic(rng.standard_normal((1, ensemble.features)) * ensemble.features**-0.5, psi, zeta), targets
    linear, signs = rng.standard_normal((1, ensemble.width)), rng.choice(np.array([-1.0, 1.0]), (1, ensemble.width))
    return GeneralQuadratic(np.zeros(1), linear / np.linalg.norm(linear), signs, 0.1 / ensemble.width), targets


def _random_form(ensemble: Ensemble, rng: Generator) -> ndarray:
    """Qᵀ diag(±λ) Q, λ in ± pairs, Q = exp((B − Bᵀ)/√2), B Gaussian, (n, n)."""
    half = rng.uniform(*ensemble.eigenvalues, ensemble.width // 2)
    noise = rng.standard_normal((ensemble.width, ensemble.width))
    rotation = expm((noise - noise.T) / np.sqrt(2))
    form = rotation.T @ (np.concatenate((half, -half))[:, None] * rotation)
    return (form + form.T) / 2


def _data(ensemble: Ensemble, seed: int) -> tuple[ndarray, ndarray]:
    if ensemble.data == "toy":
        return np.ones((1, 1)), np.ones(1)
    if ensemble.data == "points":
        rng = generator(seed, _POINTS)
        inputs = rng.uniform(-0.5, 0.5, (ensemble.data_count, ensemble.input_dimension))
        return inputs, rng.standard_normal(ensemble.data_count)
    images = two_class(ensemble.data)
    if ensemble.data_count > len(images.train_inputs):
        raise ValueError(
            f"data_count must be at most {len(images.train_inputs)} for {ensemble.data!r}, not {ensemble.data_count}"
        )
    return images.train_inputs[: ensemble.data_count], images.train_targets[: ensemble.data_count]
