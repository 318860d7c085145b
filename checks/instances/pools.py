"""Which exact instances a statement speaks of: those whose parameters have values that fulfil what is asked of them alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice

from sympy.logic.boolalg import Boolean

from checks.instances.instance import Instance
from checks.instances.numbers import model_to_json
from checks.pairs import pair
from checks.truth.algebraic import UndecidedError, is_exact
from checks.truth.exact_judge import names_at_start
from checks.truth.exactly import exact_truth
from theory.statements import Statement
from theory.symbols import observable_of

__all__ = ["about_parameters", "admissible", "different_models", "first_measurable", "measurable", "measurable_starts"]

_MOST = 2000
"""How many instances of a pool are looked at: what none of them fulfils is solved for."""


def measurable(statement: Statement, instance: Instance) -> bool:
    """Whether every parameter that the statement mentions has an exact value in an instance."""
    return all(is_exact(instance.parameters.get(name)) for name in names_at_start(statement)[0])


@lru_cache(maxsize=512)
def about_parameters(statement: Statement) -> Statement | None:
    """The statement with those hypotheses only that hold or not whatever the weights and rate; None if there are none."""
    alone = tuple(part for part in statement.hypotheses if _of_an_instance(part))
    return replace(statement, hypotheses=alone) if alone else None


def _of_an_instance(hypothesis: Boolean) -> bool:
    return not any(observable_of(symbol) or symbol.name == "eta" for symbol in hypothesis.free_symbols)


def admissible(statement: Statement, instances: Iterable[Instance]) -> Iterator[Instance]:
    """Exact instances, among the first given, in which everything has a value and hypotheses about parameters alone hold."""
    alone = about_parameters(statement)
    for instance in islice(instances, _MOST):
        if measurable(statement, instance) and (alone is None or _fulfils(alone, instance)):
            yield instance


def _fulfils(alone: Statement, instance: Instance) -> bool:
    values = {name: value for name, value in instance.parameters.items() if is_exact(value)}
    try:
        return all(exact_truth(hypothesis, values) for hypothesis in alone.hypotheses)
    except UndecidedError:
        return False


def _exact_pools(statement: Statement) -> tuple[Iterator[Instance], Iterator[Instance]]:
    offered = pair(statement.setting)
    return offered.exact_instances(statement.setting), offered.boundary_instances(statement.setting)


def first_measurable(statement: Statement, count: int) -> Iterator[Iterator[Instance]]:
    """For each of the family's exact pools, the first instances that give a value to all that a statement mentions."""
    for pool in _exact_pools(statement):
        yield islice((instance for instance in pool if measurable(statement, instance)), count)


def measurable_starts(statement: Statement, count: int) -> Iterator[Instance]:
    """The same, of one pool after the other."""
    return chain.from_iterable(first_measurable(statement, count))


def different_models(statement: Statement, largest: int) -> Iterator[Instance]:
    """Of the family's exact pools the first admissible instance of every model with up to ``largest`` weights."""
    seen: list[object] = []
    for instance in admissible(statement, chain(*_exact_pools(statement))):
        if instance.model.weight_count > largest:
            continue
        known = {name: value for name, value in model_to_json(instance.model)["arguments"].items() if name != "centre"}
        key = (known, any(instance.targets), instance.training.key)
        if key not in seen:
            seen.append(key)
            yield instance
