"""Learning rates worth trying: the edges of a statement's hypotheses, the edges of the phases, and points around both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import isqrt

import numpy as np
from numpy import ndarray
from sympy import Poly, Symbol, lambdify, oo
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, Implies
from sympy.polys.polyerrors import PolynomialError

from checks.instances.instance import Instance
from checks.instances.interpolated import interpolated, rational_roots
from checks.instances.measure import rate_dependent, wanted_names
from checks.instances.process import begin, linear_edge
from checks.pairs._exact import fractions
from checks.truth.algebraic import Exact, approximately, is_exact
from checks.truth.exactly import UndecidedError, exact_value
from checks.truth.number_field import FieldNumber
from checks.truth.orbits import Values, measure
from theory.definedness import requirements
from theory.roles import at, roles
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

__all__ = ["boundary_rates", "candidate_rates", "edges_exact", "edges_float", "edges_near", "rates_to_zero"]

_ETA, _ETA_T = PARAMETERS["eta"].symbol, OBSERVABLES["eta_t"].now
_NEAR = tuple(
    Fraction(numerator, 100000)
    for numerator in (100000, 99999, 100001, 99000, 101000, 80000, 120000, 50000, 150000, 20000, 200000)
)


@lru_cache(maxsize=512)
def _edge_polynomials(statement: Statement) -> tuple[Poly, ...]:
    """lhs − rhs that is a polynomial in the learning rate: of every hypothesis, and of what the conclusion needs at step 0."""
    found: list[Poly] = []
    for relation in (*_relations(statement.hypotheses), *_needed_at_start(statement), *_premises_of_the_rate(statement)):
        difference = relation.lhs - relation.rhs
        if not difference.has(_ETA):
            continue
        try:
            polynomial = Poly(difference, _ETA)
        except PolynomialError:
            continue
        known = any((polynomial - other).is_zero or (polynomial + other).is_zero for other in found)
        if not known and polynomial.degree() <= 3 and not any(c.has(_ETA) for c in polynomial.all_coeffs()):
            found.append(polynomial)
    return tuple(found)


def _relations(sentences: Iterable[Boolean]) -> list[Relational]:
    parts = [[part] if isinstance(part, Relational) else sorted(part.atoms(Relational), key=str) for part in sentences]
    return [relation for found in parts for relation in found]


def _needed_at_start(statement: Statement) -> list[Relational]:
    """What the conclusion needs in order to be defined, where values now are those at the start."""
    needs = (item.needs for item in requirements(statement.conclusion))
    return [relation for relation in _at_first(needs) if not relation.has(oo, -oo)]


def _premises_of_the_rate(statement: Statement) -> list[Relational]:
    """What a conclusion about the rates of a schedule presupposes of the first of them, which is η times the first factor."""
    if _ETA_T not in statement.symbols:
        return []
    return _at_first(part.args[0].xreplace({_ETA_T: _ETA}) for part in statement.conclusion.atoms(Implies))


def _at_first(sentences: Iterable[Boolean]) -> list[Relational]:
    """The relations of sentences at the first state, where values now are those at the start; none that speaks of a later one."""
    relations = _relations(at(sentence, now="initial") for sentence in sentences)
    return [relation for relation in relations if roles(relation) <= {"initial"}]


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
            numbers = [np.asarray(initial[name], dtype=float) for name in names]
            values = coefficients(*numbers)  # type: ignore[operator]  # lambdify is untyped
        table = np.stack([np.broadcast_to(np.asarray(value, dtype=float), (batch,)) for value in values], axis=1)
        columns.append(_real_roots(table))
    if not columns:
        return np.empty((batch, 0))
    edges = np.concatenate(columns, axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(edges > 0, edges, np.nan)


def _real_roots(table: ndarray) -> ndarray:
    """Real roots of B polynomials, (B, degree) from coefficients (B, degree + 1), leading ones first; NaN where there is none."""
    with np.errstate(all="ignore"):
        monic = table / table[:, :1]  # a tiny leading coefficient may overflow
        monic = np.where(np.isfinite(monic).all(axis=1, keepdims=True), monic, np.nan)
        if monic.shape[1] == 2:
            return -monic[:, 1:]
        if monic.shape[1] == 3:
            half, constant = monic[:, 1] / 2, monic[:, 2]
            square = half**2 - constant
            square = np.where(np.abs(square) < 1e-12 * half**2, 0.0, square)  # a double root, but for rounding
            larger = -half - np.copysign(np.sqrt(square), half)  # without cancellation
            return np.sort(np.stack((larger, constant / larger), axis=1), axis=1)
    roots = np.full((len(table), table.shape[1] - 1), np.nan)
    for row in np.flatnonzero(~np.isnan(monic[:, 0])):
        found = np.roots(monic[row])
        real = np.sort(found[np.abs(found.imag) < 1e-9 * (1 + np.abs(found.real))].real)
        roots[row, : len(real)] = real
    return roots


def edges_exact(statement: Statement, initial: Values) -> list[Exact]:
    """Positive learning rates at which a hypothesis turns, exactly: rational ones, and irrational ones of a number's field."""
    edges = {edge for line in _rational_polynomials(statement, initial) for edge in _rational_roots(line)}
    return sorted(edge for edge in edges if edge > 0)


def edges_near(statement: Statement, initial: Values) -> list[Exact]:
    """Positive learning rates at which a hypothesis turns, exactly if rational, else rounded to within 1e-12 of themselves."""
    edges = set(edges_exact(statement, initial))
    for line in _rational_polynomials(statement, initial):
        if len(line) == 3 and line[0] != 0 and not _rational_roots(line):
            edges |= _rounded_roots(*map(approximately, line))
    return sorted(edge for edge in edges if edge > 0)


def _rational_polynomials(statement: Statement, initial: Values) -> Iterator[list[Exact]]:
    """Coefficients of the edge polynomials at exact values, leading one first; but in linear ones as fractions next to them."""
    for polynomial in _edge_polynomials(statement):
        try:
            coefficients = [exact_value(c, initial) for c in polynomial.all_coeffs()]
        except UndecidedError:
            continue
        if all(map(is_exact, coefficients)):
            exact = [c for c in coefficients if not isinstance(c, float)]
            kept = len(exact) == 2 and all(isinstance(c, (Fraction, FieldNumber)) for c in exact)
            yield exact if kept else [approximately(c) for c in exact]


def _rounded_roots(a: Fraction, b: Fraction, c: Fraction) -> set[Fraction]:
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return set()
    scale = 10**16 * discriminant.denominator
    root = Fraction(isqrt(discriminant.numerator * discriminant.denominator * 10**32), scale)
    return {(-b - root) / (2 * a), (-b + root) / (2 * a)}


def _rational_roots(coefficients: Sequence[Exact]) -> list[Exact]:
    """Rational roots of a polynomial of degree at most two, leading coefficient first."""
    if not coefficients or coefficients[0] == 0:
        return [] if len(coefficients) <= 1 else _rational_roots(coefficients[1:])
    if len(coefficients) == 2:
        return [-coefficients[1] / coefficients[0]]
    if len(coefficients) != 3:
        return []
    a, b, c = map(approximately, coefficients)
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    top, bottom = isqrt(discriminant.numerator), isqrt(discriminant.denominator)
    if top * top != discriminant.numerator or bottom * bottom != discriminant.denominator:
        return []
    root = Fraction(top, bottom)
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


def candidate_rates(statement: Statement, instance: Instance) -> list[Exact]:
    """Exact learning rates at and around the edges of the hypotheses and of the phases."""
    if statement.quantifier is Quantifier.STATE:
        if _ETA not in statement.symbols:
            return [Fraction(1)]
        close = [edge * ratio for edge in edges_near(statement, _at_start(statement, instance)) for ratio in _NEAR[:3]]
        return list(dict.fromkeys((Fraction(1), *close, Fraction(2))))
    if _follows_state(statement):
        return [Fraction(1)]
    top = instance.learning_rate_scale[0]
    edges = edges_exact(statement, _at_start(statement, instance))
    close = [edge * ratio for edge in edges for ratio in _NEAR[:3]]
    phases = [number / top for number in (2, 4, 3, *_own_edge(instance))] if top > 0 else []
    ratios = _NEAR if len(edges) <= 2 else _NEAR[:7]
    further = {edge * ratio for edge in (*edges, *phases) for ratio in ratios} | {Fraction(1), Fraction(2)}
    return close + sorted(further.difference(close))[:60]


def _follows_state(statement: Statement) -> bool:
    """Whether the rate of every step is given by the state, so that η is nowhere."""
    return not statement.setting.update.rate.has(_ETA, _ETA_T) and _ETA not in statement.symbols


def _own_edge(instance: Instance) -> tuple[Fraction, ...]:
    """The linear edge of an update rule other than gradient descent."""
    return () if instance.setting.plain else (Fraction(linear_edge(instance)).limit_denominator(1000),)


def rates_to_zero(instance: Instance) -> list[Exact]:
    """Learning rates at which the first step sends some weight, or the first output, to exactly 0."""
    if not instance.setting.plain:
        return _rates_to_zero(instance)
    weights, count = instance.weights, instance.model.data_count
    gradient = instance.model.pullback(weights, instance.model.outputs(weights) - instance.targets) / count
    rates = {weight / slope for weight, slope in zip(weights[0], gradient[0], strict=True) if slope}
    square = (gradient**2).sum()
    if square:

        def output(rate: Fraction) -> Exact:
            moved: Exact = instance.model.outputs(weights - gradient * fractions([rate]))[0, 0]
            return moved

        # In units of the rate that moves the weights by their own size, so that a kink is met between two samples at most.
        found = interpolated(output, approximately((weights**2).sum() / square).limit_denominator(1000) or Fraction(1))
        rates |= rational_roots(found) if found is not None else set()
    return sorted(rate for rate in rates if rate > 0)


def _rates_to_zero(instance: Instance) -> list[Exact]:
    """Those that send some weight to 0, for any update rule whose first step is affine in the learning rate."""
    try:
        steps = [begin(instance, fractions([rate])).next().state.weights[0] for rate in (0, 1, 2)]
    except UndecidedError:  # a learning rate that has no value there
        return []
    rates = {low / (low - high) for low, high, check in zip(*steps, strict=True) if low != high and check - high == high - low}
    return sorted(rate for rate in rates if rate > 0)


def boundary_rates(statement: Statement, instance: Instance) -> list[Exact]:
    """Exact learning rates at every edge, also next to the irrational ones, and around the edges of the phases."""
    if statement.quantifier is Quantifier.STATE:
        return [Fraction(1, 2)]  # the main part of the search has met η = 1
    if _follows_state(statement):
        return [Fraction(1)]
    top = instance.learning_rate_scale[0]
    degree = instance.parameters.get("k", Fraction(2))
    doubled = 2 * degree if isinstance(degree, Fraction) else Fraction(4)
    phases = [number / top for number in {Fraction(2), Fraction(4), doubled, *_own_edge(instance)}] if top > 0 else []
    edges = edges_near(statement, _at_start(statement, instance))
    return sorted(
        {edge * ratio for edge in (*edges, *phases) for ratio in _NEAR[:3]} | {Fraction(1), Fraction(1, 2), Fraction(10)}
    )


def _at_start(statement: Statement, instance: Instance) -> Values:
    """Parameters, and observables of step 0 (of a state: now), but for those that depend on the learning rate."""
    initial: Values = {name: v for name, v in instance.parameters.items() if is_exact(v)}
    wanted = wanted_names(statement)
    for name, value in measure(instance, instance.weights, wanted - rate_dependent(wanted), Fraction(1)).items():
        initial[name if statement.quantifier is Quantifier.STATE else f"{name}_0"] = value
    return initial
