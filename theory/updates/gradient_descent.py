"""Gradient descent, θ' = θ − η∇L."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from theory.updates.base import Gradient, UpdateRule, Vector

__all__ = ["GRADIENT_DESCENT", "GradientDescent"]


@dataclass(frozen=True)
class GradientDescent(UpdateRule):
    """θ' = θ − η∇L(θ).

    Examples
    --------
    >>> from sympy import symbols
    >>> theta, g = symbols("theta g")
    >>> GradientDescent().step(theta, (), lambda at: g)
    (-eta*g + theta, ())
    """

    words: ClassVar[str] = "gradient descent"

    def step(self, weights: Vector, memory: tuple[Vector, ...], gradient: Gradient) -> tuple[Vector, tuple[Vector, ...]]:
        """θ − η∇L(θ)."""
        return weights - self.rate * gradient(weights), ()


GRADIENT_DESCENT = GradientDescent()
