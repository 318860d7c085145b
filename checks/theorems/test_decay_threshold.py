"""DECAY-THRESHOLD (ours): with weight decay a linear net comes to rest at the soft-thresholded target, and not at any rate.

Proof: ``DecayBalances.v``. Twins: ``numerics.updates``.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from checks.instances.training import Training
from checks.pairs import pair
from checks.pairs._exact import fractions
from checks.pairs.process.trained import trained
from checks.truth.exact_judge import hypotheses_hold, judge
from numerics import TwoLayerNet, WeightDecay, simulate
from theory.claims import claim

F = Fraction
(STATEMENT,) = claim("DECAY-THRESHOLD").statements


@pytest.mark.parametrize(("rate", "decay", "target"), [(0.1, 0.5, 2.0), (0.3, 0.5, -2.5), (0.5, 0.2, 1.7), (0.05, 1.0, 1.1)])
def test_runs_end_at_the_soft_thresholded_target(rate: float, decay: float, target: float) -> None:
    model, start = TwoLayerNet(np.ones((1, 1)), 1), np.random.default_rng(0).uniform(0.2, 1.2, (40, 2)) * [1, np.sign(target)]
    run = simulate(model, start, target, steps=4000, update=WeightDecay(rate, decay))
    np.testing.assert_allclose(run.outputs[:, -1, 0], np.sign(target) * max(abs(target) - decay, 0), atol=1e-6)
    np.testing.assert_allclose(run.loss[:, -1], decay**2 / 2, atol=1e-6)


@pytest.mark.parametrize(("turn", "unit", "decay"), [(F(9, 8), F(4, 3), F(1, 2)), (F(2), F(1), F(1, 5))])
def test_at_larger_rates_a_balanced_net_may_alternate_for_ever(turn: Fraction, unit: Fraction, decay: Fraction) -> None:
    """With x = ηu² and b = w + Y = s + 1/s a step takes x = 1/s to s and back; here η = ½."""
    *others, _ = STATEMENT.hypotheses
    target = 2 * (turn + 1 / turn - 1 + decay / 2)
    wider = replace(STATEMENT, hypotheses=tuple(others))
    model = TwoLayerNet(fractions([[1]]), 1, (F(1), F(1)), F(1))
    made = pair(wider.setting).instance(wider.setting, model, fractions([[unit, unit]]), fractions([target]))
    ready = trained(made, Training({"mu": decay}))
    assert hypotheses_hold(wider, ready, F(1, 2))
    assert not hypotheses_hold(STATEMENT, ready, F(1, 2))
    failure = judge(wider, ready, F(1, 2), 4)
    assert failure is not None
    assert unit**2 == 2 / turn
