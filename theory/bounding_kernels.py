"""Polynomials that bound the weighted kernel of one unit: squares of bounded activations are replaced by their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sympy import Add, Expr, Mul, Piecewise, PoleError, diff, expand, factor_terms, limit, oo

from theory.activations import recognised, square_bound
from theory.bound import NoBoundError
from theory.turning import Turned, turned
from theory.weighted_norm import WeightedNorm

__all__ = ["Slope", "bounding_kernels", "counted_slopes"]


@dataclass(frozen=True)
class Slope:
    """The derivative of a unit by one weight that counts in the norm.

    Attributes
    ----------
    place
        Position of the weight.
    value
        The derivative: the product of the others.
    polynomial
        What of it is a polynomial.
    activations
        The other factors.
    """

    place: int
    value: Expr
    polynomial: Expr
    activations: tuple[Expr, ...]


def counted_slopes(norm: WeightedNorm) -> tuple[tuple[Turned, ...], tuple[Slope, ...]]:
    """The derivatives that count in a weighted norm: pairs of a cosine with its sine, and all others by themselves."""
    coordinates, values = norm.model.coordinates, [diff(norm.model.output, p) for p in norm.model.coordinates]
    pairs = turned(norm.weights, values, coordinates)
    together = {place for pair in pairs for place in (pair.first, pair.second)}
    slopes = []
    for place, (weight, value) in enumerate(zip(norm.weights, values, strict=True)):
        if weight != 0 and place not in together:
            parts = [value] if recognised(value) else factor_terms(value).as_ordered_factors()
            activations = tuple(part for part in parts if not part.is_polynomial(*coordinates))
            polynomial = Mul(*(part for part in parts if part.is_polynomial(*coordinates)))
            slopes.append(Slope(place, value, polynomial, activations))
    return pairs, tuple(slopes)


def bounding_kernels(norm: WeightedNorm, *, declared: bool = True) -> tuple[Expr, ...]:
    """Polynomials of which the weighted kernel of one unit is at most the largest: itself, if it is one.

    A unit with several cases has one for each. Of bounded activations the squares are replaced by their bounds.

    Parameters
    ----------
    norm
        The weighted norm.
    declared
        Whether bounds that a user has declared count.

    Raises
    ------
    NoBoundError
        If something in it is not known to be bounded, or the norm leaves out a weight on which it depends.
    """
    model = norm.model
    if model.polynomial:
        found: tuple[Expr, ...] = (norm.kernel,)
    elif model.pieces:
        found = tuple(replace(norm, model=piece).kernel for piece in model.pieces)
    else:
        found = (_of_activations(norm, declared),)
    left_out = [
        p for p, w in zip(model.coordinates, norm.weights, strict=True) if w == 0 and any(kernel.has(p) for kernel in found)
    ]
    if left_out:
        names = ", ".join(map(str, left_out))
        other = not model.polynomial and not model.pieces
        raise NoBoundError(
            (_unbounded(norm, counted_slopes(norm)[1]) if other else None)
            or f"{model.name} is not homogeneous, and its weighted norm Σ {norm.polynomial} leaves out {names}, on which its "
            "kernel depends"
        )
    return found


def _of_activations(norm: WeightedNorm, declared: bool) -> Expr:
    """The kernel with the squares of bounded activations replaced by their bounds, a cosine and its sine together."""
    pairs, slopes = counted_slopes(norm)
    total = Add(*(pair.total for pair in pairs))
    for slope in slopes:
        bound = slope.polynomial**2
        for part in slope.activations:
            known = square_bound(part, declared=declared)
            if known is None:
                raise NoBoundError(
                    _unbounded(norm, slopes)
                    or f"{norm.model.name}: the derivative by {norm.model.coordinates[slope.place]}, which counts in its "
                    f"weighted norm Σ {norm.polynomial}, has the factor {part}, of which no bound is known (theory.activations "
                    "has those that are)"
                )
            bound *= known
        total += norm.weights[slope.place] * bound
    return expand(total)


def _unbounded(norm: WeightedNorm, slopes: Sequence[Slope]) -> str | None:
    """That no bound exists, where a derivative tends to infinity with a weight that the norm leaves out, alone in it."""
    left_out = {p for p, w in zip(norm.model.coordinates, norm.weights, strict=True) if w == 0}
    for slope in slopes:
        if len(slope.value.free_symbols) != 1 or slope.value.has(Piecewise) or not slope.value.free_symbols <= left_out:
            continue
        (weight,) = slope.value.free_symbols
        try:
            grows = any(limit(slope.value**2, weight, end) == oo for end in (oo, -oo))
        except (NotImplementedError, PoleError, TypeError, ValueError):  # a limit that SymPy does not find
            continue
        if grows:
            return (
                f"{norm.model.name}: its weighted norm Σ {norm.polynomial} leaves out {weight}, on which its kernel depends, and "
                f"no bound exists: {slope.value}, the derivative by {norm.model.coordinates[slope.place]}, tends to infinity "
                f"with {weight}"
            )
    return None
