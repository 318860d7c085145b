"""Algebraic numbers are compared exactly: against identities, against matrices that are positive definite, in statements."""

from __future__ import annotations

from fractions import Fraction
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy import ndarray
from sympy import Eq, Ge, Le, Lt, Symbol, cbrt, sqrt

from checks.truth.algebraic import Algebraic, UndecidedError, approximately, is_exact, root
from checks.truth.eigenvalues import top_eigenvalue
from checks.truth.exactly import exact_truth, exact_value

TWO, THREE, SIX = (root(Fraction(number)) for number in (2, 3, 6))


def rational(values: object) -> ndarray:
    array = np.array(values, dtype=object)
    return np.vectorize(Fraction, otypes=[object])(array)


def positive(matrix: ndarray, *, strictly: bool) -> bool:
    """Whether a symmetric matrix of fractions is positive (semi)definite, by LDLᵀ: another way to compare its eigenvalues."""
    rest = matrix.copy()
    while len(rest):
        pivot, column = rest[0, 0], rest[1:, 0]
        if pivot < 0 or (pivot == 0 and (strictly or column.any())):
            return False
        rest = rest[1:, 1:] - (np.outer(column, column) / pivot if pivot else 0)
    return True


def test_identities_between_roots_are_seen_as_such() -> None:
    assert TWO * TWO == 2
    assert TWO * THREE == SIX
    assert root(5 + 2 * SIX) == TWO + THREE
    assert (TWO + THREE) * (THREE - TWO) == 1
    assert 1 / (THREE - TWO) == TWO + THREE
    assert root(TWO, 3) ** 6 == 2
    assert root(Fraction(27, 8), 3) == Fraction(3, 2)
    assert not TWO - TWO
    assert abs(1 - TWO) == TWO - 1
    assert root(TWO - root(Fraction(2))) == 0


def test_what_is_nearly_equal_is_told_apart() -> None:
    tiny = Fraction(1, 10**60)
    assert root(2 + tiny) > TWO
    assert root(5 + 2 * SIX + tiny) > TWO + THREE
    assert root(Fraction(10) ** 40 + 1) > 10**20
    assert Fraction(3, 2) > TWO > Fraction(141421356237, 10**11)
    assert max(Fraction(7, 5), TWO, THREE - 1) is TWO
    assert float(TWO) == 2**0.5
    assert repr(TWO) == "≈ 1.41421356237"
    assert abs(approximately(TWO) ** 2 - 2) < Fraction(1, 10**14)


def test_infinity_is_larger_and_zero_no_divisor() -> None:
    assert -inf < TWO < inf
    assert inf != TWO
    assert TWO * -inf == -inf
    assert TWO + inf == inf
    with pytest.raises(ZeroDivisionError):
        1 / (TWO * TWO - 2)
    with pytest.raises(ValueError, match="no real root"):
        root(Fraction(-1))
    assert is_exact(TWO)
    assert not is_exact(1.5)


def test_arrays_are_computed_with_entry_by_entry() -> None:
    row = rational([1, 2])
    for product in (TWO * row, row * TWO):
        assert product.tolist() == [TWO, 2 * TWO]
    assert (row + TWO).tolist() == [1 + TWO, 2 + TWO]
    assert (row / TWO)[1] == TWO
    assert (TWO - row)[0] == TWO - 1
    assert np.matmul(np.array([[TWO, THREE]], dtype=object), np.array([TWO, THREE], dtype=object)).tolist() == [5]


def test_too_many_digits_are_refused_and_not_guessed() -> None:
    """Whether √a + √b + … = √a + √b + … for twenty primes would take 2²⁰ times the digits of one of them."""
    primes = [p for p in range(2, 80) if all(p % q for q in range(2, p))][:20]
    there, back = (sum((root(Fraction(p)) for p in order), Fraction(0)) for order in (primes, primes[::-1]))
    with pytest.raises(UndecidedError):
        _ = there == back


@st.composite
def matrices(draw: st.DrawFn) -> ndarray:
    size = draw(st.integers(1, 4))
    entry = st.fractions(-4, 4, max_denominator=4)
    rows = draw(st.lists(st.lists(entry, min_size=size, max_size=size), min_size=size, max_size=size))
    matrix = rational(rows)
    return matrix @ matrix.T if draw(st.booleans()) else matrix + matrix.T


@settings(max_examples=150, deadline=None, derandomize=True)
@given(matrices(), st.fractions(-20, 40, max_denominator=6))
def test_the_top_eigenvalue_is_compared_as_definiteness_says(matrix: ndarray, bound: Fraction) -> None:
    """λmax < c if and only if cI − A is positive definite, and ≤ c if and only if it is semidefinite."""
    top = top_eigenvalue(matrix)
    scale = max(abs(matrix).max(), Fraction(1))
    assert abs(float(top) - np.linalg.eigvalsh(matrix.astype(float))[-1]) < 1e-6 * scale
    near = approximately(top)
    for number in (bound, near, near - Fraction(1, 10**9), near + Fraction(1, 10**9)):
        shifted = np.diag([number] * len(matrix)) - matrix
        assert (top < number) == positive(shifted, strictly=True)
        assert (top <= number) == positive(shifted, strictly=False)


def test_rational_eigenvalues_are_fractions_and_equal_ones_are_equal() -> None:
    assert top_eigenvalue(rational([[2, 1], [1, 2]])) == Fraction(3)
    assert isinstance(top_eigenvalue(rational([[2, 1], [1, 2]])), Fraction)
    assert top_eigenvalue(rational([[0, 0], [0, 0]])) == 0
    assert top_eigenvalue(rational([["1/3", 0], [0, "1/3"]])) == Fraction(1, 3)
    golden = top_eigenvalue(rational([[2, 1], [1, 1]]))
    assert isinstance(golden, Algebraic)
    assert golden == (3 + root(Fraction(5))) / 2
    assert golden == top_eigenvalue(rational([[1, 1], [1, 2]]))
    assert golden * golden == 3 * golden - 1


def test_statements_are_judged_at_algebraic_values() -> None:
    H, x = Symbol("H"), Symbol("x")
    golden = top_eigenvalue(rational([[2, 1], [1, 1]]))
    values = {"H": golden, "x": Fraction(1, 2)}
    assert exact_truth(Eq(H**2, 3 * H - 1), values)
    assert exact_truth(Lt(x * H - 2, -Fraction(69, 100)), values)
    assert exact_truth(Le(sqrt(5) + 3, 2 * H), values)
    assert not exact_truth(Lt(sqrt(5) + 3, 2 * H), values)
    assert exact_truth(Eq(cbrt(x) ** 3, x), values)
    assert exact_truth(Ge(abs(1 - H), H - 1), values)
    assert exact_value(sqrt(x * 8), values) == 2
