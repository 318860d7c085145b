"""Bounds of units that are not plain polynomials with algebraic coefficients: of several cases, with π among their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from sympy import Expr, Integer, NumberSymbol, Rational, Symbol, ceiling, expand

from theory.bound import Bound
from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["around", "change_of_norm", "largest", "nameable"]

_GRID = Integer(10) ** 6
_SHIFT = Rational(1, 1000)
_CORNERED = 4
"""Units with at most so many weights are tried where each weight is 1, 0 or −1, too: cases meet there."""

_ETA, _N = PARAMETERS["eta"].symbol, PARAMETERS["n"].symbol


def largest(model: UnitModel, bounds: Sequence[Bound]) -> Bound:
    """The largest of the bounds of the NTK in each case of a homogeneous unit.

    It is sharp if the model has that case where the bound is attained; near by, if it does not.
    """
    top = max(bounds, key=lambda bound: bound.expression.subs(_N, 1).evalf(30))
    attained, point = _where_attained(model, top)
    steps = top.derivation.then("This is the largest bound of all cases of a unit", top.statement)
    sharp = bool(top.sharp and (attained == top.attained or not top.point))
    return replace(top, derivation=steps, sharp=sharp, attained=attained, point=point)


def _where_attained(model: UnitModel, bound: Bound) -> tuple[Expr | None, tuple[tuple[Symbol, Expr], ...]]:
    """What the model itself attains of the bound of a case, and where."""
    if bound.attained is None or not bound.point:
        return bound.attained, ()
    best: tuple[Expr, tuple[tuple[Symbol, Expr], ...]] | None = None
    power = 0 if model.degree is None else model.degree - 1
    symbols, entries = zip(*bound.point, strict=True)
    corners = product((1, 0, -1), repeat=len(entries)) if len(entries) <= _CORNERED else ()
    for point in (*around(entries, (Integer(0),) * len(entries)), *(tuple(map(Integer, corner)) for corner in corners)):
        if not any(point):
            continue
        at = dict(zip(symbols, point, strict=True))
        kernel, size = model.kernel_polynomial.subs(at), model.norm_polynomial.subs(at) ** power
        if expand(kernel - bound.attained * size) == 0:
            return bound.attained, tuple(at.items())
        value = kernel / size
        if best is None or float(value) > float(best[0]):
            best = value, tuple(at.items())
    return (None, ()) if best is None else best


def around(point: Sequence[Expr], centre: Sequence[Expr]) -> Iterator[tuple[Expr, ...]]:
    """A point and its reflections at a centre, in which another case may hold; then points near it, for cases that meet there."""
    for signs in product((1, -1), repeat=len(point)):
        yield tuple(t + sign * (x - t) for x, t, sign in zip(point, centre, signs, strict=True))
    for signs in product((0, 1, -1), repeat=len(point)):
        yield tuple(x + sign * _SHIFT for x, sign in zip(point, signs, strict=True))


def nameable(constant: Expr) -> Expr:
    """A constant, rounded up where no statement can name it, as π."""
    if not constant.is_number or not constant.has(NumberSymbol):
        return constant
    return Rational(ceiling(constant.evalf(40) * _GRID), _GRID)


def change_of_norm(model: UnitModel) -> Expr:
    """What one step adds to the weight norm of a homogeneous unit on one datum with y = 0, by Euler's identity: θ·∇f = kf."""
    f, kernel = OBSERVABLES["f"].now, OBSERVABLES["H"].now
    along = (model.degree or 0) * f
    return -2 * _ETA * f * along + (_ETA * f) ** 2 * kernel
