"""Heavy-ball momentum, m' = βm − η∇L(θ), θ' = θ + m'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Expr, Lt, Symbol

from theory.symbols import Parameter
from theory.updates.base import Gradient, UpdateRule, Vector

__all__ = ["MOMENTUM", "HeavyBall"]

_BETA = Symbol("beta", nonnegative=True)
MOMENTUM = Parameter(_BETA, r"\beta", "momentum", (Lt(_BETA, 1),))


@dataclass(frozen=True)
class HeavyBall(UpdateRule):
    """m' = βm − η∇L(θ), θ' = θ + m'; the memory is the velocity m.

    Attributes
    ----------
    momentum
        0 ≤ β < 1.

    References
    ----------
    B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964).

    Examples
    --------
    >>> from sympy import symbols
    >>> theta, m, g = symbols("theta m g")
    >>> HeavyBall().step(theta, (m,), lambda at: g)
    (beta*m - eta*g + theta, (beta*m - eta*g,))
    """

    momentum: Expr = MOMENTUM.symbol

    words: ClassVar[str] = "heavy ball"
    memory: ClassVar[tuple[str, ...]] = ("velocity",)
    numbers: ClassVar[tuple[str, ...]] = ("rate", "momentum")
    brings: ClassVar[tuple[Parameter, ...]] = (MOMENTUM,)

    def step(self, weights: Vector, memory: tuple[Vector, ...], gradient: Gradient) -> tuple[Vector, tuple[Vector, ...]]:
        """θ + m' and m'."""
        (velocity,) = memory
        velocity = self.momentum * velocity - self.rate * gradient(weights)
        return weights + velocity, (velocity,)
