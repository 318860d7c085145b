"""DEPTH-KERNEL: k layers without biases have λmax(H) ≤ C_k θ^(2(k−1)), C_k = s²a^(2(k−1)) λmax(XXᵀ/D) k^(2−k), sharp.

Derivation: ``theory.depth.depth_constant``. Proofs: ``claims/DepthKernel.v`` and ``DepthSharp.v``.
Twin: ``numerics.models.deep``; balanced rank-one weights attain it.
"""

import numpy as np
import pytest

from checks.theorems.sides import same
from numerics.models.deep import DeepNet
from theory.claims import claim
from theory.depth import depth_constant
from theory.symbols import PARAMETERS

(STATEMENT,) = claim("DEPTH-KERNEL").statements


def test_the_derived_constant_is_the_claimed_one():
    bound = depth_constant(input_norm2=PARAMETERS["gram_top"].symbol)
    assert same(bound.statement, STATEMENT.conclusion)
    assert bound.sharp


@pytest.mark.parametrize("depth", [2, 3, 5])
def test_one_active_unit_a_layer_attains_it(depth):
    model = DeepNet(np.ones((1, 1)), (1,) * (depth - 1), (1.0, 0.5), 1.0)
    weights = np.ones((1, depth))
    constant = depth_constant(depth, input_norm2=1).expression
    value = float(constant.subs({PARAMETERS["s"].symbol: 1, PARAMETERS["a_plus"].symbol: 1, PARAMETERS["a_minus"].symbol: 0}))
    assert model.tangent_gram(weights)[0, 0, 0] == pytest.approx(value * depth ** (depth - 1), rel=1e-13)
