"""Weight decay of a user's own unit: what is derived is searched, run and read by Coq; a wrong edge is refuted exactly."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from sympy import Eq, Expr, Max, Rational, Symbol, sqrt, symbols

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample
from checks.evidence.replay import replay_counterexample
from checks.instances.own_claims import own_claims
from checks.instances.own_model import twin
from checks.pairs import pair
from checks.search.claim import search
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from numerics.descent import simulate
from numerics.updates import WeightDecay as DecayOfArrays
from theory.bound import NoBoundError
from theory.models.own import from_unit
from theory.models.unit import UnitModel
from theory.own_decay import own_decay
from theory.provers.coq import checker
from theory.provers.coq.generated import generated
from theory.settings import Setting
from theory.statements import Claim, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import GRADIENT_DESCENT, GradientDescent, HeavyBall, UpdateRule, WeightDecay

u, v, b = symbols("u v b")
eta, mu = PARAMETERS["eta"].symbol, Symbol("mu", nonnegative=True)
THETA2 = OBSERVABLES["theta2"]
BUDGET = replace(PROFILES["dev"], examples=4, exact_trajectories=48)
needs_coq = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")


def decayed(unit: Expr) -> tuple[Claim, ...]:
    return own_claims(from_unit(unit, name=f"decayed {unit}"), update=WeightDecay())


VERIFIED = [
    (u**2 * v, 3 * eta * mu + Rational(4, 3) * eta * THETA2.initial**2 <= 6, Verdict.PROVED_IDENTITY),
    (v * Max(u, 0), 2 * eta * mu + eta * THETA2.initial <= 4, Verdict.SUPPORTED),
    (u * v, 2 * eta * mu + eta * THETA2.initial <= 4, Verdict.SUPPORTED),
]


def word(claim: Claim) -> Verdict:
    return verify(claim, BUDGET, Options(slow_provers=False)).verdict


@pytest.mark.parametrize(("unit", "edge", "identity"), VERIFIED, ids=str)
def test_without_coq_the_norm_that_falls_is_searched_and_not_called_proved(unit: Expr, edge: Expr, identity: Verdict) -> None:
    claims = decayed(unit)
    assert [claim.id for claim in claims] == ["OWN-DECAY-ID", "OWN-DECAY-MONO", "OWN-DECAY-COLLAPSE"]
    assert claims[1].statements[0].hypotheses == (edge,)
    assert word(claims[1]) == Verdict.SUPPORTED


@pytest.mark.deep
@pytest.mark.parametrize(("unit", "edge", "identity"), VERIFIED, ids=str)
def test_without_coq_at_most_the_identity_is_called_proved(unit: Expr, edge: Expr, identity: Verdict) -> None:
    step, _, collapse = decayed(unit)
    assert (word(step), word(collapse)) == (identity, Verdict.SUPPORTED)


def refuted(claim: Claim, wrong: Statement) -> Counterexample:
    """The exact counterexample to a wrong twin of a claim, read from its file and replayed."""
    false = replace(claim, id="FALSE-DECAY", statements=(wrong,))
    found = search(false, PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    read = counterexample_from_json(json.loads(json.dumps(counterexample_to_json(found))))
    assert read == found
    assert replay_counterexample(false, read).confirmed
    return found


def smaller(statement: Statement) -> Statement:
    """The same with 99/100 of the bound of the NTK in its edge."""
    (edge,) = statement.hypotheses
    kernel = edge.lhs.subs(mu, 0)
    return replace(statement, hypotheses=(edge.lhs - kernel / 100 <= edge.rhs,))


@pytest.mark.parametrize("unit", [u**2 * v, u * v, v * Max(u, 0), 3 * u + v, u * v + u**2], ids=str)
def test_a_bound_that_is_a_hundredth_smaller_is_refuted(unit: Expr) -> None:
    norm = decayed(unit)[1]
    assert "μ = " in refuted(norm, smaller(norm.statements[0])).case


def test_another_step_is_refuted() -> None:
    step = decayed(u * v)[0]
    right = step.statements[0].conclusion
    refuted(step, replace(step.statements[0], conclusion=Eq(right.lhs, right.rhs.subs(mu, mu / 2))))


@pytest.mark.parametrize("update", [WeightDecay(), HeavyBall(), GradientDescent(rate=OBSERVABLES["eta_t"].now)], ids=str)
@pytest.mark.parametrize("unit", [u**2 * v, v * Max(u, 0)], ids=str)
def test_the_family_is_trained_in_fractions_by_any_rule(unit: Expr, update: UpdateRule) -> None:
    setting = Setting.of_unit(from_unit(unit, name=f"decayed {unit}"), update=update, targets="any")
    family = pair(setting)
    for made in (*islice(family.exact_instances(setting), 20), *islice(family.boundary_instances(setting), 20)):
        assert {type(weight) for weight in made.weights.flat} == {Fraction}
        assert made.training.numbers.keys() == setting.brought.keys()
    assert all(made.training.numbers.keys() == setting.brought.keys() for made in family.typical_instances(setting, 2, 0))


def test_where_a_bound_is_attained_at_irrational_weights_a_fraction_is_next_to_it() -> None:
    unit = from_unit(u**2 * v, name="decayed u**2*v")
    plain, other = Setting.of_unit(unit), Setting.of_unit(unit, update=WeightDecay())
    assert plain.update == GRADIENT_DESCENT
    kinds = {type(weight) for made in pair(plain).boundary_instances(plain) for weight in made.weights.flat}
    assert kinds > {Fraction}
    parts = [
        made.learning_rate_scale[0] / (made.weights**2).sum() ** 2
        for made in islice(pair(other).boundary_instances(other), 20)
        if made.weights.any()
    ]
    assert Fraction(0) < Fraction(4, 3) - max(parts) < Fraction(1, 10**5)


def test_runs_keep_what_is_derived() -> None:
    model = twin(from_unit(u**2 * v, name="decayed u**2*v"), 4)
    weights = np.random.default_rng(0).normal(size=(50, model.weight_count))
    norms = (weights**2).sum(axis=1)
    edge = 6 / (3 * 0.25 + 4 / 3 * norms**2)
    runs = simulate(model, weights, 0.0, steps=400, update=DecayOfArrays(0.99 * edge, 0.25))
    assert (np.diff(runs.weight_norm) <= 1e-12).all()
    assert (runs.weight_norm[:, -1] < 1e-3 * norms).mean() > 0.5


def test_a_decay_that_is_given_stands_in_the_statements() -> None:
    unit = from_unit(u * v, name="decayed u*v")
    tenth = own_decay(unit, WeightDecay(decay=Rational(1, 10)))
    assert [str(claim.statements[0].hypotheses) for claim in tenth[1:]] == [
        "(eta*theta2_0 + eta/5 <= 4,)",
        "(eta*theta2_0 + eta/5 < 4,)",
    ]
    assert [claim.id for claim in own_decay(unit, WeightDecay(decay=0))] == ["DECAY-ID", "DECAY-MONO"]


class Doubled(WeightDecay):
    """Somebody's rule, which decays twice as much."""


UNIT = from_unit(u * v, name="decayed u*v")


@pytest.mark.parametrize(
    ("unit", "update", "error", "message"),
    [
        ("u*v", WeightDecay(), TypeError, "UnitModel"),
        (UNIT, "decay", TypeError, "update must be a WeightDecay"),
        (UNIT, HeavyBall(), TypeError, "update must be a WeightDecay"),
        (UNIT, Doubled(), TypeError, "update must be WeightDecay itself"),
        (UNIT, WeightDecay(rate=OBSERVABLES["eta_t"].now), ValueError, "update must have the learning rate eta, not eta_t"),
        (UNIT, WeightDecay(decay=PARAMETERS["y"].symbol), ValueError, "the decay mu or a number"),
        (UNIT, WeightDecay(decay=mu - 1), ValueError, "none that may be negative"),
        (from_unit(u * v + b, name="biased"), WeightDecay(), NoBoundError, "biased is not homogeneous"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_derived_is_named(unit: UnitModel, update: WeightDecay, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        own_claims(unit, update=update)


def test_what_is_generated_is_about_decay_at_a_constant_rate_only() -> None:
    right = decayed(u * v)[1].statements[0]
    assert generated(right) is not None
    for update in (HeavyBall(), WeightDecay(decay=sqrt(2)), WeightDecay(rate=OBSERVABLES["eta_t"].now)):
        assert generated(replace(right, setting=replace(right.setting, update=update), hypotheses=())) is None


def read(statements: Iterable[Statement]) -> list[bool]:
    """Whether Coq accepts what is generated for each."""
    session, files = checker._session()[0], [generated(statement) for statement in statements]
    for addition in files:
        assert addition is not None
        session.add(addition)
    return [result.ok for result in session.check([addition.item.file for addition in files if addition is not None], jobs=1)]


@needs_coq
def test_coq_reads_what_is_generated_and_refuses_a_wrong_edge() -> None:
    right = [claim.statements[0] for claim in decayed(u**2 * v)]
    assert read([*right, smaller(right[1])]) == [True, True, True, False]


@needs_coq
@pytest.mark.deep
@pytest.mark.parametrize("unit", [u * v, v * Max(u, 0), 3 * u + v, sqrt(2) * u**2 * v + u**3, u**2 * v**3 / 7], ids=str)
def test_coq_reads_what_is_generated_for_other_units(unit: Expr) -> None:
    assert read(claim.statements[0] for claim in decayed(unit)) == [True, True, True]


@needs_coq
@pytest.mark.deep
def test_coq_reads_what_is_generated_for_a_decay_that_is_given() -> None:
    given = [
        claim.statements[0]
        for claim in own_claims(from_unit(u * v, name="decayed u*v"), update=WeightDecay(decay=Rational(1, 10)))
    ]
    assert read([*given, smaller_given(given[1])]) == [True, True, True, False]


def smaller_given(statement: Statement) -> Statement:
    """The same with an edge that is a hundredth further out."""
    (edge,) = statement.hypotheses
    return replace(statement, hypotheses=(edge.lhs <= Rational(101, 100) * edge.rhs,))
