"""The numbers of an update rule or a loss: exact, and in the range of the symbols that stand for them."""

from __future__ import annotations

from typing import Any

from sympy.logic.boolalg import false

from theory.arguments import shown, symbol_like
from theory.symbols import Parameter

__all__ = ["brought", "settle_numbers"]


def brought(item: Any) -> tuple[Parameter, ...]:
    """The parameters that stand for numbers of an update rule or a loss, as it was made."""
    used: set[Any] = set().union(*(getattr(item, name).free_symbols for name in item.numbers))
    return tuple(parameter for parameter in item.brings if parameter.symbol in used)


def settle_numbers(item: Any) -> None:
    """Make the fields that ``numbers`` names exact expressions.

    Raises
    ------
    TypeError
        If one is text or a float.
    ValueError
        If one has not the sign of the symbol that stands for it by default, or breaks what is known of that symbol.
    """
    usually: dict[Any, Parameter] = {parameter.symbol: parameter for parameter in item.brings}
    for name in item.numbers:
        usual = type(item).__dataclass_fields__[name].default
        value = symbol_like(getattr(item, name), name, usual)
        for fact in usually[usual].within if usual in usually else ():
            if fact.subs(usual, value) == false:
                raise ValueError(f"{name} must fulfil {fact}, {usual} being {shown(value)}")
        object.__setattr__(item, name, value)
