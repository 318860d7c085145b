"""One step of an update rule, carried through a single unit: where its weights and its memory move to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sympy import QQ, Expr, ImmutableMatrix, Poly, Symbol, expand, ring
from sympy import Integer as Int

from theory.models.unit import UnitModel
from theory.symbols import OBSERVABLES
from theory.updates import UpdateRule

__all__ = ["FROZEN", "UnitStep", "unit_step"]

FROZEN = Symbol("w_frozen", real=True)
"""A weight that the gradient never reaches; a rule may move it all the same."""


@dataclass(frozen=True)
class UnitStep:
    """Where one unit is, and where a step takes it.

    Attributes
    ----------
    coordinates
        Its weights, the frozen one included.
    memory
        For each name of the rule's memory the symbols that belong to those weights.
    moved
        Every symbol of both → its value after the step.
    slopes
        The slope of the loss at each point at which the rule takes the gradient: the symbol, and the output there, of one unit.
    numbers
        What is the same for all units: learning rate, slopes, and the numbers of the rule.
    """

    coordinates: tuple[Symbol, ...]
    memory: dict[str, tuple[Symbol, ...]]
    moved: dict[Symbol, Expr]
    slopes: tuple[tuple[Symbol, Expr], ...]
    numbers: tuple[Symbol, ...]

    def expanded(self, polynomial: Expr, *, moved: bool) -> Iterator[tuple[tuple[int, ...], Expr]]:
        """A unit polynomial, after the step if ``moved``: the coefficient of each product of powers of ``numbers``."""
        terms = _composed(polynomial, self.moved, self.numbers) if moved else None
        if terms is None:
            after = polynomial.subs(self.moved, simultaneous=True) if moved else polynomial
            terms = [(powers, expand(part)) for powers, part in Poly(expand(after), *self.numbers).terms()]
        yield from sorted(terms, key=lambda term: (sum(term[0]), term[0][::-1]))


def _composed(
    polynomial: Expr, moved: Mapping[Symbol, Expr], numbers: tuple[Symbol, ...]
) -> list[tuple[tuple[int, ...], Expr]] | None:
    """What `expanded` gives, in much less time; None if a coefficient is no rational number."""
    parts = [polynomial, *moved.values()]
    others = sorted(set().union(*(part.free_symbols for part in parts), moved) - set(numbers), key=str)
    generators = (*numbers, *others)
    if not all(part.is_polynomial(*generators) for part in parts):
        return None
    given = [Poly(part, *generators) for part in parts]
    if not all(one.domain.is_ZZ or one.domain.is_QQ for one in given):
        return None
    whole, *_ = ring(generators, QQ)
    first, *values = (whole.from_dict(dict(one.set_domain(QQ).rep.to_dict())) for one in given)
    grouped: dict[tuple[int, ...], dict[tuple[int, ...], Expr]] = {}
    for powers, c in first.compose(list(zip(map(whole, moved), values, strict=True))).terms():
        grouped.setdefault(powers[: len(numbers)], {})[powers[len(numbers) :]] = QQ.to_sympy(c)
    return [(powers, Poly.from_dict(part, *others).as_expr()) for powers, part in grouped.items()] or None


def unit_step(model: UnitModel, update: UpdateRule, slope: Symbol) -> UnitStep:
    """Move one unit by one step of the rule.

    Parameters
    ----------
    model
        The unit model.
    update
        The rule; a learning rate that follows the state must have been replaced by η.
    slope
        The symbol of the loss's slope at the weights themselves.
    """
    coordinates = (*model.coordinates, *([FROZEN] if model.frozen else []))
    here = ImmutableMatrix(coordinates)
    memory = {name: tuple(Symbol(f"{p.name}_{name}", real=True) for p in coordinates) for name in update.memory}
    met: dict[ImmutableMatrix, Symbol] = {here: slope}

    def gradient(at: ImmutableMatrix) -> ImmutableMatrix:
        at = ImmutableMatrix(at)
        known = met.setdefault(at, _ahead(len(met)))
        there = dict(zip(coordinates, at, strict=True))
        parts = [part.subs(there, simultaneous=True) for part in model.gradient]
        return known * ImmutableMatrix([*parts, *([Int(0)] if model.frozen else [])])

    weights, remembered = update.step(here, tuple(map(ImmutableMatrix, memory.values())), gradient)
    moved = dict(zip(coordinates, weights, strict=True))
    for symbols, values in zip(memory.values(), remembered, strict=True):
        moved |= dict(zip(symbols, values, strict=True))
    outputs = {at: model.output_polynomial.subs(dict(zip(coordinates, at, strict=True)), simultaneous=True) for at in met}
    given = {symbol for name in update.numbers for symbol in getattr(update, name).free_symbols}
    used = [symbol for symbol in met.values() if any(value.has(symbol) for value in moved.values())]
    numbers = (update.rate, *used, *sorted(given - {update.rate}, key=str))
    return UnitStep(coordinates, memory, moved, tuple((met[at], outputs[at]) for at in met), numbers)


def _ahead(number: int) -> Symbol:
    """The slope at the first point other than the weights has a name in the alphabet; a rule may ask for more of them."""
    first = OBSERVABLES["slope_ahead"].now
    return first if number == 1 else Symbol(f"{first.name}_{number}", real=True)
