"""CAT-SUM: if ηCθ₀² < 4 and y = 0, then Σ f_t² ≤ θ₀²/(η(4 − ηCθ₀²)).

Derivation: ``theory.bounds.output_sum_bound``. Proof: ``claims/CatSum.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same
from theory.bounds import output_sum_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("CAT-SUM").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        bound = output_sum_bound(model)
        assert same(bound.statement, statement.conclusion)
        assert same(bound.hypotheses[0], statement.hypotheses[-1])
