"""The bank of wrong theorems, written by hand: each sounds right, and each must be refuted by an exact counterexample."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from sympy.logic.boolalg import Boolean

from theory.statements import Claim, Quantifier, Setting, Source, Statement

__all__ = ["wrong", "wrong_claims"]


def wrong(name: str, text: str, setting: Setting, quantifier: Quantifier, conclusion: Boolean, *hypotheses: Boolean) -> Claim:
    """A claim of one statement that is wrong on purpose."""
    statement = Statement(setting, hypotheses, quantifier, conclusion)
    return Claim(id=f"FALSE-{name}", source=Source("wrong on purpose"), text=text, statements=(statement,))


def wrong_claims() -> tuple[Claim, ...]:
    """Every wrong theorem of every module in this package.

    Raises
    ------
    ValueError
        If two of them share an id, or one does not start with ``FALSE-``.
    """
    found: dict[str, Claim] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        for item in import_module(f"{__name__}.{module}").CLAIMS:
            if item.id in found or not item.id.startswith("FALSE-"):
                raise ValueError(f"{item.id!r} is taken or does not start with FALSE-")
            found[item.id] = item
    return tuple(found.values())
