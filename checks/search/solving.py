"""Places that are solved for, not sampled: where a hypothesis is an equation, a conclusion a tie, or a part of it undefined.

Such sets are met by hardly any sample. Along a line through an exact instance an expression is a polynomial, on one side of any
kink. It is interpolated, and its rational roots are tried.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from itertools import islice

from sympy import Expr, Rational, together
from sympy.core.relational import Eq, Ge, Le, Ne, Relational
from sympy.logic.boolalg import Boolean

from checks.instances.instance import Instance
from checks.instances.interpolated import evaluated, interpolated, rational_roots
from checks.instances.lines import Line, Place, lines, numbers_of, scaled, slanted
from checks.pairs import from_elsewhere, pair
from checks.truth.algebraic import Exact, UndecidedError
from checks.truth.exact_judge import first_values, initial_values
from checks.truth.exactly import exact_value
from checks.truth.number_field import Field, FieldNumber, common_field
from checks.truth.orbits import Values
from checks.truth.real_roots import irrational_roots
from theory.definedness import requirements
from theory.statements import Quantifier, Statement
from theory.symbols import observable_of

__all__ = ["Met", "divisors", "equations", "far", "on_line", "sizes_beyond", "solved", "ties", "vanishing"]

_DEGREE, _LARGEST_DEGREE = 6, 12
"""Of a polynomial whose rational roots are sought, and whose irrational ones are, too."""
_FAR = (6, 3, -6)
"""Powers of ten that are tried as numbers that are very large or very small, if a statement's own are not more extreme."""
_SLIDES = 6
"""How many further places are sought from one that fulfils all conditions."""


@lru_cache(maxsize=512)
def divisors(statement: Statement) -> tuple[Expr, ...]:
    """Numerators of what must not vanish for the conclusion to be defined, but for peaks and limits."""
    needs = [part for item in requirements(statement.conclusion) for part in item.needs.atoms(Ne) if part.rhs == 0]
    return _stepwise(together(part.lhs).as_numer_denom()[0] for part in needs)


@lru_cache(maxsize=512)
def ties(statement: Statement) -> tuple[Expr, ...]:
    """Where the truth of the conclusion turns on equality: numerators of the differences that it compares."""
    if isinstance(statement.conclusion, (Eq, Le, Ge)):
        return ()  # equality alone breaks none of them
    return _stepwise(_difference(part) for part in _relations((statement.conclusion,)))


@lru_cache(maxsize=512)
def equations(statement: Statement) -> tuple[tuple[Expr, ...], ...]:
    """The hypotheses that hold on a set of measure zero, each as the differences one of which must vanish."""
    parts = [_relations((hypothesis,)) for hypothesis in statement.hypotheses]
    return tuple(tuple(map(_difference, part)) for part in parts if part and all(isinstance(item, Eq) for item in part))


def _relations(sentences: Iterable[Boolean]) -> list[Relational]:
    return [part for sentence in sentences for part in sorted(sentence.atoms(Relational), key=str)]


def _difference(relation: Relational) -> Expr:
    difference: Expr = together(relation.lhs - relation.rhs).as_numer_denom()[0]
    return difference


def _stepwise(expressions: Iterable[Expr]) -> tuple[Expr, ...]:
    """The expressions without peaks and limits, each once."""
    roles = {part: {found[1] for found in map(observable_of, part.free_symbols) if found} for part in expressions}
    return tuple(part for part, used in roles.items() if not used & {"peak", "limit"})


def vanishing(
    statement: Statement, expressions: Sequence[Expr], places: Iterable[Place], *, irrational: bool = False
) -> Iterator[Place]:
    """Places near the given ones, in the setting of the statement, at which an expression is exactly 0 at one of its first steps.

    Parameters
    ----------
    statement
        The statement.
    expressions
        In symbols of the statement.
    places
        Exact instances and learning rates to start from.
    irrational
        Whether places with irrational numbers are sought, and only those.
    """
    met = Met(statement, irrational)
    for place in places if expressions and not met.nothing else ():
        for line in lines(statement, place, constants=not irrational):
            along = _Along(line, partial(_at_first, statement))
            for expression in expressions:
                for step in range(_steps(statement)):
                    yield from met.new(on_line(line, _roots(expression, along, step, irrational)))


def far(statement: Statement, places: Iterable[Place]) -> Iterator[Place]:
    """Places of the setting in which numbers are very large or small: a weight, target, constant of model, rule, loss, or all."""
    met = Met(statement)
    for place in places:
        moved = islice(lines(statement, place), 1, None)  # along the first the rate moves
        for line in (*numbers_of(statement, place), *moved, *scaled(place)):
            for size in sizes_beyond(statement):
                yield from met.new(on_line(line, (size, -size)))


@lru_cache(maxsize=512)
def sizes_beyond(statement: Statement) -> tuple[Fraction, ...]:
    """Positive numbers that are very large or very small, also beside those that a statement mentions."""
    sentences = (*statement.hypotheses, statement.conclusion)
    digits = {len(str(number)) for part in sentences for found in part.atoms(Rational) for number in (found.p, found.q)}
    beyond = max(digits, default=0)
    further = (beyond, -beyond) if beyond > max(_FAR) else ()
    return tuple(Fraction(10) ** power for power in (*_FAR, *further))


def _steps(statement: Statement) -> int:
    return 1 if statement.quantifier in (Quantifier.STATE, Quantifier.FIRST) else 2


def _at_first(statement: Statement, place: Place) -> list[Values]:
    return first_values(statement, *place)


def _at_start(statement: Statement, place: Place) -> list[Values]:
    return [initial_values(statement, *place)]


def solved(
    statement: Statement, conditions: Sequence[Sequence[Expr]], places: Iterable[Place], *, irrational: bool = False
) -> Iterator[Place]:
    """Places near the given ones, in the setting, at which of each condition one expression vanishes at the start.

    With ``irrational`` those with irrational numbers are sought, and only those.
    """
    met, source = Met(statement, irrational), random.Random(0)
    for start in () if met.nothing else places:
        for place in met.new(_solved(statement, conditions, start, irrational)):
            yield place
            for _ in range(_SLIDES):
                slides = list(met.new(_slid(statement, conditions, place, source)))
                yield from slides
                place = slides[-1] if slides else place


def _slid(statement: Statement, conditions: Sequence[Sequence[Expr]], place: Place, source: random.Random) -> Iterator[Place]:
    """Other places on a line through one that fulfils the conditions; a condition of second degree has a rational one."""
    if not conditions:
        return  # nothing that a slide would have to keep
    line = slanted(place, [source.randint(-2, 2) for _ in range(place[0].weights.shape[1])])
    for found in on_line(line, _roots(conditions[0][0], _Along(line, partial(_at_start, statement)))):
        if _all_hold(statement, conditions, found):
            yield found


def _solved(statement: Statement, conditions: Sequence[Sequence[Expr]], place: Place, irrational: bool) -> Iterator[Place]:
    values = initial_values(statement, *place)
    open_ones = [condition for condition in conditions if not _holds(condition, values)]
    if not open_ones:
        yield place
        return
    first, *rest = open_ones
    # The largest of several entries follows none of them, but all of them together.
    for line in (*lines(statement, place, constants=not irrational), *(() if irrational else scaled(place))):
        along = _Along(line, partial(_at_start, statement))
        for expression in first:
            for place_on_it in on_line(line, _roots(expression, along, irrational=irrational)):
                # What is solved next may undo what was solved before: then the place is dropped.
                for found in _solved(statement, rest, place_on_it, irrational):
                    if _all_hold(statement, conditions, found):
                        yield found


def _all_hold(statement: Statement, conditions: Sequence[Sequence[Expr]], place: Place) -> bool:
    values = initial_values(statement, *place)
    return all(_holds(condition, values) for condition in conditions)


def _holds(condition: Sequence[Expr], values: Values) -> bool:
    for expression in condition:
        try:
            if exact_value(expression, values) == 0:
                return True
        except UndecidedError:
            continue
    return False


class Met:
    """Which places have been met: each is passed on once, if it is in the setting; or those with irrational numbers only."""

    def __init__(self, statement: Statement, irrational: bool = False) -> None:
        self._setting, self._seen = statement.setting, set[object]()
        self._irrational = irrational
        # The engine of other rules and models from elsewhere need not know irrational numbers.
        self.nothing = irrational and (not self._setting.plain or from_elsewhere(self._setting))

    def new(self, places: Iterable[Place]) -> Iterator[Place]:
        """Those of the places that have not been met."""
        for instance, rate in places:
            if self.nothing or (self._irrational and not _is_irrational(instance, rate)):
                continue
            key = (instance.recipe, tuple(instance.weights[0]), tuple(instance.targets), rate, instance.training.key)
            if rate > 0 and key not in self._seen and pair(self._setting).fits(self._setting, instance.model, instance.weights):
                self._seen.add(key)
                yield instance, rate


def _is_irrational(instance: Instance, rate: Exact) -> bool:
    """Whether some number of a place is irrational; all such must be of one field, and of few data."""
    try:
        field = common_field((*instance.weights[0], *instance.targets, rate))
    except ValueError:
        return False
    return field is not None and instance.model.data_count <= 2


class _Along:
    """Values of a statement's symbols along a line, at its first steps; each place is measured once for all expressions."""

    def __init__(self, line: Line, values: Callable[[Place], list[Values]]) -> None:
        self._line, self._values, self._known = line, values, dict[Fraction, list[Values] | None]()

    @cached_property
    def takes_irrational(self) -> bool:
        """Whether the line has a place at an irrational number."""
        return next(on_line(self._line, [Field((-2, 0, 1), 1).generator]), None) is not None

    def height(self, expression: Expr, number: Fraction, step: int) -> Exact:
        """The value of an expression, of one field with the place; raises UndecidedError if it has none there."""
        if number not in self._known:
            try:
                self._known[number] = self._values(self._line(number))
            except (UndecidedError, ValueError, ZeroDivisionError):
                self._known[number] = None
        values = self._known[number]
        found = None if values is None else exact_value(expression, values[step])
        if not isinstance(found, (Fraction, FieldNumber)):
            raise UndecidedError("not a rational number")
        return found


def on_line(line: Line, numbers: Iterable[Exact]) -> Iterator[Place]:
    """The places on a line at numbers, without those at which there is no such model."""
    for number in numbers:
        with suppress(ValueError):
            yield line(number)


def _roots(expression: Expr, along: _Along, step: int = 0, irrational: bool = False) -> list[Exact]:
    """Roots of an expression along a line, rational or all, as far as it is a polynomial there and not 0 all along."""
    roots: set[Exact] = set()
    if irrational and not along.takes_irrational:
        return []
    degree = _LARGEST_DEGREE if irrational else _DEGREE
    for side in (1, -1):
        across = Fraction(-side, 3)
        try:
            polynomial = interpolated(partial(along.height, expression, step=step), Fraction(side, 4), degree)
            # Without a kink at 0 the other side has the same polynomial.
            smooth = polynomial is not None and along.height(expression, across, step) == evaluated(polynomial, across)
        except UndecidedError:
            continue
        roots |= rational_roots(polynomial) if polynomial is not None else set()
        roots |= set(irrational_roots(polynomial)) if polynomial is not None and irrational else set()
        if smooth:
            break
    return sorted(roots)
