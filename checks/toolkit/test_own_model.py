"""A model in none of the papers, from one line of algebra to rows of the ledger."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Matrix, Rational, sqrt, symbols

from checks.evidence import Counterexample
from checks.numbers import model_from_json
from checks.own_model import check_twin, own_claims, twin
from checks.profiles import PROFILES
from checks.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
from checks.verdict import Verdict
from checks.verification import Options, search, verify, verify_all
from numerics.models.two_layer import TwoLayerNet
from theory.models.own import from_quadratic_form, from_unit

u, v = symbols("u v")
QUADRATIC_ACTIVATION = from_unit(v * u**2, name="net with quadratic activation", scale=Rational(1, 4))
BUDGET = replace(PROFILES["dev"], examples=6, exact_trajectories=60)


def test_a_quadratic_activation_gets_rows_of_the_ledger():
    for claim in own_claims(QUADRATIC_ACTIVATION):
        entry = verify(claim, BUDGET, Options(kernel=False))
        assert entry.verdict in (Verdict.SUPPORTED, Verdict.PROVED), claim.text


def test_a_wrong_bound_of_an_own_model_is_refuted_exactly():
    bounded, _ = own_claims(QUADRATIC_ACTIVATION)
    statement = bounded.statements[0]
    wrong = replace(statement, conclusion=statement.conclusion.lhs <= statement.conclusion.rhs / 2)
    false = replace(bounded, id="FALSE-OWN", statements=(wrong,))
    found = search(false, BUDGET)[-1]
    assert isinstance(found, Counterexample)
    written = json.loads(json.dumps(counterexample_to_json(found)))
    assert replay_counterexample(false, counterexample_from_json(written)).confirmed
    assert f"model = twin(registered({QUADRATIC_ACTIVATION.name!r}), 1)" in snippet(found)


def test_an_own_model_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no own model 'unheard of'"):
        model_from_json({"module": "checks.own_model", "class": "UnitTwin", "arguments": {"name": "unheard of", "width": 1}})


def test_a_hand_written_twin_is_held_against_the_generated_one():
    generated = twin(from_unit(u * v, name="linear net", scale=Rational(1, 2)), 1, Fraction(1, 2))
    one = Fraction(1)
    right = TwoLayerNet(np.array([[one]], dtype=object), 1, (one, one), Fraction(1, 2))
    assert check_twin(generated, right) is None
    wrong = TwoLayerNet(np.array([[one]], dtype=object), 1, (one, Fraction(0)), Fraction(1, 2))
    found = check_twin(generated, wrong)
    assert found is not None
    assert found.quantity == "outputs"


def test_models_that_are_not_functions_of_their_weights_are_refused():
    with pytest.raises(ValueError, match="values"):
        twin(from_unit(v * u**2, (u, v), constants=(symbols("g"),), name="gated"), 2)
    with pytest.raises(TypeError):
        twin("v*u", 2)
    with pytest.raises(ValueError, match="prefactor"):
        own_claims(from_unit(v * u**2, name="symbolic prefactor", scale=symbols("s", positive=True)))
    with pytest.raises(ValueError, match="must be rational"):
        own_claims(from_unit(sqrt(2) * u * v, name="irrational"))
    with pytest.raises(ValueError, match="own name"):
        own_claims(from_unit(v**2 * u, name=QUADRATIC_ACTIVATION.name, scale=Rational(1, 3)))


def test_a_quadratic_form_has_a_twin_and_its_claims_hold_on_several_processes():
    form = from_quadratic_form(Matrix([[1, 2], [2, -1]]), name="own form", scale=Rational(1, 2))
    model = twin(form, 1)
    rows = np.array([[Fraction(1), Fraction(3)], [Fraction(-2), Fraction(1)]], dtype=object)
    psi = np.array([[1, 2], [2, -1]], dtype=object)
    assert model.outputs(rows)[:, 0].tolist() == [Fraction(1, 4) * (row @ psi @ row) for row in rows]
    assert model.jacobian(rows)[:, 0].tolist() == [(Fraction(1, 2) * (psi @ row)).tolist() for row in rows]
    entries = list(verify_all(own_claims(form, prefix="FORM"), BUDGET, Options(proofs=False), jobs=2))
    assert [(entry.claim.id, entry.verdict) for entry in entries] == [
        ("FORM-KERNEL", Verdict.SUPPORTED),
        ("FORM-MONO", Verdict.SUPPORTED),
    ]
