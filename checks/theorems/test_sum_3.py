"""SUM-3 (a summary of Meltzer & Liu): the loss is a quadratic function of the weights. Refuted: the loss is quartic.

Derivation: the degree of the derived output. Twins: ``numerics.models``.
"""

from sympy import Poly

from checks.evidence.replay import replay_counterexample
from checks.theorems.sides import verdict_is_expected
from checks.verdict.judge import Verdict
from theory.claims import claim
from theory.models.homogeneous import two_layer_net
from theory.models.quadratic import pure_quadratic


def test_the_loss_has_degree_four():
    for model in (two_layer_net(), pure_quadratic()):
        assert model.degree == 2
        assert Poly(model.output_polynomial**2 / 2, *model.coordinates).total_degree() == 4


def test_an_exact_line_refutes_it():
    entry = verdict_is_expected("SUM-3")
    assert entry.verdict is Verdict.REFUTED
    assert replay_counterexample(claim("SUM-3"), entry.counterexample).confirmed
