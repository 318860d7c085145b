"""SUM-4 (a summary of Meltzer & Liu): if the weight norm grows without bound, so does the loss. Refuted by a ray of zero loss.

Derivation: the derived output vanishes on a ray. What is true of trajectories: UV-DIVERGE. Twins: ``numerics.models``.
"""

from checks.evidence.replay import replay_counterexample
from checks.theorems.sides import verdict_is_expected
from checks.verdict.judge import Verdict
from theory.claims import claim
from theory.models.homogeneous import two_layer_net


def test_the_derived_output_vanishes_on_a_ray():
    model = two_layer_net()
    first, second = model.coordinates
    assert model.output_polynomial.subs(second, 0) == 0
    assert model.norm_polynomial.subs(second, 0) == first**2


def test_exact_weights_of_zero_loss_refute_it():
    entry = verdict_is_expected("SUM-4")
    assert entry.verdict is Verdict.REFUTED
    assert any(entry.counterexample.weights)
    assert replay_counterexample(claim("SUM-4"), entry.counterexample).confirmed
    assert claim("SUM-4").correction == "UV-DIVERGE"
