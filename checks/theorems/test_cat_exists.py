"""CAT-EXISTS: linear net or ψ² = cI, ηH₀ < 4: the loss grows at the first step ⇔ f₀ ≠ 0 and κη²f₀² < ηH₀ − 2.

Derivation: ``theory.growth.growth_condition``. Proof: ``theory/proofs/coq/CatExists.v``. Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, same_sides, verdict_is_expected
from theory.claims import claim
from theory.descent import update_maps
from theory.growth import growth_condition
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic
from theory.symbols import OBSERVABLES

STATEMENTS = claim("CAT-EXISTS").statements
f, H = OBSERVABLES["f"], OBSERVABLES["H"]


def test_the_derived_condition_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net("linear"), pure_quadratic("isotropic")), strict=True):
        derived = growth_condition(update_maps(model, 0))
        now = derived.statement.subs({f.initial: f.now, H.initial: H.now}, simultaneous=True)
        (claimed,) = (part for part in statement.conclusion.atoms(type(now)) if part.has(H.now))
        assert same(now, claimed)
        assert same_sides(derived.hypotheses[0], statement.hypotheses[0])


def test_first_steps_grow_exactly_where_claimed():
    for statement in STATEMENTS:
        holds_on_trajectories(statement)


def test_wrong_twins_are_refuted_by_exact_steps():
    refuted_twins("CAT-EXISTS", lambda operator: "target" in operator or "drop" in operator, at_least=2)


def test_verdict():
    verdict_is_expected("CAT-EXISTS")
