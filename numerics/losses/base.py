"""What a loss is: a function ℓ of one output and its target, and the coefficient c of its sum over the data."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from numpy import ndarray

from numerics.arguments import choice
from numerics.arithmetic import scalar_in_kind

__all__ = ["NORMALISATIONS", "Loss"]

NORMALISATIONS = ("mean", "sum", "mean_square")


@dataclass(frozen=True, eq=False)
class Loss(ABC):
    """L = c Σ_a ℓ(f_a, y_a), with c = 1/D (``"mean"``), 1 (``"sum"``) or 2/D (``"mean_square"``).

    A subclass says what ℓ, ℓ' and ℓ'' are, elementwise in floats, fractions or balls (see `numerics.arithmetic`). The
    coefficient is written here and nowhere else; it is also that of the NTK, c · JJᵀ.
    """

    normalisation: str = "mean"

    def __post_init__(self) -> None:
        choice(self.normalisation, "normalisation", NORMALISATIONS)

    @abstractmethod
    def term(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """ℓ(f_a, y_a), elementwise."""

    @abstractmethod
    def slope(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """∂ℓ/∂f_a, elementwise."""

    @abstractmethod
    def bend(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """∂²ℓ/∂f_a², elementwise."""

    def coefficient(self, count: int) -> Fraction:
        """The c of a loss over ``count`` data."""
        if self.normalisation == "sum":
            return Fraction(1)
        return Fraction(1 if self.normalisation == "mean" else 2, count)

    def scale(self, like: ndarray, count: int) -> Any:
        """The coefficient of ``count`` data in the arithmetic of ``like``."""
        return _as_float(self, count) if like.dtype != object else scalar_in_kind(self.coefficient(count), like)

    def check(self, targets: ndarray) -> None:
        """Raise ValueError if the loss is not defined for these targets; a subclass may object."""
        return

    def value(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """L for outputs (B, D), shape (B,)."""
        return self.term(outputs, targets).sum(axis=1) * self.scale(outputs, outputs.shape[1])

    def cotangent(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """∂L/∂f_a for outputs (B, D), same shape."""
        return self.slope(outputs, targets) * self.scale(outputs, outputs.shape[1])

    def curvature(self, outputs: ndarray, targets: ndarray) -> ndarray:
        """∂²L/∂f_a² for outputs (B, D), same shape."""
        return self.bend(outputs, targets) * self.scale(outputs, outputs.shape[1])


@lru_cache(maxsize=256)
def _as_float(loss: Loss, count: int) -> float:
    return float(loss.coefficient(count))
