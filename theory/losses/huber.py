"""The Huber loss: squared near the target, of bounded slope far from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sympy import Abs, Expr, Le, Max, Min, Symbol
from sympy.logic.boolalg import Boolean

from theory.losses.base import Loss
from theory.symbols import Parameter

__all__ = ["DELTA", "Huber"]

DELTA = Parameter(Symbol("delta", positive=True), r"\delta", "residual beyond which the Huber loss is linear")


@dataclass(frozen=True)
class Huber(Loss):
    """ℓ = r²/2 where |r| ≤ δ, and δ(|r| − δ/2) beyond; convex, |ℓ'| ≤ δ, ℓ'² ≤ ℓ'r.

    Attributes
    ----------
    delta
        δ > 0.

    References
    ----------
    P. J. Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35 (1964).

    Examples
    --------
    >>> from sympy import Integer
    >>> Huber(delta=Integer(1)).slope(Integer(-3), Integer(0))
    -1
    """

    delta: Expr = DELTA.symbol

    words: ClassVar[str] = "Huber loss"
    numbers: ClassVar[tuple[str, ...]] = ("delta",)
    brings: ClassVar[tuple[Parameter, ...]] = (DELTA,)

    def value(self, output: Expr, target: Expr) -> Expr:
        """m(|r| − m/2) with m = min(|r|, δ)."""
        size = Abs(output - target)
        near = Min(size, self.delta)
        return near * (size - near / 2)

    def slope(self, output: Expr, target: Expr) -> Expr:
        """R clipped to [−δ, δ]."""
        return Max(Min(output - target, self.delta), -self.delta)

    def facts(self, output: Expr, target: Expr, slope: Expr) -> tuple[Boolean, ...]:
        """Bounded slope; its square is at most its product with the residual."""
        return (Le(slope, self.delta), Le(-slope, self.delta), Le(slope**2, slope * (output - target)))
