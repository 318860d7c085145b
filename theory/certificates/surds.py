"""Exact real numbers Σ_S q_S √(Π_{p∈S} p) with rational q_S: the field of the square roots of some primes.

Square roots of distinct primes are independent over the rationals, so a number is zero only if all its parts are, and its
sign is found by squaring, without any rounding. Without roots a number is a plain ``Fraction``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import prod, sqrt
from typing import TypeAlias

from sympy import Expr, Integer, Pow, Rational, S, expand, factorint
from sympy import sqrt as root_of

__all__ = ["Exact", "Surd", "exact_number", "primes_of", "sign", "to_sympy"]


@dataclass(frozen=True)
class Surd:
    """A number of the field of √p for some primes p.

    Attributes
    ----------
    primes
        The primes, at least one.
    parts
        2^len(primes) rational coefficients: bit i of the position says whether √(primes[i]) is a factor.
    """

    primes: tuple[int, ...]
    parts: tuple[Fraction, ...]

    def _of(self, other: Exact | int) -> Surd:
        if isinstance(other, Surd):
            if other.primes != self.primes:
                raise ValueError(f"numbers of different fields: {self.primes} and {other.primes}")
            return other
        return Surd(self.primes, (Fraction(other), *(Fraction(0) for _ in self.parts[1:])))

    def __add__(self, other: Exact | int) -> Surd:
        return Surd(self.primes, tuple(a + b for a, b in zip(self.parts, self._of(other).parts, strict=True)))

    def __neg__(self) -> Surd:
        return Surd(self.primes, tuple(-a for a in self.parts))

    def __sub__(self, other: Exact | int) -> Surd:
        return self + -self._of(other)

    def __rsub__(self, other: Exact | int) -> Surd:
        return self._of(other) - self

    def __mul__(self, other: Exact | int) -> Surd:
        if not isinstance(other, Surd):
            return Surd(self.primes, tuple(a * other for a in self.parts))
        parts = [Fraction(0)] * len(self.parts)
        for first, a in enumerate(self.parts):
            for second, b in enumerate(self._of(other).parts) if a else ():
                shared = (p for bit, p in enumerate(self.primes) if first & second & 1 << bit)
                parts[first ^ second] += a * b * prod(shared)
        return Surd(self.primes, tuple(parts))

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other: Exact | int) -> Surd:
        return self * self._of(other).inverse()

    def __rtruediv__(self, other: Exact | int) -> Surd:
        return self._of(other) * self.inverse()

    def __bool__(self) -> bool:
        return any(self.parts)

    def __eq__(self, other: object) -> bool:
        return self.parts == self._of(other).parts if isinstance(other, Surd | Fraction | int) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.parts)

    def __float__(self) -> float:
        roots = (prod(p for bit, p in enumerate(self.primes) if mask & 1 << bit) for mask in range(len(self.parts)))
        return float(sum(float(a) * sqrt(root) for a, root in zip(self.parts, roots, strict=True)))

    def halves(self) -> tuple[Exact, Exact]:
        """a and b with this number = a + b √(last prime)."""
        half = len(self.parts) // 2
        low, high = self.parts[:half], self.parts[half:]
        return (Surd(self.primes[:-1], low), Surd(self.primes[:-1], high)) if half > 1 else (low[0], high[0])

    def inverse(self) -> Surd:
        """1 over this number.

        Raises
        ------
        ZeroDivisionError
            If it is zero.
        """
        a, b = self.halves()
        norm = a * a - b * b * self.primes[-1]
        if not norm:
            raise ZeroDivisionError("division by zero")
        parts = tuple(part for number in (a / norm, -b / norm) for part in _parts(number))
        return Surd(self.primes, parts)


Exact: TypeAlias = Fraction | Surd


def _parts(number: Exact) -> tuple[Fraction, ...]:
    return number.parts if isinstance(number, Surd) else (number,)


def sign(number: Exact) -> int:
    """−1, 0 or 1, without rounding."""
    if isinstance(number, Fraction):
        return (number > 0) - (number < 0)
    a, b = number.halves()
    first, second = sign(a), sign(b)
    if first * second >= 0:
        return first or second
    return first * sign(a * a - b * b * number.primes[-1])


def primes_of(expressions: Iterable[Expr]) -> tuple[int, ...] | None:
    """The primes whose square roots occur in the numbers of some expressions; None if there are other irrational numbers."""
    found: set[int] = set()
    for expression in expressions:
        for number in expression.atoms(Pow):
            if number.is_number and not number.is_Rational:
                base, exponent = number.args
                if not base.is_Rational or base < 0 or (2 * exponent).is_Integer is not True:
                    return None
                found |= {int(p) for p in (*factorint(base.p), *factorint(base.q)) if p > 1}
        if any(atom.is_irrational for atom in expression.atoms() if atom.is_number):
            return None
    return tuple(sorted(found))


def exact_number(value: Expr, primes: tuple[int, ...]) -> Exact:
    """A SymPy number of the field of √p for the given primes.

    Raises
    ------
    ValueError
        If it is no such number.
    """
    parts = [Fraction(0)] * 2 ** len(primes)
    for term in expand(value).as_ordered_terms() if value != 0 else ():
        rational, root = term.as_coeff_Mul()
        square = root**2
        if not rational.is_Rational or not square.is_Integer or not root.is_positive:
            raise ValueError(f"{value} is not a number of the field of the square roots of {primes}")
        mask, left = 0, int(square)
        for bit, prime in enumerate(primes):
            if left % prime == 0:
                mask, left = mask | 1 << bit, left // prime
        if left != 1:
            raise ValueError(f"{value} is not a number of the field of the square roots of {primes}")
        parts[mask] += Fraction(int(rational.p), int(rational.q))
    return Surd(primes, tuple(parts)) if primes else parts[0]


def to_sympy(number: Exact) -> Expr:
    """The same number as a SymPy expression."""
    if isinstance(number, Fraction):
        return Rational(number.numerator, number.denominator)
    total: Expr = S.Zero
    for mask, part in enumerate(number.parts):
        if part:
            total += to_sympy(part) * root_of(Integer(prod(p for bit, p in enumerate(number.primes) if mask & 1 << bit)))
    return total
