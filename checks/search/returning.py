"""Places from which a process never leaves: one step keeps all weights, or turns all their signs.

There a limit is what it is at the start, and a peak as well, although no sample meets such a place: a net may rest between its
target and 0, a batch that never sees a datum may rest at that datum's error, and weights may change their signs for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import islice, product

from checks.instances.instance import Instance
from checks.instances.interpolated import interpolated, rational_roots
from checks.instances.lines import Line, Place, lines, scaled
from checks.instances.pools import measurable_starts
from checks.instances.process import begin
from checks.instances.rates import candidate_rates
from checks.pairs._exact import fractions
from checks.search.solving import Met, on_line
from checks.truth.algebraic import Exact, UndecidedError
from theory.statements import Quantifier, Statement

__all__ = ["returning"]

_RATES = (Fraction(1, 2), Fraction(10))
"""Learning rates that are tried beside one next to an edge of the hypotheses."""
_LOOKED_AT, _SIZES, _EACH = 60, 8, 4
"""Instances of a pool that are looked at, how many sizes of models are started from, and places sought from each."""


def returning(statement: Statement) -> Iterator[Place]:
    """Places from which a process never leaves, in the setting of a statement about whole trajectories, at several rates each.

    They are sought from the first instance of each size, on lines along which one number moves, or all weights do. A statement
    about states or steps has none.
    """
    met = Met(statement)
    for start in _starts(statement) if statement.quantifier is Quantifier.TRAJECTORY else ():
        for rate, sign in product((*_RATES, *_edges(statement, start)[1:2]), (1, -1)):
            for instance, at in islice(met.new(_near(statement, (start, rate), sign)), _EACH):
                # Where a process rests does not depend on the rate, but the hypotheses may.
                yield from ((instance, near) for near in dict.fromkeys((at, *_edges(statement, instance))))


def _starts(statement: Statement) -> list[Instance]:
    """The first instances of different sizes, smallest first; of statements about D data those with several.

    Those of which no weight is 0 come before the others: nothing moves in a net that is silent.
    """
    found: dict[tuple[int, ...], Instance] = {}
    for made in sorted(measurable_starts(statement, _LOOKED_AT), key=lambda made: not made.weights.all()):
        weights, count = made.model.weight_count, made.model.data_count
        if count > 1 or not statement.setting.many_data:
            found.setdefault((weights * count, weights, made.training.period), made)
    return [found[size] for size in sorted(found)[:_SIZES]]


def _edges(statement: Statement, instance: Instance) -> list[Exact]:
    return candidate_rates(statement, instance)[:3]


def _near(statement: Statement, place: Place, sign: int) -> Iterator[Place]:
    for line, side in product((*lines(statement, place), *scaled(place)), (1, -1)):
        yield from on_line(line, _roots(line, sign, side))


def _roots(line: Line, sign: int, side: int) -> list[Fraction]:
    """Where one step takes the weights to ``sign`` times themselves, by a polynomial on one side of any kink."""
    try:
        polynomial = interpolated(partial(_distance, line, sign), Fraction(side, 4))
    except (UndecidedError, ValueError, ZeroDivisionError):
        return []
    return sorted(rational_roots(polynomial)) if polynomial is not None else []


def _distance(line: Line, sign: int, number: Fraction) -> Exact:
    """|θ′ ∓ θ|² at a place on a line."""
    instance, rate = line(number)
    moved = begin(instance, fractions([rate])).next().state.weights - sign * instance.weights
    distance: Exact = (moved**2).sum()
    return distance
