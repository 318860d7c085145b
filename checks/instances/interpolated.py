"""Polynomials in exact numbers: found from their values, and their rational roots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from checks.truth.algebraic import Exact

__all__ = ["evaluated", "interpolated", "rational_roots"]


def interpolated(height: Callable[[Fraction], Exact], spacing: Fraction, degree: int = 6) -> list[Exact] | None:
    """Coefficients, constant first, of a polynomial of a degree up to this from its values at multiples of a number other than 0.

    None if the values are those of no such polynomial, or of a constant one.
    """
    samples = [spacing * number for number in range(1, degree + 3)]
    heights = [height(samples[0]), height(samples[1])]
    if heights[0] == heights[1] and height(samples[2]) == heights[0]:
        return None
    heights += [height(sample) for sample in samples[2:]]
    differences = list(heights[:-1])  # Newton's divided differences
    for order in range(1, len(differences)):
        for place in range(len(differences) - 1, order - 1, -1):
            differences[place] = (differences[place] - differences[place - 1]) / (samples[place] - samples[place - order])
    coefficients: list[Exact] = [Fraction(0)]
    for difference, sample in zip(reversed(differences), reversed(samples[:-1]), strict=True):
        shifted = [Fraction(0), *coefficients]
        coefficients = [c - sample * d for c, d in zip(shifted, [*coefficients, Fraction(0)], strict=True)]
        coefficients[0] += difference
    return coefficients if evaluated(coefficients, samples[-1]) == heights[-1] else None


def evaluated(coefficients: Sequence[Exact], at: Exact) -> Exact:
    """The value of a polynomial, constant coefficient first.

    Examples
    --------
    >>> evaluated([Fraction(1), Fraction(0), Fraction(2)], Fraction(3))
    Fraction(19, 1)
    """
    total: Exact = Fraction(0)
    for coefficient in reversed(coefficients):
        total = total * at + coefficient
    return total


def rational_roots(coefficients: Sequence[Exact]) -> set[Fraction]:
    """Rational roots of moderate size of a polynomial, constant coefficient first: found in floating point and checked.

    Examples
    --------
    >>> rational_roots([Fraction(-4), Fraction(0), Fraction(9)]) == {Fraction(2, 3), Fraction(-2, 3)}
    True
    """
    while coefficients and coefficients[-1] == 0:
        coefficients = coefficients[:-1]
    largest = max((abs(c) for c in coefficients), default=Fraction(1))
    with np.errstate(all="ignore"):
        found = np.roots([float(c / largest) for c in reversed(coefficients)])
    near = [complex(root).real for root in found if abs(complex(root).imag) < 1e-4 * (1 + abs(root))]
    candidates = {Fraction(value).limit_denominator(limit) for value in near for limit in (50, 10**4, 10**8)}
    return {candidate for candidate in candidates if evaluated(coefficients, candidate) == 0}
