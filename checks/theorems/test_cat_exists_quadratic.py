"""CAT-EXISTS-QUADRATIC: pure quadratic, any ψ, 0 < |f₀| and η²ζ‖ψ‖|f₀|H₀/2 < ηH₀ − 2: the loss grows at the first step.

Derivation: ``theory.growth.sufficient_growth_condition``. Proof: ``claims/CatExistsQuadratic.v``.
Twin: ``numerics.models.quadratic``.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.growth import sufficient_growth_condition
from theory.models.quadratic import pure_quadratic

(STATEMENT,) = claim("CAT-EXISTS-QUADRATIC").statements


def test_the_derived_condition_is_the_claimed_one():
    derived = sufficient_growth_condition(pure_quadratic())
    assert same(derived.statement, STATEMENT.hypotheses[1])
    assert derived.hypotheses[0] == STATEMENT.hypotheses[0]
