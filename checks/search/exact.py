"""Exact search: small rational trajectories on which a statement fails, and the replay of suspects from floating point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import chain, islice, product
from typing import TypeAlias

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import confirmed
from checks.instances.instance import Instance
from checks.instances.lines import Place
from checks.instances.pools import admissible, different_models, measurable, measurable_starts
from checks.instances.process import loss_of
from checks.instances.rates import boundary_rates, candidate_rates, rates_to_zero
from checks.pairs import pair, rebuilt
from checks.pairs._exact import fractions
from checks.pairs.process import has_exact_arithmetic
from checks.search.reached import Reached
from checks.search.returning import returning
from checks.search.sized import sized
from checks.search.solving import divisors, equations, far, sizes_beyond, solved, ties, vanishing
from checks.truth.exact_judge import judge, judge_exactly
from theory.statements import Claim, Quantifier, Statement
from theory.symbols import PARAMETERS

__all__ = ["replay_suspect", "search_exactly", "search_ties"]

_CLOSE = 6
"""Learning rates that every instance meets: those at and next to the first two edges of the hypotheses."""
_REPLAYS: tuple[tuple[int | None, int], ...] = ((1, 8), (3, 7), (8, 6), (None, 4))
"""Binary digits kept of each weight in a replay, and the longest replay that stays affordable with them."""


def search_exactly(claim: Claim, index: int, *, most: int) -> Counterexample | Fuzzed:
    """Search the exact pools of a statement's family for a counterexample, on about ``most`` trajectories that qualify.

    Learning rates are the exact edges of the hypotheses and of the phases, and points near both, so ties are met exactly; and
    those that send a weight to exactly 0. Equations among the hypotheses are solved for.
    """
    most = _affordable(claim.statements[index], most)
    stages = (
        (_pool, most, 8 * most, 5),
        (_boundary, 8 * most, 8 * most, 3),
        (_hits, 8 * most, 16 * most, 3),
        (_on_equations, most // 2, 2 * most, 3),
        (partial(_on_equations, irrational=True), most, 2 * most, 3),
    )
    return _searched(claim, index, stages)


def search_ties(claim: Claim, index: int, *, most: int) -> Counterexample | Fuzzed:
    """Search where the conclusion is a tie, a part of it is undefined, a process never leaves, or a number is of another size.

    These are places that are made one by one.
    """
    most = _affordable(claim.statements[index], most)
    rational: list[Stage] = [(stage, most // 2, 2 * most, 3) for stage in (_undefined, _ties)]
    rational += [(returning, 2 * most, 8 * most, 3), (_far, 2 * most, 4 * most, 1)]
    irrational: list[Stage] = [(partial(stage, irrational=True), most // 4, most, 2) for stage in (_undefined, _ties)]
    return _searched(claim, index, rational + irrational)


def _affordable(statement: Statement, most: int) -> int:
    """Whole orbits cost several times as much as a few steps."""
    return max(most // 4, 1) if statement.quantifier is Quantifier.TRAJECTORY else most


Stage: TypeAlias = tuple[Callable[[Statement], Iterator[Place]], int, int, int]
"""Places to judge, how many to judge, how many to try at most, and the steps of each."""


def _searched(claim: Claim, index: int, stages: Iterable[Stage]) -> Counterexample | Fuzzed:
    tally = _Tally(claim, index)
    for places, judged, tried, steps in stages:
        found = tally.search(places(claim.statements[index]), judged, tried, steps)
        if found is not None:
            return found
    return Fuzzed(index, tally.judged, tally.states, float("nan"), exact=True, reached=tally.reached.names)


@dataclass
class _Tally:
    """What a search has seen so far."""

    claim: Claim
    index: int
    tried: int = 0
    judged: int = 0
    states: int = 0

    def __post_init__(self) -> None:
        self.reached = Reached(self.claim.statements[self.index])

    def search(self, places: Iterable[Place], judged: int, tried: int, steps: int) -> Counterexample | None:
        """Judge places, until so many more have been judged or tried."""
        judged, tried = self.judged + judged, self.tried + tried
        for instance, rate in places:
            failure, count = judge_exactly(self.claim.statements[self.index], instance, rate, steps)
            found = None if failure is None else confirmed(self.claim, self.index, instance, rate, failure)
            if found is not None:
                return found
            self.tried, self.judged, self.states = self.tried + 1, self.judged + (count > 0), self.states + count
            if count:
                self.reached.meet(instance, rate)
            if self.judged >= judged or self.tried >= tried:
                break
        return None


def _pool(statement: Statement) -> Iterator[Place]:
    """The family's exact instances. Each meets the edges of the hypotheses, and a quarter of the rest, so that more are seen."""
    instances = chain(sized(statement), pair(statement.setting).exact_instances(statement.setting))
    for number, instance in enumerate(admissible(statement, instances)):
        rates = candidate_rates(statement, instance)
        yield from ((instance, rate) for rate in rates[:_CLOSE] + rates[_CLOSE + number % 4 :: 4])


def _boundary(statement: Statement) -> Iterator[Place]:
    """A few instances in which bounds are attained or nearly so, at every edge."""
    for instance in admissible(statement, pair(statement.setting).boundary_instances(statement.setting)):
        yield from ((instance, rate) for rate in boundary_rates(statement, instance))


def _starts(statement: Statement, count: int) -> Iterator[Place]:
    """A few instances of each pool to solve from, with the first learning rate of each and with one that none is an edge of."""
    made = (instance for instance in sized(statement) if measurable(statement, instance))
    for instance in chain(islice(made, count), measurable_starts(statement, count)):
        for rate in dict.fromkeys((Fraction(1, 2), *candidate_rates(statement, instance)[1:2])):
            yield instance, rate


def _far(statement: Statement) -> Iterator[Place]:
    """Where one number is very large or very small."""
    if PARAMETERS["eta"].symbol in statement.symbols:
        for instance, _ in _starts(statement, 1):
            yield from ((instance, rate) for rate in sizes_beyond(statement))
    for instance, _ in far(statement, _starts(statement, 2)):
        yield from ((instance, rate) for rate in candidate_rates(statement, instance)[:4])


def _undefined(statement: Statement, irrational: bool = False) -> Iterator[Place]:
    """Where a part of the conclusion has no value."""
    return vanishing(statement, divisors(statement), _starts(statement, 3), irrational=irrational)


def _ties(statement: Statement, irrational: bool = False) -> Iterator[Place]:
    """Where the conclusion is a tie."""
    return vanishing(statement, ties(statement), _starts(statement, 3), irrational=irrational)


def _on_equations(statement: Statement, irrational: bool = False) -> Iterator[Place]:
    """Where hypotheses that are equations hold, at every edge of the others."""
    if equations(statement):
        places = solved(statement, equations(statement), _starts(statement, 12), irrational=irrational)
        for number, (instance, rate) in enumerate(places):
            rates = candidate_rates(statement, instance)
            others = rates[_CLOSE + number % 6 :: 24] if irrational else rates[_CLOSE::6]
            yield from ((instance, near) for near in (rate, *rates[:3], *others))


def _hits(statement: Statement) -> Iterator[Place]:
    """Small models on a grid of directions, with learning rates that send a weight to exactly 0: units die, outputs vanish."""
    if statement.quantifier is Quantifier.STATE:
        return
    for instance in islice(different_models(statement, 3), 3):
        size = instance.model.weight_count
        for number in range(1, 41):
            for signs in product((1, -1), repeat=min(size, 2) - 1):
                row = [Fraction(1), *(Fraction(sign * number, 10) for sign in signs), *[Fraction(1, 2)] * (size - 2)][:size]
                moved = rebuilt(instance, weights=fractions([row]))
                yield from ((moved, rate) for rate in rates_to_zero(moved))


def replay_suspect(claim: Claim, index: int, rough: Instance, row: int, rate: float, step: int) -> Counterexample | None:
    """Repeat a floating-point suspect in exact arithmetic: first rounded to a few digits, then exactly as it was."""
    statement = claim.statements[index]
    if not has_exact_arithmetic(loss_of(rough)) or not getattr(rough.model, "exact", True):
        return None
    for digits in (digits for digits, longest in _REPLAYS if step <= longest):
        instance = pair(statement.setting).as_exact(rough, row, digits)
        for exact_rate in _roundings(rate, digits):
            failure = judge(statement, instance, exact_rate, step + 1)
            found = None if failure is None else confirmed(claim, index, instance, exact_rate, failure)
            if found is not None:
                return found
    return None


def _roundings(rate: float, digits: int | None) -> Iterable[Fraction]:
    exact = Fraction(rate)
    return (exact,) if digits is None else (exact.limit_denominator(10), exact.limit_denominator(1000), exact)
