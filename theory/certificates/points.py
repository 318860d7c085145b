"""Points with algebraic coordinates: each is a number of a field of square roots, or the square root of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sympy import Expr, Pow, Rational

from theory.certificates.polynomials import Monomial, Polynomial
from theory.certificates.surds import Exact, exact_number, primes_of

__all__ = ["Point", "fields_of", "point_of"]

_Odd: TypeAlias = tuple[int, ...]
"""Which of the coordinates that are square roots of numbers outside the rationals occur to an odd power."""


@dataclass(frozen=True)
class Point:
    """A point of which some coordinates are known by their squares only.

    Attributes
    ----------
    entries
        The coordinate, or its square.
    nested
        Which coordinates are given by their square; their sign does not matter here.
    """

    entries: tuple[Exact, ...]
    nested: tuple[bool, ...]

    def monomial(self, powers: Monomial) -> tuple[_Odd, Exact]:
        """The value of a monomial: which square roots are left over, and their coefficient."""
        value: Exact = Fraction(1)
        for entry, nested, power in zip(self.entries, self.nested, powers, strict=True):
            for _ in range(power // 2 if nested else power):
                value = value * entry
        return tuple(position for position, power in enumerate(powers) if self.nested[position] and power % 2), value

    def components(self, basis: Sequence[Polynomial]) -> list[list[Exact]]:
        """Vectors that span the values of a basis at this point and at those that differ from it in signs of square roots."""
        found: dict[_Odd, list[Exact]] = {}
        for number, element in enumerate(basis):
            for powers, c in element.items():
                odd, value = self.monomial(powers)
                vector = found.setdefault(odd, [Fraction(0)] * len(basis))
                vector[number] = vector[number] + c * value
        return list(found.values())

    def value(self, polynomial: Polynomial) -> Exact | None:
        """The value of a polynomial; None if it does not lie in the field."""
        found: dict[_Odd, Exact] = {(): Fraction(0)}
        for powers, c in polynomial.items():
            odd, value = self.monomial(powers)
            found[odd] = found.get(odd, Fraction(0)) + c * value
        return None if any(value for odd, value in found.items() if odd) else found[()]


def _inner(entry: Expr) -> Expr | None:
    """The number whose square root an entry is, up to a sign, if that number is irrational."""
    _, root = entry.as_coeff_Mul()
    is_root = isinstance(root, Pow) and root.exp == Rational(1, 2) and not root.base.is_Rational
    return (entry**2).expand() if is_root else None


def fields_of(entries: Sequence[Expr]) -> tuple[int, ...] | None:
    """The primes whose square roots generate the field over which a point is given; None if there is none."""
    return primes_of([_inner(entry) or entry for entry in entries])


def point_of(entries: Sequence[Expr], primes: tuple[int, ...]) -> Point:
    """A point from SymPy numbers.

    Raises
    ------
    ValueError
        If a coordinate is neither in the field of √p for the given primes nor the square root of a number in it.
    """
    inner = [_inner(entry) for entry in entries]
    numbers = tuple(exact_number(square or entry, primes) for square, entry in zip(inner, entries, strict=True))
    return Point(numbers, tuple(square is not None for square in inner))
