"""Numbers of a real number field ℚ(α): polynomials in one root α of an irreducible polynomial, added and multiplied exactly.

A number that is rational is a ``Fraction``; every other one has one form only, so that equality is seen without any digits, and
a sign is found from intervals that must end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor, lcm
from typing import Any

from sympy import QQ, Dummy, Poly

from checks.truth.algebraic import Algebraic, Exact, Interval

__all__ = ["MOST_DEGREE", "Field", "FieldNumber", "bits_of", "common_field"]

MOST_DEGREE = 8
_BLOCK = 64
"""The root of a field is enclosed to a multiple of so many bits, so that its intervals are found once."""
_X = Dummy("x", real=True)


@dataclass(frozen=True)
class Field:
    """ℚ(α).

    Attributes
    ----------
    polynomial
        Whole coefficients of the irreducible polynomial of α, constant first; of degree 2 to 8, the leading one positive.
    root
        Which of its real roots α is, counted from the smallest, 0.

    Raises
    ------
    ValueError
        If it is no such polynomial, or has fewer real roots.
    """

    polynomial: tuple[int, ...]
    root: int

    def __post_init__(self) -> None:
        if not 2 <= len(self.polynomial) - 1 <= MOST_DEGREE or self.polynomial[-1] <= 0:
            raise ValueError(f"a polynomial of degree 2 to {MOST_DEGREE} with a positive leading coefficient is expected")
        if not Poly(self.polynomial[::-1], _X, domain=QQ).is_irreducible:
            raise ValueError("the polynomial is not irreducible")
        if not 0 <= self.root < len(self._isolated):
            raise ValueError(f"the polynomial has {len(self._isolated)} real roots: there is none with the number {self.root}")

    @property
    def degree(self) -> int:
        """Of α over the rational numbers."""
        return len(self.polynomial) - 1

    @property
    def generator(self) -> FieldNumber:
        """α."""
        return FieldNumber(self, (Fraction(0), Fraction(1), *[Fraction(0)] * (self.degree - 2)))

    @cached_property
    def _isolated(self) -> list[tuple[Fraction, Fraction]]:
        found = Poly(self.polynomial[::-1], _X).intervals()
        return [(Fraction(int(a.p), int(a.q)), Fraction(int(b.p), int(b.q))) for (a, b), _ in found]

    @cached_property
    def known_bits(self) -> dict[int, Interval]:
        """Intervals about α that have been found, by their bits."""
        return {}

    @cached_property
    def largest(self) -> Fraction:
        """A bound of the size of α and its conjugates."""
        return 1 + Fraction(max(map(abs, self.polynomial[:-1])), self.polynomial[-1])

    @cached_property
    def is_named(self) -> bool:
        """Whether α is written as a letter, being no square root."""
        return self.polynomial[1:] != (0, 1) or self.root != 1

    @cached_property
    def name(self) -> str:
        """How α is written in a number: a square root, or a letter."""
        return "α" if self.is_named else f"√{-self.polynomial[0]}"

    def __str__(self) -> str:
        return f"α ≈ {float(self.generator):.9g}, a root of {_written(self.polynomial[::-1], 'x', falling=True)}"

    def interval(self, bits: int) -> Interval:
        """Bounds of α in units of 2^(−bits), one unit apart."""
        bits = -(-bits // _BLOCK) * _BLOCK
        if bits not in self.known_bits:
            low, high = self._isolated[self.root]
            rising = _sign_at(self.polynomial, high)  # the root lies strictly between: the polynomial has no rational one
            bottom, top = floor(low * (1 << bits)), floor(high * (1 << bits)) + 1
            while top - bottom > 1:
                middle = (bottom + top) // 2
                at = Fraction(middle, 1 << bits)
                if at >= high or (at > low and _sign_at(self.polynomial, at) == rising):
                    top = middle
                else:
                    bottom = middle
            self.known_bits[bits] = (bottom, top)
        return self.known_bits[bits]


def _sign_at(polynomial: Sequence[int], at: Fraction) -> int:
    total, scale = 0, 1
    for coefficient in reversed(polynomial):
        total, scale = total * at.numerator + coefficient * scale, scale * at.denominator
    return (total > 0) - (total < 0)


class FieldNumber(Algebraic):
    """An irrational number Σ_i c_i α^i of a field; what is computed from two of one field is of that field, or a fraction.

    Parameters
    ----------
    field
        The field.
    parts
        The c_i, as many as the field's degree; one of c_1, c_2, … is not 0.
    """

    __slots__ = ("field", "parts")

    def __init__(self, field: Field, parts: tuple[Fraction, ...]) -> None:
        self.field, self.parts = field, parts

    def __reduce__(self) -> tuple[Any, ...]:
        return FieldNumber, (self.field, self.parts)

    @property
    def generators(self) -> dict[Field, int]:  # type: ignore[override]  # what `Algebraic` keeps is computed here
        """The field and its degree."""
        return {self.field: self.field.degree}

    @property
    def divisor_size(self) -> int:  # type: ignore[override]
        """Bits of V, where the number is U/V for an algebraic integer U."""
        return (self._denominator * self.field.polynomial[-1] ** (self.field.degree - 1)).bit_length()

    @property
    def size(self) -> int:  # type: ignore[override]
        """Bits of a bound of U and its conjugates."""
        bound = sum(abs(part) * self.field.largest**power for power, part in enumerate(self.parts))
        return int(bound * self._denominator * self.field.polynomial[-1] ** (self.field.degree - 1) + 1).bit_length()

    @property
    def _denominator(self) -> int:
        return lcm(*(part.denominator for part in self.parts))

    def interval(self, bits: int) -> Interval:
        """Bounds in units of 2^(−bits), a few units apart."""
        guard = self.size + self.field.degree + 2
        low, high = self.field.interval(bits + guard)
        used = -(-(bits + guard) // _BLOCK) * _BLOCK
        shared = self._denominator
        bottom = top = 0
        for part in reversed(self.parts):
            products = [a * b for a in (bottom, top) for b in (low, high)]
            whole = int(part * shared) << used
            bottom, top = (min(products) >> used) + whole, -(-max(products) >> used) + whole
        shift = used - bits
        return (bottom // shared) >> shift, -((-top // shared) >> shift)

    @property
    def sign(self) -> int:
        """−1 or 1."""
        bits = _BLOCK
        while True:
            low, high = self.interval(bits)
            if low > 0 or high < 0:
                return 1 if low > 0 else -1
            bits *= 2

    def _made(self, parts: Iterable[Fraction]) -> Exact:
        first, *rest = found = tuple(parts)
        return FieldNumber(self.field, found) if any(rest) else first

    def _mate(self, other: Any) -> bool:
        return isinstance(other, FieldNumber) and other.field == self.field

    def __add__(self, other: Any) -> Any:
        if isinstance(other, (int, Fraction)):
            return FieldNumber(self.field, (self.parts[0] + other, *self.parts[1:])) if other else self
        if self._mate(other):
            return self._made(a + b for a, b in zip(self.parts, other.parts, strict=True))
        return super().__add__(other)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, (int, Fraction)):
            return FieldNumber(self.field, tuple(part * other for part in self.parts)) if other else Fraction(0)
        if not self._mate(other):
            return super().__mul__(other)
        degree, polynomial = self.field.degree, self.field.polynomial
        product = [Fraction(0)] * (2 * degree - 1)
        for i, a in enumerate(self.parts):
            for j, b in enumerate(other.parts) if a else ():
                product[i + j] += a * b
        for power in range(2 * degree - 2, degree - 1, -1):  # α^degree is a combination of lower powers
            factor = product.pop() / polynomial[-1]
            for place in range(degree) if factor else ():
                product[power - degree + place] -= factor * polynomial[place]
        return self._made(product)

    __radd__, __rmul__ = __add__, __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, (int, Fraction)):
            return self * (1 / Fraction(other))
        return self * other.inverse() if self._mate(other) else super().__truediv__(other)

    def inverse(self) -> Any:
        """1 over the number."""
        degree = self.field.degree
        columns = [self]  # the number times powers of α: a combination of them is 1
        for _ in range(degree - 1):
            columns.append(columns[-1] * self.field.generator)
        rows = [[_parts(column, degree)[place] for column in columns] + [Fraction(place == 0)] for place in range(degree)]
        return self._made(_solved(rows))

    def __eq__(self, other: object) -> bool:
        if self._mate(other):
            return self.parts == other.parts  # type: ignore[attr-defined]
        return False if isinstance(other, (int, Fraction)) else super().__eq__(other)

    def __hash__(self) -> int:  # type: ignore[override]  # numbers of one field have one form
        low, high, bits = 0, 1, _BLOCK
        while low >> bits - 20 != high >> bits - 20:
            bits *= 2
            low, high = self.interval(bits)
        return hash(("irrational", low >> bits - 20))

    def __str__(self) -> str:
        return _written(self.parts, self.field.name)

    __repr__ = __str__


def _parts(value: Any, degree: int) -> tuple[Fraction, ...]:
    return value.parts if isinstance(value, FieldNumber) else (value, *[Fraction(0)] * (degree - 1))


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """Gauss and Jordan; the matrix, the last column apart, is regular."""
    size = len(rows)
    for place in range(size):
        pivot = next(row for row in range(place, size) if rows[row][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [entry / rows[place][place] for entry in rows[place]]
        for other in range(size):
            if other != place and rows[other][place]:
                factor = rows[other][place]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[place], strict=True)]
    return [row[-1] for row in rows]


def _written(parts: Sequence[Fraction | int], name: str, *, falling: bool = False) -> str:
    """A polynomial in words, with rising powers of what has this name, or with falling ones."""
    top = len(parts) - 1
    terms = [_term(Fraction(part), top - place if falling else place, name) for place, part in enumerate(parts) if part]
    return terms[0] + "".join(f" − {term[1:]}" if term.startswith("−") else f" + {term}" for term in terms[1:])


def _term(part: Fraction, power: int, name: str) -> str:
    if not power:
        return str(part).replace("-", "−")
    base = name + (f"^{power}" if power > 1 else "")
    size = "" if abs(part) == 1 else f"{abs(part)}·" if part.denominator == 1 else f"({abs(part)})·"
    return f"{'−' if part < 0 else ''}{size}{base}"


def bits_of(value: Exact) -> int:
    """Bits of the longest numerator or denominator that a number is written with."""
    parts = value.parts if isinstance(value, FieldNumber) else (value,)
    return max(max(part.numerator.bit_length(), part.denominator.bit_length()) for part in parts if isinstance(part, Fraction))


def common_field(values: Iterable[Exact]) -> Field | None:
    """The field of the irrational ones among some numbers; None if all are fractions.

    Raises
    ------
    ValueError
        If there is more than one, or a number is of none.
    """
    found = {value.field if isinstance(value, FieldNumber) else None for value in values if not isinstance(value, Fraction)}
    if len(found) > 1 or None in found:
        raise ValueError("the numbers are not of one field")
    return found.pop() if found else None
