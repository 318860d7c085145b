"""DECAY-VANISH (ours): its constant is sharp, for just beyond √κ|y| = μ a balanced net rests at f = y − μ/√κ."""

from dataclasses import replace
from fractions import Fraction

import pytest

from checks.instances.training import Training
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.pairs.process.trained import trained
from checks.truth.exact_judge import hypotheses_hold, judge
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim
from theory.claims.ours_decay import mu
from theory.claims.vocabulary import kappa_net, y

F = Fraction
(STATEMENT,) = claim("DECAY-VANISH").statements


@pytest.mark.parametrize(("size", "parts"), [(10, 40), (100, 4000), (1000, 400000)])
def test_a_net_rests_however_little_the_target_outweighs_the_decay(size: int, parts: int) -> None:
    """Weights 1/size at μ = κ = 1 and y = 1 + 1/size², with the bound on κy² wider by one of so many parts."""
    *others, bound = STATEMENT.hypotheses
    assert bound == (kappa_net * y**2 <= mu**2)
    wider = replace(STATEMENT, hypotheses=(*others, parts * kappa_net * y**2 <= (parts + 1) * mu**2))
    weight, model = F(1, size), TwoLayerNet(fractions([[1]]), 1, (F(1), F(1)), F(1))
    made = pair(wider.setting).instance(wider.setting, model, fractions([[weight, weight]]), fractions([1 + weight**2]))
    at_rest = trained(made, Training({"mu": F(1)}))
    assert not hypotheses_hold(STATEMENT, at_rest, F(1, 4))
    failure = judge(wider, at_rest, F(1, 4), 2)
    assert failure is not None
    assert failure.values["H_limit"] == 2 * weight**2
