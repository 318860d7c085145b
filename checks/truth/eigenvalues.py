"""The largest eigenvalue of a symmetric matrix of fractions, as a number that is compared exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

from numpy import ndarray

from checks.truth.algebraic import Algebraic, Exact, Interval, UndecidedError, root

__all__ = ["top_eigenvalue"]


def top_eigenvalue(matrix: ndarray) -> Exact:
    """The largest eigenvalue of a symmetric matrix (D, D) of fractions, or of two rows of algebraic numbers.

    Raises
    ------
    UndecidedError
        If more rows hold algebraic numbers.
    """
    if any(isinstance(entry, Algebraic) for entry in matrix.flat):
        return _of_algebraic(matrix)
    if len(matrix) == 1:
        return Fraction(matrix[0, 0])
    smaller, factor = _condensed(matrix)
    if len(smaller) < len(matrix):
        return max(top_eigenvalue(smaller) * factor, Fraction(0)) if len(smaller) else Fraction(0)
    entries = [[Fraction(entry) for entry in row] for row in matrix.tolist()]
    scale = lcm(*(entry.denominator for row in entries for entry in row))
    whole = [[int(entry * scale) for entry in row] for row in entries]
    polynomial = _squarefree(_characteristic(whole))
    bound = max(sum(abs(entry) for entry in row) for row in whole)
    largest = _LargestRoot(polynomial, bound)
    low, high = largest.interval(2)
    for candidate in range(low >> 2, (high >> 2) + 2):
        # A rational eigenvalue of a whole matrix is whole.
        if low <= candidate << 2 <= high and _value(polynomial, candidate, 0) == 0:
            return Fraction(candidate, scale)
    size, key = max(bound, 1).bit_length(), (tuple(polynomial), scale)
    return Algebraic(largest.over(scale), size, scale.bit_length(), {key: len(polynomial) - 1})


def _condensed(matrix: ndarray) -> tuple[ndarray, int]:
    """A smaller symmetric matrix and a factor: its eigenvalues times the factor are those of the matrix, but for zeros.

    Rows of zeros are left out; of rows that all occur equally often, so many times, one each is kept.
    """
    rows = list(map(tuple, matrix.tolist()))
    places: dict[tuple[Fraction, ...], list[int]] = {}
    for place, row in enumerate(rows):
        if any(row):
            places.setdefault(row, []).append(place)
    often = {len(found) for found in places.values()}
    alike = len(often) == 1
    kept = sorted(place for found in places.values() for place in (found[:1] if alike else found))
    return matrix[kept][:, kept], often.pop() if alike else 1


def _of_algebraic(matrix: ndarray) -> Exact:
    if len(matrix) > 2:
        raise UndecidedError("eigenvalues of three rows of algebraic numbers or more")
    largest: Exact = matrix[0, 0]
    if len(matrix) == 2:
        half = (matrix[0, 0] - matrix[1, 1]) / 2
        largest = matrix[1, 1] + half + root(half**2 + matrix[0, 1] ** 2 + Fraction(0))
    return largest


def _characteristic(matrix: Sequence[Sequence[int]]) -> list[int]:
    """Coefficients of det(x − A), leading one first (Faddeev and LeVerrier)."""
    size = len(matrix)
    coefficients = [1]
    product = [[0] * size for _ in range(size)]
    for order in range(1, size + 1):
        shifted = [[product[i][j] + (coefficients[-1] if i == j else 0) for j in range(size)] for i in range(size)]
        product = [[sum(matrix[i][k] * shifted[k][j] for k in range(size)) for j in range(size)] for i in range(size)]
        coefficients.append(-sum(product[i][i] for i in range(size)) // order)
    return coefficients


_PRIME = (1 << 61) - 1


def _squarefree(polynomial: list[int]) -> list[int]:
    """The polynomial over its greatest common divisor with its derivative: each root once; leading coefficient 1."""
    degree = len(polynomial) - 1
    if _is_squarefree_modulo(polynomial, _PRIME):
        return polynomial
    one: list[Fraction] = [Fraction(c) for c in polynomial]
    other = [Fraction(c * (degree - place)) for place, c in enumerate(polynomial[:-1])]
    first = one
    while any(other):
        one, other = other, _divided(one, other)[1]
    quotient = _divided(first, one)[0]
    return [int(c / quotient[0]) for c in quotient]  # by Gauss's lemma its coefficients are whole


def _is_squarefree_modulo(polynomial: list[int], prime: int) -> bool:
    """Whether the polynomial has no factor in common with its derivative modulo a prime: then it has none at all."""
    degree = len(polynomial) - 1
    one = [c % prime for c in polynomial]
    other = [c * (degree - place) % prime for place, c in enumerate(polynomial[:-1])]
    while any(other):
        while other[0] == 0:
            other = other[1:]
        inverse, rest = pow(other[0], -1, prime), one
        for _ in range(len(one) - len(other) + 1):
            factor = rest[0] * inverse % prime
            rest = [(c - factor * (other[place] if place < len(other) else 0)) % prime for place, c in enumerate(rest)][1:]
        one, other = other, rest
    return len(one) == 1


def _divided(one: list[Fraction], other: list[Fraction]) -> tuple[list[Fraction], list[Fraction]]:
    """Quotient and remainder of two polynomials, leading coefficients first, the remainder's not zero."""
    rest, quotient = list(one), []
    for _ in range(len(one) - len(other) + 1):
        factor = rest[0] / other[0]
        quotient.append(factor)
        rest = [c - factor * (other[place] if place < len(other) else 0) for place, c in enumerate(rest)][1:]
    while rest and rest[0] == 0:
        rest = rest[1:]
    return quotient, rest


def _value(polynomial: Sequence[int], at: int, bits: int) -> int:
    """p(at · 2^(−bits)) · 2^(bits · degree)."""
    total = 0
    for place, coefficient in enumerate(polynomial):
        total = total * at + (coefficient << bits * place)
    return total


class _LargestRoot:
    """The largest root of a whole polynomial whose n roots are real and simple, by Newton's method from above.

    With N = p/p' at x above all roots, 1/N is the sum of 1/(x − root): the largest root lies between x − nN and x − N.
    """

    def __init__(self, polynomial: list[int], bound: int) -> None:
        self._polynomial = polynomial
        degree = len(polynomial) - 1
        self._slope = [c * (degree - place) for place, c in enumerate(polynomial[:-1])]
        self._bits, self._above = 0, bound + 1

    def interval(self, bits: int) -> Interval:
        degree = len(self._polynomial) - 1
        shift = bits - self._bits
        above = self._above << shift if shift >= 0 else -(-self._above >> -shift)
        while True:
            height, slope = _value(self._polynomial, above, bits), _value(self._slope, above, bits)
            if height == 0:
                return above, above
            step = height // slope  # in units of 2^(−bits), rounded down: what is reached is still above the root
            if step == 0:
                self._remember(above, bits)
                return above - degree * (step + 1), above
            above -= step

    def _remember(self, above: int, bits: int) -> None:
        if bits > self._bits:
            self._bits, self._above = bits, above

    def over(self, scale: int) -> Callable[[int], Interval]:
        """The intervals of the root over a positive whole number."""

        def interval(bits: int) -> Interval:
            low, high = self.interval(bits)
            return low // scale, -(-high // scale)

        return interval
