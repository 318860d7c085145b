"""ML-2 (Meltzer & Liu, toy datum): if η < 4/(Cθ₀²) and y = 0, the weight norm never increases.

Derivation: ``theory.bounds.weight_norm_bound``. Proof: ``theory/proofs/coq/CatMono.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same_sides, verdict_is_expected
from theory.bounds import weight_norm_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("ML-2").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        assert same_sides(weight_norm_bound(model).statement, statement.hypotheses[0])


def test_no_trajectory_below_the_bound_gains_weight():
    for statement in STATEMENTS:
        holds_on_trajectories(statement)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("ML-2", lambda operator: "4.0001" in operator or "drop" in operator or "target" in operator, at_least=6)


def test_verdict():
    verdict_is_expected("ML-2")
