"""CAT-EXISTS-LEAKY: no unit flips, 0 < |f₀| and η²√C|f₀|H₀/2 < ηH₀ − 2: the loss grows at the first step.

Derivation: ``theory.growth.sufficient_growth_condition``. Proof: ``theory/proofs/coq/CatExistsLeaky.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.growth import sufficient_growth_condition
from theory.models.homogeneous import two_layer_net

(STATEMENT,) = claim("CAT-EXISTS-LEAKY").statements


def test_the_derived_condition_is_the_claimed_one():
    derived = sufficient_growth_condition(two_layer_net())
    assert same(derived.statement, STATEMENT.hypotheses[2])
    assert derived.hypotheses[0] == STATEMENT.hypotheses[0]
    assert "sign" in derived.validity


def test_first_steps_without_flips_grow():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_steps():
    refuted_twins("CAT-EXISTS-LEAKY", lambda operator: "drop" in operator or "target" in operator, at_least=4)


def test_verdict():
    verdict_is_expected("CAT-EXISTS-LEAKY")
