"""CAT-MONO: if ηCθ₀² ≤ 4 and y = 0, the weight norm never increases, the edge included.

Derivation: ``theory.bounds.weight_norm_bound``. Proof: ``theory/proofs/coq/CatMono.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.bounds import weight_norm_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("CAT-MONO").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        bound = weight_norm_bound(model)
        assert same(bound.statement, statement.hypotheses[0])
        assert bound.sharp


def test_no_trajectory_up_to_the_bound_gains_weight():
    for statement in STATEMENTS:
        holds_on_trajectories(statement)


def test_every_wrong_twin_is_refuted_by_an_exact_trajectory():
    refuted_twins("CAT-MONO", lambda operator: True, at_least=16)


def test_verdict():
    verdict_is_expected("CAT-MONO")
