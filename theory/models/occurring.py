"""Which cases of a function with cases occur: one whose comparisons of linear terms contradict each other does not.

`piecewise_fold` multiplies the cases of each part out, and keeps those that no weights are in, as u > 0 with -u > 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr, Ge, Gt, Le, Lt, Piecewise, Poly, S, Symbol, piecewise_fold
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, Boolean

__all__ = ["occurring", "occurs"]

_MOST = 200
"""Comparisons up to which letters are eliminated."""


def occurring(output: Expr) -> tuple[Expr, ...]:
    """What a function with cases is in each of them, but for those that do not occur; nothing if it has no cases."""
    whole = piecewise_fold(output) if output.has(Piecewise) else output
    return tuple(value for value, condition in whole.args if occurs(condition)) if isinstance(whole, Piecewise) else ()


def occurs(condition: Boolean) -> bool:
    """Whether there may be numbers that meet a condition: False only where its linear comparisons contradict each other.

    They do where elimination of one letter after the other (Fourier and Motzkin) leaves a false comparison of numbers.

    Examples
    --------
    >>> from sympy import symbols
    >>> u, v = symbols("u v", real=True)
    >>> occurs((u > 0) & (u < 0)), occurs((u > v) & (v > 1) & (u < 2))
    (False, True)
    """
    if condition is S.false:
        return False
    symbols = sorted(condition.free_symbols, key=str)
    parts = [part for part in And.make_args(condition) if isinstance(part, Gt | Ge | Lt | Le)]
    rows = [row for part in parts if (row := _row(part, symbols)) is not None]
    for _ in symbols:
        if len(rows) > _MOST:
            return True
        rows = list(dict.fromkeys(_eliminated(rows)))
    return not any(row.constant > 0 or (row.constant == 0 and row.strict) for row in rows)


@dataclass(frozen=True)
class _Row:
    """Factors · letters + constant ≤ 0, or < 0."""

    factors: tuple[Fraction, ...]
    constant: Fraction
    strict: bool


def _row(part: Relational, symbols: Sequence[Symbol]) -> _Row | None:
    """A comparison as a row; None if it is not linear with rational coefficients."""
    difference = part.lts - part.gts
    if not difference.is_polynomial(*symbols):
        return None
    found = Poly(difference, *symbols)
    if found.total_degree() > 1 or not all(c.is_Rational for c in found.coeffs()):
        return None
    factors = tuple(Fraction(found.coeff_monomial(p)) for p in symbols)
    return _Row(factors, Fraction(found.coeff_monomial(1)), isinstance(part, Gt | Lt))


def _eliminated(rows: Sequence[_Row]) -> Iterator[_Row]:
    """What follows without the first letter."""
    yield from (_Row(row.factors[1:], row.constant, row.strict) for row in rows if row.factors[0] == 0)
    above, below = ([row for row in rows if row.factors[0] * sign > 0] for sign in (1, -1))
    for one in above:
        for other in below:
            a, b = -other.factors[0], one.factors[0]
            factors = tuple(a * x + b * y for x, y in zip(one.factors[1:], other.factors[1:], strict=True))
            yield _Row(factors, a * one.constant + b * other.constant, one.strict or other.strict)
