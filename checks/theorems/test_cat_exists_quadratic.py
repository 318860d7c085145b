"""CAT-EXISTS-QUADRATIC: pure quadratic, any ψ, 0 < |f₀| and η²ζ‖ψ‖|f₀|H₀/2 < ηH₀ − 2: the loss grows at the first step.

Derivation: ``theory.growth.sufficient_growth_condition``. Proof: ``theory/proofs/coq/CatExistsQuadratic.v``.
Twin: ``numerics.models.quadratic``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.claims import claim
from theory.growth import sufficient_growth_condition
from theory.models.quadratic import pure_quadratic

(STATEMENT,) = claim("CAT-EXISTS-QUADRATIC").statements


def test_the_derived_condition_is_the_claimed_one():
    derived = sufficient_growth_condition(pure_quadratic())
    assert same(derived.statement, STATEMENT.hypotheses[1])
    assert derived.hypotheses[0] == STATEMENT.hypotheses[0]


def test_first_steps_grow():
    holds_on_trajectories(STATEMENT)


def test_wrong_twins_are_refuted_by_exact_steps():
    refuted_twins("CAT-EXISTS-QUADRATIC", lambda operator: "drop" in operator or "target" in operator, at_least=3)


def test_verdict():
    verdict_is_expected("CAT-EXISTS-QUADRATIC")
