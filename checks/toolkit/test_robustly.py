"""Margins in floating point: known distances, the tolerance, three-valued logic, and missing values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import And, Eq, Equivalent, Implies, Ne, Not, Or, Symbol, false, oo, sin, true

from checks.truth.robustly import compile_sentence

x, y = Symbol("x", real=True), Symbol("y", real=True)
EPSILON = 1e-12
FINITE = st.floats(-1e6, 1e6, allow_subnormal=False)


def judge(sentence: Any, **values: Any) -> tuple[float, float]:
    margins = compile_sentence(sentence)(values, EPSILON)
    return float(margins.relative), float(margins.certain)


def test_the_margin_is_the_gap_over_the_size_of_the_terms() -> None:
    assert judge(x <= y, x=1.0, y=3.0)[0] == pytest.approx(2 / 4)
    assert judge(x >= y, x=1.0, y=3.0)[0] == pytest.approx(-2 / 4)
    assert judge(x * x <= y, x=3.0, y=1.0)[0] == pytest.approx(-8 / (2 * 9 + 1), rel=0.5)
    assert judge(Eq(x, y), x=1.0, y=3.0)[0] == pytest.approx(-2 / 4)
    assert judge(Eq(x, y), x=3.0, y=3.0)[0] == 0


@given(FINITE, FINITE)
def test_only_clear_violations_are_certain(a: float, b: float) -> None:
    relative, certain = judge(x <= y, x=a, y=b)
    if certain < 0:
        assert a > b
    if certain > 0:
        assert a < b
    if abs(relative) <= EPSILON:
        assert certain == 0


@given(FINITE)
def test_rounding_is_not_a_violation(a: float) -> None:
    assert judge(Eq((x + y) - y, x, evaluate=False), x=a, y=1e6)[1] >= 0
    if a != 0:  # next to zero a margin is relative to nothing else
        assert judge(x <= y, x=float(np.nextafter(a, np.inf)), y=a)[1] >= 0


def test_a_size_given_from_outside_excuses_cancellation() -> None:
    assert judge(Eq(x, 0), x=1e-9)[1] < 0
    assert judge(Eq(x, 0), x=1e-9, x__size=1e4)[1] == 0


def test_infinity_is_not_less_than_itself() -> None:
    peak = Symbol("x", extended_real=True)
    assert judge(peak < oo, x=3.0)[1] > 0
    for false_there in (peak < oo, Ne(peak, oo)):
        assert judge(false_there, x=np.inf)[1] < 0
    for true_there in (peak <= oo, Eq(peak, oo), Not(peak < oo)):
        assert judge(true_there, x=np.inf)[1] >= 0


def test_three_valued_logic() -> None:
    holds, fails = {"x": 1.0, "y": 3.0}, {"x": 3.0, "y": 1.0}
    less, more = x < y, x > y
    alike, unlike = Equivalent(less, Not(more), Ne(x, y)), Equivalent(less, more, x > 2)
    for sentence in (less, Not(more), Or(less, more), Implies(more, less), Equivalent(less, Not(more)), alike, Ne(x, y), true):
        assert judge(sentence, **holds)[1] > 0
    for sentence in (less, And(less, Ne(x, y)), Not(more), Equivalent(less, more), unlike, false):
        assert judge(sentence, **fails)[1] < 0
    assert judge(Not(less), **holds)[0] == -judge(less, **holds)[0]


def test_missing_values_are_neither_true_nor_false() -> None:
    for sentence in (x < y, Eq(x, y), And(x < y, y > 0), Ne(x, y)):
        relative, certain = judge(sentence, x=np.nan, y=1.0)
        assert np.isnan(relative)
        assert np.isnan(certain)


def test_infinite_sides() -> None:
    assert judge(Eq(x, oo), x=np.inf)[1] != np.inf
    assert judge(x < y, x=1.0, y=np.inf)[1] > 0
    assert judge(x < y, x=np.inf, y=1.0)[1] < 0


def test_arrays_broadcast() -> None:
    margins = compile_sentence(x <= y)({"x": np.ones((3, 1)), "y": np.arange(4.0)}, EPSILON)
    assert margins.relative.shape == (3, 4)
    assert (np.sign(margins.certain) == [-1, 0, 1, 1]).all()


@pytest.mark.parametrize("wrong", ["__import__('os').system('exit 1')", x, None, sin(x) < y])
def test_other_things_are_rejected(wrong: Any) -> None:
    with pytest.raises((TypeError, AttributeError)):
        compile_sentence(wrong)
