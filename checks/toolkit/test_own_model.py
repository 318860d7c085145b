"""A model in none of the papers, from one line of algebra to rows of the ledger."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from sympy import Rational, symbols

from checks.evidence import Counterexample
from checks.own_model import check_twin, own_claims, twin
from checks.profiles import PROFILES
from checks.verdict import Verdict
from checks.verify import Options, search, verify
from numerics.models.two_layer import TwoLayerNet
from theory.models.own import from_unit

u, v = symbols("u v")
QUADRATIC_ACTIVATION = from_unit(v * u**2, name="net with quadratic activation", scale=Rational(1, 4))
BUDGET = replace(PROFILES["dev"], examples=6, exact_trajectories=60)


def test_a_quadratic_activation_gets_rows_of_the_ledger():
    for claim in own_claims(QUADRATIC_ACTIVATION, Fraction(1, 4)):
        entry = verify(claim, BUDGET, Options(kernel=False))
        assert entry.verdict in (Verdict.SUPPORTED, Verdict.PROVED), claim.text


def test_a_wrong_bound_of_an_own_model_is_refuted_exactly():
    bounded, _ = own_claims(QUADRATIC_ACTIVATION, Fraction(1, 4))
    statement = bounded.statements[0]
    wrong = replace(statement, conclusion=statement.conclusion.lhs <= statement.conclusion.rhs / 2)
    found = search(replace(bounded, id="FALSE-OWN", statements=(wrong,)), BUDGET)[-1]
    assert isinstance(found, Counterexample)


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
        own_claims(QUADRATIC_ACTIVATION, 1.0)
