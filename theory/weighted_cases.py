"""What the weighted bound of a unit with several cases rests on: a certificate for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, Expr, Integer, expand

from theory.certificates.certificate import Certificate, Square
from theory.weighted_norm import WeightedNorm

__all__ = ["raised"]


def raised(norm: WeightedNorm, high: Sequence[Expr], low: Sequence[Expr], certificate: Certificate | None) -> Certificate:
    """The certificate of a bound with larger coefficients: powers of the norm, which are sums of squares, are added.

    Parameters
    ----------
    norm
        The weighted norm.
    high, low
        Coefficients of the powers of the norm, to be reached and shown.
    certificate
        For the bound with the coefficients ``low``; None if its two sides are equal.
    """
    coordinates, size = norm.model.coordinates, norm.polynomial
    squares = [] if certificate is None else list(certificate.squares)
    gap = Integer(0) if certificate is None else certificate.target
    for power, c in enumerate(high):
        more = expand(c - (low[power] if power < len(low) else Integer(0)))
        parts = zip(norm.weights, coordinates, norm.centre, strict=True)
        odd = [(w, p - t) for w, p, t in parts if w != 0]
        terms = odd if power % 2 else [(Integer(1), Integer(1))]
        half = size ** (power // 2)
        squares += [Square(expand(more * weight), expand(half * base)) for weight, base in terms if more != 0]
        gap = Add(gap, more * size**power)
    return Certificate(expand(gap), coordinates, tuple(squares))
