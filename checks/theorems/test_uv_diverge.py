"""UV-DIVERGE: v₀ > 4: v never decreases, and unless f hits 0 exactly the loss and the weight norm are unbounded.

Derivation: the sign of v′ − v in ``theory.normal_form.reduced_map``. Proof: ``theory/proofs/coq/ClosedMapDiverges.v``.
Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, same_sides, verdict_is_expected
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


def test_trajectories_obey():
    for statement in STATEMENTS:
        holds_on_trajectories(statement, examples=4)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("UV-DIVERGE", lambda operator: "drop" in operator, at_least=4)


def test_verdict():
    verdict_is_expected("UV-DIVERGE")
