"""What the operators of this package ask of a net: its data in pieces, each linearised at fixed weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any, Protocol

from numerics.spectra.vectors import Vectors

__all__ = ["Loss", "Network", "Piece", "loss_number"]

Loss = Callable[[Any, Any], Any]
"""(outputs, targets) -> one number, in the arrays of the net's own library; a mean over the data unless said otherwise."""


def loss_number(value: Any) -> float:
    """What a loss has returned as a float.

    Raises
    ------
    ValueError
        If it is not one number.
    """
    shape = tuple(getattr(value, "shape", ()))
    if prod(shape) != 1:
        raise ValueError(f"loss must be one number, not of shape {shape}: take its mean over the data")
    return float(value.item()) if shape else float(value)


class Piece(Protocol):
    """Some of the data, b of D, at fixed weights; outputs are flat, datum by datum, b·K numbers."""

    @property
    def rows(self) -> slice:
        """Which of the data these are."""

    def outputs(self) -> Any:
        """The outputs, (b·K,)."""

    def push(self, direction: Any) -> Any:
        """J v for a direction v (P,): forward, (b·K,)."""

    def pushes(self, directions: Sequence[Any]) -> list[Any]:
        """J v for several directions, which may take less than one by one."""

    def pull(self, cotangents: Any) -> Any:
        """Jᵀ c for cotangents c (b·K,): backward, (P,)."""

    def jacobian(self) -> Any:
        """∂f/∂θ, (b·K, P)."""

    def loss(self, loss: Loss, targets: Any, part: slice = slice(None)) -> float:
        """The loss of some of these data, by default all."""

    def loss_gradient(self, loss: Loss, targets: Any) -> Any:
        """Derivative of the loss of these data by the outputs, (b·K,)."""

    def loss_curvature(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the outputs with a direction (b·K,)."""

    def hessian_product(self, loss: Loss, targets: Any, direction: Any) -> Any:
        """Product of the second derivative of the loss by the weights with a direction (P,)."""


class Network(Protocol):
    """A net on its data: D data with K outputs each, P weights; weights are flat vectors of its own library."""

    @property
    def weight_count(self) -> int:
        """P, the number of trainable weights."""

    @property
    def row_count(self) -> int:
        """D, the number of data."""

    @property
    def data_count(self) -> int:
        """D·K, the number of outputs of all data."""

    @property
    def separable(self) -> bool:
        """Whether the outputs of a datum are the same alone as among others."""

    @property
    def random(self) -> bool:
        """Whether each evaluation in training draws random numbers anew, other ones than a measurement has."""

    def vectors(self, weights: Any) -> Vectors:
        """The library of flat vectors in the float type and on the device of these weights."""

    def weights(self) -> Any:
        """The current weights, (P,)."""

    def linearised(self, weights: Any) -> Sequence[Piece]:
        """The data in pieces that are evaluated at once."""

    def targets(self, values: Any, weights: Any) -> Any:
        """Targets (D, …) as an array of the library, in the float type and on the device of the weights."""
