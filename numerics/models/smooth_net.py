"""The two-layer net with a smooth activation, tanh or swish: not homogeneous, so no bound of the theory is claimed for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.arguments import choice
from numerics.arithmetic import Number, is_exact
from numerics.models.units import TwoLayerUnits

__all__ = ["ACTIVATIONS", "SmoothNet"]


def _tanh(z: ndarray) -> tuple[ndarray, ndarray, ndarray]:
    value = np.tanh(z)
    slope = 1 - value * value
    return value, slope, -2 * value * slope


def _swish(z: ndarray) -> tuple[ndarray, ndarray, ndarray]:
    # The logistic function through tanh: no overflow at large |z|.
    gate = (1 + np.tanh(z / 2)) / 2
    closing = gate * (1 - gate)
    return z * gate, gate + z * closing, closing * (2 + z * (1 - 2 * gate))


ACTIVATIONS = {"tanh": _tanh, "swish": _swish}


@dataclass(frozen=True, init=False, eq=False, repr=False)
class SmoothNet(TwoLayerUnits):
    """A bias-free two-layer net f(x) = s Σ_i v_i φ(u_i·x) with φ = tanh or swish (z / (1 + e^(-z))).

    Flat weights are U row by row (width × d), then v (width). Floats and balls: tanh has no exact arithmetic.

    Parameters
    ----------
    inputs
        Data points, shape (D, d).
    width
        Number n of hidden units.
    activation
        ``"tanh"`` or ``"swish"``.
    scale
        Prefactor s; None means n^(-1/2), times d^(-1/2) if ``ntk_parameterisation``.
    ntk_parameterisation
        Whether the default scale includes d^(-1/2).

    Raises
    ------
    TypeError, ValueError
        If an argument is not of the stated kind or shape.
    """

    activation: str

    def __init__(
        self,
        inputs: object,
        width: int,
        activation: str = "tanh",
        scale: Number | None = None,
        *,
        ntk_parameterisation: bool = False,
    ) -> None:
        self._set_form(inputs, width, scale, ntk_parameterisation)
        object.__setattr__(self, "activation", choice(activation, "activation", ACTIVATIONS))

    def __repr__(self) -> str:
        return f"SmoothNet(inputs {self.inputs.shape}, width={self.width}, activation={self.activation!r}, scale={self.scale!r})"

    def values_and_slopes(self, preactivations: ndarray) -> tuple[ndarray, ndarray]:
        """φ and φ' at each pre-activation."""
        return self.expansion(preactivations)[:2]

    def expansion(self, preactivations: ndarray) -> tuple[ndarray, ndarray, ndarray]:
        """φ, φ' and φ'' at each pre-activation."""
        if is_exact(preactivations):
            raise TypeError(f"{self.activation} has no exact arithmetic: weights must be floats or balls")
        return ACTIVATIONS[self.activation](preactivations)
