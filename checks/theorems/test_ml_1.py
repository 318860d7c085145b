"""ML-1 (Meltzer & Liu, sections 2 and 3): the NTK is bounded by the weight norm, H ≤ Cθ².

Derivation: ``theory.bounds.kernel_bound``. Proof: ``claims/KernelBound.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import same
from theory.bounds import kernel_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("ML-1").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS[:2], (two_layer_net(), pure_quadratic()), strict=True):
        bound = kernel_bound(model)
        assert same(bound.statement, statement.conclusion)
        assert bound.sharp
