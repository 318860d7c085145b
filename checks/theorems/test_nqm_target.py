"""NQM-TARGET (ours): the neural quadratic model with a target, |Y| < 2 and e₀ < 0: e stays negative and |R| < 2.

Derivation: ``theory.normal_form``. Proof: Z3 and Coq, with the normal form. Twin: ``second_order``.
"""

from checks.theorems.sides import same
from theory.models.nqm import relu_nqm
from theory.normal_form import E, X, Y, normal_form, sign_conservation_range


def test_the_model_has_the_normal_form_that_keeps_the_sign():
    form = normal_form(relu_nqm())
    assert same(form.e, E * (1 + X * (X + Y)))
    assert same(form.R, X * (X**2 - 3 - E))
    assert sign_conservation_range().expression == 2
