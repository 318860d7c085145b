"""Training problems as plain numbers: model, data, target and law of the weights; what diagrams and sweeps vary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import choice, positive_integer, real, shown
from numerics.arguments import model as check_model
from numerics.datasets.bundled import BUNDLED, TwoClass, two_class
from numerics.initial import LAWS, generator, initialise
from numerics.model_kinds import MODELS, Maker, ModelKind
from numerics.models.base import Model

__all__ = ["AXES", "DATA", "MODELS", "Ensemble", "ModelKind", "Problem", "problem", "with_axis"]

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

# Streams of the problem itself; trajectories count from 0 and never reach them.
_FORMS, _POINTS = 2**40, 2**40 + 1


@dataclass(frozen=True)
class Ensemble:
    """A training problem up to its random draws; weights ~ law × ``initial_scale``.

    Attributes
    ----------
    model
        A name in `MODELS`, or a model of one's own: a `ModelKind`, or just the function that makes it. Nets have scale
        (d · widths)^(-1/2), slopes (1, ``slope``); quadratic forms ζ = (n/2)^(-1/2) and eigenvalues in ± pairs
        ~ U[``eigenvalues``], on points ψ(x) = d^(-1/2) Σ x_i W_i with randomly rotated W_i; the general quadratic model
        |φ| = 1, Σ = diag(±1) and γ = 1/(10 n).
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
    TypeError, ValueError
        If a value is of the wrong kind or out of range; the message names the field.
    """

    model: str | ModelKind | Maker = "two_layer"
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
        if not callable(self.model) and not isinstance(self.model, ModelKind):
            choice(self.model, "model", MODELS)
        for name, known in (("law", tuple(LAWS)), ("data", DATA)):
            choice(getattr(self, name), name, known)
        for name in ("width", "depth", "data_count", "input_dimension", "features"):
            object.__setattr__(self, name, positive_integer(getattr(self, name), name))
        for name in ("slope", "target"):
            object.__setattr__(self, name, real(getattr(self, name), name))
        object.__setattr__(self, "initial_scale", real(self.initial_scale, "initial_scale", above=0))
        if not isinstance(self.eigenvalues, (tuple, list)) or len(self.eigenvalues) != 2:
            raise TypeError(f"eigenvalues must be a range (low, high), not {shown(self.eigenvalues)}")
        low, high = (real(value, "eigenvalues", least=0) for value in self.eigenvalues)
        if low > high:
            raise ValueError(f"eigenvalues must be a range 0 ≤ low ≤ high, not {self.eigenvalues!r}")
        object.__setattr__(self, "eigenvalues", (low, high))
        kind = self.kind
        for axis, usual in (("depth", 2), ("slope", 0)):
            if axis not in kind.axes and getattr(self, axis) != usual:
                having = [name for name, other in MODELS.items() if axis in other.axes]
                models = f"the model {having[0]!r} only" if len(having) == 1 else ", ".join(having)
                raise ValueError(f"{axis} is an axis of {models}, not of {self.model_name!r}")
        if self.data == "toy" and (self.data_count, self.input_dimension) != (1, 1):
            raise ValueError("data_count and input_dimension belong to data = 'points', not 'toy'")
        if self.data in BUNDLED and self.data_count > (most := len(_images(self.data).train_inputs)):
            raise ValueError(f"data_count must be at most {most} for {self.data!r}, not {self.data_count}")
        if kind.data and self.data not in kind.data:
            raise ValueError(f"data must be {' or '.join(map(repr, kind.data))} for {self.model_name!r}, not {self.data!r}")
        if kind.even and self.width % 2:
            raise ValueError(f"width must be even for {self.model_name!r} (eigenvalues come in ± pairs), not {self.width}")

    @property
    def kind(self) -> ModelKind:
        """What is known of the model."""
        if isinstance(self.model, ModelKind):
            return self.model
        return MODELS[self.model] if isinstance(self.model, str) else ModelKind(self.model, frozenset({"slope", "depth"}))

    @property
    def model_name(self) -> str:
        """The name of the model, or of the function that makes it."""
        maker = self.model.make if isinstance(self.model, ModelKind) else self.model
        return maker if isinstance(maker, str) else getattr(maker, "__name__", type(maker).__name__)

    @property
    def dimension(self) -> int:
        """Dimension d of the data."""
        return 784 if self.data in BUNDLED else self.input_dimension

    @property
    def weight_count(self) -> int:
        """P, the number of weights of the model."""
        known = self.kind.weights
        return _net(self, 0)[0].weight_count if known is None else known(self)


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
        return self.ensemble.kind.expand is not None

    def model(self, row: int) -> Model:
        """The model of initialisation ``row``."""
        expand = self.ensemble.kind.expand
        return self.net if expand is None else expand(self.net, self.weights[row])


def with_axis(ensemble: Ensemble, axis: str, value: float) -> Ensemble:
    """Return the ensemble with one of `AXES` at another value.

    Raises
    ------
    ValueError
        If there is no such axis, the model has none of it, or the value is out of range.
    """
    choice(axis, "axis", AXES)
    number = real(value, axis)
    if axis in ("width", "depth") and not number.is_integer():
        raise ValueError(f"{axis} must be an integer, not {shown(value)}")
    chosen: Any = int(value) if axis in ("width", "depth") else number
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
    return check_model(ensemble.kind.make(ensemble, inputs, generator(seed, _FORMS))), targets * ensemble.target


@cache
def _images(name: str) -> TwoClass:
    return two_class(name)


def _data(ensemble: Ensemble, seed: int) -> tuple[ndarray, ndarray]:
    if ensemble.data == "toy":
        return np.ones((1, 1)), np.ones(1)
    if ensemble.data == "points":
        rng = generator(seed, _POINTS)
        inputs = rng.uniform(-0.5, 0.5, (ensemble.data_count, ensemble.input_dimension))
        return inputs, rng.standard_normal(ensemble.data_count)
    images = _images(ensemble.data)
    return images.train_inputs[: ensemble.data_count], images.train_targets[: ensemble.data_count]
