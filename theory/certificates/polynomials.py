"""Polynomials as plain dictionaries from exponents to exact numbers: what the search computes with, quickly.

Nothing here is trusted: a certificate that comes out is checked by SymPy when it is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import TypeAlias

from sympy import Add, Expr, Mul, Poly, Symbol

from theory.certificates.surds import Exact, exact_number, to_sympy

__all__ = ["Monomial", "Polynomial", "degree", "from_expression", "monomials", "product", "to_expression", "total"]

Monomial: TypeAlias = tuple[int, ...]
Polynomial: TypeAlias = dict[Monomial, Exact]


def from_expression(expression: Expr, variables: tuple[Symbol, ...], primes: tuple[int, ...]) -> Polynomial:
    """The polynomial of a SymPy expression with coefficients in the field of √p for the given primes.

    Raises
    ------
    ValueError
        If a coefficient lies in no such field.
    sympy.PolynomialError
        If the expression is no polynomial in the variables.
    """
    terms = Poly(expression, *variables).terms()
    return {powers: exact_number(c, primes) for powers, c in terms if c != 0}


def to_expression(polynomial: Polynomial, variables: tuple[Symbol, ...]) -> Expr:
    """The same polynomial in SymPy."""
    return Add(*(Mul(to_sympy(c), *(x**e for x, e in zip(variables, powers, strict=True))) for powers, c in polynomial.items()))


def degree(polynomial: Polynomial) -> int:
    """The total degree; 0 for the zero polynomial."""
    return max((sum(powers) for powers in polynomial), default=0)


def product(first: Polynomial, second: Polynomial, factor: Exact | int = 1) -> Polynomial:
    """Factor times the product of two polynomials."""
    found: Polynomial = {}
    for left, a in first.items():
        scaled = a * factor
        for right, b in second.items():
            powers = tuple(map(int.__add__, left, right))
            found[powers] = found.get(powers, Fraction(0)) + scaled * b
    return {powers: c for powers, c in found.items() if c}


def total(weighted: Iterable[tuple[Exact, Polynomial]]) -> Polynomial:
    """The linear combination of polynomials with these weights."""
    found: Polynomial = {}
    for weight, polynomial in weighted:
        for powers, c in polynomial.items():
            found[powers] = found.get(powers, Fraction(0)) + weight * c
    return {powers: c for powers, c in found.items() if c}


def monomials(count: int, highest: int, lowest: int = 0) -> Iterator[Monomial]:
    """All exponents of ``count`` variables with a total degree between ``lowest`` and ``highest``."""
    for order in range(lowest, highest + 1):
        for chosen in combinations_with_replacement(range(count), order):
            yield tuple(chosen.count(position) for position in range(count))
