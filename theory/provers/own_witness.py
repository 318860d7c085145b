"""Weights of one unit that meet the hypotheses of a statement about an own model: small whole numbers, tried in turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from sympy import Expr, Rational, Symbol, diff
from sympy.logic.boolalg import true

from theory.models.unit import UnitModel
from theory.statements import Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.weighted_norm import norm_of

__all__ = ["BROUGHT", "OwnWitness", "own_witness"]

_RATES = [Rational(2) ** power for power in (0, -1, -2, -4, -6, -8, -12, -16, -24, 1, 2, 4, 8)]
_NUMBERS = (1, 0, 2, -1)
BROUGHT = Rational(1, 10)
_MOST = 4096


@dataclass(frozen=True)
class OwnWitness:
    """Weights of one unit, not at rest for the target 0, a learning rate, and the numbers of the update rule, each 1/10."""

    weights: tuple[int, ...]
    rate: Rational
    brought: tuple[str, ...] = ()

    def named(self, unit: UnitModel) -> tuple[tuple[str, str], ...]:
        """(symbol, value) pairs, as a proof records them."""
        weights = zip(unit.coordinates, self.weights, strict=True)
        brought = ((name, str(BROUGHT)) for name in self.brought)
        return (*((symbol.name, str(value)) for symbol, value in weights), ("eta", str(self.rate)), *brought)


def own_witness(statement: Statement, unit: UnitModel) -> OwnWitness | None:
    """One unit that meets all hypotheses with the target 0; None if small numbers do not."""
    for weights in _weights(unit):
        for rate in _RATES:
            known = {**_known(unit, weights, rate), **dict.fromkeys(_brought(statement), BROUGHT)}
            if all(part.subs(known) is true for part in statement.hypotheses):
                return OwnWitness(weights, rate, tuple(symbol.name for symbol in _brought(statement)))
    return None


def _brought(statement: Statement) -> list[Symbol]:
    return [parameter.symbol for parameter in statement.setting.brought.values()]


def _weights(unit: UnitModel) -> Iterator[tuple[int, ...]]:
    for number, weights in enumerate(product(_NUMBERS, repeat=len(unit.coordinates))):
        if number >= _MOST:
            return
        if unit.output.subs(dict(zip(unit.coordinates, weights, strict=True))) != 0:
            yield weights


def _known(unit: UnitModel, weights: tuple[int, ...], rate: Rational) -> dict[Symbol, Expr]:
    at = dict(zip(unit.coordinates, weights, strict=True))
    values = {
        "theta2": sum((Rational(x) ** 2 for x in weights), Rational(0)),
        "f": unit.scale * unit.output.subs(at),
        "H": unit.scale**2 * sum((diff(unit.output, p).subs(at) ** 2 for p in unit.coordinates), Rational(0)),
    }
    norm = norm_of(unit)
    if norm is not None:
        values["N_omega"] = norm.polynomial.subs(at)
    known = {OBSERVABLES[name].initial: value for name, value in values.items()}
    return {**known, PARAMETERS["eta"].symbol: rate, PARAMETERS["n"].symbol: Rational(1), PARAMETERS["y"].symbol: Rational(0)}
