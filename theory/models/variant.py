"""What is known of a model under a restriction, as a value: who asks does not compare names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace

from sympy import Expr, Symbol, srepr

from theory.models.unit import UnitModel

__all__ = ["BOTH", "ONE_DATUM", "Special", "Variant"]

ONE_DATUM = ("one",)
BOTH = ("one", "many")


@dataclass(frozen=True)
class Special:
    """That a model on one datum is another one: its model and variant, and what its symbols are here."""

    model: str
    variant: str
    values: Mapping[Symbol, Expr]


@dataclass(frozen=True)
class Variant:
    """A model under a restriction.

    Attributes
    ----------
    data
        The kinds of data that it is defined for: ``"one"`` datum, ``"many"``.
    degree
        Of homogeneity in the weights, also on D data; None if there is none, or Euler's identity says nothing for all of it.
    unit
        Makes the unit that it is a sum over on one datum; None if it is no such sum.
    closed
        Whether the maps of output and NTK close on one datum, or their derivation says whether they do.
    special
        The model that it is a special case of on one datum, if there is one.
    fixed
        Parameters that the restriction gives a value.
    settles
        Whether on one datum with target 0 loss and NTK never grow again once ηH ≤ 2.
    one_slope
        Whether there is no second slope that a bound could depend on.
    trapped
        Whether regions are proved on one datum that trajectories never leave.
    definition
        What a model that a user brings is, since its name does not tell; empty for the models of this package.
    """

    data: tuple[str, ...] = BOTH
    degree: Expr | None = None
    unit: Callable[[], UnitModel] | None = None
    closed: bool = False
    special: Special | None = None
    fixed: Mapping[Symbol, Expr] = field(default_factory=dict)
    settles: bool = False
    one_slope: bool = False
    trapped: bool = False
    definition: str = ""

    def defined(self) -> Variant:
        """The same, with all that is known of it as its definition."""
        told = [f"{part.name}={_told(getattr(self, part.name))}" for part in fields(self) if part.name != "definition"]
        return replace(self, definition=" ".join(told))


def _told(value: object) -> str:
    """Text that is the same in every process."""
    if callable(value):
        return _told(value())
    if isinstance(value, UnitModel):
        return value.definition
    if isinstance(value, Special):
        return f"{value.model}|{value.variant}|{_told(value.values)}"
    if isinstance(value, Mapping):
        return str(sorted((srepr(symbol), srepr(part)) for symbol, part in value.items()))
    return srepr(value) if isinstance(value, Expr) else repr(value)
