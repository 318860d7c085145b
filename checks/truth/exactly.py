"""Exact truth values: SymPy relations evaluated on rational and algebraic numbers, with no rounding anywhere.

A sentence is true only where every part of it has a value, by the table of `theory.definedness`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import inf, prod
from typing import TypeAlias

from sympy import Abs, Add, Basic, Expr, Integer, Max, Min, Mul, Pow, Rational, Symbol, oo
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne, Relational
from sympy.logic.boolalg import And, Boolean, BooleanFalse, BooleanTrue, Equivalent, Implies, Not, Or

from checks.truth.algebraic import Exact, UndecidedError, root
from theory.definedness import Requirement, extended, requirements

__all__ = ["UndecidedError", "exact_truth", "exact_value", "lacking"]

Values: TypeAlias = Mapping[str, Exact | float]
_LARGEST_EXPONENT, _LARGEST_OF_IRRATIONAL, _LARGEST_ROOT = 10_000, 100, 24
"""Of powers of a fraction, of powers of an irrational number, and of roots: more would be too many digits to tell signs from."""


def lacking(formula: Basic, values: Values) -> Requirement | None:
    """What a sentence or an expression lacks in order to have a value at rational values of its symbols; None if nothing.

    Raises
    ------
    UndecidedError
        If nothing is found to be lacking, but some requirement cannot be judged: a value is missing.
    """
    doubt: UndecidedError | None = None
    for requirement in requirements(_as_valued(formula, values)):
        try:
            if not _truth(requirement.needs, values):
                return requirement
        except UndecidedError as error:
            doubt = doubt or error
    if doubt is not None:
        raise doubt
    return None


@lru_cache(maxsize=4096)
def _names(formula: Basic) -> tuple[str, ...]:
    return tuple(sorted(symbol.name for symbol in formula.free_symbols if isinstance(symbol, Symbol)))


def _as_valued(formula: Basic, values: Values) -> Basic:
    """The formula, in which the symbols whose values are infinite are not declared finite."""
    infinite = frozenset(name for name in _names(formula) if values.get(name) in (inf, -inf))
    return extended(formula, infinite) if infinite else formula


def exact_truth(sentence: Boolean, values: Values) -> bool:
    """Return the truth value of a Boolean combination of relations at rational values of its symbols.

    Square roots are compared as algebraic numbers. Values may be infinite. Where a part of the sentence is undefined, it does
    not hold: False, whatever connects the part with the others.

    Raises
    ------
    UndecidedError
        If a symbol has no value, or two algebraic numbers are too close to be told apart.
    """
    if not isinstance(sentence, Boolean):
        raise TypeError(f"not a Boolean combination of relations: {sentence!r}")
    return lacking(sentence, values) is None and _truth(sentence, values)


def _truth(sentence: Boolean, values: Values) -> bool:
    """The truth value of a sentence all of whose parts have values."""
    if isinstance(sentence, BooleanTrue):
        return True
    if isinstance(sentence, BooleanFalse):
        return False
    if isinstance(sentence, Relational):
        return _compare(sentence, values)
    if isinstance(sentence, Not):
        return not _truth(sentence.args[0], values)
    if isinstance(sentence, And):
        return not _any_is(False, sentence.args, values)
    if isinstance(sentence, Or):
        return _any_is(True, sentence.args, values)
    if isinstance(sentence, Implies):
        return not _truth(sentence.args[0], values) or _truth(sentence.args[1], values)
    if isinstance(sentence, Equivalent):
        truths = {_truth(part, values) for part in sentence.args}
        return len(truths) == 1
    raise TypeError(f"not a Boolean combination of relations: {sentence!r}")


def _any_is(wanted: bool, parts: Iterable[Boolean], values: Values) -> bool:
    """Whether some part has this truth value; undecided only if that of no other part settles it."""
    doubt: UndecidedError | None = None
    for part in parts:
        try:
            if _truth(part, values) is wanted:
                return True
        except UndecidedError as error:
            doubt = doubt or error
    if doubt is not None:
        raise doubt
    return False


def exact_value(expression: Expr, values: Values) -> Exact | float:
    """Return the value of an expression: a fraction, an algebraic number or an infinity.

    Raises
    ------
    UndecidedError
        If a symbol has no value, or the expression is undefined there.
    """
    requirement = lacking(expression, values)
    if requirement is not None:
        raise UndecidedError(str(requirement))
    return _compiled(expression)(values)


def _compare(relation: Relational, values: Values) -> bool:
    left, right = _compiled(relation.lhs)(values), _compiled(relation.rhs)(values)
    if isinstance(relation, Eq):
        return left == right
    if isinstance(relation, Ne):
        return left != right
    if isinstance(relation, Le):
        return left <= right
    if isinstance(relation, Lt):
        return left < right
    if isinstance(relation, Ge):
        return left >= right
    if isinstance(relation, Gt):
        return left > right
    raise TypeError(f"unknown relation {relation!r}")


def _power(base: Exact | float, exponent: Exact | float) -> Exact | float:
    if not isinstance(exponent, Fraction):
        raise UndecidedError("an exponent that is not rational")
    if isinstance(base, float):
        return inf if base > 0 or exponent % 2 == 0 else -inf
    if exponent.denominator > _LARGEST_ROOT:
        raise UndecidedError(f"a root of order {exponent.denominator}")
    if exponent.denominator != 1:
        base, exponent = root(base, exponent.denominator), Fraction(exponent.numerator)
    if abs(exponent.numerator) > (_LARGEST_EXPONENT if isinstance(base, Fraction) else _LARGEST_OF_IRRATIONAL):
        raise UndecidedError(f"the exponent {exponent} is too large")
    if exponent.numerator < 0 and base == 0:
        raise UndecidedError("a division by 0")
    power: Exact = base**exponent.numerator
    return power


def _lookup(name: str, values: Values) -> Exact | float:
    if name not in values:
        raise UndecidedError(f"no value for {name}")
    value = values[name]
    if isinstance(value, float) and value != value:
        raise UndecidedError(f"{name} has no exact value here")
    return value


@lru_cache(maxsize=4096)
def _compiled(expression: Expr) -> Callable[[Values], Exact | float]:
    if isinstance(expression, Symbol):
        name = expression.name
        return lambda values: _lookup(name, values)
    if expression in (oo, -oo):
        infinite = float(expression)
        return lambda values: infinite
    if isinstance(expression, (Integer, Rational)):
        number = Fraction(int(expression.p), int(expression.q))
        return lambda values: number
    parts = tuple(_compiled(part) for part in expression.args)
    if isinstance(expression, Add):
        return lambda values: _sum([part(values) for part in parts])
    if isinstance(expression, Mul):
        return lambda values: _product([part(values) for part in parts])
    if isinstance(expression, Pow):
        return lambda values: _power(parts[0](values), parts[1](values))
    if isinstance(expression, Max):
        return lambda values: max([part(values) for part in parts])
    if isinstance(expression, Min):
        return lambda values: min([part(values) for part in parts])
    if isinstance(expression, Abs):
        return lambda values: _magnitude(parts[0](values))
    raise TypeError(f"cannot evaluate {type(expression).__name__} exactly: {expression}")


def _magnitude(value: Exact | float) -> Exact | float:
    return -value if value < 0 else value


def _sum(terms: list[Exact | float]) -> Exact | float:
    infinite = [term for term in terms if term in (inf, -inf)]
    return infinite[0] if infinite else sum(terms, Fraction(0))


def _product(factors: list[Exact | float]) -> Exact | float:
    if any(factor in (inf, -inf) for factor in factors):
        return -inf if sum(factor < 0 for factor in factors) % 2 else inf
    return prod(factors, start=Fraction(1))
