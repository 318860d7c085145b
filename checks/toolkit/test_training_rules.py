"""Update rules as numbers, and controls: where they stop converging, what they keep, what they refuse."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.training.control import Certified, Control, Dial, Facts, Polyak
from numerics.training.monitor import Monitor
from numerics.training.rules import StepRule


def quadratic(rule, rate, curvature, steps=400):
    """|θ| after gradient descent with the rule on ½λθ², written as optimisers write it."""
    weight, buffer = 1.0, 0.0
    for _ in range(steps):
        slope = (curvature + rule.decay) * weight
        buffer = rule.momentum * buffer + (1 - rule.damping) * slope
        weight -= rate * (slope + rule.momentum * buffer if rule.nesterov else buffer)
    return abs(weight)


RULES = [
    StepRule(1.0),
    StepRule(1.0, decay=0.5),
    StepRule(1.0, momentum=0.9),
    StepRule(1.0, momentum=0.7, decay=0.3),
    StepRule(1.0, momentum=0.8, nesterov=True),
    StepRule(1.0, momentum=0.9, damping=0.9),
]


@pytest.mark.parametrize("rule", RULES, ids=repr)
def test_the_critical_rate_is_where_a_quadratic_stops_converging(rule):
    critical = rule.critical_rate(3.0)
    assert quadratic(rule, 0.97 * critical, 3.0) < 1e-2
    assert quadratic(rule, 1.03 * critical, 3.0) > 1e2
    assert StepRule(critical, *(getattr(rule, name) for name in ("momentum", "nesterov", "damping", "decay"))).relative(
        3.0
    ) == pytest.approx(2.0)


def test_rules_and_controls_refuse_what_they_are_not_defined_for():
    for wrong in ({"rate": -1.0}, {"rate": 1.0, "momentum": 1.0}, {"rate": 1.0, "decay": -1.0}, {"rate": float("nan")}):
        with pytest.raises(ValueError, match="must be"):
            StepRule(**wrong)
    assert StepRule(0.1).critical_rate(0.0) == np.inf
    assert np.isnan(StepRule(0.1).relative(float("nan")))
    with pytest.raises(ValueError, match="c must be"):
        Certified(1.0, 2, 4.1)
    with pytest.raises(ValueError, match="Certified is proved"):
        Certified(1.0).check(StepRule(0.1, momentum=0.5, decay=0.1))
    with pytest.raises(ValueError, match="without momentum"):
        Polyak().check(StepRule(0.1, momentum=0.5))
    with pytest.raises(ValueError, match="backward pass"):
        Polyak().rate(Facts(StepRule(0.1), 1.0, float("nan"), 1.0, 1.0))
    assert all(isinstance(control, Control) for control in (Dial(1.0), Certified(1.0), Polyak()))
    assert Dial(1.5).rate(Facts(StepRule(0.1), 1.0, 1.0, float("nan"), 1.0)) == 0.1
    assert Dial(1.5, largest=0.2).rate(Facts(StepRule(0.1), 1.0, 1.0, 1e-3, 1.0)) == 0.2
    for name, value in (("every", 0), ("factor", 1.0), ("memory", 0), ("tell", 3)):
        with pytest.raises((TypeError, ValueError), match=name):
            Monitor(**{name: value})


def homogeneous(weights, degree):
    """f = Π of two groups of weights in degree k on two data, its gradient rows, and the sharp constant of λmax(JJᵀ)."""
    inputs = np.array([[1.0, 0.5], [-0.3, 0.8]])
    first, second = weights[:2], weights[2:]
    if degree == 1:
        rows = np.hstack([inputs, np.zeros_like(inputs)])
        return rows @ weights, rows
    values = (inputs @ first) * second.sum()
    rows = np.hstack([inputs * second.sum(), np.outer(inputs @ first, np.ones(2))])
    return values, rows


@pytest.mark.parametrize("degree", [1, 2])
@pytest.mark.parametrize(("momentum", "decay"), [(0.0, 0.0), (0.0, 0.2), (0.5, 0.0), (0.9, 0.0)])
@pytest.mark.parametrize("share", [0.5, 1.0])
def test_the_certified_rate_never_raises_the_norm(degree, momentum, decay, share):
    rng = np.random.default_rng(0)
    # Batches of one datum of two: |x|² bounds their kernel in degree 1, and (1 + 1)|x|²θ² does in degree 2.
    largest = 1.25 * (1 if degree == 1 else 2)
    for constant, grows in ((largest, False), (largest / 40, True)):
        control = Certified(constant, degree, share * 2 * degree)
        rose = False
        for _ in range(20):
            weights, velocity = rng.standard_normal(4) * 10 ** rng.uniform(-2, 2), np.zeros(4)
            for _ in range(60):
                carried = velocity / (1 - momentum)
                norm = ((weights + momentum * carried) ** 2).sum() + momentum * (carried**2).sum()
                if not 1e-200 < norm < 1e200:
                    break
                values, rows = homogeneous(weights, degree)
                datum = int(rng.integers(2))
                rule = StepRule(0.1, momentum=momentum, decay=decay)
                rate = control.rate(Facts(rule, 0.0, 0.0, 0.0, float(norm)))
                velocity = momentum * velocity - rate * (values[datum] * rows[datum] + decay * weights)
                weights = weights + velocity
                carried = velocity / (1 - momentum)
                after = ((weights + momentum * carried) ** 2).sum() + momentum * (carried**2).sum()
                rose |= bool(after > norm * (1 + 1e-12))
        assert rose == grows
