"""Gradient descent with weight decay, θ' = (1 − ημ)θ − η∇L."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Expr, Symbol

from theory.symbols import Parameter
from theory.updates.base import Gradient, UpdateRule, Vector

__all__ = ["DECAY", "WeightDecay"]

DECAY = Parameter(Symbol("mu", nonnegative=True), r"\mu", "weight decay")


@dataclass(frozen=True)
class WeightDecay(UpdateRule):
    """θ' = (1 − ημ)θ − η∇L(θ): gradient descent on L + (μ/2)θ², L being the loss without that term.

    Attributes
    ----------
    decay
        μ ≥ 0.

    Examples
    --------
    >>> from sympy import symbols
    >>> theta, g = symbols("theta g")
    >>> WeightDecay().step(theta, (), lambda at: g)[0]
    -eta*g + theta*(-eta*mu + 1)
    """

    decay: Expr = DECAY.symbol

    words: ClassVar[str] = "gradient descent with weight decay"
    numbers: ClassVar[tuple[str, ...]] = ("rate", "decay")
    brings: ClassVar[tuple[Parameter, ...]] = (DECAY,)

    def step(self, weights: Vector, memory: tuple[Vector, ...], gradient: Gradient) -> tuple[Vector, tuple[Vector, ...]]:
        """(1 − ημ)θ − η∇L(θ)."""
        return (1 - self.rate * self.decay) * weights - self.rate * gradient(weights), ()
