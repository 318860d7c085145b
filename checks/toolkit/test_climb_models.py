"""Where floating-point rows climb, the model is in floating point too: roots and singular values of fractions do not exist."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pytest
from _pytest.mark import ParameterSet

from checks.pairs import pairs
from checks.search.climb import _Goal, _Swarm, _templates
from checks.toolkit.representatives import one_of_each
from theory.claims import all_claims
from theory.statements import Statement

# One statement of each setting and quantifier is not enough: each mentions other observables.
STATEMENTS = [(f"{item.id}-{n}", part) for item in all_claims() for n, part in enumerate(item.statements)]


def test_every_family_is_climbed_on() -> None:
    assert {part.setting.model for _, part in STATEMENTS} >= set(pairs()) - {"own", "own_data"}


def what_is_scored(case: ParameterSet) -> Hashable:
    """One conclusion of a setting is scored as another with the same quantities in the same relation."""
    (statement,) = case.values
    return statement.setting, statement.quantifier, type(statement.conclusion), frozenset(statement.conclusion.free_symbols)


@pytest.mark.parametrize("statement", one_of_each(what_is_scored, [pytest.param(part, id=name) for name, part in STATEMENTS]))
def test_rows_of_every_statement_can_be_scored(statement: Statement) -> None:
    for number, template in enumerate(_templates(statement)):
        swarm = _Swarm(statement, template, np.random.default_rng(number), _Goal.MARGIN)
        assert swarm.score.dtype == float
