"""Exact truth values: rational arithmetic, square roots as algebraic numbers, infinities, and what stays undecided."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Abs, And, Eq, Equivalent, Implies, Max, Min, Ne, Not, Or, Rational, Symbol, false, oo, sin, sqrt, true

from checks.truth.exactly import UndecidedError, exact_truth, exact_value

x, y = Symbol("x", real=True), Symbol("y", real=True)
p = Symbol("p", positive=True)
HOSTILE: Any = "__import__('os').system('exit 1')"


@given(st.fractions(), st.fractions())
def test_relations_agree_with_fractions(a: Fraction, b: Fraction) -> None:
    values = {"x": a, "y": b}
    assert exact_truth(x < y, values) == (a < b)
    assert exact_truth(x >= y, values) == (a >= b)
    assert exact_truth(Eq(x * x - 2 * x * y + y * y, (x - y) ** 2, evaluate=False), values)
    assert exact_value(Max(x, y) + Min(x, y) - Abs(x), values) == a + b - abs(a)


@given(st.integers(1, 10**6), st.fractions(min_value=Fraction(1, 10**9), max_value=1))
def test_square_roots_are_compared_as_algebraic_numbers(number: int, little: Fraction) -> None:
    values = {"p": Fraction(number), "x": little}
    assert exact_truth(Eq(sqrt(p) ** 2, p, evaluate=False), values)
    assert exact_truth(sqrt(p) < sqrt(p + x), values)
    assert not exact_truth(sqrt(p) >= sqrt(p + x), values)


def test_rational_roots_stay_rational() -> None:
    assert exact_value(sqrt(p), {"p": Fraction(9, 4)}) == Fraction(3, 2)
    assert exact_truth(Eq(sqrt(p), Rational(3, 2)), {"p": Fraction(9, 4)})
    assert exact_truth(Ne(sqrt(p), Rational(14142136, 10000000)), {"p": Fraction(2)})


def test_logic() -> None:
    values = {"x": Fraction(1), "y": Fraction(2)}
    assert exact_truth(And(x < y, Not(Eq(x, y))), values)
    assert exact_truth(Or(x > y, Implies(x > y, Eq(x, y))), values)
    assert exact_truth(Equivalent(x < y, y > x), values)
    assert not exact_truth(Equivalent(x < y, Eq(x, y)), values)
    assert exact_truth(true, {})
    assert not exact_truth(false, {})


def test_infinity_as_a_whole_side() -> None:
    peak = Symbol("peak", extended_real=True)
    assert exact_truth(Eq(peak, oo), {"peak": float("inf")})
    assert exact_truth(Eq(peak, -oo), {"peak": -float("inf")})
    assert not exact_truth(Eq(peak, oo), {"peak": Fraction(10**30)})
    assert exact_truth(peak > x, {"peak": float("inf"), "x": Fraction(1)})


def test_infinite_values_where_they_are_defined() -> None:
    """What is decided where one of two sides is infinite is what holds whenever it is large enough."""
    peak = Symbol("peak", extended_real=True)
    values = {"peak": float("inf"), "x": Fraction(1), "y": Fraction(10) ** 400}
    assert exact_truth(And(peak**2 + x > 1, sqrt(peak) > x, Eq(2 * peak, oo), y + peak > y, Eq(-3 * peak, -oo)), values)
    assert exact_truth(And(Eq((-peak) ** 3, -oo), Eq((-peak) ** 2, oo), sqrt(2 * x) + peak > 5), values)


def test_a_missing_value_leaves_open_only_what_depends_on_it() -> None:
    values = {"x": Fraction(0)}
    assert exact_truth(Or(y > 0, Eq(x, 0)), values)
    assert not exact_truth(And(y > 0, Ne(x, 0)), values)
    assert not exact_truth(Or(y > 0, 1 / x > 0), values)
    for undecided in (y > 0, x + y > 0, Eq(1 / y, 1), Or(y > 0, Ne(x, 0)), Eq(sqrt(p) + y, 0)):
        with pytest.raises(UndecidedError):
            exact_truth(undecided, {**values, "p": Fraction(2)})
    with pytest.raises(UndecidedError, match="undefined at x = 0; add x ≠ 0"):
        exact_value(1 / x, values)
    with pytest.raises(UndecidedError, match="too large"):
        exact_truth(2 ** (x * 10**9 + 10**9) > 1, values)


@pytest.mark.parametrize("wrong", [HOSTILE, x, 1, None])
def test_only_sentences_have_a_truth_value(wrong: Any) -> None:
    with pytest.raises(TypeError):
        exact_truth(wrong, {"x": Fraction(1)})


@pytest.mark.parametrize("wrong", [HOSTILE, sin(x), 0.5 * x])
def test_only_rational_expressions_have_an_exact_value(wrong: Any) -> None:
    with pytest.raises((TypeError, AttributeError)):
        exact_value(wrong, {"x": Fraction(1)})


@pytest.mark.parametrize("exponent", [Fraction(1, 1000), Fraction(101, 2), Fraction(-2001, 2)])
def test_a_power_of_too_many_digits_is_undecided_at_once(exponent: Fraction) -> None:
    with pytest.raises(UndecidedError, match=r"root of order|too large"):
        exact_truth(p**x - 1 > 0, {"p": Fraction(2), "x": exponent})
    assert exact_truth(p**x - 1 > 0, {"p": Fraction(2), "x": Fraction(99, 2)})
