"""One step of an update rule, carried through a single unit: where its weights and its memory move to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr, ImmutableMatrix, Poly, Symbol, expand
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
        after = polynomial.subs(self.moved, simultaneous=True) if moved else polynomial
        terms = sorted(Poly(expand(after), *self.numbers).terms(), key=lambda term: (sum(term[0]), term[0][::-1]))
        yield from ((powers, expand(part)) for powers, part in terms)


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
