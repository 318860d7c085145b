"""The exact judge: one statement on one trajectory in fractions, stepped from its weights or certified for all time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from checks.instances.instance import Instance
from checks.instances.measure import wanted_names
from checks.search.enclosed import certified_long_time, enclosures_present
from checks.truth.algebraic import Exact, is_exact
from checks.truth.exactly import UndecidedError, exact_truth, lacking
from checks.truth.orbits import Orbit, Values, at_step, measure, orbit, over_all_steps, where_limits_exist
from theory.statements import Quantifier, Statement
from theory.symbols import observable_of

__all__ = [
    "Failure",
    "first_values",
    "hypotheses_hold",
    "initial_values",
    "judge",
    "judge_exactly",
    "names_at_start",
    "shown_values",
    "undefined_at",
]


@dataclass(frozen=True)
class Failure:
    """Where an exact trajectory breaks a conclusion.

    Attributes
    ----------
    step
        The step at which it fails; for peaks and limits the one from which on they are known.
    values
        The values of its symbols.
    decided
        How peaks and limits are known from that step on; empty where none matter.
    """

    step: int
    values: Values
    decided: str = ""


@lru_cache(maxsize=512)
def names_at_start(statement: Statement) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Parameters of a statement but for the learning rate, and (symbol, observable) for those at the start; asked every time."""
    entries = [(symbol.name, observable_of(symbol)) for symbol in statement.symbols]
    parameters = tuple(name for name, entry in entries if entry is None and name != "eta")
    return parameters, tuple((name, entry[0].name) for name, entry in entries if entry and entry[1] in ("initial", "now"))


def judge(statement: Statement, instance: Instance, rate: Exact, steps: int) -> Failure | None:
    """Judge one exact trajectory, if need be by its certified long-time behaviour."""
    failure, _ = judge_exactly(statement, instance, rate, steps)
    if failure is None and statement.quantifier is Quantifier.TRAJECTORY:
        return _judge_certified(statement, instance, rate)
    return failure


def _judge_certified(statement: Statement, instance: Instance, rate: Exact) -> Failure | None:
    """Judge a whole trajectory by its certified long-time behaviour: a ball trajectory into a region of a proved lemma."""
    if not enclosures_present() or not hypotheses_hold(statement, instance, rate):
        return None
    known = certified_long_time(instance, rate)
    try:
        if not known.values or exact_truth(statement.conclusion, known.values):
            return None
        decided = f"from step {known.step} on a ball trajectory is inside the region of: {known.lemma}"
        return Failure(known.step, dict(known.values), decided)
    except UndecidedError:
        return None


def judge_exactly(statement: Statement, instance: Instance, rate: Exact, steps: int) -> tuple[Failure | None, int]:
    """Judge one exact trajectory: (failure or None, number of states judged; 0 if the hypotheses do not hold)."""
    try:
        fixed = initial_values(statement, instance, rate)
        if not all(exact_truth(hypothesis, fixed) for hypothesis in statement.hypotheses):
            return None, 0
        if statement.quantifier is Quantifier.STATE:
            truth = exact_truth(statement.conclusion, fixed)
            return (None if truth else Failure(0, fixed)), 1
        known = orbit(instance, statement, rate, 1 if statement.quantifier is Quantifier.FIRST else steps)
        return _judge_orbit(statement, known, fixed)
    except UndecidedError:
        return None, 0


def hypotheses_hold(statement: Statement, instance: Instance, rate: Exact) -> bool:
    """Whether an exact initialisation and learning rate surely satisfy every hypothesis."""
    try:
        fixed = initial_values(statement, instance, rate)
        return all(exact_truth(hypothesis, fixed) for hypothesis in statement.hypotheses)
    except UndecidedError:
        return False


def initial_values(statement: Statement, instance: Instance, rate: Exact) -> Values:
    """Values of a statement's parameters and of its observables at the start of one exact trajectory."""
    fixed: Values = {name: value for name, value in instance.parameters.items() if is_exact(value)}
    fixed["eta"] = rate
    start = measure(instance, instance.weights, wanted_names(statement), rate)
    fixed.update({symbol: start[name] for symbol, name in names_at_start(statement)[1] if name in start})
    return fixed


def _judge_orbit(statement: Statement, known: Orbit, fixed: Values) -> tuple[Failure | None, int]:
    if statement.quantifier is Quantifier.TRAJECTORY:
        cases = [{**fixed, **values} for values in over_all_steps(statement.conclusion, known)]
        asserted = where_limits_exist(statement.conclusion, known)
        if any(exact_truth(asserted, values) for values in cases):
            return None, 1
        step, decided = known.decided
        return Failure(step, cases[0], decided), 1
    length = min(len(series) for series in known.series.values())
    for step in range(length - 1):
        values = {**fixed, **at_step(statement.conclusion, known, step)}
        if not exact_truth(statement.conclusion, values):
            return Failure(step, values), step + 1
    return None, length - 1


def first_values(statement: Statement, instance: Instance, rate: Exact) -> list[Values]:
    """Values of the symbols of a statement about states or steps, at the first step of a trajectory and at the second."""
    fixed = initial_values(statement, instance, rate)
    if statement.quantifier is Quantifier.STATE:
        return [fixed]
    count = 1 if statement.quantifier is Quantifier.FIRST else 2
    known = orbit(instance, statement, rate, count)
    return [{**fixed, **at_step(statement.conclusion, known, step)} for step in range(count)]


def undefined_at(statement: Statement, failure: Failure) -> str:
    """Where a part of the conclusion has no value at a failure, and what would exclude it; empty if all have one."""
    try:
        missing = lacking(statement.conclusion, failure.values)
    except UndecidedError:
        return ""
    return "" if missing is None else str(missing)


def shown_values(statement: Statement, failure: Failure) -> dict[str, str]:
    """The values at a failure that the conclusion mentions, and the learning rate, as text."""
    shown = {symbol.name for symbol in statement.conclusion.free_symbols} | {"eta"}
    return {name: _short(value) for name, value in sorted(failure.values.items()) if name in shown}


_LONG = 3000
"""Bits beyond which Python may refuse to write a number out."""


def _short(value: Exact | float) -> str:
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > _LONG:
        return f"≈ {Decimal(value.numerator) / Decimal(value.denominator):.12g}"
    text = str(value)
    return text if len(text) <= 40 else f"≈ {float(value):.12g}"
