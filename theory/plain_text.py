"""Formulas as one line of text: SymPy's own, but with relations and logical words as they are written on paper; or in signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from sympy import And, Basic, Expr, Implies, Or, Symbol
from sympy.printing.str import StrPrinter

__all__ = ["to_signs", "to_text"]


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


_IN_SIGNS: tuple[tuple[str, str], ...] = (
    (r"\!", ""),
    (r"\max", "max"),
    (r"\top", "ᵀ"),
    ("_t", ""),
    ("^2", "²"),
    ("_+", "₊"),
    ("_-", "₋"),
)
_IN_SIGNS += (("_{max}", "max"), ("^ᵀ", "ᵀ"), ("^*", "*"), (" ", ""))
_MEAN = re.compile(r"\\tfrac1D (.*)")


def _sign(latex: str) -> str:
    """A name in LaTeX as it is written on paper; empty if that takes more than one line."""
    text = _MEAN.sub(r"\1/D", latex)
    for found in re.findall(r"\\([a-z]+)", text):
        letter = f"GREEK SMALL LETTER {'LAMDA' if found == 'lambda' else found.upper()}"
        try:
            text = text.replace(f"\\{found}", unicodedata.lookup(letter))
        except KeyError:
            continue
    if text == "η_t":  # what is special about it
        return text
    for code, sign in _IN_SIGNS:
        text = text.replace(code, sign)
    return "" if set(text) & set("\\_^{}") else text


def to_signs(expression: Expr, names: Mapping[str, str]) -> str:
    """Return a formula as one line of signs, given the LaTeX of its symbols by name.

    Examples
    --------
    >>> from sympy import symbols
    >>> eta, theta2 = symbols("eta theta2")
    >>> to_signs(eta**2 / (3 * theta2**2), {"eta": r"\\eta", "theta2": r"\\theta_t^2"})
    'η²/(3·(θ²)²)'
    """
    known = sorted(expression.free_symbols, key=str)
    marks = {symbol: chr(0xE000 + place) for place, symbol in enumerate(known)}  # so that no sign is taken for SymPy's
    text = str(_Printer().doprint(expression.xreplace({symbol: Symbol(mark) for symbol, mark in marks.items()})))
    text = re.sub(r"\*\*2\b", "²", text)
    for code, sign in (("**", "^"), ("*", "·"), ("Max", "max"), ("Min", "min"), (" - ", " − ")):
        text = text.replace(code, sign)
    for symbol, mark in marks.items():
        sign = _sign(names.get(symbol.name, symbol.name)) or symbol.name
        text = re.sub(f"{mark}(?=[²^])", f"({sign})" if set(sign) & set("²/()|*") else sign, text).replace(mark, sign)
    return text
