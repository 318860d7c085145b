"""What certainly runs away does: the region of `checks.truth.escapes` is invariant, exactly, for every rule that it knows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice, pairwise
from math import inf

import pytest

from checks.evidence.kinds import Counterexample
from checks.evidence.replay import replay_counterexample
from checks.instances.instance import Instance
from checks.instances.one_unit import one_unit as one_unit_of
from checks.instances.process import process_of, start_state
from checks.instances.training import Training
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.pairs.process.trained import trained
from checks.search.claim import search
from checks.search.exact import search_exactly
from checks.search.mutations import mutants
from checks.search.neighbours import neighbours
from checks.truth.escapes import runs_away
from checks.verdict.profiles import PROFILES
from numerics.driver import iterates
from numerics.models.deep import DeepNet
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.statements import Setting
from theory.symbols import OBSERVABLES
from theory.updates import GradientDescent, HeavyBall, Nesterov, UpdateRule, WeightDecay

F = Fraction
RULES: list[tuple[UpdateRule, dict[str, Fraction]]] = [
    (HeavyBall(), {"beta": F(9, 10)}),
    (Nesterov(), {"beta": F(9, 10)}),
    (Nesterov(), {"beta": F(0)}),
    (WeightDecay(), {"mu": F(1, 10)}),
]


def one_unit(
    rule: UpdateRule, numbers: dict[str, Fraction], weights: tuple[Fraction, ...], slope: Fraction, target: Fraction | int = 0
) -> Instance:
    setting = Setting("two_layer", targets="any" if target else "zero", update=rule)
    model = TwoLayerNet(fractions([[1]]), 1, (F(1), slope), F(1))
    made = pair(setting).instance(setting, model, fractions([weights]), fractions([target]))
    return trained(replace(made), Training(numbers))


@pytest.mark.parametrize(("rule", "numbers"), RULES, ids=lambda item: str(item)[:20])
@pytest.mark.parametrize("slope", [F(1), F(-1, 2)])
@pytest.mark.parametrize("target", [F(0), F(5), F(-1, 3)])
def test_both_weights_double_from_the_step_on_that_it_names(rule, numbers, slope, target) -> None:
    instance, rate = one_unit(rule, numbers, (F(2), F(-3)), slope, target), F(7, 2)
    escape = runs_away(instance, rate)
    assert escape is not None
    assert escape.values["L_limit"] == escape.values["theta2_peak"] == inf
    process = process_of(instance, fractions([rate]))
    states = islice(iterates(process, start_state(instance, process)), escape.step, escape.step + 5)
    for before, after in pairwise(here.state.weights[0] for here in states):
        assert all(abs(new) >= 2 * abs(old) for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(("rule", "numbers"), RULES, ids=lambda item: str(item)[:20])
def test_what_comes_to_rest_does_not(rule, numbers) -> None:
    assert runs_away(one_unit(rule, numbers, (F(1), F(1, 2)), F(1)), F(1, 50)) is None


SCHEDULED = Setting("two_layer", update=GradientDescent(rate=OBSERVABLES["eta_t"].now))


def scheduled(factors: tuple[Fraction, ...]) -> Instance:
    model = TwoLayerNet(fractions([[1]]), 1, (F(1), F(1, 2)), F(1))
    made = pair(SCHEDULED).instance(SCHEDULED, model, fractions([(F(2), F(-3))]), fractions([0]))
    return trained(made, Training({}, factors=factors))


def test_a_schedule_runs_away_if_its_smallest_rate_does() -> None:
    instance, rate = scheduled((F(2), F(1), F(3))), F(30)
    escape = runs_away(instance, rate)
    assert escape is not None
    process = process_of(instance, fractions([rate]))
    states = islice(iterates(process, start_state(instance, process)), escape.step, escape.step + 7)
    for before, after in pairwise(here.state.weights[0] for here in states):
        assert all(abs(new) >= 2 * abs(old) for old, new in zip(before, after, strict=True))
    assert runs_away(scheduled((F(2), F(0), F(3))), rate) is None
    assert runs_away(scheduled((F(1), F(1, 10))), F(1, 50)) is None


@pytest.mark.parametrize("operator", ["heavy ball", "Nesterov's momentum", "weight decay", "any schedule from that rate on"])
@pytest.mark.parametrize("number", [0, 1])
def test_the_limit_of_nets_of_any_depth_is_none_of_other_processes(operator: str, number: int) -> None:
    (twin,) = (item for item in neighbours(claim("MASTER-LIMIT")) if item.operator == operator and item.origin[1] == number)
    found = search(twin.claim, PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    assert replay_counterexample(twin.claim, found).confirmed


def test_a_deep_net_is_one_unit_only_if_it_is() -> None:
    half = F(1, 2)
    assert one_unit_of(DeepNet(fractions([[-2]]), (1,), (F(1), half), F(3))) == (F(9), F(36))
    for widths, inputs in (((1, 1), [[1]]), ((2,), [[1]]), ((1,), [[1], [1]]), ((1,), [[1, 0]])):
        assert one_unit_of(DeepNet(fractions(inputs), widths, (F(1), half), F(1))) is None


def test_the_balance_grows_with_the_weights_where_one_slope_and_no_memory_keep_it_so() -> None:
    decay, heavy = (WeightDecay(), {"mu": F(1)}), (HeavyBall(), {"beta": F(1, 2)})
    instance = one_unit(*decay, (F(2), F(-3)), F(1), F(1, 2))
    escape = runs_away(instance, F(7, 2))
    assert escape is not None
    assert escape.values["balance_limit"] == inf
    process = process_of(instance, fractions([F(7, 2)]))
    states = islice(iterates(process, start_state(instance, process)), escape.step, escape.step + 5)
    differences = [u**2 - v**2 for u, v in (here.state.weights[0] for here in states)]
    assert all(abs(after) >= 4 * abs(before) > 0 for before, after in pairwise(differences))
    others = [
        one_unit(*decay, (F(3), F(-3)), F(1)),
        one_unit(*decay, (F(2), F(-3)), F(1, 2)),
        one_unit(*heavy, (F(2), F(-3)), F(1)),
    ]
    for other in others:
        found = runs_away(other, F(7, 2))
        assert found is not None
        assert "balance_limit" not in found.values


class _Leap(Nesterov):
    """Gradients at θ − βm, behind the weights: the place falls back while they grow, and the region is not invariant."""

    def step(self, weights, memory, gradient):
        (velocity,) = memory
        velocity = self.momentum * velocity - self.rate * gradient(weights - self.momentum * velocity)
        return weights + velocity, (velocity,)


def test_a_rule_of_which_the_region_is_not_kept_is_not_judged() -> None:
    instance = one_unit(Nesterov(), {"beta": F(9, 10)}, (F(2), F(-3)), F(1))
    other = replace(instance, setting=replace(instance.setting, update=_Leap()))
    assert runs_away(instance, F(7, 2)) is not None
    assert runs_away(other, F(7, 2)) is None


@pytest.mark.parametrize(
    ("name", "number"),
    [("HEAVY-LIMIT", 2), ("NESTEROV-LIMIT", 2), ("DECAY-BALANCE", 2), ("DECAY-BALANCE", 4), ("DECAY-VANISH", 2)],
)
def test_without_its_edge_a_run_may_diverge(name: str, number: int) -> None:
    """The search finds a run that does, and the file of the counterexample shows it again."""
    (twin,) = (item for item in mutants(claim(name)) if item.origin[1] == 0 and item.operator == f"drop hypothesis {number}")
    found = search_exactly(twin.claim, 0, most=96)
    assert isinstance(found, Counterexample)
    assert found.training
    assert "at least double" in found.decided
    assert replay_counterexample(twin.claim, found).confirmed
