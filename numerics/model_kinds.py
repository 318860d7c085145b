"""The models that an ensemble knows by name: how each is made, and which axes and data it has. Another one is another entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy import ndarray
from numpy.random import Generator
from scipy.linalg import expm

from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.taylor import first_order, second_order
from numerics.models.two_layer import TwoLayerNet

__all__ = ["MODELS", "Maker", "ModelKind", "Sizes"]


class Sizes(Protocol):
    """What a model is made from: the fields of a `numerics.ensemble.Ensemble`."""

    width: int
    depth: int
    slope: float
    data: str
    data_count: int
    input_dimension: int
    eigenvalues: tuple[float, float]
    features: int

    @property
    def dimension(self) -> int:
        """Dimension d of the data."""


Maker = Callable[[Any, ndarray, Generator], Model]
"""(ensemble, inputs (D, d), stream of the model's own random numbers) -> model."""


def _no_numbers(sizes: Sizes) -> int:
    """None, 0."""
    return 0


@dataclass(frozen=True)
class ModelKind:
    """A kind of model, as far as an ensemble needs to know it.

    Attributes
    ----------
    make
        (ensemble, inputs (D, d), generator) -> model on these inputs; the generator is for what is random in the model itself.
    axes
        Which of depth and slope the model has; any has a width.
    data
        Names of the data that it can be made on; empty for all.
    even
        Whether the width must be even.
    expand
        (model, weights (P,)) -> the expansion at each initialisation that is trained instead; None trains the model.
    weights
        ensemble -> P, so that sizes are known before anything is made; None makes the model to see.
    numbers
        ensemble -> how many numbers are held at a time while the model is made, beside its weights and its data.
    """

    make: Maker
    axes: frozenset[str] = frozenset()
    data: tuple[str, ...] = ()
    even: bool = False
    expand: Callable[[Model, ndarray], Model] | None = None
    weights: Callable[[Any], int] | None = None
    numbers: Callable[[Any], int] = _no_numbers


def _two_layer(sizes: Sizes, inputs: ndarray, rng: Generator) -> Model:
    return TwoLayerNet(inputs, sizes.width, (1.0, sizes.slope), ntk_parameterisation=True)


def _deep(sizes: Sizes, inputs: ndarray, rng: Generator) -> Model:
    return DeepNet(inputs, (sizes.width,) * (sizes.depth - 1), (1.0, sizes.slope), ntk_parameterisation=True)


def _smooth(activation: str) -> Maker:
    def make(sizes: Sizes, inputs: ndarray, rng: Generator) -> Model:
        return SmoothNet(inputs, sizes.width, activation, ntk_parameterisation=True)

    return make


def _spectrum(sizes: Sizes, rng: Generator) -> ndarray:
    """Eigenvalues of one form, in ± pairs, (1, n)."""
    half = rng.uniform(*sizes.eigenvalues, sizes.width // 2)
    return np.concatenate((half, -half))[None]


def _zeta(sizes: Sizes) -> float:
    return float((sizes.width / 2) ** -0.5)


def _pure(sizes: Sizes, inputs: ndarray, rng: Generator) -> Model:
    if sizes.data == "toy":
        return PureQuadratic(_spectrum(sizes, rng), _zeta(sizes))
    forms = np.stack([_random_form(sizes, rng) for _ in range(sizes.input_dimension)])
    return PureQuadratic(np.tensordot(inputs * sizes.input_dimension**-0.5, forms, 1), _zeta(sizes))


def _biased(sizes: Sizes, inputs: ndarray, rng: Generator) -> Model:
    psi = _spectrum(sizes, rng)
    return BiasedQuadratic(rng.standard_normal((1, sizes.features)) * sizes.features**-0.5, psi, _zeta(sizes))


def _general(sizes: Sizes, inputs: ndarray, rng: Generator) -> Model:
    _spectrum(sizes, rng)  # a stream is read in one order, whatever is made of it
    linear, signs = rng.standard_normal((1, sizes.width)), rng.choice(np.array([-1.0, 1.0]), (1, sizes.width))
    return GeneralQuadratic(np.zeros(1), linear / np.linalg.norm(linear), signs, 0.1 / sizes.width)


def _random_form(sizes: Sizes, rng: Generator) -> ndarray:
    """Qᵀ diag(±λ) Q, λ in ± pairs, Q = exp((B − Bᵀ)/√2), B Gaussian, (n, n)."""
    half = rng.uniform(*sizes.eigenvalues, sizes.width // 2)
    noise = rng.standard_normal((sizes.width, sizes.width))
    rotation = expm((noise - noise.T) / np.sqrt(2))
    form = rotation.T @ (np.concatenate((half, -half))[:, None] * rotation)
    return (form + form.T) / 2


def _net_weights(sizes: Sizes) -> int:
    return sizes.width * (sizes.dimension + 1)


def _deep_weights(sizes: Sizes) -> int:
    inner = max(sizes.depth - 2, 0) * sizes.width**2
    return sizes.dimension if sizes.depth == 1 else sizes.width * (sizes.dimension + 1) + inner


def _form_weights(sizes: Sizes) -> int:
    return sizes.width


def _form_numbers(sizes: Sizes) -> int:
    """Those of dense forms, which one datum does not need."""
    return 3 * (sizes.data_count + sizes.input_dimension) * sizes.width**2 if sizes.data_count > 1 else 0


def _biased_weights(sizes: Sizes) -> int:
    return sizes.width + sizes.features


_SLOPE = frozenset({"slope"})

MODELS: dict[str, ModelKind] = {
    "two_layer": ModelKind(_two_layer, _SLOPE, weights=_net_weights),
    "deep": ModelKind(_deep, frozenset({"slope", "depth"}), weights=_deep_weights),
    "pure_quadratic": ModelKind(_pure, data=("toy", "points"), even=True, weights=_form_weights, numbers=_form_numbers),
    "biased_quadratic": ModelKind(_biased, data=("toy",), even=True, weights=_biased_weights),
    "general_quadratic": ModelKind(_general, data=("toy",), even=True, weights=_form_weights),
    "nqm": ModelKind(_two_layer, _SLOPE, expand=second_order, weights=_net_weights),
    "linearised": ModelKind(_two_layer, _SLOPE, expand=first_order, weights=_net_weights),
    "tanh": ModelKind(_smooth("tanh"), weights=_net_weights),
    "swish": ModelKind(_smooth("swish"), weights=_net_weights),
}
"""Models by name; ``nqm`` and ``linearised`` are the expansions of ``two_layer`` at each initialisation."""
