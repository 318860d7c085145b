"""TARGET-BEYOND (ours): beyond |Y| = 2 the loss may stay, on balanced layers at R = 2, whose weights turn their signs."""

from fractions import Fraction

from checks.evidence.replay import replay_counterexample
from checks.instances.process import begin
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.theorems.sides import refutation
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.claims.ours_targets import LINEAR_TARGET

F = Fraction


def test_balanced_layers_at_two_turn_for_ever():
    found = refutation("TARGET-BEYOND")
    assert replay_counterexample(claim("TARGET-BEYOND"), found).confirmed
    assert "is that of step 0" in found.decided
    assert F(found.values["L_limit"]) > 0 < F(found.values["H_limit"])


def test_the_kept_point_is_two_beyond_the_target():
    """x = P/4 = 2 + Y with Q = 0, here Y = 2 and κ = 1: u = v = 2, y = 2, η = 1."""
    model = TwoLayerNet(fractions([[1]]), 1, (F(1), F(1)), F(1))
    made = pair(LINEAR_TARGET).instance(LINEAR_TARGET, model, fractions([[2, 2]]), fractions([2]))
    first = begin(made, fractions([1]))
    assert first.next().state.weights.tolist() == [[-2, -2]]
    assert first.next().next().state.weights.tolist() == [[2, 2]]
