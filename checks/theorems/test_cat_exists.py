"""CAT-EXISTS: linear net or ψ² = cI, ηH₀ < 4: the loss grows at the first step ⇔ f₀ ≠ 0 and κη²f₀² < ηH₀ − 2.

Derivation: ``theory.growth.growth_condition``. Proof: ``claims/CatExists.v``. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same, same_sides
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
