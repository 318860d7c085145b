"""CAT-SUM: if ηCθ₀² < 4 and y = 0, then Σ f_t² ≤ θ₀²/(η(4 − ηCθ₀²)).

Derivation: ``theory.bounds.output_sum_bound``. Proof: ``theory/proofs/coq/CatSum.v`` and Z3. Twins: ``numerics.models``.
"""

from checks.theorems.sides import holds_on_trajectories, refuted_twins, same, verdict_is_expected
from theory.bounds import output_sum_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("CAT-SUM").statements


def test_the_derived_bound_is_the_claimed_one():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        bound = output_sum_bound(model)
        assert same(bound.statement, statement.conclusion)
        assert same(bound.hypotheses[0], statement.hypotheses[0])


def test_no_running_sum_exceeds_the_bound():
    for statement in STATEMENTS:
        holds_on_trajectories(statement)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("CAT-SUM", lambda operator: "conclusion" in operator or "target" in operator, at_least=9)


def test_verdict():
    verdict_is_expected("CAT-SUM")
