"""In which roles a formula speaks of observables (now, next, initial …), and the same formula in others."""

from __future__ import annotations

from sympy import Basic
from sympy.logic.boolalg import Boolean

from theory.symbols import observable_of

__all__ = ["at", "roles"]


def at(formula: Basic, **renamed: str) -> Basic:
    """The formula with the values of some roles replaced by those of others, all at once."""
    found = {symbol: observable_of(symbol) for symbol in formula.free_symbols}
    return formula.xreplace(
        {symbol: getattr(pair[0], renamed[pair[1]]) for symbol, pair in found.items() if pair is not None and pair[1] in renamed}
    )


def roles(formula: Boolean) -> set[str]:
    """The roles in which a formula speaks of observables."""
    return {pair[1] for symbol in formula.free_symbols if (pair := observable_of(symbol)) is not None}
