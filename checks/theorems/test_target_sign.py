"""TARGET-SIGN (ours): linear and ReLU nets, |Y| < 2 and e₀ < 0: for ever e < 0, |R| < 2 and ηH < 4 + 2|Y|.

Derivation: ``theory.normal_form.sign_conservation_range``. Proof: ``TargetBelow.v``. Twin: ``numerics.models.two_layer``.
"""

from theory.claims import claim
from theory.normal_form import E, X, Y, normal_form, sign_conservation_range

STATEMENTS = claim("TARGET-SIGN").statements


def test_the_derived_range_of_targets_is_the_claimed_one():
    assert sign_conservation_range().expression ** 2 == STATEMENTS[0].hypotheses[0].rhs
    assert (normal_form().e / E).subs({X: -1, Y: 2}).simplify() == 0, "at |Y| = 2 the sign can be lost"
