"""ML-2 (Meltzer & Liu, toy datum): if η < 4/(Cθ₀²) and y = 0, the weight norm never increases.

Derivation: ``theory.bounds.weight_norm_bound``. Proof: ``claims/CatMono.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same_sides
from theory.bounds import weight_norm_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("ML-2").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        assert same_sides(weight_norm_bound(model).statement, statement.hypotheses[-1])
