"""A hypothesis that our reading adds to a printed sentence: a value that can be named, and taken out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sympy import Implies, Or
from sympy.logic.boolalg import And, Boolean

if TYPE_CHECKING:
    from theory.statements import Setting, Statement

__all__ = ["Added"]


@dataclass(frozen=True)
class Added:
    """A hypothesis that a print does not state, and that the statements of our reading have.

    Attributes
    ----------
    name
        What is assumed, as it is shown: ``"y = 0"``.
    parts
        The sentences it is made of. Each is a hypothesis of a statement, a premise of its conclusion (``Implies``) or an
        exception to it (``Or``).
    settings
        Pairs of the setting that our reading has and the wider one of the print.

    Examples
    --------
    >>> from theory import claim
    >>> read = claim("ML-2")
    >>> [added.name for added in read.added]
    ['f_t ≠ 0']
    """

    name: str
    parts: tuple[Boolean, ...] = ()
    settings: tuple[tuple[Setting, Setting], ...] = ()

    def __init_subclass__(cls) -> None:
        raise TypeError("nothing can be derived from an Added: it would be taken out otherwise here than there")

    def without(self, statement: Statement) -> Statement:
        """The statement without this hypothesis; the statement itself if it does not have it."""
        wider = dict(self.settings).get(statement.setting, statement.setting)
        kept = tuple(part for part in statement.hypotheses if part not in self.parts)
        return replace(statement, setting=wider, hypotheses=kept, conclusion=self._unconditional(statement.conclusion))

    def _unconditional(self, conclusion: Boolean) -> Boolean:
        if isinstance(conclusion, Implies):
            premise, asserted = conclusion.args
            kept = [part for part in And.make_args(premise) if part not in self.parts]
            return conclusion if len(kept) == len(And.make_args(premise)) else Implies(And(*kept), asserted) if kept else asserted
        if isinstance(conclusion, Or):
            kept = [part for part in conclusion.args if part not in self.parts]
            return Or(*kept) if len(kept) < len(conclusion.args) else conclusion
        return conclusion
