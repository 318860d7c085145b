"""ZQ-15 (Zhu et al., proposition 9): the residual orthogonal to p₁ and p₂ does not move.

Derivation: ``theory.nqm_data.vector_dynamics``. Twin: ``second_order``, in ``numerics.models.taylor``.
"""

from sympy import Matrix, expand

from theory.nqm_data import vector_dynamics


def test_the_derived_step_moves_the_outputs_in_the_span_of_the_two():
    dynamics = vector_dynamics(2, 1)
    moved = dynamics.next_residual - dynamics.residual
    assert expand(Matrix.hstack(moved, *(block.inputs for block in dynamics.blocks)).det()) == 0
