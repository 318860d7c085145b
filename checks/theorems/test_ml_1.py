"""ML-1 (Meltzer & Liu, sections 2 and 3): the NTK is bounded by the weight norm, H ≤ Cθ².

Derivation: ``theory.bounds.kernel_bound``. Proof: ``theory/proofs/coq/KernelBound.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.bounds import kernel_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("ML-1").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        bound = kernel_bound(model)
        assert same(bound.statement, statement.conclusion)
        assert bound.sharp


def test_no_weights_exceed_the_bound():
    for statement in STATEMENTS:
        holds_on_trajectories(statement)


def test_every_wrong_twin_is_refuted_by_exact_weights():
    # A bound on the NTK does not mention the target, so the twin with any target is as true as the claim.
    refuted_twins("ML-1", lambda operator: "target" not in operator, at_least=8)


def test_verdict():
    verdict_is_expected("ML-1")
