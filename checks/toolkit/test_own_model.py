"""A model in none of the papers, from one line of algebra to rows of the ledger."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Eq, Matrix, Rational, Symbol, symbols

from checks.evidence.kinds import Counterexample
from checks.evidence.replay import counterexample_from_json, counterexample_to_json, replay_counterexample, snippet
from checks.instances.numbers import model_from_json, model_to_json
from checks.instances.own_claims import own_claims
from checks.instances.own_model import check_twin, twin
from checks.search.claim import search
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify, verify_all
from numerics.models.two_layer import TwoLayerNet
from theory.bound import NoBoundError
from theory.models.own import from_quadratic_form, from_unit
from theory.own_theorems import own_theorems
from theory.provers.proof import prove_identity
from theory.symbols import OBSERVABLES

u, v = symbols("u v")
QUADRATIC_ACTIVATION = from_unit(v * u**2, name="net with quadratic activation", scale=Rational(1, 4))
BUDGET = replace(PROFILES["dev"], examples=6, exact_trajectories=60)


def test_a_quadratic_activation_gets_rows_of_the_ledger():
    for claim in own_claims(QUADRATIC_ACTIVATION):
        entry = verify(claim, BUDGET, Options(slow_provers=False))
        assert entry.verdict in (Verdict.CERTIFIED, Verdict.PROVED_IDENTITY), claim.text


def test_a_wrong_bound_of_an_own_model_is_refuted_exactly():
    bounded, *_ = own_claims(QUADRATIC_ACTIVATION)
    statement = bounded.statements[0]
    wrong = replace(statement, conclusion=statement.conclusion.lhs <= statement.conclusion.rhs / 2)
    false = replace(bounded, id="FALSE-OWN", statements=(wrong,))
    found = search(false, BUDGET)[-1]
    assert isinstance(found, Counterexample)
    written = json.loads(json.dumps(counterexample_to_json(found)))
    assert replay_counterexample(false, counterexample_from_json(written)).confirmed
    assert f"model = twin(registered({QUADRATIC_ACTIVATION.name!r}), 1)" in snippet(found)


def test_an_own_model_that_is_not_there_is_named():
    own_claims(QUADRATIC_ACTIVATION)
    document = model_to_json(twin(QUADRATIC_ACTIVATION, 1))
    assert model_from_json(document).weight_count == 2
    with pytest.raises(ValueError, match="no own model 'unheard of'"):
        model_from_json({**document, "arguments": {**document["arguments"], "name": "unheard of"}})
    with pytest.raises(ValueError, match="another own model is called"):
        model_from_json({**document, "arguments": {**document["arguments"], "output": "u*v"}})


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
    with pytest.raises(ValueError, match="own name"):
        own_claims(from_unit(v**2 * u, name=QUADRATIC_ACTIVATION.name, scale=Rational(1, 3)))


def test_a_quadratic_form_has_a_twin_and_its_claims_hold_on_several_processes():
    form = from_quadratic_form(Matrix([[1, 2], [2, -1]]), name="own form", scale=Rational(1, 2))
    model = twin(form, 1)
    rows = np.array([[Fraction(1), Fraction(3)], [Fraction(-2), Fraction(1)]], dtype=object)
    psi = np.array([[1, 2], [2, -1]], dtype=object)
    assert model.outputs(rows)[:, 0].tolist() == [Fraction(1, 4) * (row @ psi @ row) for row in rows]
    assert model.jacobian(rows)[:, 0].tolist() == [(Fraction(1, 2) * (psi @ row)).tolist() for row in rows]
    claims = own_claims(form, prefix="FORM")
    assert [claim.id for claim in claims] == [f"FORM-{name}" for name in ("KERNEL", "MONO", "SUM", "LIMIT", "MAP")]
    entries = list(verify_all([claims[0], claims[-1]], BUDGET, Options(proofs=False), jobs=2))
    assert [entry.verdict for entry in entries] == [Verdict.SUPPORTED, Verdict.SUPPORTED]


def test_what_has_no_bound_still_has_its_maps_or_says_that_it_has_nothing():
    linear = own_claims(from_unit(3 * u, name="linear in its weights"))
    assert [claim.id for claim in linear][-1] == "OWN-MAP"
    assert len(linear[-1].statements) == 3
    plain = own_claims(from_unit(u * v + u**2 * v**2, name="two degrees"))
    assert [claim.id for claim in plain] == ["OWN-NORM", "OWN-FALLS"]
    a = Symbol("a", real=True)
    with pytest.raises(NoBoundError, match=r"no map of one step closes"):
        own_theorems(from_unit(a * u * v + u**2 * v**2, name="two degrees and a constant", constants=(a,)))


@pytest.mark.parametrize("output", [u * v, u**2 * v, v * (u + 2 * symbols("w"))], ids=str)
def test_a_sharp_constant_that_is_a_hundredth_smaller_is_refuted(output):
    bounded, *_ = own_claims(from_unit(output, name=f"sharp {output}"))
    smaller = bounded.statements[0].conclusion
    wrong = replace(bounded.statements[0], conclusion=smaller.lhs <= Rational(99, 100) * smaller.rhs)
    found = search(replace(bounded, id="FALSE-OWN", statements=(wrong,)), PROFILES["dev"])[-1]
    assert isinstance(found, Counterexample)
    assert replay_counterexample(replace(bounded, id="FALSE-OWN", statements=(wrong,)), found).confirmed


def test_a_map_is_an_identity_and_a_wrong_one_is_refuted():
    *_, maps = own_claims(from_unit(u * v, name="linear net with maps"))
    assert all(prove_identity(maps.id, statement) for statement in maps.statements)
    right = maps.statements[0].conclusion
    wrong = replace(maps.statements[0], conclusion=Eq(right.lhs, right.rhs + OBSERVABLES["H"].now))
    assert prove_identity(maps.id, wrong) is None
    assert isinstance(search(replace(maps, id="FALSE-MAP", statements=(wrong,)), BUDGET)[-1], Counterexample)
