"""TARGET-FORM (ours): linear net with a target, R′ = R(R² − 3 − e), e′ = e(1 + RF), v² − 4F² times (1 − R²)².

Derivation: ``theory.normal_form.normal_form``. Proof: SymPy and ``TargetLinear.v``. Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.normal_form import E, X, Y, normal_form


def test_the_derived_normal_form_is_the_claimed_one():
    form = normal_form()
    assert same(form.R, X * (X**2 - 3 - E))
    assert same(form.e, E * (1 + X * (X + Y)))
    assert same(form.P_factor * form.Q_factor, (1 - X**2) ** 2)
