"""CAT-EXISTS-LEAKY: no unit flips, 0 < |f₀| and η²√C|f₀|H₀/2 < ηH₀ − 2: the loss grows at the first step.

Derivation: ``theory.growth.sufficient_growth_condition``. Proof: ``claims/CatExistsLeaky.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.claims import claim
from theory.growth import sufficient_growth_condition
from theory.models.homogeneous import two_layer_net

(STATEMENT,) = claim("CAT-EXISTS-LEAKY").statements


def test_the_derived_condition_is_the_claimed_one():
    derived = sufficient_growth_condition(two_layer_net())
    assert same(derived.statement, STATEMENT.hypotheses[2])
    assert derived.hypotheses[0] == STATEMENT.hypotheses[0]
    assert "sign" in derived.validity
