"""Exact instances of the sizes that hypotheses prescribe, where the pools have none: grown in one way after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from sympy.logic.boolalg import And, Boolean, BooleanAtom

from checks.instances.instance import Instance
from checks.instances.larger import WAYS, grows, larger
from checks.instances.pools import about_parameters, measurable_starts
from checks.search.laws import Law, judged_factors
from checks.truth.algebraic import UndecidedError, is_exact
from checks.truth.exactly import exact_truth
from theory.statements import Statement

__all__ = ["sized"]

_ENTRIES = 10**5
"""Weights times data of the largest instances."""
_STARTS = 3


def sized(statement: Statement) -> Iterator[Instance]:
    """A few instances of a statement's family in which what its hypotheses ask of sizes holds; none if they ask for nothing.

    What is added is zero in one and a copy of what there is in the next.
    """
    alone = about_parameters(statement)
    asked = And.make_args(And(*alone.hypotheses, evaluate=False)) if alone else ()
    parts = [part for part in asked if any(symbol.is_integer for symbol in part.free_symbols)]
    if not parts:
        return
    for start in measurable_starts(statement, _STARTS):
        for copied in (False, True) if grows(start) else ():
            grown = _grown(statement, parts, start, copied)
            if grown is not None:
                yield grown


def _grown(statement: Statement, parts: Sequence[Boolean], start: Instance, copied: bool) -> Instance | None:
    """An instance grown until all parts hold; None if it is not seen how, or if they hold from the start."""
    found = start
    for part in parts:
        if not _holds(part, found):
            found = next(filter(None, (_so_far(statement, part, found, way, copied) for way in WAYS)), found)
    return found if found is not start and all(_holds(part, found) for part in parts) else None


def _so_far(statement: Statement, part: Boolean, start: Instance, way: str, copied: bool) -> Instance | None:
    """The instance grown in one way, as little as makes a part hold."""
    twice = larger(start, way, 4, copied=copied)
    if twice is None:
        return None
    laws = {}
    for name in {symbol.name for symbol in part.free_symbols}:
        before, after = start.parameters.get(name), twice.parameters.get(name)
        if isinstance(before, Fraction) and isinstance(after, Fraction):
            slope = (after - before) / 3
            laws[name] = Law((*[Fraction(0)] * 3, before - slope, Fraction(0), slope))
    if isinstance(part, BooleanAtom):
        return None
    for factor, holds in judged_factors(replace(statement, hypotheses=(), conclusion=part), laws).items():
        if holds and start.weights.size * start.model.data_count * factor <= _ENTRIES:
            grown = larger(start, way, factor, copied=copied)
            if grown is not None and _holds(part, grown):
                return grown
    return None


def _holds(part: Boolean, instance: Instance) -> bool:
    try:
        return exact_truth(part, {name: value for name, value in instance.parameters.items() if is_exact(value)})
    except UndecidedError:
        return False
