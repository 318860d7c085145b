"""SUM-2 (a summary of Meltzer & Liu): the loss is a convex function of the weights. Refuted by two points and their midpoint.

Derivation: the Hessian of the derived output. Twin: ``numerics.models.two_layer``.
"""

from sympy import hessian

from checks.evidence.replay import replay_counterexample
from checks.theorems.sides import verdict_is_expected
from checks.verdict.judge import Verdict
from theory.claims import claim
from theory.models.homogeneous import two_layer_net


def test_the_hessian_of_one_unit_has_a_negative_determinant():
    model = two_layer_net(slopes=(1, 1), input_norm2=1, scale=1)
    loss = model.output_polynomial**2 / 2
    at_ones = hessian(loss, model.coordinates).subs(dict.fromkeys(model.coordinates, 1))
    assert at_ones.det() < 0


def test_an_exact_pair_of_weights_refutes_it():
    entry = verdict_is_expected("SUM-2")
    assert entry.verdict is Verdict.REFUTED
    assert replay_counterexample(claim("SUM-2"), entry.counterexample).confirmed
