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

__all__ = ["certificates_of"]

_MULTIPLIERS = 3
"""Powers of |p|² that are tried as a multiplier."""


def certificates_of(demand: Demand) -> tuple[Certificate, ...] | None:
    """Certificates that the polynomials of a demand are nonnegative; None if one was not found, which shows nothing."""
    found = []
    for target in demand.targets:
        one = _certificate(demand, target)
        if one is None:
            return None
        found.append(one)
    return tuple(found)


def _certificate(demand: Demand, target: Expr) -> Certificate | None:
    coordinates = demand.unit.coordinates
    if target.is_number:
        if not target.is_nonnegative:
            return None
        return Certificate(target, coordinates, (Square(target, Integer(1)),) if target != 0 else ())
    for power in range(_MULTIPLIERS):
        for zeros in ((), *_zeros(demand, target)):
            try:
                found = sum_of_squares(target, coordinates, multiplier=(0, power), zeros=zeros)
            except ImportError:  # only what needs no search is found
                return None
            if found is not None:
                return _of(demand, target, found)
    return None


def _of(demand: Demand, target: Expr, found: Certificate) -> Certificate | None:
    """Whatever the search says: what counts is whether its squares add up to the polynomial of the demand."""
    try:
        return Certificate(target, demand.unit.coordinates, found.squares, multiplier=found.multiplier)
    except CertificateError:
        return None


def _zeros(demand: Demand, target: Expr) -> Iterator[tuple[tuple[Expr, ...], ...]]:
    """Where the polynomial is known to vanish, if the bound of the statement is the best that theory derives: a help."""
    bound = _derived(demand) if available() else None
    if bound is not None and bound.point:
        point = tuple(value for _, value in bound.point)
        if target.subs(dict(zip(demand.unit.coordinates, point, strict=True))).expand() == 0:
            yield (point,)


def _derived(demand: Demand) -> Bound | None:
    try:
        return kernel_bound(demand.unit)
    except NoBoundError:
        return None
