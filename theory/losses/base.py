"""What a loss is in symbols: ℓ(f, y) of one output and its target. L = (1/D) Σ_a ℓ(f_a, y_a) in every statement."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sympy import Expr
from sympy.logic.boolalg import Boolean

from theory.rule_numbers import brought, settle_numbers
from theory.symbols import Parameter

__all__ = ["Loss"]


@dataclass(frozen=True)
class Loss(ABC):
    """A loss of one output.

    Attributes
    ----------
    pair
        For a loss from outside the package: its numeric counterpart, see `checks.pairs.process`. The theory never looks at it.
    """

    pair: Any = field(default=None, kw_only=True, compare=False, repr=False)

    words: ClassVar[str]
    """The loss in words, as a setting prints it."""
    numbers: ClassVar[tuple[str, ...]] = ()
    """Names of the fields that are numbers."""
    brings: ClassVar[tuple[Parameter, ...]] = ()
    """The symbols that stand for those numbers unless others are given."""

    def __post_init__(self) -> None:
        settle_numbers(self)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The symbols that the loss brings: what a statement may speak of besides `theory.symbols`."""
        return brought(self)

    @abstractmethod
    def value(self, output: Expr, target: Expr) -> Expr:
        """ℓ(f, y)."""

    @abstractmethod
    def slope(self, output: Expr, target: Expr) -> Expr:
        """ℓ' = ∂ℓ/∂f."""

    def facts(self, output: Expr, target: Expr, slope: Expr) -> tuple[Boolean, ...]:
        """What is true of every output and target that the loss allows, ``slope`` being ℓ' there: bounds, signs, convexity."""
        return ()

    def allows(self, target: Expr) -> tuple[Boolean, ...]:
        """For which targets the loss is defined."""
        return ()

    def __str__(self) -> str:
        given = [f"{name} {getattr(self, name)}" for name in self.numbers if not getattr(self, name).is_Symbol]
        return ", ".join([self.words, *given])
