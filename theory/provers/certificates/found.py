"""The search for the certificate that a statement needs. What it returns has checked itself against what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Expr, Integer

from theory.bound import Bound, NoBoundError
from theory.bounds import kernel_bound
from theory.certificates.certificate import Certificate, CertificateError, Square
from theory.certificates.proposal import available
from theory.certificates.search import sum_of_squares
from theory.provers.certificates.demands import Demand

__all__ = ["certificate_of"]

_MULTIPLIERS = 3
"""Powers of |p|² that are tried as a multiplier."""


def certificate_of(demand: Demand) -> Certificate | None:
    """A certificate that the polynomial of a demand is nonnegative; None if none was found, which shows nothing."""
    coordinates = demand.unit.coordinates
    if demand.target.is_number:
        if not demand.target.is_nonnegative:
            return None
        return Certificate(demand.target, coordinates, (Square(demand.target, Integer(1)),) if demand.target != 0 else ())
    for power in range(_MULTIPLIERS):
        for zeros in ((), *_zeros(demand)):
            try:
                found = sum_of_squares(demand.target, coordinates, multiplier=(0, power), zeros=zeros)
            except ImportError:  # only what needs no search is found
                return None
            if found is not None:
                return _of(demand, found)
    return None


def _of(demand: Demand, found: Certificate) -> Certificate | None:
    """Whatever the search says: what counts is whether its squares add up to the polynomial of the demand."""
    try:
        return Certificate(demand.target, demand.unit.coordinates, found.squares, multiplier=found.multiplier)
    except CertificateError:
        return None


def _zeros(demand: Demand) -> Iterator[tuple[tuple[Expr, ...], ...]]:
    """Where the polynomial is known to vanish, if the bound of the statement is the best that theory derives: a help."""
    bound = _derived(demand) if available() else None
    if bound is not None and bound.point:
        point = tuple(value for _, value in bound.point)
        if demand.target.subs(dict(zip(demand.unit.coordinates, point, strict=True))).expand() == 0:
            yield (point,)


def _derived(demand: Demand) -> Bound | None:
    try:
        return kernel_bound(demand.unit)
    except NoBoundError:
        return None
