"""RELU-NTK: ReLU net, one datum, y = 0, ηH₀ ≤ 4: the NTK never increases, however large the inactive weights.

Derivation: ``theory.bounds.upper_edge`` on the active units. Proof: ``claims/ReluKernel.v``.
Twin: ``numerics.models.two_layer``.
"""

from checks.theorems.sides import same_sides
from theory.bounds import upper_edge
from theory.claims import claim
from theory.descent import update_maps
from theory.models.homogeneous import two_layer_net

(STATEMENT,) = claim("RELU-NTK").statements


def test_the_hypothesis_is_the_derived_edge():
    assert same_sides(upper_edge(update_maps(two_layer_net("relu"), 0)).statement, STATEMENT.hypotheses[0])
