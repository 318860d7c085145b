"""The log-cosh loss, ℓ = log cosh(f − y)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Expr, Le, Lt, cosh, log, tanh
from sympy.logic.boolalg import Boolean

from theory.losses.base import Loss

__all__ = ["LogCosh"]


@dataclass(frozen=True)
class LogCosh(Loss):
    """ℓ = log cosh r; convex, |ℓ'| < 1, ℓ'² ≤ ℓ'r.

    Examples
    --------
    >>> from sympy import symbols
    >>> f, y = symbols("f y")
    >>> LogCosh().slope(f, y)
    tanh(f - y)
    """

    words: ClassVar[str] = "log-cosh loss"

    def value(self, output: Expr, target: Expr) -> Expr:
        """Log cosh r."""
        return log(cosh(output - target))

    def slope(self, output: Expr, target: Expr) -> Expr:
        """Tanh r."""
        return tanh(output - target)

    def facts(self, output: Expr, target: Expr, slope: Expr) -> tuple[Boolean, ...]:
        """Bounded slope; its square is at most its product with the residual."""
        return (Lt(slope, 1), Lt(-slope, 1), Le(slope**2, slope * (output - target)))
