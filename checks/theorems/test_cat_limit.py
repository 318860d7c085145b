"""CAT-LIMIT: if ηCθ₀² < 4 and y = 0, the loss tends to zero. At the edge itself it need not: u = v = 1, η = 2 cycles.

Derivation: the sum of ``theory.bounds.output_sum_bound`` is finite. Proof: ``claims/CatLimit.v``.
Twins: ``numerics.models``; the cycle is exact.
"""

from fractions import Fraction

from checks.theorems.sides import same
from numerics.exact import simulate_exact
from numerics.models.two_layer import TwoLayerNet
from theory.bounds import output_sum_bound
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic

STATEMENTS = claim("CAT-LIMIT").statements


def test_the_total_output_is_finite_under_the_claimed_hypothesis():
    for statement, model in zip(STATEMENTS, (two_layer_net(), pure_quadratic()), strict=True):
        assert same(output_sum_bound(model).hypotheses[0], statement.hypotheses[-1])


def test_the_edge_cycles():
    one = Fraction(1)
    model = TwoLayerNet([[one]], 1, (one, one), one)
    states = simulate_exact(model, [one, one], [0 * one], 2 * one, 4)
    assert [state.weight_norm for state in states] == [2] * 5
    assert [state.loss for state in states] == [one / 2] * 5
