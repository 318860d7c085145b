"""Which proved statements speak of a net on its data, and for which learning rates their hypotheses hold there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf

import numpy as np
from numpy import ndarray
from sympy import Eq, Float, Ge, Gt, Integer, Le, Lt, Number, Poly, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, true
from sympy.polys.polyerrors import PolynomialError

from checks.explain.layered import Layered
from checks.instances.instance import Instance
from checks.instances.measure import observables, rate_dependent, unknown_names, wanted_names
from checks.pairs import pair, pairs
from theory.claims import claim
from theory.plain_text import to_text
from theory.provers.prover import provers
from theory.statements import Quantifier, Statement
from theory.symbols import OBSERVABLES, PARAMETERS, observable_of

__all__ = ["Applied", "Span", "applying"]

_ETA = PARAMETERS["eta"].symbol
_L = OBSERVABLES["L"]


@dataclass(frozen=True)
class Span:
    """An interval of learning rates, in the convention L = (1/2D) Σ r²; open or closed, which floats cannot tell."""

    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Applied:
    """A statement of the theory that speaks of this net, with its hypotheses tried on these weights and data.

    Attributes
    ----------
    claim_id, number
        The claim, and the number of the statement in it, from 1.
    statement
        The statement; a proof of it is shipped.
    hypotheses
        Each hypothesis in words → whether it holds here; None where that depends on the learning rate η, all else in numbers.
    rates
        The learning rates for which all hypotheses hold; empty if there are none.
    """

    claim_id: str
    number: int
    statement: Statement
    hypotheses: dict[str, bool | None]
    rates: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The sentence of the claim."""
        return claim(self.claim_id).text

    @property
    def says(self) -> str:
        """What the conclusion promises of a run, in words; empty if it is another kind of sentence."""
        return _promise(self.statement)

    @property
    def edge(self) -> float:
        """The largest learning rate for which all hypotheses hold from the smallest on; 0 if there is none."""
        return self.rates[0].high if self.rates and self.rates[0].low == 0 else 0.0


def applying(net: Layered, targets: ndarray) -> tuple[Applied, ...]:
    """Every statement proved in the Coq library whose setting this net, its data and its targets are of.

    Parameters
    ----------
    net
        The net as models of this toolkit.
    targets
        (D·K,), float64.

    Notes
    -----
    With an output bias, targets that are all y are targets 0 for the bias c − y, which moves as c does.
    """
    start = net.weights.copy()
    if net.shift and (targets == targets[0]).all():
        start[-1] -= targets[0]
        targets = np.zeros_like(targets)
    found = []
    for claim_id, number, statement in _proved():
        instance = _instance(statement, net, start, targets)
        # What depends on the learning rate in another way than by a formula has no edges that can be solved for.
        if (
            instance is not None
            and not unknown_names(statement, instance)
            and not rate_dependent(wanted_names(statement, "initial"))
            and _in_range(statement, instance)
            and (tried := _tried(claim_id, number, statement, instance)) is not None
        ):
            found.append(tried)
    return tuple(found)


@cache
def _proved() -> tuple[tuple[str, int, Statement], ...]:
    return tuple(item for prover in provers().values() for item in prover.shipped())


def _instance(statement: Statement, net: Layered, weights: ndarray, targets: ndarray) -> Instance | None:
    setting = statement.setting
    if not setting.plain or setting.model not in pairs():
        return None
    if (setting.zero_targets and targets.any()) or (setting.single_datum and len(targets) > 1):
        return None
    start = weights[None]
    for model in net.models:
        if pair(setting).fits(setting, model, start):
            return pair(setting).instance(setting, model, start, targets)
    return None


def _in_range(statement: Statement, instance: Instance) -> bool:
    """Whether the parameters have the signs and ranges that the statement's symbols stand for, a hypothesis that nobody sees."""
    values = {name: float(value) for name, value in instance.parameters.items()}
    known = {parameter.symbol: values[name] for name, parameter in statement.setting.parameters.items() if name in values}
    for symbol in known.keys() & set(statement.symbols):
        within = statement.setting.parameters[symbol.name].within
        signed = known[symbol] > 0 or (not symbol.is_positive and (known[symbol] == 0 or not symbol.is_nonnegative))
        if not signed or not all(part.subs(known) is true for part in within):
            return False
    return True


def _tried(claim_id: str, number: int, statement: Statement, instance: Instance) -> Applied | None:
    """A statement tried on an instance; None where its hypotheses are not polynomials in the learning rate."""
    initial: dict[str, ndarray | float] = {name: float(value) for name, value in instance.parameters.items()}
    states = statement.quantifier is Quantifier.STATE
    names = wanted_names(statement, "now" if states else "initial")
    for name, value in observables(instance, instance.weights, names, np.ones(1)).items():
        initial[name if states else f"{name}_0"] = value
    numbers = {name: float(np.asarray(value, dtype=float).ravel()[0]) for name, value in initial.items()}
    try:
        points = sorted({edge for part in statement.hypotheses for edge in _edges(part, numbers)})
    except PolynomialError:
        return None
    hypotheses: dict[str, bool | None] = {}
    for part in statement.hypotheses:
        if _at_rates(part, numbers).has(_ETA):
            hypotheses[_in_numbers(part, numbers)] = None
        else:  # of targets 0, for instance, what the rate multiplies may vanish
            hypotheses[to_text(part)] = _holds(part, numbers, 1.0)
    return Applied(claim_id, number, statement, hypotheses, tuple(_spans(statement, numbers, points)))


def _at_rates(part: Boolean, numbers: dict[str, float]) -> Boolean:
    """A hypothesis with a number for everything but the learning rate."""
    return part.subs({symbol: numbers[symbol.name] for symbol in part.free_symbols - {_ETA}})


def _edges(part: Boolean, numbers: dict[str, float]) -> Iterator[float]:
    """Every positive learning rate at which a hypothesis may turn: between two of them it holds throughout or nowhere.

    Raises
    ------
    PolynomialError
        If it compares what is no polynomial in the learning rate.
    """
    filled = _at_rates(part, numbers)
    for relation in filled.atoms(Relational) if filled.has(_ETA) else ():
        lines = [float(c) for c in Poly(relation.lhs - relation.rhs, _ETA).all_coeffs()]
        # The real part of a root that is not real separates nothing; a double root may look like two of them.
        roots = np.roots(lines).real if np.isfinite(lines).all() else np.zeros(0)
        yield from roots[np.isfinite(roots) & (roots > 0)].tolist()


def _holds(part: Boolean, numbers: dict[str, float], rate: float) -> bool:
    values = {symbol: rate if symbol == _ETA else numbers[symbol.name] for symbol in part.free_symbols}
    try:
        return part.subs(values) is true
    except TypeError:  # of numbers that are not finite
        return False


def _in_numbers(part: Boolean, numbers: dict[str, float]) -> str:
    """A hypothesis with everything but the learning rate in four digits."""
    known = {symbol: Float(numbers[symbol.name], 4) for symbol in part.free_symbols - {_ETA}}
    filled = part.subs(known)
    shortened = filled.xreplace({n: Integer(int(n)) if float(n).is_integer() else Float(n, 4) for n in filled.atoms(Float)})
    return to_text(shortened.subs(_ETA, Symbol("η", positive=True)))


def _spans(statement: Statement, numbers: dict[str, float], points: list[float]) -> Iterator[Span]:
    ends = [0.0, *points, inf]
    open_span: Span | None = None
    for low, high in pairwise(ends):
        inside = (low + high) / 2 if high < inf else max(2 * low, 1.0)
        if all(_holds(part, numbers, inside) for part in statement.hypotheses):
            open_span = Span(open_span.low if open_span else low, high)
        elif open_span:
            yield open_span
            open_span = None
    if open_span:
        yield open_span


def _promise(statement: Statement) -> str:
    """What the conclusion says of a run, from its form alone."""
    conclusion = statement.conclusion
    if statement.quantifier is Quantifier.STATE:
        return ""
    if conclusion == Eq(_L.limit, 0):
        return "the loss tends to 0"
    if not isinstance(conclusion, (Le, Lt, Ge, Gt)):
        return ""
    larger, smaller = conclusion.gts, conclusion.lts
    for observable in OBSERVABLES.values():
        if (smaller, larger) == (observable.next, observable.now) and observable.nonnegative:
            never = statement.quantifier is Quantifier.STEP
            return f"{observable.meaning.split(',')[0].split(':')[0]} never grows" if never else ""
    told = [entry for symbol in conclusion.free_symbols if (entry := observable_of(symbol)) is not None]
    return "the loss stays bounded" if told == [(_L, "now")] and isinstance(larger, Number) else ""
