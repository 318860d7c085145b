"""Exact values as functions of a size, and the smallest size at which a sentence fails by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from sympy import Expr, Integer, Poly, Rational, Symbol, together
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from checks.instances.interpolated import evaluated, interpolated
from checks.truth.algebraic import Exact, UndecidedError
from checks.truth.exactly import exact_truth
from checks.truth.orbits import Values
from theory.statements import Statement

__all__ = ["LINEAR", "ROOTS", "Law", "judged_factors", "laws_of"]

ROOTS = range(1, 8)
"""Roots of the factors at which values must be known for a law."""
_LADDER = tuple(10**power for power in (2, 4, 6, 12, 30, 100))
"""Factors at which a sentence is evaluated whatever its form."""
_CLOSE = Rational(1, 10**24)


@dataclass(frozen=True)
class Law:
    """A value as a function of a factor q: one coefficient for a constant, six c_0 … c_5 for Σ_j c_j q^((j − 3)/2)."""

    coefficients: tuple[Exact | float, ...]

    def at(self, factor: int) -> Exact | float | None:
        """The value at a factor; None if powers of its root are needed, and it has no rational one."""
        if len(self.coefficients) == 1:
            return self.coefficients[0]
        exact = [part for part in self.coefficients if not isinstance(part, float)]
        root = isqrt(factor)
        if root**2 == factor:
            return evaluated(exact, Fraction(root)) / Fraction(root) ** 3
        return None if any(exact[0::2]) else evaluated(exact[1::2], Fraction(factor)) / factor

    def formula(self, root: Symbol) -> Expr | None:
        """The value in terms of the root of the factor; None if a coefficient is not rational."""
        parts = [Rational(part.numerator, part.denominator) for part in self.coefficients if isinstance(part, Fraction)]
        if len(parts) < len(self.coefficients):
            return None
        return parts[0] if len(parts) == 1 else sum((part * root ** (j - 3) for j, part in enumerate(parts)), start=Integer(0))


LINEAR = Law((*[Fraction(0)] * 5, Fraction(1)))
"""The factor itself."""


def laws_of(values: Sequence[Values]) -> dict[str, Law]:
    """The laws of those values that follow one, from all values at the factors 1, 4, 9, …, the squares of `ROOTS`."""
    found = {}
    for name in values[0]:
        with suppress(UndecidedError):  # two algebraic numbers are too close to be told apart
            found[name] = _law([known.get(name) for known in values])
    return {name: law for name, law in found.items() if law is not None}


def _law(heights: Sequence[Exact | float | None]) -> Law | None:
    first = heights[0]
    if first is not None and all(height == first for height in heights):
        return Law((first,))
    exact = [height for height in heights if height is not None and not isinstance(height, float)]
    if len(exact) < len(heights):
        return None
    found = interpolated(lambda root: exact[int(root) - 1] * root**3, Fraction(1), 5)
    return None if found is None else Law(tuple(found))


def judged_factors(statement: Statement, laws: Mapping[str, Law]) -> dict[int, bool]:
    """The factors, of those tried, at which hypotheses hold by the laws, smallest first; and whether the conclusion holds there.

    Tried are powers of ten, and the factors around those at which two sides of a comparison are equal.
    """
    judged = {}
    for factor in sorted({*_LADDER, *_turning(statement, laws)}):
        values = {name: law.at(factor) for name, law in laws.items()}
        known = {name: value for name, value in values.items() if value is not None}
        try:
            if all(exact_truth(part, known) for part in statement.hypotheses):
                judged[factor] = exact_truth(statement.conclusion, known)
        except UndecidedError:
            continue
    return judged


def _turning(statement: Statement, laws: Mapping[str, Law]) -> Iterator[int]:
    """Factors around those at which the sides of a comparison are equal, and the next that have a rational root."""
    root = Symbol("root", positive=True)
    formulas = {name: law.formula(root) for name, law in laws.items()}
    for relation in {part for sentence in (*statement.hypotheses, statement.conclusion) for part in sentence.atoms(Relational)}:
        symbols = {symbol: formulas.get(str(symbol)) for symbol in relation.free_symbols}
        if any(formula is None for formula in symbols.values()) or not any(
            f.has(root) for f in symbols.values() if f is not None
        ):
            continue
        difference = together((relation.lhs - relation.rhs).xreplace(symbols)).as_numer_denom()[0]
        try:
            intervals = Poly(difference, root).intervals(eps=_CLOSE, inf=1)
        except (PolynomialError, NotImplementedError):
            continue
        for (low, high), _ in intervals:
            least, most = int(low**2), int(high**2)
            yield from (factor for factor in (least - 1, least, least + 1, most + 1, most + 2) if factor > 1)
            yield from ((isqrt(most) + more) ** 2 for more in (1, 2))
