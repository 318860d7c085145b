"""Truth values on floating-point trajectories: how far a relation is from failing, measured in units of rounding error.

The *margin* of ``lhs ≤ rhs`` is (rhs − lhs) divided by the size of the terms that make up both sides. Sizes propagate as
first-order error bounds do: sums add, products multiply, and a power scales with its exponent. A relation counts as violated
only where its margin lies below minus the rounding error that such terms can carry; composite sentences combine margins as
in Kleene's three-valued logic (and = min, or = max). Where a part of a sentence is surely undefined, by the table of
`theory.definedness`, the sentence is violated; where rounding leaves open whether it is, its margin is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy import ndarray
from sympy import Abs, Add, Expr, Max, Min, Mul, Pow, Symbol, lambdify, oo
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne, Relational
from sympy.logic.boolalg import And, Boolean, BooleanFalse, BooleanTrue, Equivalent, Implies, Not, Or

from theory.definedness import extended, requirements

__all__ = ["Margins", "compile_sentence"]

Environment: TypeAlias = Mapping[str, ndarray | float]


@dataclass(frozen=True)
class Margins:
    """Margins of one sentence on a block of states.

    Attributes
    ----------
    relative
        Signed distance from failing, relative to the size of the terms; NaN where a value is missing.
    certain
        Same, but shifted towards zero by the rounding error allowed: negative only where the sentence is surely violated,
        positive only where it surely holds.
    """

    relative: ndarray
    certain: ndarray


Sentence: TypeAlias = Callable[[Environment, float], Margins]


@lru_cache(maxsize=1024)
def compile_sentence(sentence: Boolean) -> Sentence:
    """Compile a sentence to a function of (environment, tolerance) that returns `Margins`.

    The environment maps symbol names to arrays that broadcast together, and ``name + "__size"`` to the size of the terms
    that were added to obtain a value, where cancellation makes that larger than the value.
    """
    truth = _compile(sentence)
    names = tuple(sorted(symbol.name for symbol in sentence.free_symbols))
    needed = tuple(_compile(requirement.needs) for requirement in requirements(sentence))

    def evaluate(environment: Environment, tolerance: float) -> Margins:
        infinite = frozenset(name for name in names if np.isinf(environment[name]).any())
        if infinite and extended(sentence, infinite) != sentence:
            return compile_sentence(extended(sentence, infinite))(environment, tolerance)
        margins = truth(environment, tolerance)
        for needs in reversed(needed):  # what an inner part lacks comes last, and stands
            margins = _where_defined(needs(environment, tolerance), margins)
        return margins

    return evaluate


def _where_defined(needs: Margins, margins: Margins) -> Margins:
    """Margins of a sentence, one of whose parts has a value only where its needs are met."""
    with np.errstate(invalid="ignore"):
        met, lacking = needs.certain > 0, needs.certain < 0
    return Margins(
        np.where(met, margins.relative, np.where(lacking, needs.relative, np.nan)),
        np.where(met, margins.certain, np.where(lacking, needs.certain, np.nan)),
    )


def _compile(sentence: Boolean) -> Sentence:
    """Margins of a sentence all of whose parts have values."""
    if isinstance(sentence, BooleanTrue):
        return lambda environment, tolerance: Margins(np.array(np.inf), np.array(np.inf))
    if isinstance(sentence, BooleanFalse):
        return lambda environment, tolerance: Margins(np.array(-np.inf), np.array(-np.inf))
    if isinstance(sentence, Relational):
        return _compile_relation(sentence)
    parts = [_compile(part) for part in sentence.args]
    if isinstance(sentence, Not):
        return lambda environment, tolerance: _negate(parts[0](environment, tolerance))
    if isinstance(sentence, And):
        return lambda environment, tolerance: _combine(np.minimum, [part(environment, tolerance) for part in parts])
    if isinstance(sentence, Or):
        return lambda environment, tolerance: _combine(np.maximum, [part(environment, tolerance) for part in parts])
    if isinstance(sentence, Implies):
        return lambda environment, tolerance: _implies(*(part(environment, tolerance) for part in parts))
    if isinstance(sentence, Equivalent):
        return lambda environment, tolerance: _equivalent(*(part(environment, tolerance) for part in parts))
    raise TypeError(f"not a Boolean combination of relations: {sentence!r}")


def _negate(margins: Margins) -> Margins:
    return Margins(-margins.relative, -margins.certain)


def _combine(choose: Callable[[ndarray, ndarray], ndarray], parts: list[Margins]) -> Margins:
    relative, certain = parts[0].relative, parts[0].certain
    for part in parts[1:]:
        relative, certain = choose(relative, part.relative), choose(certain, part.certain)
    return Margins(relative, certain)


def _implies(premise: Margins, conclusion: Margins) -> Margins:
    return _combine(np.maximum, [_negate(premise), conclusion])


def _equivalent(*parts: Margins) -> Margins:
    """All alike: each implies the next, and the last the first."""
    return _combine(np.minimum, [_implies(one, other) for one, other in zip(parts, (*parts[1:], parts[0]), strict=True)])


def _compile_relation(relation: Relational) -> Sentence:
    names = sorted(symbol.name for symbol in relation.free_symbols)
    difference, scale = _margin_functions(relation, names)
    equality, inequality = isinstance(relation, Eq), isinstance(relation, Ne)
    distinct = isinstance(relation, (Ne, Lt, Gt))
    if not isinstance(relation, (Eq, Ne, Le, Lt, Ge, Gt)):
        raise TypeError(f"unknown relation {relation!r}")

    def evaluate(environment: Environment, tolerance: float) -> Margins:
        values = [np.asarray(environment[name], dtype=float) for name in names]
        sizes = [np.asarray(environment.get(f"{name}__size", np.abs(environment[name])), dtype=float) for name in names]
        with np.errstate(all="ignore"):
            gap = np.asarray(difference(*values), dtype=float)
            size = np.asarray(scale(*values, *sizes), dtype=float)
            relative = np.where(gap == 0.0, 0.0, gap / size)
            # An infinite side has no size of its own: the sign of the gap decides.
            relative = np.where(np.isinf(gap) & ~np.isfinite(relative), np.sign(gap), relative)
        relative = np.where(np.isnan(gap), np.nan, relative)
        # Two sides may seem equal by rounding; two infinite ones, or two without any terms but 0, are.
        tied = distinct & (gap == 0.0) & ((size == 0.0) | ~np.isfinite(size))
        if equality:
            relative = -np.abs(relative)
            return Margins(relative, np.where(relative < -tolerance, relative + tolerance, 0.0 * relative))
        if inequality:
            relative = np.abs(relative)
        relative = np.where(tied, -1.0, relative)
        return Margins(relative, np.sign(relative) * np.maximum(np.abs(relative) - tolerance, 0.0))

    return evaluate


def _margin_functions(relation: Relational, names: list[str]) -> tuple[Callable[..., ndarray], Callable[..., ndarray]]:
    left, right = relation.lhs, relation.rhs
    if isinstance(relation, (Ge, Gt)):
        left, right = right, left
    values = [Symbol(name) for name in names]
    sizes = [Symbol(f"{name}__size") for name in names]
    plain = {symbol: Symbol(symbol.name) for symbol in relation.free_symbols}
    # Each side keeps its own terms: SymPy must not cancel across the relation, or the sizes would be lost.
    left, right = left.xreplace(plain), right.xreplace(plain)
    by_name = dict(zip(names, sizes, strict=True))
    size = Add(*(_size(side, by_name) for side in (left, right) if side not in (oo, -oo)))
    lower, upper = lambdify(values, left, modules="numpy"), lambdify(values, right, modules="numpy")
    return (lambda *numbers: _gap(lower(*numbers), upper(*numbers))), lambdify([*values, *sizes], size, modules="numpy")


def _gap(lower: ndarray, upper: ndarray) -> ndarray:
    """upper − lower, zero also where both are the same infinity."""
    return np.where(np.equal(upper, lower), 0.0, np.subtract(upper, lower))


def _size(expression: Expr, sizes: Mapping[str, Symbol]) -> Expr:
    """First-order bound of the rounding error of an expression, in units of the rounding error of its leaves."""
    if isinstance(expression, Symbol):
        return sizes[expression.name]
    if not expression.args:
        return Abs(expression)
    if isinstance(expression, Add):
        return Add(*(_size(part, sizes) for part in expression.args))
    if isinstance(expression, Mul):
        return Mul(*(_size(part, sizes) for part in expression.args))
    if isinstance(expression, Pow):
        base, exponent = expression.args
        return Max(1, Abs(exponent)) * _size(base, sizes) * Abs(base) ** (exponent - 1)
    if isinstance(expression, (Max, Min, Abs)):
        return Max(*(_size(part, sizes) for part in expression.args))
    raise TypeError(f"no size rule for {type(expression).__name__}: {expression}")
