"""CAT-MONO: if ηCθ₀² ≤ 4 and y = 0, the weight norm never increases, the edge included.

Derivation: ``theory.bounds.weight_norm_bound``. Proof: ``claims/CatMono.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same
from theory.bounds import weight_norm_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("CAT-MONO").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        bound = weight_norm_bound(model)
        assert same(bound.statement, statement.hypotheses[-1])
        assert bound.sharp
