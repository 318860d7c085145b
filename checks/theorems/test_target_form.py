"""TARGET-FORM (ours): linear net with a target, R′ = R(R² − 3 − e), e′ = e(1 + RF), v² − 4F² times (1 − R²)².

Derivation: ``theory.normal_form.normal_form``. Proof: SymPy and ``TargetLinear.v``. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.normal_form import E, X, Y, normal_form

(STATEMENT,) = claim("TARGET-FORM").statements


def test_the_derived_normal_form_is_the_claimed_one():
    form = normal_form()
    assert same(form.R, X * (X**2 - 3 - E))
    assert same(form.e, E * (1 + X * (X + Y)))
    assert same(form.P_factor * form.Q_factor, (1 - X**2) ** 2)


def test_every_step_follows_it():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("TARGET-FORM", lambda operator: "1.0001" in operator, at_least=3)


def test_verdict():
    verdict_is_expected("TARGET-FORM")
