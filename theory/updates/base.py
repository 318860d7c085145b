"""What an update rule is in symbols: linear algebra in weights, memory and gradients, at whichever points it asks for them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from sympy import Expr

from theory.arguments import flag, shown
from theory.plain_text import to_signs
from theory.rule_numbers import brought, settle_numbers
from theory.symbols import OBSERVABLES, PARAMETERS, Parameter

__all__ = ["Gradient", "UpdateRule"]

Vector: TypeAlias = Any
"""Weights, or anything shaped like them: a number of one unit, a SymPy matrix, a matrix symbol."""
Gradient: TypeAlias = Callable[[Vector], Vector]
"""∇L at the weights given."""


def _taken(name: str) -> bool:
    """Whether an inner product with the memory of this name would be called as an observable or a parameter is."""
    parts = {part for known in (*OBSERVABLES, *PARAMETERS) for part in known.split("_")}
    return name in parts or f"{name}2" in parts


@dataclass(frozen=True)
class UpdateRule(ABC):
    """One step of training.

    Attributes
    ----------
    rate
        The learning rate of a step: η, or an expression in parameters and in values now of observables (a schedule that follows
        the state). `theory.symbols` has the observable ``eta_t`` for a rate that differs from step to step.
    at_rest
        Whether the memory starts at 0; if not, it starts anywhere.
    pair
        For a rule from outside the package: its numeric counterpart, see `checks.pairs.process`. The theory never looks at it.

    Raises
    ------
    TypeError
        If a number is text or a float.
    ValueError
        If a number is out of range, or what is remembered has a name that would be read as another observable.
    """

    rate: Expr = PARAMETERS["eta"].symbol
    at_rest: bool = field(default=True, kw_only=True)
    pair: Any = field(default=None, kw_only=True, compare=False, repr=False)

    words: ClassVar[str]
    """The rule in words, as a setting prints it."""
    memory: ClassVar[tuple[str, ...]] = ()
    """What it remembers of each weight, one name for each. Observables speak of the velocity, which comes first."""

    def __post_init__(self) -> None:
        settle_numbers(self)
        flag(self.at_rest, "at_rest")
        for place, name in enumerate(self.memory):
            velocity = name == "velocity" and not place
            if name in self.memory[:place] or not (velocity or (name.isalpha() and not _taken(name))):
                raise ValueError(f"memory must be named by words that mean nothing else, not {shown(name)}")

    numbers: ClassVar[tuple[str, ...]] = ("rate",)
    """Names of the fields that are numbers."""
    brings: ClassVar[tuple[Parameter, ...]] = ()
    """The symbols that stand for those numbers unless others are given."""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The symbols that the rule brings: what a statement may speak of besides `theory.symbols`."""
        return brought(self)

    @abstractmethod
    def step(self, weights: Vector, memory: tuple[Vector, ...], gradient: Gradient) -> tuple[Vector, tuple[Vector, ...]]:
        """Weights and memory after one step.

        Only sums and products with numbers: the same lines serve one unit, matrices of any size, and norms.
        """

    def __str__(self) -> str:
        names = {parameter.symbol.name: parameter.latex for parameter in (*PARAMETERS.values(), *self.parameters)}
        names |= {observable.now.name: observable.latex for observable in OBSERVABLES.values()}
        given = [
            f"{name} {to_signs(getattr(self, name), names)}"
            for name in self.numbers
            if getattr(self, name) != type(self).__dataclass_fields__[name].default
        ]
        start = [] if self.at_rest or not self.memory else ["from any memory"]
        return ", ".join([self.words, *given, *start])
