"""TARGET-ABOVE (ours): linear net, 0 < |Y| < 2 and e₀ > 0: unless the target is hit exactly, the kernel is unbounded.

Derivation: ``theory.normal_form``, e stays positive. Proof: ``TargetAbove.v``. Twin: ``numerics.models.two_layer``.
"""

from sympy import Symbol

from theory.normal_form import E, X, Y, normal_form


def test_the_derived_factor_of_e_is_positive_in_the_claimed_range():
    factor, size = normal_form().e / E, Symbol("size", real=True)
    least = factor.subs(X, -Y / 2).simplify()
    assert (least - (1 - Y**2 / 4)).simplify() == 0
    assert ((factor - least).subs(X, size - Y / 2) - size**2).simplify() == 0
