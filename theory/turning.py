"""Pairs of slopes that turn into each other: (c·cos g)² + (c·sin g)² = c², whatever g is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sympy import Expr, Mul, Symbol, cos, expand, factor_terms, sin

__all__ = ["Turned", "turned"]


@dataclass(frozen=True)
class Turned:
    """Two slopes, by their positions, whose weighted squares add up to a polynomial.

    Attributes
    ----------
    first, second
        Positions of c·cos g and of c·sin g, either with any sign.
    angle
        g.
    total
        What the two weighted squares are together.
    """

    first: int
    second: int
    angle: Expr
    total: Expr


def turned(weights: Sequence[Expr], slopes: Sequence[Expr], coordinates: tuple[Symbol, ...]) -> tuple[Turned, ...]:
    """Pairs among weighted slopes, none of which is in two of them.

    Examples
    --------
    >>> from sympy import symbols
    >>> u, v = symbols("u v", real=True)
    >>> turned((1, 1), (2 * cos(u), -2 * sin(u)), (u, v))[0].total
    4
    """
    found: list[Turned] = []
    parts = [_split(slope, coordinates) if w != 0 else None for w, slope in zip(weights, slopes, strict=True)]
    for i, one in enumerate(parts):
        for j, other in enumerate(parts):
            taken = {place for pair in found for place in (pair.first, pair.second)}
            if {i, j} & taken or one is None or other is None or (one[1], other[1]) != (cos(one[2]), sin(one[2])):
                continue
            squares = [expand(weights[place] * part[0] ** 2) for place, part in ((i, one), (j, other))]
            if squares[0] == squares[1]:
                found.append(Turned(i, j, one[2], squares[0]))
    return tuple(found)


def _split(slope: Expr, coordinates: tuple[Symbol, ...]) -> tuple[Expr, Expr, Expr] | None:
    """c, the function and g, if a slope is c·cos g or c·sin g."""
    factors = Mul.make_args(factor_terms(slope))
    bounded = [part for part in factors if not part.is_polynomial(*coordinates)]
    if len(bounded) != 1 or not isinstance(bounded[0], (cos, sin)):
        return None
    return Mul(*(part for part in factors if part is not bounded[0])), bounded[0], bounded[0].args[0]
