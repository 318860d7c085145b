"""Exact orbits: the observables at each step, and what is known of them for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

import numpy as np
from numpy import ndarray
from sympy import Poly, Symbol
from sympy.core.relational import Eq, Ne, Relational
from sympy.logic.boolalg import Boolean, false

from checks.instances.instance import Instance
from checks.instances.measure import observables, wanted_names
from checks.instances.process import process_of, start_state
from checks.truth.algebraic import Exact
from checks.truth.escapes import runs_away
from checks.truth.long_time import Escape, Rest, closed_state, diverges, rest, settled
from checks.truth.number_field import FieldNumber, bits_of
from numerics.driver import Iterate, iterates
from numerics.process import Process
from numerics.updates import GradientDescent
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, observable_of

__all__ = ["Orbit", "Values", "at_step", "measure", "orbit", "over_all_steps", "where_limits_exist"]

Values: TypeAlias = dict[str, Exact | float]
_BIT_LIMIT = 7_500
"""Stop an orbit before a weight exceeds this many bits: on a model of degree k they grow by a factor 2k − 1 at every step."""
_FALLING = ("L", "f2", "r2", "theta2", "H")
"""What never grows again on a settled orbit."""
_VANISHING = frozenset({"L", "f2", "f"})
"""What tends to 0 on a settled orbit."""


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
        Where an orbit certainly goes to infinity from, with its peaks and limits; None for others.
    """

    series: dict[str, list[Exact | float]]
    cycle: int | None = None
    settled: bool = False
    rest: Rest | None = None
    escape: Escape | None = None

    @property
    def decided(self) -> tuple[int, str]:
        """The step from which on peaks and limits are known, and how; (0, "") if they are not."""
        last = max(len(series) for series in self.series.values()) - 1
        if self.cycle == last:
            return last, f"the state of step {last} is a fixed point"
        if self.cycle is not None:
            return last, f"the state of step {last} is that of step {self.cycle}"
        if self.settled:
            return last, f"from step {last} on ηH ≤ 2 and the target is 0, so that the loss falls to 0"
        if self.escape is not None:
            return self.escape.step, f"from step {self.escape.step} on {self.escape.growth}"
        return 0, ""


def measure(instance: Instance, weights: ndarray, names: Iterable[str], rate: Exact, here: Iterate | None = None) -> Values:
    """Observables at exact weights (1, P), at a state of the instance's process if one is given."""
    rates = np.array([rate], dtype=object)
    return {name: values[0] for name, values in observables(instance, weights, names, rates, here).items()}


def orbit(instance: Instance, statement: Statement, rate: Exact, steps: int) -> Orbit:
    """Step the weights exactly until they repeat, settle, certainly escape, grow too long, or the steps are used up."""
    if not instance.setting.plain:
        return _orbit_of_process(instance, statement, rate, steps)
    names = wanted_names(statement) | {"f", "theta2"}
    whole = statement.quantifier is Quantifier.TRAJECTORY
    weights, seen = instance.weights, [instance.weights.tolist()]
    series: dict[str, list[Exact | float]] = {name: [value] for name, value in measure(instance, weights, names, rate).items()}
    stepped = _stepped(instance, rate)
    # A settled orbit may come to rest at one of the next states, and has its limits there exactly.
    patience = 2 if wanted_names(statement, "limit") - _VANISHING else 0
    calm: Orbit | None = None
    bits = _bits(weights)
    for _ in range(3 * steps if whole else steps):
        if whole and not (instance.model.outputs(weights) - instance.targets).any():
            return Orbit(series, cycle=len(seen) - 1)
        if whole and calm is None and settled(instance, weights, rate):
            closed = closed_state(instance, weights, rate)
            calm = Orbit(series, settled=True, rest=None if closed is None else rest(closed, rate))
        if calm is not None and (patience := patience - 1) < 0:
            return calm
        weights = next(stepped)
        state = weights.tolist()
        if whole and state in seen:
            return Orbit(series, cycle=seen.index(state))
        seen.append(state)
        for name, value in measure(instance, weights, names, rate).items():
            series[name].append(value)
        bits, before = _bits(weights), bits
        if steps > 1 and _too_long(bits, before, whole):
            break
    if calm is not None:
        return calm
    start = closed_state(instance, instance.weights, rate) if whole else None
    escape = diverges(start) if start is not None else None
    if escape is not None and not any(instance.targets):
        escape = replace(escape, values={**escape.values, "f_zero_peak": 0.0})  # an orbit rests where the output is zero
    return Orbit(series, escape=escape)


def _stepped(instance: Instance, rate: Exact) -> Iterator[ndarray]:
    """The weights (1, P) after each step of gradient descent; the engine knows no irrational numbers."""
    model, weights = instance.model, instance.weights
    if all(isinstance(value, Fraction) for value in (*weights[0], *instance.targets, rate)):
        states = iterates(Process(model, instance.targets, GradientDescent(rate)), weights)
        yield from (here.state.weights for here in islice(states, 1, None))
        return
    while True:
        forces = model.pullback(weights, model.outputs(weights) - instance.targets) / model.data_count
        weights = weights - forces * np.array([rate], dtype=object)
        yield weights


def _orbit_of_process(instance: Instance, statement: Statement, rate: Exact, steps: int) -> Orbit:
    """The same for any process. Its state is what is remembered as well, and the place in the round of rates and batches."""
    names = wanted_names(statement) | {"f", "theta2"}
    whole = statement.quantifier is Quantifier.TRAJECTORY
    process = process_of(instance, np.array([rate], dtype=object))
    states = iterates(process, start_state(instance, process))
    series: dict[str, list[Exact | float]] = {name: [] for name in names}
    seen: list[object] = []
    bits = _bits(instance.weights)
    for _ in range((3 * steps if whole else steps) + 1):
        here = next(states)
        state = (here.state.weights.tolist(), [part.tolist() for part in here.state.memory], len(seen) % instance.training.period)
        if whole and state in seen:
            return Orbit(series, cycle=seen.index(state))
        seen.append(state)
        for name, value in measure(instance, here.state.weights, names, rate, here).items():
            series[name].append(value)
        bits, before = _bits(here.state.weights), bits
        if _too_long(bits, before, whole):
            break
    return Orbit(series, escape=runs_away(instance, rate) if whole and isinstance(rate, Fraction) else None)


def _bits(weights: ndarray) -> int:
    """Bits of the longest numerator or denominator among exact weights; each of a field counts by what a product takes."""
    return max(bits_of(value) * (value.field.degree**2 if isinstance(value, FieldNumber) else 1) for value in weights.flat)


def _too_long(bits: int, before: int, whole: bool) -> bool:
    """Whether the next state would have too many bits, if they grow as they have grown from one state to the next."""
    return bits * max(bits // before, 3) > (1 if whole else 7) * _BIT_LIMIT


@lru_cache(maxsize=512)
def _roles(conclusion: Boolean) -> tuple[tuple[str, str, str], ...]:
    """(symbol, observable, role) of each observable in a conclusion; looked up at every step, so kept."""
    entries = ((symbol.name, observable_of(symbol)) for symbol in conclusion.free_symbols)
    return tuple((name, entry[0].name, entry[1]) for name, entry in entries if entry is not None)


def at_step(conclusion: Boolean, known: Orbit, step: int) -> Values:
    """Values of a conclusion's symbols at one step."""
    values: Values = {}
    for symbol, name, role in _roles(conclusion):
        if name == "step" and role in ("now", "next"):
            values[symbol] = Fraction(step + (role == "next"))
            continue
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
        if known.escape is not None and symbol in known.escape.values:
            values[symbol] = known.escape.values[symbol]
        elif role == "peak" and _peak_is_known(name, known):
            values[symbol] = max(series)
        elif role == "limit" and known.cycle is not None:
            values[symbol] = series[-1]
        elif role == "limit" and known.settled and name in _VANISHING:
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
    lost = {
        symbol for symbol, name in limits if any(value != known.series[name][-1] for value in known.series[name][known.cycle :])
    }
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
    if len(places) != 1 or isinstance(places[0], (Eq, Ne)):
        return False
    difference = places[0].lhs - places[0].rhs
    return bool(difference.is_polynomial(symbol)) and Poly(difference, symbol).degree() == 1
