"""The kernel of one unit that is not homogeneous: at most c_0 + c_1 N + c_2 N² + … in its weighted norm N, c small as shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from sympy import Add, Expr, Integer, cancel, expand, trigsimp

from theory.bound import NoBoundError
from theory.bounding_kernels import bounding_kernels
from theory.cases import around
from theory.certificates.certificate import Certificate
from theory.models.unit import UnitModel
from theory.weighted_cases import raised
from theory.weighted_norm import WeightedNorm, weighted_norm
from theory.weighted_search import certified_coefficients

__all__ = ["UnitBound", "unit_bound"]


@dataclass(frozen=True)
class UnitBound:
    """Σ_j ω_j (∂_jφ)² ≤ c_0 + c_1 N + c_2 N² + … for one unit.

    Attributes
    ----------
    norm
        The weighted norm of the unit.
    coefficients
        c_0, c_1, …, nonnegative.
    certificate
        That the difference is a sum of squares, with squares of activations replaced by their bounds; None where the bound is a
        number, or that of several cases.
    point
        Weights at which the quotient of the two sides is ``ratio``.
    ratio
        A quotient that is attained; 1 if the bound is sharp.
    cases
        For each of several cases, and for that in which the unit is 0: the kernel there, and a certificate.
    """

    norm: WeightedNorm
    coefficients: tuple[Expr, ...]
    certificate: Certificate | None
    point: tuple[Expr, ...]
    ratio: Expr
    cases: tuple[tuple[Expr, Certificate], ...] = ()

    def at(self, norm: Expr, width: Expr) -> Expr:
        """The bound for several units, of their norm and their number."""
        first, *others = self.coefficients
        return expand(first * width + Add(*(c * norm**k for k, c in enumerate(others, 1))))


@lru_cache(maxsize=256)
def unit_bound(model: UnitModel) -> UnitBound:
    """Find the bound of the kernel of one unit in its weighted norm.

    Raises
    ------
    NoBoundError
        If the unit has no weighted norm, the norm leaves out a weight that the kernel depends on, or no certificate is found.

    Examples
    --------
    >>> from sympy import symbols
    >>> from theory import from_unit
    >>> u, v, c = symbols("u v c")
    >>> unit_bound(from_unit(u * v + c, name="output bias")).coefficients
    (1, 1)
    """
    norm = weighted_norm(model)
    kernels = bounding_kernels(norm)
    found = [_of_kernel(norm, kernel) for kernel in kernels]
    if not model.pieces:
        return found[0]
    columns = zip_longest(*(one.coefficients for one in found), fillvalue=Integer(0))
    coefficients = tuple(max(column, key=lambda c: c.evalf(30)) for column in columns)
    ratio, point = Integer(0), found[0].point
    for near in (other for one in found for other in around(one.point, norm.centre)):
        value = _quotient(norm, coefficients, near)
        if float(value) > float(ratio):
            ratio, point = value, near
        if ratio == 1:
            break
    parts = zip(kernels, found, strict=True)
    cases = [(kernel, raised(norm, coefficients, one.coefficients, one.certificate)) for kernel, one in parts]
    cases.append((Integer(0), raised(norm, coefficients, (), None)))
    return UnitBound(norm, coefficients, None, point, ratio, tuple(cases))


def _of_kernel(norm: WeightedNorm, kernel: Expr) -> UnitBound:
    """The bound of one polynomial."""
    if kernel.is_number:
        ratio, point = _filled(norm, (kernel,), (Integer(0),) * len(norm.model.coordinates), kept=False)
        return UnitBound(norm, (kernel,), None, point, ratio)
    shown = certified_coefficients(norm, kernel)
    if shown is None:
        raise NoBoundError(f"{norm.model.name}: no sum of squares bounds its kernel in the weighted norm Σ {norm.polynomial}")
    found = UnitBound(norm, *shown)
    if norm.model.polynomial:
        return found
    ratio, point = _filled(norm, found.coefficients, found.point)
    return replace(found, point=point, ratio=ratio)


def _filled(
    norm: WeightedNorm, coefficients: Sequence[Expr], point: Sequence[Expr], *, kept: bool = True
) -> tuple[Expr, tuple[Expr, ...]]:
    """A point with other values of what the norm leaves out, or of everything: where the kernel comes closest to its bound."""
    tried = [
        tuple(x if kept and w != 0 else Integer(value) for x, w in zip(point, norm.weights, strict=True)) for value in (3, 0, 1)
    ]
    ratios = [(_quotient(norm, coefficients, one), one) for one in tried]
    return max(ratios, key=lambda pair: float(pair[0]))


def _quotient(norm: WeightedNorm, coefficients: Sequence[Expr], point: tuple[Expr, ...]) -> Expr:
    """What the kernel itself is at a point, as a part of its bound."""
    at = dict(zip(norm.model.coordinates, point, strict=True))
    size = norm.polynomial.subs(at)
    bound = Add(*(c * size**k for k, c in enumerate(coefficients)))
    return cancel(trigsimp(norm.kernel.subs(at)) / bound)
