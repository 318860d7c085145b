"""UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded.

Derivation: the sign of v′ − v in ``theory.normal_form.reduced_map``. Proof: ``claims/ClosedMapDiverges.v``.
Twins: ``numerics.models``.
"""

from checks.theorems.sides import same, same_sides
from theory.bounds import upper_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net
from theory.normal_form import reduced_map, u, v, w

STATEMENTS = claim("UV-DIVERGE").statements


def test_the_kernel_grows_beyond_the_derived_edge():
    assert same(reduced_map().v.subs(w, 0) - v, u * (v - 4))
    for statement in STATEMENTS:
        assert same_sides(upper_edge(update_maps(two_layer_net("linear"), 0)).statement, statement.hypotheses[0])
