"""What an exact search has met: edges of the hypotheses, and the special cases in which sentences about training like to fail.

A search that found nothing supports a sentence there only. What it has met is said beside the verdict.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cached_property, lru_cache

import numpy as np
from numpy import ndarray
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Relational

from checks.instances.instance import Instance
from checks.truth.algebraic import Exact, UndecidedError
from checks.truth.exact_judge import initial_values
from checks.truth.exactly import exact_value
from theory.plain_text import to_text
from theory.statements import Quantifier, Statement

__all__ = ["Reached"]

_NEXT_TO = Fraction(1, 1000)
"""Sides that differ by less than this part of themselves are next to an edge."""


class _Seen:
    """One exact state and learning rate, and the weights a step later."""

    def __init__(self, instance: Instance, rate: Exact) -> None:
        self.instance, self.rates = instance, np.array([rate], dtype=object)

    @cached_property
    def outputs(self) -> ndarray:
        return self.instance.model.outputs(self.instance.weights)

    @cached_property
    def gradient(self) -> ndarray:
        model = self.instance.model
        return model.pullback(self.instance.weights, self.outputs - self.instance.targets) / model.data_count

    @cached_property
    def moved(self) -> ndarray:
        stepped: ndarray = self.instance.weights - self.gradient * self.rates
        return stepped

    @property
    def numbers(self) -> tuple[Exact, ...]:
        return (*self.weights[0], *self.instance.targets, self.rates[0])

    @property
    def weights(self) -> ndarray:
        return self.instance.weights


_OF_STATES: dict[str, Callable[[_Seen], bool]] = {
    "output 0": lambda at: not at.outputs.any(),
    "a weight 0": lambda at: not at.weights.all(),
    "all weights 0": lambda at: not at.weights.any(),
    "no kernel": lambda at: not at.instance.model.tangent_gram(at.weights).any(),
    "weights of one size": lambda at: len(set(abs(at.weights[0]).tolist())) == 1 and at.weights.shape[1] > 1,
    "D > 1": lambda at: at.instance.model.data_count > 1,
    "target not 0": lambda at: bool(at.instance.targets.any()),
    "an irrational number": lambda at: not all(isinstance(value, Fraction) for value in at.numbers),
}
_OF_STEPS: dict[str, Callable[[_Seen], bool]] = {  # of gradient descent on the squared loss
    "at rest": lambda at: not at.gradient.any(),
    "a step onto output 0": lambda at: bool(at.outputs.any()) and not at.instance.model.outputs(at.moved).any(),
    "a step that sends a weight to 0": lambda at: bool(((at.moved == 0) & (at.weights != 0)).any()),
    "a 2-cycle": lambda at: bool(at.gradient.any()) and _returns(at),
}


def _returns(at: _Seen) -> bool:
    """Whether two steps lead back."""
    model = at.instance.model
    back = model.pullback(at.moved, model.outputs(at.moved) - at.instance.targets) / model.data_count
    return bool((at.moved - back * at.rates == at.weights).all())


class Reached:
    """Names of what the judged places of one statement have met so far; each is looked for until it is met.

    Parameters
    ----------
    statement
        The statement.
    """

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        steps = _OF_STEPS if statement.setting.plain and statement.quantifier is not Quantifier.STATE else {}
        self._cases = {**_OF_STATES, **steps}
        if statement.setting.single_datum:
            del self._cases["D > 1"]
        if statement.setting.zero_targets:
            del self._cases["target not 0"]
        self._edges = dict(_edges(statement))
        self._met: dict[str, None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Edges first, then special cases, each in the order in which they are asked for."""
        order = [
            *(f"{near} {edge}" for edge in dict(_edges(self._statement)) for near in ("at", "next to")),
            *_OF_STATES,
            *_OF_STEPS,
        ]
        return tuple(name for name in order if name in self._met)

    def meet(self, instance: Instance, rate: Exact) -> None:
        """Note what a judged place is an example of."""
        at = _Seen(instance, rate)
        for name in [name for name, holds in self._cases.items() if holds(at)]:
            self._met[name] = None
            del self._cases[name]
        if self._edges:
            values = initial_values(self._statement, instance, rate)
            for edge, relation in list(self._edges.items()):
                near = _nearness(relation, values)
                if near:
                    self._met[f"{near} {edge}"] = None
                if f"at {edge}" in self._met or (isinstance(relation, (Lt, Gt)) and near):
                    del self._edges[edge]  # a strict inequality is never met at its edge


@lru_cache(maxsize=512)
def _edges(statement: Statement) -> tuple[tuple[str, Relational], ...]:
    """The edges of the hypotheses that are inequalities, in words."""
    found = [part for sentence in statement.hypotheses for part in sorted(sentence.atoms(Relational), key=str)]
    return tuple((to_text(Eq(part.lhs, part.rhs, evaluate=False)), part) for part in found if isinstance(part, (Lt, Le, Gt, Ge)))


def _nearness(relation: Relational, values: dict[str, Exact | float]) -> str:
    """``"at"`` or ``"next to"`` an edge, or empty."""
    try:
        left, right = exact_value(relation.lhs, values), exact_value(relation.rhs, values)
        if left == right:
            return "at"
        return "next to" if abs(left - right) <= _NEXT_TO * abs(right) else ""
    except (UndecidedError, OverflowError):
        return ""
