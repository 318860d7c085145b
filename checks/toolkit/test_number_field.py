"""Numbers of a field of algebraic numbers: arithmetic against many digits, one form each, signs, roots, and refused fields."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pytest
from sympy import Rational, sqrt

from checks.truth.algebraic import root
from checks.truth.number_field import Field, FieldNumber, bits_of, common_field
from checks.truth.real_roots import irrational_roots, of_one_field

FIELDS = [Field((-2, 0, 1), 1), Field((-2, 0, 0, 1), 0), Field((25, 0, -28, 0, 4), 3), Field((-1, -1, 0, 0, 0, 1), 0)]


def some(field: Field, seed: int) -> FieldNumber:
    source = random.Random(seed)
    number = sum(
        (Fraction(source.randint(-9, 9), source.randint(1, 5)) * field.generator**k for k in range(field.degree)), Fraction(0)
    )
    return number if isinstance(number, FieldNumber) else number + field.generator


@pytest.mark.parametrize(("field", "seed"), list(product(FIELDS, range(6))), ids=str)
def test_arithmetic_is_that_of_real_numbers(field: Field, seed: int) -> None:
    a, b = some(field, seed), some(field, seed + 50)
    x, y = float(a), float(b)
    for exact, near in (
        (a + b, x + y),
        (a - b, x - y),
        (a * b, x * y),
        (a / b, x / y),
        (2 - a, 2 - x),
        (1 / a, 1 / x),
        (a**3, x**3),
    ):
        assert float(exact) == pytest.approx(near, rel=1e-9, abs=1e-9)
    assert a / b * b == a
    assert a - a == 0
    assert type(a - a) is Fraction
    assert a * a.inverse() == 1
    assert (a < b) is (x < y)
    assert abs(a) > 0
    assert (a > 0) is (x > 0)
    assert hash(a + b - b) == hash(a)
    assert a != Fraction(x)


def test_a_number_is_held_against_roots_of_other_kinds() -> None:
    two = FIELDS[0].generator
    assert two == root(Fraction(2))
    assert two + root(Fraction(3)) > 3
    assert two * root(Fraction(2)) == 2
    assert two < Fraction(1414213562373095049, 10**18) < 2 * two
    assert str(1 - Fraction(3, 2) * two) == "1 − (3/2)·√2"
    assert bits_of(two / 8) == 4


def test_roots_of_polynomials_are_those_numbers() -> None:
    assert list(map(str, irrational_roots([Fraction(1), Fraction(-1), Fraction(-1)]))) == ["−1/2 − (1/2)·√5", "−1/2 + (1/2)·√5"]
    (cube,) = irrational_roots([Fraction(-2), Fraction(0), Fraction(0), Fraction(1)])
    assert cube**3 == 2
    assert (
        irrational_roots([Fraction(-4), Fraction(0), Fraction(9)])
        == irrational_roots([Fraction(1), Fraction(0), Fraction(1)])
        == []
    )
    double = [Fraction(c) for c in (4, 0, -4, 0, 1)]  # (x² − 2)²
    assert {x * x for x in irrational_roots(double)} == {2}


def test_numbers_of_sympy_become_numbers_of_one_field() -> None:
    exact = of_one_field([Rational(1, 2), sqrt(2) / 2, sqrt(3), -sqrt(6)])
    assert exact is not None
    assert exact[1] ** 2 == Fraction(1, 2)
    assert exact[2] ** 2 == 3
    assert exact[1] * exact[2] * 2 == -exact[3]
    assert common_field(exact) is not None
    assert exact[3] < 0 < exact[1] < exact[2]
    nested = of_one_field([sqrt(1 + sqrt(2))])
    assert nested is not None
    assert (nested[0] ** 2 - 1) ** 2 == 2
    assert of_one_field([Rational(3, 4)]) == [Fraction(3, 4)]


@pytest.mark.parametrize(
    ("polynomial", "number", "said"),
    [
        ((-4, 0, 1), 1, "irreducible"),
        ((2, 0, 1), 0, "0 real roots"),
        ((-2, 0, 1), 2, "2 real roots"),
        ((-2, 0, 1), -1, "2 real roots"),
        ((-2, 1), 0, "degree"),
        ((-2, 0, -1), 0, "leading"),
        ((-2, *[0] * 8, 1), 0, "degree"),
    ],
)
def test_what_is_no_field_is_refused(polynomial: tuple[int, ...], number: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Field(polynomial, number)


def test_numbers_of_several_fields_are_not_of_one() -> None:
    with pytest.raises(ValueError, match="one field"):
        common_field([FIELDS[0].generator, FIELDS[1].generator])
    with pytest.raises(ValueError, match="one field"):
        common_field([root(Fraction(2))])
