"""The logistic loss of two classes, y = ±1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Eq, Expr, Lt, exp, log
from sympy.logic.boolalg import Boolean

from theory.losses.base import Loss

__all__ = ["Logistic"]


@dataclass(frozen=True)
class Logistic(Loss):
    """ℓ = log(1 + e^(−yf)) for y = ±1; convex, |ℓ'| < 1, ℓ' of the sign of −y.

    Examples
    --------
    >>> from sympy import Integer
    >>> Logistic().slope(Integer(0), Integer(1))
    -1/2
    """

    words: ClassVar[str] = "logistic loss"

    def value(self, output: Expr, target: Expr) -> Expr:
        """Log(1 + e^(−yf))."""
        return log(1 + exp(-target * output))

    def slope(self, output: Expr, target: Expr) -> Expr:
        """−y / (1 + e^(yf))."""
        return -target / (1 + exp(target * output))

    def facts(self, output: Expr, target: Expr, slope: Expr) -> tuple[Boolean, ...]:
        """The slope pulls towards the right sign, and is bounded."""
        return (Lt(slope, 1), Lt(-slope, 1), Lt(slope * target, 0), *self.allows(target))

    def allows(self, target: Expr) -> tuple[Boolean, ...]:
        """Targets 1 and −1."""
        return (Eq(target**2, 1),)
