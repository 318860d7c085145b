"""Sizes beyond those of the pools: width, data, dimension, depth, and the number of the step, where a statement mentions them.

A bound of a size holds on every small instance. So small instances are grown by the factors 1, 4, … 49; where each value that the
statement mentions follows a law in the factor exactly, the sentence is evaluated at any size, also where a side of it turns. The
smallest size at which it fails so is built and judged exactly; where that is too large, the statement is not supported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain, islice, product

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import confirmed
from checks.instances.instance import Instance
from checks.instances.larger import WAYS, grows, larger
from checks.instances.lines import Place
from checks.instances.measure import wanted_names
from checks.instances.pools import first_measurable, measurable_starts
from checks.instances.rates import boundary_rates, candidate_rates
from checks.search.laws import LINEAR, ROOTS, Law, judged_factors, laws_of
from checks.truth.algebraic import Exact, UndecidedError
from checks.truth.exact_judge import first_values, hypotheses_hold, initial_values, judge_exactly
from checks.truth.orbits import Values
from theory.statements import Claim, Quantifier, Statement
from theory.symbols import OBSERVABLES, observable_of

__all__ = ["NO_PLACE", "search_sizes"]

NO_PLACE = "no place is known that meets its hypotheses at a size beyond those of the pools"
"""What is said where nothing could be judged."""

_ENTRIES, _STEPS = 10**5, 1000
"""Weights times data (where a kernel is measured, times data again) of the largest instances, and the longest orbits."""
_STARTS, _PLACES = 2, 12
"""Instances of each pool that are grown, and those among which they are chosen, or that are trained for long."""
_LARGE = 16**2
"""The factor at which instances are judged that follow no law."""
_LEGIBLE = 12
_STEP = OBSERVABLES["step"]


@dataclass(frozen=True)
class _Family:
    """Places that differ in one size, by a factor: the laws of their values, how one is built, what is large in it, in words.

    ``complete`` says whether everything that the statement mentions follows a law.
    """

    laws: Mapping[str, Law]
    build: Callable[[int], tuple[Place, int] | None]
    size: Callable[[int], str]
    complete: bool = True


def search_sizes(claim: Claim, index: int) -> Counterexample | Fuzzed | None:
    """Judge a statement that mentions a size or the number of the step where these are large; None if it mentions none.

    Parameters
    ----------
    claim, index
        The claim, and which of its statements.
    """
    statement = claim.statements[index]
    families, met, judged, states, unreached = 0, False, 0, 0, ""
    for family in chain(_grown(statement), _lasting(statement)):
        families += 1
        truths = judged_factors(statement, family.laws)
        met, failing = met or bool(truths), [factor for factor, holds in truths.items() if not holds]
        built = next(filter(None, map(family.build, failing or [_LARGE] * (not family.complete))), None)
        if built is not None:
            (instance, rate), steps = built
            failure, count = judge_exactly(statement, instance, rate, steps)
            found = None if failure is None else confirmed(claim, index, instance, rate, failure)
            if found is not None:
                return found
            met, judged, states = met or count > 0, judged + (count > 0), states + count
        if failing and not unreached:
            unreached = f"its values follow laws by which it fails at {family.size(failing[0])}: too large to be judged exactly"
    if not families:
        return None
    if not met and not unreached:
        unreached = NO_PLACE
    return Fuzzed(index, judged, states, float("nan"), exact=True, unreached=unreached)


def _grown(statement: Statement) -> Iterator[_Family]:
    """Instances with more units, data, inputs or layers, where the statement mentions a parameter that this changes."""
    for first in first_measurable(statement, _PLACES):
        for start in sorted(first, key=lambda instance: not _fulfilling(statement, instance))[:_STARTS]:
            if not grows(start):
                yield from _alone(statement, start)
                continue
            for way in WAYS:
                moved = _moved(statement, start, larger(start, way, 4, copied=False), whole=way == "data")
                if moved:
                    yield from _grown_so(statement, start, way, moved)


def _moved(statement: Statement, start: Instance, grown: Instance | None, *, whole: bool) -> list[str]:
    """Names of the parameters that a statement mentions and that differ in a grown instance, of whole ones only or of all."""
    if grown is None:
        return []
    found = []
    for name in sorted(symbol.name for symbol in statement.symbols):
        before, after = start.parameters.get(name), grown.parameters.get(name)
        if isinstance(before, Fraction) and isinstance(after, Fraction) and before != after:
            found += [name] * (not whole or before.denominator == after.denominator == 1)
    return found


def _grown_so(statement: Statement, start: Instance, way: str, moved: Sequence[str]) -> Iterator[_Family]:
    kernel = bool(wanted_names(statement) - {"f", "f2", "r", "r2", "L", "theta2", "rf", _STEP.name})
    for copied, rate in product((False, True), _rates(statement, start)):
        build = partial(_built, start, way, rate, copied, kernel)
        places = [larger(start, way, root**2, copied=copied) for root in ROOTS]
        values = [_values(statement, place, rate) for place in places if place is not None]
        if len(values) == len(ROOTS) and all(values):
            laws = laws_of(values)
            yield _Family(laws, build, partial(_sized, laws, moved), len(laws) == len(values[0]))
        elif places[-1] is not None:
            yield _Family({}, build, partial(_sized, {}, moved), complete=False)


def _built(start: Instance, way: str, rate: Exact, copied: bool, kernel: bool, factor: int) -> tuple[Place, int] | None:
    """A grown place and the steps to judge; None if there is none, or if it is too large."""
    count = start.model.data_count * (factor if way == "data" else 1)
    if start.weights.size * start.model.data_count * factor * (count if kernel else 1) > _ENTRIES:
        return None
    made = larger(start, way, factor, copied=copied)
    return None if made is None else ((made, rate), 1)


def _sized(laws: Mapping[str, Law], moved: Sequence[str], factor: int) -> str:
    """What is large at a factor, in words."""
    known = [(name, laws[name].at(factor)) for name in moved if name in laws]
    return ", ".join(f"{name} = {_short(value)}" for name, value in known if value is not None) or f"{factor} times the size"


def _short(value: Exact | float) -> str:
    text = str(value)
    return (
        text
        if len(text) <= _LEGIBLE
        else f"10^{len(text) - 1}"
        if text.strip("0") == "1"
        else f"{text[:6]}… ({len(text)} digits)"
    )


def _alone(statement: Statement, start: Instance) -> Iterator[_Family]:
    """A model of which no larger instances are known: its whole parameters beyond one grow alone, and nothing is built."""
    mentioned = {symbol.name for symbol in statement.symbols if symbol.is_integer and observable_of(symbol) is None}
    moved = sorted(mentioned & start.parameters.keys())
    for rate in _rates(statement, start) if moved else ():
        values = _values(statement, start, rate)
        if values:
            laws = {**laws_of([values] * len(ROOTS)), **dict.fromkeys(moved, LINEAR)}
            yield _Family(laws, lambda factor: None, partial(_sized, laws, moved))


def _rates(statement: Statement, start: Instance) -> tuple[Exact, ...]:
    if statement.quantifier is Quantifier.STATE:
        return (Fraction(1),)
    return _fulfilling(statement, start) or (Fraction(1, 2), Fraction(1))


def _fulfilling(statement: Statement, start: Instance) -> tuple[Exact, ...]:
    """The first two learning rates with which the hypotheses hold."""
    rates = dict.fromkeys((Fraction(1, 2), *candidate_rates(statement, start)))
    return tuple(islice((rate for rate in rates if hypotheses_hold(statement, start, rate)), 2))


def _values(statement: Statement, instance: Instance | None, rate: Exact) -> Values:
    """What is known of a statement's symbols at the first step, without peaks and limits; nothing if something has no value."""
    if instance is None:
        return {}
    try:
        if statement.quantifier is Quantifier.TRAJECTORY:
            found = initial_values(statement, instance, rate)
        else:
            found = first_values(statement, instance, rate)[0]
    except (UndecidedError, ZeroDivisionError):
        return {}
    return {name: value for name, value in found.items() if name in {symbol.name for symbol in statement.symbols}}


def _lasting(statement: Statement) -> Iterator[_Family]:
    """Trajectories that are at rest, and others as far as their numbers stay short, where the statement mentions the step."""
    if statement.quantifier is not Quantifier.STEP or _STEP.name not in wanted_names(statement):
        return
    for start in measurable_starts(statement, _PLACES):
        for rate in islice(boundary_rates(statement, start), 4):
            try:
                first, second = first_values(statement, start, rate)
            except (UndecidedError, ValueError):
                continue
            known = {name: value for name, value in first.items() if name not in (_STEP.now.name, _STEP.next.name)}
            still = all(second[name] == value for name, value in known.items())
            lasting = (
                known if still else {name: value for name, value in known.items() if name in start.parameters or name == "eta"}
            )
            laws = {**laws_of([lasting] * len(ROOTS)), _STEP.now.name: LINEAR, _STEP.next.name: LINEAR}
            yield _Family(laws, partial(_long, (start, rate)), "step {}".format)


def _long(place: Place, factor: int) -> tuple[Place, int] | None:
    return None if factor >= _STEPS else (place, factor + 1)
