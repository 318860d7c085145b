"""TARGET-CONV (ours): |Y| < 1 and e₀ < 0: the output tends to the target, or to 0.

Derivation: the equilibria of ``theory.normal_form``. Proof: ``TargetConverges.v``. Twin: ``numerics.models.two_layer``.
"""

from theory.claims import claim
from theory.normal_form import Y, equilibria, stable_minimum_range

STATEMENTS = claim("TARGET-CONV").statements


def test_the_derived_range_has_stable_minima_and_the_zero_output_as_the_other_rest():
    assert stable_minimum_range().expression ** 2 == STATEMENTS[0].hypotheses[0].rhs
    assert {point.R for point in equilibria()} >= {0, -Y}
