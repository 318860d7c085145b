"""The squared loss, ℓ = (f − y)²/2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Eq, Expr
from sympy.logic.boolalg import Boolean

from theory.losses.base import Loss

__all__ = ["SQUARED", "Squared"]


@dataclass(frozen=True)
class Squared(Loss):
    """ℓ = (f − y)²/2, whose slope is the residual.

    Examples
    --------
    >>> from sympy import symbols
    >>> f, y = symbols("f y")
    >>> Squared().slope(f, y)
    f - y
    """

    words: ClassVar[str] = "squared loss"

    def value(self, output: Expr, target: Expr) -> Expr:
        """(f − y)²/2."""
        return (output - target) ** 2 / 2

    def slope(self, output: Expr, target: Expr) -> Expr:
        """The residual f − y."""
        return output - target

    def facts(self, output: Expr, target: Expr, slope: Expr) -> tuple[Boolean, ...]:
        """It is what it is."""
        return (Eq(slope, output - target),)


SQUARED = Squared()
