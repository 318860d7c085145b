"""The exact search: it meets ties exactly, finds textbook counterexamples, repeats itself, and never accuses a true claim."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from sympy import Eq, Implies, Ne

from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import confirmed
from checks.instances.numbers import model_from_json
from checks.instances.rates import rates_to_zero
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.search.exact import replay_suspect, search_exactly
from checks.truth.exact_judge import Failure, judge_exactly
from checks.wrong import wrong_claims
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.statements import Quantifier, Setting, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

ONE = Fraction(1)


@pytest.mark.parametrize("name", ["SUM-1", "SUM-2", "SUM-3", "SUM-4", "ML-4", "ML-4n"])
def test_false_claims_fall_at_once(name: str) -> None:
    found = search_exactly(claim(name), 0, most=240)
    assert isinstance(found, Counterexample)
    assert found == search_exactly(claim(name), 0, most=240)


@pytest.mark.parametrize("name", ["ML-1", "CAT-MONO", "UV-EDGE", "RELU-SUB"])
def test_true_claims_are_judged_on_many_states_and_stand(name: str) -> None:
    result = search_exactly(claim(name), 0, most=120)
    assert isinstance(result, Fuzzed)
    assert result.exact
    assert result.states > 5


def test_the_cycle_at_the_edge_is_seen_as_one() -> None:
    edge = claim("CAT-LIMIT").statements[0]
    model = TwoLayerNet(fractions([[1]]), 1, (ONE, ONE), ONE)
    instance = pair(edge.setting).instance(edge.setting, model, fractions([[1, 1]]), fractions([0]))
    # At the edge the hypothesis (strict) does not hold, so nothing is judged.
    assert judge_exactly(edge, instance, Fraction(2), 5) == (None, 0)
    assert judge_exactly(claim("CAT-MONO").statements[0], instance, Fraction(2), 5) == (None, 5)


def test_a_limit_that_a_cycle_has_not_is_asserted_where_it_is_asserted() -> None:
    """With slopes 1 and −1, weights (1, 1) and η = 2 the output alternates between 1 and −1."""
    f, theta2, eta = OBSERVABLES["f"], OBSERVABLES["theta2"], PARAMETERS["eta"].symbol
    net = TwoLayerNet(fractions([[1]]), 1, (ONE, -ONE), ONE)
    instance = pair(Setting("two_layer")).instance(Setting("two_layer"), net, fractions([[1, 1]]), fractions([0]))
    vanishes, inside = Eq(f.limit, 0), eta * theta2.initial < 4
    for conclusion, stands in (
        (vanishes, False),
        (Ne(f.limit, 0), False),
        (Implies(inside, vanishes), True),
        (inside | vanishes, False),
    ):
        statement = Statement(Setting("two_layer"), (), Quantifier.TRAJECTORY, conclusion)
        failure, judged = judge_exactly(statement, instance, Fraction(2), 5)
        assert judged == 1
        assert (failure is None) == stands, conclusion


def test_a_float_suspect_is_replayed_exactly() -> None:
    statement = claim("SUM-1").statements[0]
    model = TwoLayerNet(np.ones((1, 1)), 1, (1.0, 1.0), 1.0)
    rough = pair(statement.setting).instance(statement.setting, model, np.array([[0.1, 0.0]]), np.array([3.0]))
    found = replay_suspect(claim("SUM-1"), 0, rough, 0, 0.5, 0)
    assert isinstance(found, Counterexample)
    assert replay_suspect(claim("CAT-MONO"), 0, rough, 0, 1e-3, 0) is None or any(found.targets)


def test_nothing_is_reported_that_a_replay_refuses() -> None:
    """Rounded to 0, the learning rate of a suspect breaks every strict inequality about a step; but 0 is no learning rate."""
    strict = claim("CAT-STRICT")
    setting = strict.statements[0].setting
    rough = pair(setting).instance(setting, TwoLayerNet(np.ones((1, 1)), 1, (1.0, 1.0), 1.0), np.ones((1, 2)), np.zeros(1))
    assert replay_suspect(strict, 0, rough, 0, 1e-5, 0) is None
    exact = pair(setting).as_exact(rough, 0, None)
    assert confirmed(strict, 0, exact, Fraction(0), Failure(0, {})) is None


def test_a_failure_that_its_numbers_do_not_show_is_not_reported() -> None:
    true = claim("CAT-MONO")
    setting = true.statements[0].setting
    instance = next(iter(pair(setting).exact_instances(setting)))
    assert confirmed(true, 0, instance, ONE, Failure(0, {})) is None
    false = claim("SUM-1")
    found = search_exactly(false, 0, most=24)
    assert isinstance(found, Counterexample)
    wide = false.statements[0].setting
    model = model_from_json(found.model)
    again = pair(wide).instance(wide, model, fractions([found.weights]), fractions(found.targets))
    assert confirmed(false, 0, again, found.learning_rate, Failure(3, {})) == found  # written is what the replay finds


@pytest.mark.parametrize("model", ["two_layer", "nqm", "quadratic"])
def test_some_rate_sends_the_output_to_exactly_0(model: str) -> None:
    setting = Setting(model, variant="" if model != "two_layer" else "linear")
    for template in islice(pair(setting).exact_instances(setting), 40):
        if template.model.weight_count != 2:
            continue
        instance = pair(setting).instance(setting, template.model, fractions([["1", "3/5"]]), fractions([0]))
        gradient = instance.model.pullback(instance.weights, instance.model.outputs(instance.weights))
        found = [instance.model.outputs(instance.weights - rate * gradient)[0, 0] for rate in rates_to_zero(instance)]
        assert 0 in found
        return
    raise AssertionError("no model with two weights")


def test_an_expansion_that_is_moved_is_that_of_its_net() -> None:
    setting = Setting("nqm")
    instance = next(iter(pair(setting).exact_instances(setting)))
    moved = pair(setting).instance(setting, instance.model, instance.weights * 2, instance.targets)
    assert pair(setting).fits(setting, moved.model, moved.weights)


def test_steps_of_a_model_of_high_degree_are_not_followed_into_long_numbers() -> None:
    """On a model of degree k the digits grow by a factor 2k − 1 at every step."""
    setting = next(item.statements[0].setting for item in wrong_claims() if item.id == "FALSE-OWN-SIXTH-NORM")
    offered = pair(setting).exact_instances(setting)
    template = next(instance for instance in offered if instance.model.weight_count == 2)
    row = fractions([[Fraction(1, 3), Fraction(2, 7)]])
    instance = pair(setting).instance(setting, template.model, row, template.targets)
    falls = OBSERVABLES["theta2"].next <= OBSERVABLES["theta2"].now
    _, judged = judge_exactly(Statement(setting, (), Quantifier.STEP, falls), instance, Fraction(1, 7), 9)
    assert 2 <= judged <= 4
