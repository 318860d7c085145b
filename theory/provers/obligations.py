"""What a prover owes besides a conclusion, and may use besides the hypotheses: that their parts have values.

Read off the statement as it is written, before definitions are put in and anything cancels. Provers know finite numbers only:
where the table asks for a finite value they cannot show it, and from a hypothesis they do not learn it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sympy import oo
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, BooleanAtom, Not, Or, false, true

from theory.definedness import requirements

__all__ = ["granted", "owed"]


def owed(conclusion: Boolean, *, signs: bool = True) -> tuple[Boolean, ...]:
    """What has to be proved so that every part of a conclusion has a value; ``false`` where no prover can.

    With ``signs`` without what the declared signs of the symbols decide.
    """
    return tuple(dict.fromkeys(_in_finite_numbers(item.needs, false) for item in requirements(conclusion, signs=signs)))


def granted(hypotheses: Iterable[Boolean], *, signs: bool = True) -> tuple[Boolean, ...]:
    """What follows from hypotheses that hold: every part of them has a value."""
    needs = (_in_finite_numbers(item.needs, true) for part in hypotheses for item in requirements(part, signs=signs))
    return tuple(need for need in dict.fromkeys(needs) if need is not true)


def _in_finite_numbers(needs: Boolean, finite: BooleanAtom) -> Boolean:
    """The needs, in which "is finite", which no row of the table negates, is taken to be ``finite``."""
    if isinstance(needs, Relational):
        return finite if oo in needs.args or -oo in needs.args else needs
    parts = [_in_finite_numbers(part, finite) for part in needs.args]
    absorbing = true if isinstance(needs, Or) else false
    if absorbing in parts:
        return absorbing
    kept = tuple(part for part in parts if part not in (true, false))
    return needs.func(*kept, evaluate=False) if len(kept) > 1 else kept[0] if kept else Not(absorbing)
