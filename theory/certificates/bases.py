"""Which monomials can occur in a sum of squares, and which of them can occur together."""

from __future__ import annotations

from collections.abc import Iterable

from theory.certificates.polynomials import Monomial

__all__ = ["consistent", "parity_classes"]


def _plus(first: Monomial, second: Monomial) -> Monomial:
    return tuple(map(int.__add__, first, second))


def consistent(candidates: Iterable[Monomial], support: Iterable[Monomial]) -> list[Monomial]:
    """Drop monomials whose square would have to be there and is not.

    The square of a monomial that is neither in the support nor the product of two others has the coefficient 0, and with it the
    whole row of the Gram matrix. Doing this until nothing changes leaves no monomial outside half the Newton polytope.

    Source: Permenter & Parrilo, Basis selection for SOS programs, CDC 2014.
    """
    kept, present = list(candidates), set(support)
    while True:
        products = {_plus(a, b) for position, a in enumerate(kept) for b in kept[:position]}
        left = [m for m in kept if _plus(m, m) in present or _plus(m, m) in products]
        if len(left) == len(kept):
            return kept
        kept = left


def parity_classes(candidates: Iterable[Monomial], supports: Iterable[Monomial]) -> dict[int, list[Monomial]]:
    """Split monomials into classes of which no two share a square, by the changes of sign that leave the polynomials as they are.

    Two monomials belong together if the parity of their product is a sum of parities that occur in the supports. Class 0 are the
    monomials that all those changes of sign leave as they are.

    Source: Löfberg, IEEE Trans. Automat. Control 54 (2009).
    """
    pivots: dict[int, int] = {}
    for powers in supports:
        reduced = _reduced(_parity(powers), pivots)
        if reduced:
            pivots[reduced.bit_length()] = reduced
    classes: dict[int, list[Monomial]] = {}
    for monomial in candidates:
        classes.setdefault(_reduced(_parity(monomial), pivots), []).append(monomial)
    return classes


def _parity(powers: Monomial) -> int:
    return sum((power & 1) << position for position, power in enumerate(powers))


def _reduced(word: int, pivots: dict[int, int]) -> int:
    for length in sorted(pivots, reverse=True):
        if word >> (length - 1) & 1:
            word ^= pivots[length]
    return word
