"""Exact orbits: the observables at each step, and what is known of them for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy import ndarray
from sympy import Poly, Symbol
from sympy.core.relational import Eq, Ne, Relational
from sympy.logic.boolalg import Boolean, false

from checks.fates import Rest, closed_state, diverges, rest, settled
from checks.measure import observables, wanted_names
from checks.scene import Scene
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, observable_of

__all__ = ["Orbit", "Values", "at_step", "measure", "orbit", "over_all_steps", "where_limits_exist"]

Values: TypeAlias = dict[str, Fraction | float]
_BIT_LIMIT = 2_500
"""Stop an orbit when a weight exceeds this many bits: they triple at every step."""
_FALLING = ("L", "f2", "r2", "theta2", "H")
"""What never grows again on a settled orbit."""


@dataclass(frozen=True)
class Orbit:
    """An exact trajectory: observables per step, and whether and how it is known for ever.

    Attributes
    ----------
    series
        Values at each step, by observable.
    cycle
        Step to which the last state returns, or None.
    settled
        Whether loss and kernel never grow again from the last state on, and the loss tends to 0.
    rest
        Bounds of the kernel's limit on a settled orbit, if there are any.
    escape
        Peaks and limits of an orbit that certainly goes to infinity; empty for others.
    """

    series: dict[str, list[Fraction | float]]
    cycle: int | None = None
    settled: bool = False
    rest: Rest | None = None
    escape: Mapping[str, float] = field(default_factory=dict)


def measure(scene: Scene, weights: ndarray, names: Iterable[str], rate: Fraction) -> Values:
    """Observables at exact weights (1, P)."""
    rates = np.array([rate], dtype=object)
    return {name: values[0] for name, values in observables(scene, weights, names, rates).items()}


def orbit(scene: Scene, statement: Statement, rate: Fraction, steps: int) -> Orbit:
    """Step the weights exactly until they repeat, settle, certainly escape, grow too long, or the steps are used up."""
    names = wanted_names(statement) | {"f", "theta2"}
    whole = statement.quantifier is Quantifier.TRAJECTORY
    weights, seen = scene.weights, [scene.weights.tolist()]
    series: dict[str, list[Fraction | float]] = {name: [value] for name, value in measure(scene, weights, names, rate).items()}
    limit = _BIT_LIMIT if whole else 7 * _BIT_LIMIT
    for _ in range(3 * steps if whole else steps):
        if whole and settled(scene, weights, rate):
            closed = closed_state(scene, weights, rate)
            return Orbit(series, settled=True, rest=None if closed is None else rest(closed, rate))
        residuals = scene.model.outputs(weights) - scene.targets
        weights = weights - rate / scene.model.data_count * scene.model.pullback(weights, residuals)
        state = weights.tolist()
        if whole and state in seen:
            return Orbit(series, cycle=seen.index(state))
        seen.append(state)
        for name, value in measure(scene, weights, names, rate).items():
            series[name].append(value)
        if steps > 1 and max(value.numerator.bit_length() for value in weights.ravel()) > limit:
            break
    start = closed_state(scene, scene.weights, rate) if whole else None
    escape = diverges(start) if start is not None else {}
    if escape and not any(scene.targets):
        escape["f_zero_peak"] = 0.0  # an orbit rests where the output is zero
    return Orbit(series, escape=escape)


@lru_cache(maxsize=512)
def _roles(conclusion: Boolean) -> tuple[tuple[str, str, str], ...]:
    """(symbol, observable, role) of each observable in a conclusion; looked up at every step, so kept."""
    entries = ((symbol.name, observable_of(symbol)) for symbol in conclusion.free_symbols)
    return tuple((name, entry[0].name, entry[1]) for name, entry in entries if entry is not None)


def at_step(conclusion: Boolean, known: Orbit, step: int) -> Values:
    """Values of a conclusion's symbols at one step."""
    values: Values = {}
    for symbol, name, role in _roles(conclusion):
        if name not in known.series:
            continue
        series = known.series[name]
        if role == "now":
            values[symbol] = series[step]
        elif role == "next":
            values[symbol] = series[step + 1]
        elif role == "total":
            values[symbol] = sum(series[: step + 1], Fraction(0))
    return values


def over_all_steps(conclusion: Boolean, known: Orbit) -> tuple[Values, ...]:
    """Peaks and limits of an orbit that is known for ever.

    Two sets of values if a limit is known between two bounds, in a conclusion that fails between them if it fails at both.
    """
    values: Values = {}
    for symbol, name, role in _roles(conclusion):
        series = known.series[name]
        if symbol in known.escape:
            values[symbol] = known.escape[symbol]
        elif role == "peak" and _peak_is_known(name, known):
            values[symbol] = max(series)
        elif role == "limit" and known.cycle is not None:
            values[symbol] = series[-1]
        elif role == "limit" and known.settled and name in ("L", "f2", "f"):
            values[symbol] = Fraction(0)
    kernel = OBSERVABLES["H"].limit
    if known.rest and kernel in conclusion.free_symbols and _turns_once(conclusion, kernel):
        return tuple({**values, kernel.name: end} for end in (known.rest.lowest, known.rest.highest))
    return (values,)


def where_limits_exist(conclusion: Boolean, known: Orbit) -> Boolean:
    """The conclusion, in which what is said of a limit that a cycle has not is false: who says it asserts that it exists."""
    if known.cycle is None:
        return conclusion
    limits = [(symbol, name) for symbol, name, role in _roles(conclusion) if role == "limit"]
    lost = {symbol for symbol, name in limits if len(set(known.series[name][known.cycle :])) > 1}
    about = [part for part in conclusion.atoms(Relational) if lost & {str(symbol) for symbol in part.free_symbols}]
    return conclusion.xreplace(dict.fromkeys(about, false))


def _peak_is_known(name: str, known: Orbit) -> bool:
    if known.cycle is not None:
        return True
    if name == "f_zero":
        return bool(known.settled and known.rest and known.rest.never_zero)
    return known.settled and name in _FALLING


def _turns_once(conclusion: Boolean, symbol: Symbol) -> bool:
    """Whether a symbol occurs in one inequality only, and there affinely: its truth turns at one value of the symbol."""
    places = [relation for relation in conclusion.atoms(Relational) if relation.has(symbol)]
    return len(places) == 1 and not isinstance(places[0], (Eq, Ne)) and Poly(places[0].lhs - places[0].rhs, symbol).degree() == 1
