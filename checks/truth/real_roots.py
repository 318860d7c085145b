"""Exact real roots of polynomials with rational coefficients, and SymPy's numbers as those of one field."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt, lcm

from sympy import QQ, Dummy, Expr, Poly, factorint
from sympy.polys.polyerrors import NotAlgebraic, PolynomialError

from checks.truth.algebraic import Exact
from checks.truth.number_field import MOST_DEGREE, Field, FieldNumber

__all__ = ["irrational_roots", "of_one_field"]

_MOST_BITS = 400
"""Polynomials with longer coefficients are not factored: it would take long."""
_X = Dummy("x", real=True)


def irrational_roots(coefficients: Sequence[Exact]) -> list[FieldNumber]:
    """Irrational real roots of a polynomial, constant coefficient first, that are of a field of small degree.

    Examples
    --------
    >>> irrational_roots([Fraction(-2), Fraction(0), Fraction(1)])
    [−√2, √2]
    """
    rational = tuple(c for c in coefficients if isinstance(c, Fraction))
    if len(rational) < len(coefficients):
        return []
    shared = lcm(*(c.denominator for c in rational))
    whole = [int(c * shared) for c in rational]
    while whole and whole[-1] == 0:
        whole.pop()
    while whole and whole[0] == 0:
        whole.pop(0)
    content = gcd(*whole) or 1
    whole = [c // content for c in whole]
    if len(whole) < 3 or max(map(abs, whole)).bit_length() > _MOST_BITS:
        return []
    return list(_irrational(tuple(whole)))


@lru_cache(maxsize=4096)
def _irrational(whole: tuple[int, ...]) -> tuple[FieldNumber, ...]:
    found: list[FieldNumber] = []
    for factor, _ in Poly(whole[::-1], _X, domain=QQ).factor_list()[1]:
        _, plain = factor.clear_denoms(convert=True)
        parts = [int(c) for c in plain.primitive()[1].all_coeffs()][::-1]
        sign = 1 if parts[-1] > 0 else -1
        found += _roots_of([sign * c for c in parts])
    return tuple(sorted(found))


def _roots_of(whole: list[int]) -> list[FieldNumber]:
    """Real roots of an irreducible polynomial."""
    degree = len(whole) - 1
    if degree == 2:
        c, b, a = whole
        return _quadratic(a, b, c)
    if not 2 < degree <= MOST_DEGREE:
        return []
    count = Poly(whole[::-1], _X).count_roots()
    return [Field(tuple(whole), number).generator for number in range(count)]


def _quadratic(a: int, b: int, c: int) -> list[FieldNumber]:
    """(−b ± √(b² − 4ac))/2a, in the field of a square root without square factors."""
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    square, factor = _without_squares(discriminant)
    root = Field((-square, 0, 1), 1)
    return [FieldNumber(root, (Fraction(-b, 2 * a), Fraction(sign * factor, 2 * a))) for sign in (-1, 1)]


def _without_squares(number: int) -> tuple[int, int]:
    """(d, m) with number = d·m² and, but for large primes, d without square factors."""
    square, factor = 1, 1
    for prime, power in factorint(number, limit=10**5).items():
        whole = isqrt(prime)
        prime, power = (whole, 2 * power) if whole * whole == prime else (prime, power)
        factor *= prime ** (power // 2)
        square *= prime ** (power % 2)
    return square, factor


def of_one_field(values: Sequence[Expr]) -> list[Exact] | None:
    """SymPy's algebraic numbers as fractions and numbers of one field of small degree; None if there is no such field."""
    irrational = list(dict.fromkeys(value for value in values if not value.is_Rational))
    if not irrational:
        return [Fraction(int(value.p), int(value.q)) for value in values]
    try:
        domain = QQ.algebraic_field(*irrational)
        made = [domain.from_sympy(value) for value in values]
    except (NotAlgebraic, PolynomialError, NotImplementedError):
        return None
    candidates = _roots_of([int(c) for c in _whole(domain.mod.to_list()[::-1])])
    near = domain.ext.as_expr().evalf(50)
    generator = min(candidates, key=lambda root: abs(float(root) - near), default=None)
    if generator is None:
        return None
    return [
        sum((_fraction(c) * generator**power for power, c in enumerate(number.to_list()[::-1])), Fraction(0)) for number in made
    ]


def _fraction(number: object) -> Fraction:
    rational = QQ.to_sympy(number)
    return Fraction(int(rational.p), int(rational.q))


def _whole(coefficients: Sequence[object]) -> list[Fraction]:
    """The primitive whole polynomial with a positive leading coefficient that is a multiple of this one."""
    exact = [_fraction(c) for c in coefficients]
    shared = lcm(*(c.denominator for c in exact))
    content = gcd(*(int(c * shared) for c in exact))
    return [c * shared / content * (1 if exact[-1] > 0 else -1) for c in exact]
