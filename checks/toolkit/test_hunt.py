"""The exact search: it meets ties exactly, finds textbook counterexamples, repeats itself, and never accuses a true claim."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sympy import Eq, Implies, Ne

from checks.evidence import Counterexample, Fuzzed
from checks.families import family
from checks.families._exact import fractions
from checks.hunt import hunt, judge_exactly, replay
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

ONE = Fraction(1)


@pytest.mark.parametrize("name", ["SUM-1", "SUM-2", "SUM-3", "SUM-4", "ML-4", "ML-4n"])
def test_false_claims_fall_at_once(name: str) -> None:
    found = hunt(claim(name), 0, most=240)
    assert isinstance(found, Counterexample)
    assert found == hunt(claim(name), 0, most=240)


@pytest.mark.parametrize("name", ["ML-1", "CAT-MONO", "UV-EDGE", "RELU-SUB"])
def test_true_claims_are_judged_on_many_states_and_stand(name: str) -> None:
    result = hunt(claim(name), 0, most=120)
    assert isinstance(result, Fuzzed)
    assert result.exact
    assert result.states > 5


def test_the_cycle_at_the_edge_is_seen_as_one() -> None:
    edge = claim("CAT-LIMIT").statements[0]
    model = TwoLayerNet(fractions([[1]]), 1, (ONE, ONE), ONE)
    scene = family(edge.setting).scene(edge.setting, model, fractions([[1, 1]]), fractions([0]))
    # At the edge the hypothesis (strict) does not hold, so nothing is judged.
    assert judge_exactly(edge, scene, Fraction(2), 5) == (None, 0)
    assert judge_exactly(claim("CAT-MONO").statements[0], scene, Fraction(2), 5) == (None, 5)


def test_a_limit_that_a_cycle_has_not_is_asserted_where_it_is_asserted() -> None:
    """With slopes 1 and −1, weights (1, 1) and η = 2 the output alternates between 1 and −1."""
    f, theta2, eta = OBSERVABLES["f"], OBSERVABLES["theta2"], PARAMETERS["eta"].symbol
    net = TwoLayerNet(fractions([[1]]), 1, (ONE, -ONE), ONE)
    scene = family(Setting("two_layer")).scene(Setting("two_layer"), net, fractions([[1, 1]]), fractions([0]))
    vanishes, inside = Eq(f.limit, 0), eta * theta2.initial < 4
    for conclusion, stands in (
        (vanishes, False),
        (Ne(f.limit, 0), False),
        (Implies(inside, vanishes), True),
        (inside | vanishes, False),
    ):
        statement = Statement(Setting("two_layer"), (), Quantifier.TRAJECTORY, conclusion)
        failure, judged = judge_exactly(statement, scene, Fraction(2), 5)
        assert judged == 1
        assert (failure is None) == stands, conclusion


def test_a_float_suspect_is_replayed_exactly() -> None:
    statement = claim("SUM-1").statements[0]
    model = TwoLayerNet(np.ones((1, 1)), 1, (1.0, 1.0), 1.0)
    rough = family(statement.setting).scene(statement.setting, model, np.array([[0.1, 0.0]]), np.array([3.0]))
    found = replay(claim("SUM-1"), 0, rough, 0, 0.5, 0)
    assert isinstance(found, Counterexample)
    assert replay(claim("CAT-MONO"), 0, rough, 0, 1e-3, 0) is None or any(found.targets)
