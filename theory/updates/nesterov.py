"""Nesterov's momentum, m' = βm − η∇L(θ + βm), θ' = θ + m'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Expr

from theory.symbols import Parameter
from theory.updates.base import Gradient, UpdateRule, Vector
from theory.updates.heavy_ball import MOMENTUM

__all__ = ["Nesterov"]


@dataclass(frozen=True)
class Nesterov(UpdateRule):
    """m' = βm − η∇L(θ + βm), θ' = θ + m': the gradient is taken where momentum alone would lead; the memory is m.

    Attributes
    ----------
    momentum
        0 ≤ β < 1.

    References
    ----------
    I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the importance of initialization and momentum (2013), for this form.

    Examples
    --------
    >>> from sympy import Function, symbols
    >>> theta, m = symbols("theta m")
    >>> Nesterov().step(theta, (m,), Function("g"))[1]
    (beta*m - eta*g(beta*m + theta),)
    """

    momentum: Expr = MOMENTUM.symbol

    words: ClassVar[str] = "Nesterov's momentum"
    memory: ClassVar[tuple[str, ...]] = ("velocity",)
    numbers: ClassVar[tuple[str, ...]] = ("rate", "momentum")
    brings: ClassVar[tuple[Parameter, ...]] = (MOMENTUM,)

    def step(self, weights: Vector, memory: tuple[Vector, ...], gradient: Gradient) -> tuple[Vector, tuple[Vector, ...]]:
        """θ + m' and m'."""
        (velocity,) = memory
        carried = self.momentum * velocity
        velocity = carried - self.rate * gradient(weights + carried)
        return weights + velocity, (velocity,)
