"""OUTPUTS-KERNEL and what follows from it (ours): several outputs keep the edges of one, but for the mean over them.

Derivation: ``theory.many_outputs.outputs_bound``. Proofs: ``SeveralOutputs.v``. Twin: ``numerics.models.many_outputs``.
"""

import numpy as np
import pytest
from sympy import expand

from checks.theorems.sides import same, same_sides
from numerics.models.many_outputs import ManyOutputNet
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.homogeneous import homogeneous_maps, master_bounds
from theory.many_data import gram_bound
from theory.many_outputs import outputs_bound, outputs_kernel
from theory.symbols import OBSERVABLES, PARAMETERS


def test_the_derived_bounds_are_the_claimed_ones():
    kernel = outputs_bound()
    edge, total = master_bounds(kernel.expression, 2)
    assert same_sides(kernel.statement, claim("OUTPUTS-KERNEL").statements[0].conclusion)
    hypothesis = claim("OUTPUTS-MONO").statements[0].hypotheses[-1]
    assert same(edge.statement.lhs - edge.statement.rhs, hypothesis.lhs - hypothesis.rhs)
    assert same_sides(total.statement, claim("OUTPUTS-SUM").statements[0].conclusion)
    moved = homogeneous_maps(2).weight_norm_data
    assert same(moved, claim("OUTPUTS-ID").statements[0].conclusion.rhs)


@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 2, 2), (1, 2, 3), (2, 1, 3)])
def test_what_the_bound_gives_away_are_squares(sizes):
    found = outputs_kernel(*sizes)
    assert expand(found.bound - found.share - found.certificate) == 0


def test_with_one_output_it_is_the_bound_of_one():
    assert same(outputs_bound().expression.subs(PARAMETERS["K"].symbol, 1), gram_bound().expression)


@pytest.mark.parametrize("outputs", [1, 2, 5])
def test_outer_weights_in_any_direction_attain_it(outputs):
    net = ManyOutputNet(TwoLayerNet([[1.0]], 1, (1.0, 0.5), 1.0), outputs)
    weights = np.arange(1.0, outputs + 2.0)[None]
    top = np.linalg.eigvalsh(net.tangent_gram(weights)[0] / net.data_count)[-1]
    values = {"s": 1, "a_plus": 1, "a_minus": 0, "gram_top": 1, "K": outputs}
    constant = float(outputs_bound().expression.subs({PARAMETERS[name].symbol: value for name, value in values.items()}))
    assert OBSERVABLES["theta2"].now not in outputs_bound().expression.free_symbols
    assert top == pytest.approx(constant * (weights**2).sum(), rel=1e-12)
