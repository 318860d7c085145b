"""Sentences of the alphabet as real algebra with few variables: one letter for what a polynomial does not hold.

A relation in which a symbol may be infinite becomes a relation of a letter of its own, which says no more than that it holds or
not. Absolute values, maxima, minima, roots and symbolic powers become letters, with what is known of them. What occurs as one
product only becomes one letter. What is shown of the letters holds of what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd

from sympy import Abs, Add, Basic, Eq, Expr, Ge, Gt, Le, Max, Min, Mul, Poly, PolynomialError, Pow, Rational, Symbol, together
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

__all__ = ["Lettered", "lettered", "sides"]

_LETTERLESS = (Symbol, Rational)


@dataclass(frozen=True)
class Lettered:
    """Sentences in letters.

    Attributes
    ----------
    given, goal
        The sentences; what is known of the letters is given besides.
    meaning
        What each letter stands for.
    """

    given: tuple[Boolean, ...]
    goal: Boolean
    meaning: Mapping[Symbol, Basic]


@dataclass
class _Letters:
    first: int = 1
    meaning: dict[Symbol, Basic] = field(default_factory=dict)
    known: dict[Boolean, None] = field(default_factory=dict)

    def of(self, part: Basic, **signs: bool) -> Symbol:
        """The letter of a part, always the same one."""
        for letter, meant in self.meaning.items():
            if meant == part:
                return letter
        letter = Symbol(f"X_{len(self.meaning) + self.first}", real=True, **signs)
        self.meaning[letter] = part
        return letter

    def read(self, formula: Boolean) -> Boolean:
        if not isinstance(formula, Relational):
            return formula.func(*map(self.read, formula.args)) if formula.args else formula
        if any(symbol.is_real is not True for symbol in formula.free_symbols):
            turned = formula.reversed if isinstance(formula, Ge | Gt) else formula
            return Gt(self.of(turned), 0, evaluate=False)
        left, right = map(self.term, formula.args)
        return formula.func(left, right, evaluate=False)

    def term(self, expression: Expr) -> Expr:
        if isinstance(expression, _LETTERLESS):
            return expression
        inner = tuple(map(self.term, expression.args))
        whole = expression.func(*inner)
        if isinstance(whole, Abs):
            return self._with(whole, lambda t, x: (Eq(t**2, x**2),))
        if isinstance(whole, Max):
            return self._with(whole, lambda t, *x: (*(Ge(t, part) for part in x), Eq(Mul(*(t - part for part in x)), 0)))
        if isinstance(whole, Min):
            return self._with(whole, lambda t, *x: (*(Le(t, part) for part in x), Eq(Mul(*(t - part for part in x)), 0)))
        if isinstance(whole, Pow) and whole.exp == Rational(1, 2):
            return self._with(whole, lambda t, x, _: (Eq(t**2, x),))
        if not isinstance(whole, Pow) or whole.exp.is_Integer:
            return whole
        return self.of(whole, **_signs([whole]))

    def _with(self, whole: Expr, facts: Callable[..., tuple[Boolean, ...]]) -> Symbol:
        letter = self.of(whole, **({"nonnegative": True} if isinstance(whole, Abs | Pow) else _signs([whole])))
        self.known |= dict.fromkeys(part for part in facts(letter, *whole.args) if isinstance(part, Relational))
        return letter


def lettered(given: Iterable[Boolean], goal: Boolean, *, meanings: bool = True, first: int = 1) -> Lettered:
    """Sentences as relations of polynomials or their quotients, in as few letters as keep what they say of one another.

    Parameters
    ----------
    given
        What holds, so that all parts of it have values.
    goal
        What is to follow; every part of it is known to have a value.
    meanings
        Whether what is known of roots, absolute values, maxima and minima is given besides; else they are any numbers.
    first
        Number of the first letter.
    """
    letters = _Letters(first)
    formulas = [letters.read(part) for part in (*given, goal)]
    *read, asked = _grouped([*(letters.known if meanings else ()), *formulas], letters)
    return Lettered(tuple(read), asked, letters.meaning)


def _grouped(formulas: Sequence[Boolean], letters: _Letters) -> list[Boolean]:
    """The formulas with one letter for symbols that occur in the same powers everywhere, and for powers without their base."""
    every = [side for formula in formulas for relation in formula.atoms(Relational) for side in sides(relation)]
    symbols = sorted(set().union(*(side.free_symbols for side in every)), key=str)
    if not symbols:
        return list(formulas)
    try:
        monomials = [powers for side in every for powers in Poly(side, *symbols).monoms()]
    except PolynomialError:
        return list(formulas)
    groups: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for place in range(len(symbols)):
        powers = [monomial[place] for monomial in monomials]
        common = gcd(*powers) or 1
        groups.setdefault(tuple(power // common for power in powers), []).append((place, common))
    bases = [[symbols[place] ** common for place, common in group] for group in groups.values()]
    named = [base[0] if base[0].is_Symbol and len(base) == 1 else letters.of(Mul(*base), **_signs(base)) for base in bases]
    places = [group[0] for group in groups.values()]

    def renamed(side: Expr) -> Expr:
        return Add(
            *(
                Mul(c, *(name ** (powers[place] // common) for name, (place, common) in zip(named, places, strict=True)))
                for powers, c in Poly(side, *symbols).terms()
            )
        )

    def read(formula: Boolean) -> Boolean:
        if not isinstance(formula, Relational):
            return formula.func(*map(read, formula.args)) if formula.args else formula
        above, below = map(renamed, sides(formula))
        return formula.func(above / below, 0, evaluate=False)

    return [read(formula) for formula in formulas]


def sides(relation: Relational) -> tuple[Expr, Expr]:
    """Numerator and denominator of the difference of the sides of a relation."""
    above, below = together(relation.lhs - relation.rhs).as_numer_denom()
    return above.expand(), below.expand()


def _signs(parts: Sequence[Expr]) -> dict[str, bool]:
    """What the letter of a product is declared to be."""
    for name in ("positive", "nonnegative"):
        if all(getattr(part, f"is_{name}") for part in parts):
            return {name: True}
    return {}
