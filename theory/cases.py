"""Bounds of units that are not plain polynomials with algebraic coefficients: of several cases, with π among their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from sympy import Expr, Integer, NumberSymbol, Rational, Symbol, ceiling, expand

from theory.bound import Bound
from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["change_of_norm", "largest", "nameable"]

_GRID = Integer(10) ** 6

_ETA, _N = PARAMETERS["eta"].symbol, PARAMETERS["n"].symbol


def largest(model: UnitModel, bounds: Sequence[Bound]) -> Bound:
    """The largest of the bounds of the NTK in each case of a homogeneous unit.

    It is sharp if the model has that case where the bound is attained.
    """
    top = max(bounds, key=lambda bound: bound.expression.subs(_N, 1).evalf(30))
    point = _where_attained(model, top)
    steps = top.derivation.then("This is the largest bound of all cases of a unit", top.statement)
    known = bool(point or not top.point)
    return replace(top, derivation=steps, sharp=top.sharp and known, attained=top.attained if known else None, point=point)


def _where_attained(model: UnitModel, bound: Bound) -> tuple[tuple[Symbol, Expr], ...]:
    """The point at which a case attains its bound, or a reflection of it, if the model has that case there."""
    if bound.attained is None:
        return ()
    for signs in product((1, -1), repeat=len(bound.point)):
        at = {symbol: sign * value for sign, (symbol, value) in zip(signs, bound.point, strict=True)}
        power = 0 if model.degree is None else model.degree - 1
        wanted = bound.attained * model.norm_polynomial.subs(at) ** power
        if expand(model.kernel_polynomial.subs(at) - wanted) == 0:
            return tuple(at.items())
    return ()


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
