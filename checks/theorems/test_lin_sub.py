"""LIN-SUB: linear net, one datum, y = 0, η ≤ 2/H₀: the loss never increases.

Derivation: ``theory.bounds.linear_stability_edge``. Proof: ``claims/LinearSubcritical.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.bounds import linear_stability_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net

(STATEMENT,) = claim("LIN-SUB").statements


def test_the_hypothesis_is_the_derived_edge():
    assert same(linear_stability_edge(update_maps(two_layer_net("linear"), 0)).statement, STATEMENT.hypotheses[0])
