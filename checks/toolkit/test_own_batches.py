"""A user's own units on D data: claims about any mini-batches are searched and read by Coq; a wider edge is refuted."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Expr, Max, Rational, sqrt, symbols

from checks.evidence.counterexample_file import counterexample_from_json, counterexample_to_json
from checks.evidence.kinds import Counterexample
from checks.evidence.replay import replay_counterexample
from checks.instances.brought import brought, restore
from checks.instances.numbers import model_from_json, model_to_json
from checks.instances.own_claims import own_claims
from checks.instances.own_model import twin
from checks.search.claim import search
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify
from numerics import check_model, simulate
from numerics.models.each_datum import EachDatum
from theory.batches import RecurringBatches
from theory.bound import NoBoundError
from theory.models.own import from_unit
from theory.models.own_data import DataUnits, on_data
from theory.provers.coq import checker
from theory.provers.coq.generated import generated
from theory.statements import Claim, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
from theory.updates import HeavyBall, WeightDecay

u, v, w, x, z, b = symbols("u v w x z b")
eta, n, THETA2 = PARAMETERS["eta"].symbol, PARAMETERS["n"].symbol, OBSERVABLES["theta2"]
needs_coq = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
NETS = {
    "linear": on_data(v * (u * x + w * z), {x: [1, 2], z: [0, 3]}, name="linear net on data"),
    "ReLU": on_data(v * Max(u * x + w * z, 0), {x: [1, -2, 1], z: [2, 3, 0]}, name="ReLU net on data"),
    "cubic": on_data(u**2 * v * x + x * z * u**3, {x: [1, 2], z: [1, 0]}, name="cubic on data", scale=Rational(1, 3)),
    "degree one": on_data(3 * u * x + v, {x: [1, 2]}, name="linear in its weights"),
    "root": on_data(u**2 * v * x + sqrt(2) * x * u**3, {x: [1, 2]}, name="with a root, on data", scale=Rational(1, 3)),
}
EDGES = {
    "linear": 13 * eta * THETA2.initial <= 4,
    "ReLU": 13 * eta * THETA2.initial <= 4,
    "degree one": 37 * eta * n <= 2,
}
FRACTIONS = [name for name in NETS if name != "root"]


def widened(claim: Claim) -> Claim:
    """The claim with an edge that is a hundredth further out."""
    (edge,) = claim.statements[0].hypotheses
    wider = replace(claim.statements[0], hypotheses=(edge.lhs <= Rational(101, 100) * edge.rhs,))
    return replace(claim, id="FALSE-BATCH", statements=(wider,))


@pytest.mark.parametrize("name", EDGES)
def test_the_edge_is_that_of_the_stiffest_datum(name: str) -> None:
    claims = own_claims(NETS[name])
    assert [claim.id for claim in claims] == ["OWN-BATCH-MONO", "OWN-BATCH-SUM", "OWN-BATCH-LIMIT", "OWN-DATA-LIMIT"]
    assert claims[0].statements[0].hypotheses == (EDGES[name],)
    assert [claim.statements[0].setting.batches.name for claim in claims] == ["any", "any", "any", "full"]


def test_without_coq_the_norm_is_searched_and_not_called_proved() -> None:
    budget = replace(PROFILES["dev"], examples=4, exact_trajectories=48)
    assert verify(own_claims(NETS["cubic"])[0], budget, Options(slow_provers=False)).verdict == Verdict.SUPPORTED


@pytest.mark.parametrize("name", FRACTIONS)
def test_an_edge_a_hundredth_too_wide_is_refuted_by_one_datum_alone(name: str) -> None:
    false = widened(own_claims(NETS[name])[0])
    found = search(false, PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    assert "batches p = " in found.case
    assert "module" not in found.case
    read = counterexample_from_json(json.loads(json.dumps(counterexample_to_json(found))))
    assert read == found
    assert replay_counterexample(false, read).confirmed


def test_any_order_of_batches_lowers_the_norm_up_to_the_edge_and_not_beyond() -> None:
    weights = np.random.default_rng(0).normal(size=(50, 3 * 4))
    model = EachDatum(tuple(twin(unit, 4) for unit in NETS["linear"].units))
    norms = (weights**2).sum(axis=1)
    check_model(model, weights)
    for factor, falls in ((0.99, True), (40.0, False)):
        here = weights.copy()
        source, grown = np.random.default_rng(1), False
        for _ in range(60):
            datum = int(source.integers(2))
            slope = model.outputs(here)[:, [datum]] * np.eye(2)[[datum]]
            after = here - (factor * 4 / (13 * norms))[:, None] * model.pullback(here, slope)
            grown |= bool(((after**2).sum(axis=1) > (here**2).sum(axis=1) * (1 + 1e-12)).any())
            here = np.where(np.isfinite(after) & (abs(after) < 1e6), after, 0)
        assert grown is not falls


def test_the_twin_of_each_datum_is_written_and_read() -> None:
    model = EachDatum(tuple(twin(unit, 2) for unit in NETS["cubic"].units))
    own_claims(NETS["cubic"])
    read = model_from_json(json.loads(json.dumps(model_to_json(model))))
    row = np.array([[Fraction(k + 1, 3) for k in range(4)]], dtype=object)
    assert isinstance(read, EachDatum)
    assert (read.outputs(row) == model.outputs(row)).all()
    assert (read.tangent_gram(row) == model.tangent_gram(row)).all()
    assert (simulate(model, row.astype(float), np.zeros(2), 0.01, steps=5).loss[0] > 0).all()


def test_another_process_is_told_of_models_on_data() -> None:
    own_claims(NETS["linear"])
    restore(*brought())
    with pytest.raises(ValueError, match="another own model on data is called 'linear net on data'"):
        own_claims(on_data(u * v * x, {x: [1]}, name="linear net on data"))


@pytest.mark.parametrize(
    ("output", "inputs", "error", "message"),
    [
        (u * v * x, {}, ValueError, "inputs must have one value for each datum"),
        (u * v * x, {x: []}, ValueError, "inputs must have one value for each datum"),
        (u * v * x, {x: [1, 2], z: [1]}, ValueError, "as many for each symbol"),
        (u * v * x, {x: [1], z: [1]}, ValueError, "inputs must be symbols of the output u\\*v\\*x, not z"),
        (u * v * x, {x: [1, 0]}, ValueError, "on datum 2 it is 0"),
        (u * v * x, {x: [0.5]}, TypeError, "inputs"),
        (u * v * x, {x: [u]}, ValueError, "inputs must be numbers, not u"),
        (u * v * x, {x: "12"}, TypeError, "inputs must have a list of values for x"),
        (u * v * x, {"x": [1]}, TypeError, "inputs must be a Symbol"),
        (u * v * x, [x], TypeError, "inputs must be a Mapping"),
    ],
    ids=str,
)
def test_inputs_that_are_none_are_named(output: Expr, inputs: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        on_data(output, inputs)  # type: ignore[arg-type]


def test_what_cannot_be_derived_is_named() -> None:
    with pytest.raises(NoBoundError, match="is not homogeneous of the same degree"):
        own_claims(on_data(u * v * x + b, {x: [1, 2]}, name="biased, on data"))
    with pytest.raises(ValueError, match="update must be left out"):
        own_claims(NETS["linear"], update=WeightDecay())
    with pytest.raises(ValueError, match="same weights"):
        DataUnits("two", (from_unit(u * v), from_unit(u * w)))


def test_what_is_generated_is_about_gradient_descent_with_target_0_only() -> None:
    right = own_claims(NETS["linear"])[0].statements[0]
    assert generated(right) is not None
    for other in ({"update": HeavyBall()}, {"batches": RecurringBatches()}, {"targets": "any"}):
        assert generated(replace(right, setting=replace(right.setting, **other))) is None


def read(statements: list[Statement]) -> list[bool]:
    """Whether Coq accepts what is generated for each."""
    session, files = checker._session()[0], [generated(statement) for statement in statements]
    for addition in files:
        assert addition is not None
        session.add(addition)
    return [result.ok for result in session.check([addition.item.file for addition in files if addition is not None], jobs=1)]


@needs_coq
def test_coq_reads_what_is_generated_and_refuses_a_wider_edge() -> None:
    first, *_, last = own_claims(NETS["ReLU"])
    assert read([first.statements[0], last.statements[0], widened(first).statements[0]]) == [True, True, False]


@needs_coq
@pytest.mark.deep
@pytest.mark.parametrize("name", NETS)
def test_coq_reads_what_is_generated_for_each_net(name: str) -> None:
    assert read([claim.statements[0] for claim in own_claims(NETS[name])]) == [True] * 4
