"""RELU-SUB: ReLU net, one datum, y = 0, ηH₀ ≤ 2: |f| never increases, at every finite width and with flips included.

Derivation: ``theory.bounds.linear_stability_edge``. Proof: ``claims/ReluSubcritical.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same
from theory.bounds import linear_stability_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net

(STATEMENT,) = claim("RELU-SUB").statements


def test_the_hypothesis_is_the_derived_edge():
    assert same(linear_stability_edge(update_maps(two_layer_net("relu"), 0)).statement, STATEMENT.hypotheses[0])
