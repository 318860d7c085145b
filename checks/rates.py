"""Learning rates worth trying: the edges of a statement's hypotheses, the edges of the phases, and points around both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import isqrt

import numpy as np
from numpy import ndarray
from sympy import Poly, Symbol, lambdify
from sympy.core.relational import Relational
from sympy.polys.polyerrors import PolynomialError

from checks.exactly import UndecidedError, Values, exact_value
from theory.statements import Statement
from theory.symbols import PARAMETERS

__all__ = ["edges_exact", "edges_float", "edges_near"]

_ETA = PARAMETERS["eta"].symbol


@lru_cache(maxsize=512)
def _edge_polynomials(statement: Statement) -> tuple[Poly, ...]:
    """lhs − rhs of every hypothesis that is a polynomial in the learning rate."""
    found = []
    for hypothesis in statement.hypotheses:
        relations = [hypothesis] if isinstance(hypothesis, Relational) else list(hypothesis.atoms(Relational))
        for relation in relations:
            difference = relation.lhs - relation.rhs
            if not difference.has(_ETA):
                continue
            try:
                polynomial = Poly(difference, _ETA)
            except PolynomialError:
                continue
            if polynomial.degree() <= 3 and not any(c.has(_ETA) for c in polynomial.all_coeffs()):
                found.append(polynomial)
    return tuple(found)


@lru_cache(maxsize=512)
def _compiled_edges(statement: Statement) -> tuple[tuple[tuple[str, ...], object], ...]:
    compiled = []
    for polynomial in _edge_polynomials(statement):
        names = sorted(symbol.name for symbol in polynomial.free_symbols if symbol != _ETA)
        plain = {symbol: Symbol(symbol.name) for symbol in polynomial.free_symbols}
        coefficients = [c.xreplace(plain) for c in polynomial.all_coeffs()]
        compiled.append((tuple(names), lambdify([Symbol(name) for name in names], coefficients, modules="numpy")))
    return tuple(compiled)


def edges_float(statement: Statement, initial: dict[str, ndarray | float], batch: int) -> ndarray:
    """Positive learning rates at which a hypothesis turns, (B, number of edges); NaN where there is none.

    ``initial`` maps symbol names (parameters, and observables with the suffix of step 0) to numbers or (B,) arrays.
    """
    columns = []
    for names, coefficients in _compiled_edges(statement):
        if not set(names) <= set(initial):
            continue  # an observable that depends on the learning rate itself
        with np.errstate(all="ignore"):
            values = coefficients(*(initial[name] for name in names))  # type: ignore[operator]  # lambdify is untyped
        table = np.stack([np.broadcast_to(np.asarray(value, dtype=float), (batch,)) for value in values], axis=1)
        roots = np.full((batch, table.shape[1] - 1), np.nan)
        for row, line in enumerate(table):
            with np.errstate(all="ignore"):
                monic = line / line[0]
            if np.isfinite(monic).all():  # a tiny leading coefficient may overflow
                found = np.roots(monic)
                real = np.sort(found[np.abs(found.imag) < 1e-9 * (1 + np.abs(found.real))].real)
                roots[row, : len(real)] = real
        columns.append(roots)
    if not columns:
        return np.empty((batch, 0))
    edges = np.concatenate(columns, axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(edges > 0, edges, np.nan)


def edges_exact(statement: Statement, initial: Values) -> list[Fraction]:
    """Positive rational learning rates at which a hypothesis turns, exactly."""
    edges = {edge for line in _rational_polynomials(statement, initial) for edge in _rational_roots(line)}
    return sorted(edge for edge in edges if edge > 0)


def edges_near(statement: Statement, initial: Values) -> list[Fraction]:
    """Positive learning rates at which a hypothesis turns, exactly if rational, else rounded to within 1e-12 of themselves."""
    edges = set(edges_exact(statement, initial))
    for line in _rational_polynomials(statement, initial):
        if len(line) == 3 and line[0] != 0 and not _rational_roots(line):
            edges |= _rounded_roots(*line)
    return sorted(edge for edge in edges if edge > 0)


def _rational_polynomials(statement: Statement, initial: Values) -> Iterator[list[Fraction]]:
    """Coefficients of the edge polynomials whose coefficients are rational here, leading one first."""
    for polynomial in _edge_polynomials(statement):
        try:
            coefficients = [exact_value(c, initial) for c in polynomial.all_coeffs()]
        except UndecidedError:
            continue
        if all(isinstance(c, Fraction) for c in coefficients):
            yield [c for c in coefficients if isinstance(c, Fraction)]


def _rounded_roots(a: Fraction, b: Fraction, c: Fraction) -> set[Fraction]:
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return set()
    scale = 10**16 * discriminant.denominator
    root = Fraction(isqrt(discriminant.numerator * discriminant.denominator * 10**32), scale)
    return {(-b - root) / (2 * a), (-b + root) / (2 * a)}


def _rational_roots(coefficients: Sequence[Fraction]) -> list[Fraction]:
    """Rational roots of a polynomial of degree at most two, leading coefficient first."""
    if not coefficients or coefficients[0] == 0:
        return [] if len(coefficients) <= 1 else _rational_roots(coefficients[1:])
    if len(coefficients) == 2:
        return [-coefficients[1] / coefficients[0]]
    if len(coefficients) != 3:
        return []
    a, b, c = coefficients
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    top, bottom = isqrt(discriminant.numerator), isqrt(discriminant.denominator)
    if top * top != discriminant.numerator or bottom * bottom != discriminant.denominator:
        return []
    root = Fraction(top, bottom)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
