"""Claims whose process is not plain gradient descent go the whole way: what is false is refuted exactly, what is true is not."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from types import FunctionType
from typing import Any

import numpy as np
import pytest
from sympy import And, Expr, Implies, Le, Lt, Symbol, oo
from sympy.logic.boolalg import Boolean

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample, Fuzzed
from checks.evidence.replay import replay_counterexample, snippet
from checks.instances.process import begin
from checks.instances.training import Training
from checks.instances.training_data import training_from_json
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.pairs.process import numeric_rule
from checks.pairs.process.trained import trained
from checks.search.claim import search
from checks.search.exact import search_exactly
from checks.search.fuzz import fuzz
from checks.verdict.profiles import PROFILES
from numerics.models.two_layer import TwoLayerNet
from numerics.updates import State, schedule
from theory.batches import AnyBatches, RecurringBatches
from theory.losses import Huber, LogCosh
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import GradientDescent, HeavyBall, Nesterov, WeightDecay

eta, s, a, x2 = (PARAMETERS[name].symbol for name in ("eta", "s", "a_plus", "x2"))
gram, steepest = PARAMETERS["gram_top"].symbol, PARAMETERS["x2_top"].symbol
beta, mu = Symbol("beta", nonnegative=True), Symbol("mu", nonnegative=True)
theta2, velocity2, product, L, H = (OBSERVABLES[name] for name in ("theta2", "velocity2", "theta_velocity", "L", "H"))
rate_now = OBSERVABLES["eta_t"].now
C = s**2 * a**2 * x2
NET = Setting("two_layer", variant="linear")
FALLS = Le(theta2.next, theta2.now)


def energy(role: str, last: Expr) -> Expr:
    weights, along, velocity = (getattr(o, role) for o in (theta2, product, velocity2))
    return weights + 2 * beta / (1 - beta) * along + (beta**2 + last) / (1 - beta) ** 2 * velocity


def claim(
    setting: Setting, hypotheses: tuple[Boolean, ...], conclusion: Boolean, quantifier: Quantifier = Quantifier.STEP
) -> Claim:
    return Claim("TRIED", Source("ours"), "a claim", (Statement(setting, hypotheses, quantifier, conclusion),))


HEAVY, NESTEROV, DECAY = (replace(NET, update=rule()) for rule in (HeavyBall, Nesterov, WeightDecay))
SCHEDULED = replace(NET, update=GradientDescent(rate=rate_now))
BATCHED = Setting("two_layer", "many", variant="linear", batches=AnyBatches())
POLYAK = replace(NET, update=GradientDescent(rate=eta * L.now / OBSERVABLES["slope_kernel"].now))

HUBER = replace(NET, loss=Huber(), targets="any")
delta, y, step, f = Symbol("delta", positive=True), PARAMETERS["y"].symbol, OBSERVABLES["step"], OBSERVABLES["f"]
TARGET = replace(NET, targets="any")
room = (4 - eta * C * theta2.initial) ** 2 - 8 * eta**2 * C * y**2 * step.now
SHRINKS = Le(H.next**2 - 4 * C * f.next**2, H.now**2 - 4 * C * f.now**2)

TRUE = {
    "horizon with targets": claim(
        TARGET,
        (eta * C * theta2.initial <= 4,),
        Implies(room >= 0, And((4 - eta * C * theta2.now) ** 2 >= room, eta * C * theta2.now <= 4)),
    ),
    "bounded slope": claim(HUBER, (eta**2 * delta**2 * C <= 2,), SHRINKS),
    "heavy ball": claim(
        HEAVY,
        (eta * C * (1 + beta) ** 2 * theta2.initial <= 4 * (1 - beta) ** 2,),
        Le(energy("next", beta), energy("now", beta)),
    ),
    "Nesterov": claim(
        NESTEROV,
        (eta * C * (1 + beta**2) * (1 - beta + 2 * beta**2) * theta2.initial <= 4 * (1 - beta) ** 2,),
        Le(energy("next", beta**2), energy("now", beta**2)),
    ),
    "decay": claim(DECAY, (eta * (C * theta2.initial + 2 * mu) <= 4,), FALLS),
    "any batches": claim(BATCHED, (eta * s**2 * a**2 * steepest * theta2.initial <= 4,), FALLS),
    "any schedule": claim(SCHEDULED, (), Implies(rate_now * C * theta2.now <= 4, FALLS)),
    "Polyak step": claim(POLYAK, (eta <= 8,), FALLS),
    "Huber": claim(replace(NET, loss=Huber()), (eta * C * theta2.initial <= 4,), FALLS),
    "log-cosh": claim(replace(NET, loss=LogCosh()), (eta * C * theta2.initial <= 4,), FALLS),
}
FALSE = {
    "the horizon is for all time": claim(TARGET, (eta * C * theta2.initial <= 4,), Le(eta * C * theta2.now, 4)),
    "√3 instead of √2 for bounded slopes": claim(HUBER, (eta**2 * delta**2 * C <= 3,), SHRINKS),
    "ηCθ₀² < 4 suffices with momentum": claim(HEAVY, (eta * C * theta2.initial < 4,), Le(theta2.now, theta2.initial)),
    "the same with Nesterov's momentum": claim(NESTEROV, (eta * C * theta2.initial < 4,), Le(theta2.now, theta2.initial)),
    "below the linear edge 2(1 + β) heavy ball is safe": claim(
        HEAVY, (eta * H.initial < 2 * (1 + beta),), Lt(L.peak, oo), Quantifier.TRAJECTORY
    ),
    "ηCN₀ ≤ 4 still suffices with decay": claim(DECAY, (eta * C * theta2.initial <= 4,), FALLS),
    "the full batch's C is enough": claim(BATCHED, (eta * s**2 * a**2 * gram * theta2.initial <= 4,), FALLS),
    "a schedule may exceed 4": claim(SCHEDULED, (), Implies(rate_now * C * theta2.now <= 5, FALLS)),
    "the first rate of a schedule decides": claim(SCHEDULED, (eta * C * theta2.initial <= 4,), FALLS),
    "Polyak's step may be 9L/|∇L|²": claim(POLYAK, (eta <= 9,), FALLS),
    "heavy ball from any velocity": claim(
        replace(NET, update=HeavyBall(at_rest=False)),
        (eta * C * (1 + beta) ** 2 * theta2.initial <= 4 * (1 - beta) ** 2,),
        Le(theta2.now, (1 + beta) * theta2.initial),
    ),
    "Huber's loss allows 5": claim(replace(NET, loss=Huber()), (eta * C * theta2.initial <= 5,), FALLS),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_is_searched_and_not_refuted(name: str) -> None:
    found = [search_exactly(TRUE[name], 0, most=24), fuzz(TRUE[name], 0, replace(PROFILES["dev"], examples=4))]
    assert all(isinstance(item, Fuzzed) and not item.suspects for item in found)
    assert found[1].trajectories
    assert found[0].trajectories or name == "log-cosh"  # which has no exact arithmetic


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_refuted_and_replayed_from_its_numbers(name: str) -> None:
    found = search(FALSE[name], PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    read = counterexample_from_json(json.loads(json.dumps(counterexample_to_json(found))))
    assert read == found
    assert replay_counterexample(FALSE[name], read).confirmed


def found(name: str) -> Counterexample:
    item = search_exactly(FALSE[name], 0, most=96)
    assert isinstance(item, Counterexample)
    return item


def test_a_counterexample_says_what_it_was_trained_by() -> None:
    assert "β = " in found("ηCθ₀² < 4 suffices with momentum").case
    assert "batches p = " in found("the full batch's C is enough").case
    assert "η_t = η·(" in found("the first rate of a schedule decides").case
    assert "δ = " in found("Huber's loss allows 5").case
    away = found("below the linear edge 2(1 + β) heavy ball is safe")
    assert "both weights at least double" in away.decided


@pytest.mark.parametrize("name", [name for name in FALSE if "edge" not in name])
def test_the_snippet_runs_the_same_trajectory(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    item, statement = found(name), FALSE[name].statements[0]
    compiled = compile(snippet(item, FALSE[name]), "snippet", "exec")
    namespace: dict[str, Any] = {}
    FunctionType(compiled, namespace)()
    states = namespace["states"]
    instance = trained(
        pair(statement.setting).instance(
            statement.setting, namespace["model"], fractions([item.weights]), fractions(item.targets)
        ),
        _training(item),
    )
    here = begin(instance, fractions([item.learning_rate]))
    for state in states:
        assert state.weights == tuple(here.state.weights[0])
        here = here.next()
    capsys.readouterr()


def _training(item: Counterexample) -> Training:
    return training_from_json(item.training)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"numbers": {"beta": "1"}}, "outside its range"),
        ({"numbers": {"beta": "-1/2"}}, "outside its range"),
        ({"numbers": {}}, "needs values of"),
        ({"numbers": {"beta": "1/2", "mu": "1"}}, "needs values of"),
        ({"numbers": {"beta": "1/2"}, "memory": [["1", "1"]]}, "memory"),
        ({"numbers": {"beta": "1/2"}, "factors": ["2"]}, "no schedule"),
        ({"numbers": {"beta": "1/2"}, "shares": [["1"]]}, "all data in every step"),
    ],
)
def test_training_that_is_not_of_the_setting_is_refused(change: dict[str, Any], message: str) -> None:
    name = "ηCθ₀² < 4 suffices with momentum"
    with pytest.raises(ValueError, match=message):
        replay_counterexample(FALSE[name], replace(found(name), training=change))


@pytest.mark.parametrize("training", [{"eggs": 1}, {"numbers": ["beta"]}, {"memory": 3}, {"shares": [["x"]]}, "beta"])
def test_hostile_training_is_refused_where_it_is_read(training: Any) -> None:
    document = counterexample_to_json(found("ηCθ₀² < 4 suffices with momentum"))
    with pytest.raises(ValueError, match="not a counterexample file"):
        counterexample_from_json({**document, "training": training}, sealed=False)


def test_momentum_of_gradient_descent_is_refused() -> None:
    plain = claim(NET, (eta * C * theta2.initial < 5,), FALLS)
    item = search_exactly(plain, 0, most=96)
    assert isinstance(item, Counterexample)
    assert "training" not in counterexample_to_json(item)
    with pytest.raises(ValueError, match="speaks of gradient descent"):
        replay_counterexample(plain, replace(item, training={"numbers": {"beta": "1/2"}}))


def test_batches_must_be_weights() -> None:
    model = TwoLayerNet(fractions([[1], [2]]), 1, (Fraction(1), Fraction(1)), Fraction(1), Fraction(1))
    made = pair(BATCHED).instance(BATCHED, model, fractions([[1, 1]]), fractions([0, 0]))
    for row in ((Fraction(1, 2), Fraction(1, 3)), (Fraction(2), Fraction(-1)), (Fraction(1),)):
        with pytest.raises(ValueError, match="add up to 1"):
            trained(made, Training(shares=(row,)))


def test_batches_that_miss_a_datum_are_none_in_which_every_datum_recurs() -> None:
    setting = replace(BATCHED, batches=RecurringBatches())
    model = TwoLayerNet(fractions([[1], [2]]), 1, (Fraction(1), Fraction(1)), Fraction(1), Fraction(1))
    made = pair(setting).instance(setting, model, fractions([[1, 1]]), fractions([0, 0]))
    one, other = (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))
    with pytest.raises(ValueError, match="every datum recurs"):
        trained(made, Training(shares=(one, one)))
    assert trained(made, Training(shares=(one, other))).training.period == 2
    pools = (pair(setting).exact_instances(setting), pair(setting).typical_instances(setting, 1, 0))
    drawn = [item for pool in pools for item in islice(pool, 12)]
    assert all(any(row[place] for row in item.training.shares) for item in drawn for place in range(item.model.data_count))


class _Doubled:
    """An update rule of somebody else: twice the step of gradient descent."""

    def __init__(self, rate: Any) -> None:
        self.rate = schedule(rate)

    def init(self, weights: np.ndarray) -> Any:
        return State(weights)

    def step(self, state: Any, gradient: Any) -> Any:
        return state.next(state.weights - 2 * gradient(state.weights, self.rate(state, gradient)))


class SymbolicDouble(GradientDescent):
    """The same in symbols."""

    def step(self, weights: Any, memory: Any, gradient: Any) -> Any:
        return weights - 2 * self.rate * gradient(weights), ()


def test_a_rule_from_elsewhere_brings_its_own_twin() -> None:
    setting = replace(NET, update=SymbolicDouble(pair=_Doubled))
    item = search_exactly(claim(setting, (eta * C * theta2.initial <= 4,), FALLS), 0, most=96)
    assert isinstance(item, Counterexample)
    kept = search_exactly(claim(setting, (eta * C * theta2.initial <= 2,), FALLS), 0, most=24)
    assert isinstance(kept, Fuzzed)
    with pytest.raises(KeyError, match="no numeric twin of the update rule SymbolicDouble"):
        numeric_rule(SymbolicDouble(), Fraction(1), {}, exact=True)
