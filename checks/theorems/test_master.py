"""MASTER-MONO, MASTER-SUM, MASTER-LIMIT: any model on D data, homogeneous of degree k, with λmax(H) ≤ Cθ^(2(k−1)) and y = 0.

ηCθ₀^(2(k−1)) ≤ 2k: θ² never increases; < 2k: Σ|f_t|²/D ≤ θ₀²/(η(2k − ηCθ₀^(2(k−1)))) and the loss tends to zero.
Derivation: ``theory.homogeneous.master_bounds``. Proofs: ``claims/DepthMaster.v`` and ``MasterNet.v``.
Twins: ``numerics.models``.
"""

import pytest

from checks.theorems.sides import refuted_twins, same, same_sides
from theory.claims import claim
from theory.depth import depth_constant
from theory.homogeneous import master_bounds
from theory.many_data import gram_bound
from theory.symbols import PARAMETERS

k, gram_top = PARAMETERS["k"].symbol, PARAMETERS["gram_top"].symbol
CONSTANTS = ((depth_constant(input_norm2=gram_top).expression, k), (gram_bound().expression, 2))


@pytest.mark.parametrize("name", ["MASTER-MONO", "MASTER-SUM", "MASTER-LIMIT"])
def test_the_derived_bounds_are_the_claimed_ones(name):
    for statement, (constant, degree) in zip(claim(name).statements, CONSTANTS, strict=True):
        edge, total = master_bounds(constant, degree)
        assert same_sides(edge.statement, statement.hypotheses[-1])
        if name == "MASTER-SUM":
            assert same(total.statement, statement.conclusion)


def test_wrong_twins_are_refuted_by_exact_trajectories():
    refuted_twins("MASTER-MONO", lambda operator: "4.0001" in operator or "< for ≤" in operator, at_least=4)
    refuted_twins("MASTER-SUM", lambda operator: "drop" in operator or "< for ≤" in operator, at_least=4)
