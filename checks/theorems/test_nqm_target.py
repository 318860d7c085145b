"""NQM-TARGET (ours): the neural quadratic model with a target, |Y| < 2 and e₀ < 0: e stays negative and |R| < 2.

Derivation: ``theory.normal_form``. Proof: Z3 and Coq, with the normal form. Twin: ``second_order``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.models.nqm import relu_nqm
from theory.normal_form import E, X, Y, normal_form, sign_conservation_range

STATEMENTS = claim("NQM-TARGET").statements


def test_the_model_has_the_normal_form_that_keeps_the_sign():
    form = normal_form(relu_nqm())
    assert same(form.e, E * (1 + X * (X + Y)))
    assert same(form.R, X * (X**2 - 3 - E))
    assert sign_conservation_range().expression == 2


def test_trajectories_obey():
    for statement in STATEMENTS:
        holds_on_trajectories(statement, examples=4)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("NQM-TARGET", lambda operator: "drop hypothesis 2" in operator, at_least=2)


def test_verdict():
    verdict_is_expected("NQM-TARGET")
