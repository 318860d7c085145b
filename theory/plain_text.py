"""Formulas as one line of text: SymPy's own, but with relations and logical words as they are written on paper."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import And, Basic, Implies, Or
from sympy.printing.str import StrPrinter

__all__ = ["to_text"]


_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}


class _Printer(StrPrinter):
    def _print_Relational(self, relation: Basic) -> str:
        sign = _SIGNS.get(relation.rel_op, relation.rel_op)
        return f"{self._print(relation.lhs)} {sign} {self._print(relation.rhs)}"

    def _joined(self, parts: Iterable[Basic], word: str) -> str:
        return word.join(
            f"({self._print(part)})" if isinstance(part, (And, Or, Implies)) else self._print(part) for part in parts
        )

    def _print_And(self, sentence: Basic) -> str:
        return self._joined(sorted(sentence.args, key=str), " and ")

    def _print_Or(self, sentence: Basic) -> str:
        return self._joined(sorted(sentence.args, key=str), " or ")

    def _print_Implies(self, sentence: Basic) -> str:
        return self._joined(sentence.args, " ⇒ ")

    def _print_Equivalent(self, sentence: Basic) -> str:
        return self._joined(sorted(sentence.args, key=str), " ⇔ ")

    def _print_Not(self, sentence: Basic) -> str:
        return f"not {self._joined(sentence.args, '')}"


def to_text(expression: Basic) -> str:
    """Return a formula as one line, with the names that `theory.symbols` gives its symbols.

    Examples
    --------
    >>> from sympy import Eq, Implies
    >>> from theory import OBSERVABLES
    >>> H, theta2 = OBSERVABLES["H"], OBSERVABLES["theta2"]
    >>> to_text(Implies(Eq(H.now, 0), theta2.next <= theta2.now))
    'H = 0 ⇒ theta2_next ≤ theta2'
    """
    return str(_Printer().doprint(expression))
