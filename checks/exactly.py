"""Exact truth values: SymPy relations evaluated on rational numbers, with no rounding anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import inf, isqrt
from typing import TypeAlias

from sympy import Abs, Add, Expr, Integer, Max, Min, Mul, Pow, Rational, Symbol, oo, sympify
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne, Relational
from sympy.logic.boolalg import And, Boolean, BooleanFalse, BooleanTrue, Equivalent, Implies, Not, Or

__all__ = ["UndecidedError", "exact_truth", "exact_value"]

Values: TypeAlias = Mapping[str, Fraction | float]


class UndecidedError(Exception):
    """The truth value cannot be had in exact arithmetic: a value is missing, a divisor is zero, or infinities cancel."""


def exact_truth(sentence: Boolean, values: Values) -> bool:
    """Return the truth value of a Boolean combination of relations at rational values of its symbols.

    Square roots are compared as algebraic numbers. A side may be infinite; of two that are, only one that is written as
    infinity is compared with the other.

    Raises
    ------
    UndecidedError
        If a symbol has no value, or by a division by zero or by infinity, ∞ − ∞, or a comparison of two infinite values.
    """
    if isinstance(sentence, BooleanTrue):
        return True
    if isinstance(sentence, BooleanFalse):
        return False
    if isinstance(sentence, Relational):
        return _compare(sentence, values)
    if isinstance(sentence, Not):
        return not exact_truth(sentence.args[0], values)
    if isinstance(sentence, And):
        return all(exact_truth(part, values) for part in sentence.args)
    if isinstance(sentence, Or):
        return any(exact_truth(part, values) for part in sentence.args)
    if isinstance(sentence, Implies):
        return not exact_truth(sentence.args[0], values) or exact_truth(sentence.args[1], values)
    if isinstance(sentence, Equivalent):
        truths = {exact_truth(part, values) for part in sentence.args}
        return len(truths) == 1
    raise TypeError(f"not a Boolean combination of relations: {sentence!r}")


def exact_value(expression: Expr, values: Values) -> Fraction | float | Expr:
    """Return the value of an expression: a Fraction, an infinity, or an algebraic SymPy number."""
    try:
        return _compiled(expression)(values)
    except _IrrationalError:
        return _algebraic(expression, values)


def _compare(relation: Relational, values: Values) -> bool:
    left, right = exact_value(relation.lhs, values), exact_value(relation.rhs, values)
    if isinstance(left, Expr) or isinstance(right, Expr):
        sides = [Rational(side.numerator, side.denominator) if isinstance(side, Fraction) else side for side in (left, right)]
        if not all(side.is_extended_real for side in map(sympify, sides)):
            raise UndecidedError("a square root has no real value here")
        truth = relation.func(*sides)
        if truth in (True, False):
            return bool(truth)
        raise UndecidedError(f"SymPy cannot decide {truth}")
    if left == right and left in (inf, -inf) and not {oo, -oo} & set(relation.args):
        raise UndecidedError("both sides are infinite")
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


class _IrrationalError(Exception):
    """A square root left the rational numbers."""


def _power(base: Fraction | float, exponent: Fraction) -> Fraction | float:
    if base in (inf, -inf):
        if base < 0 or exponent < 0:
            raise UndecidedError("a power of infinity")
        return base
    base = Fraction(base)
    if exponent.denominator == 1:
        if exponent < 0 and base == 0:
            raise UndecidedError("division by zero")
        return base**exponent.numerator
    if exponent.denominator != 2 or base < 0:
        raise _IrrationalError
    top, bottom = isqrt(base.numerator), isqrt(base.denominator)
    if top * top != base.numerator or bottom * bottom != base.denominator:
        raise _IrrationalError
    return _power(Fraction(top, bottom), Fraction(exponent.numerator))


def _algebraic(expression: Expr, values: Values) -> Expr:
    rational = {}
    for symbol in expression.free_symbols:
        value = _lookup(symbol.name, values)
        if not isinstance(value, Fraction):
            raise UndecidedError(f"{symbol.name} is not a finite number")
        rational[symbol] = Rational(value.numerator, value.denominator)
    return expression.xreplace(rational)


def _lookup(name: str, values: Values) -> Fraction | float:
    if name not in values:
        raise UndecidedError(f"no value for {name}")
    if values[name] != values[name]:
        raise UndecidedError(f"{name} has no rational value here")
    return values[name]


@lru_cache(maxsize=4096)
def _compiled(expression: Expr) -> Callable[[Values], Fraction | float]:
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
        return lambda values: _power(parts[0](values), Fraction(parts[1](values)))
    if isinstance(expression, Max):
        return lambda values: max([part(values) for part in parts])
    if isinstance(expression, Min):
        return lambda values: min([part(values) for part in parts])
    if isinstance(expression, Abs):
        return lambda values: _magnitude(parts[0](values))
    raise TypeError(f"cannot evaluate {type(expression).__name__} exactly: {expression}")


def _magnitude(value: Fraction | float) -> Fraction | float:
    return -value if value < 0 else value


def _sum(terms: list[Fraction | float]) -> Fraction | float:
    total = sum(terms, Fraction(0))
    if total != total:
        raise UndecidedError("infinities of both signs are added")
    return total


def _product(factors: list[Fraction | float]) -> Fraction | float:
    # A zero factor wins over an infinite one: the infinite ones here are ratios that a zero output switches off.
    result: Fraction | float = Fraction(1)
    if any(factor == 0 for factor in factors):
        return Fraction(0)
    for factor in factors:
        result = result * factor
    return result
