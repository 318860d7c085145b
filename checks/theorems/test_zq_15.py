"""ZQ-15 (Zhu et al., proposition 9): the residual orthogonal to p₁ and p₂ does not move.

Derivation: ``theory.nqm_data.vector_dynamics``. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from sympy import Matrix, expand

from checks.theorems.sides import holds_on_trajectories, refuted_twins, verdict_is_expected
from theory.claims import claim
from theory.nqm_data import vector_dynamics

(STATEMENT,) = claim("ZQ-15").statements


def test_the_derived_step_moves_the_outputs_in_the_span_of_the_two():
    dynamics = vector_dynamics(2, 1)
    moved = dynamics.next_residual - dynamics.residual
    assert expand(Matrix.hstack(moved, *(block.inputs for block in dynamics.blocks)).det()) == 0


def test_no_step_moves_the_rest():
    holds_on_trajectories(STATEMENT, examples=4, steps=6)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("ZQ-15", lambda operator: "sign" in operator, at_least=3)


def test_verdict():
    verdict_is_expected("ZQ-15")
