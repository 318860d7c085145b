"""The horizon certificate: runs keep to it, a shorter price does not, and targets 0 need none."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.models.deep import DeepNet
from numerics.training.horizon import horizon

STEPS = 60


def crossings(price):
    """Runs with targets at rates from the gentle to the wild: how many cross N* within a certificate of this price."""
    rng, crossed, certain = np.random.default_rng(0), 0, 0
    for _ in range(150):
        depth, width, count = int(rng.integers(2, 4)), int(rng.integers(1, 4)), int(rng.integers(1, 4))
        inputs = rng.standard_normal((count, 2))
        net = DeepNet(inputs, (width,) * (depth - 1), (1.0, float(rng.choice([0.0, 0.5, 1.0]))), 1.0)
        weights = rng.standard_normal((1, net.weight_count)) * rng.choice([0.3, 1.0])
        top = float(np.linalg.eigvalsh(inputs @ inputs.T)[-1]) / count
        constant = top * float(depth) ** (2 - depth)
        targets = rng.standard_normal(count) * 10.0 ** rng.uniform(-1, 1.5)
        norm = float((weights**2).sum())
        rate = rng.uniform(0.05, 0.99) * 2 * depth / (constant * norm ** (depth - 1))
        highest = (2 * depth / (rate * constant)) ** (1 / (depth - 1))
        known = min(horizon(rate, constant, norm, price * float(np.mean(targets**2)), depth), STEPS)
        certain += known >= 1
        for step in range(1, int(known) + 1):
            residuals = net.outputs(weights) - targets
            weights = weights - rate / count * net.pullback(weights, residuals)
            norm = float((weights**2).sum())
            if norm > highest:
                crossed += 1
                break
            # Asked for again, it has not become shorter than what was left of it.
            assert horizon(rate, constant, norm, price * float(np.mean(targets**2)), depth) >= known - step - 1 or price != 1
    return crossed, certain


def test_no_run_crosses_within_the_certificate():
    crossed, certain = crossings(1.0)
    assert crossed == 0
    assert certain > 30


def test_with_a_price_that_is_too_low_runs_cross():
    crossed, _ = crossings(0.02)
    assert crossed > 0


def test_targets_zero_and_the_edge():
    assert horizon(0.1, 1.0, 39.0, 0.0) == np.inf
    assert horizon(0.1, 1.0, 40.0, 0.0) == 0
    assert horizon(0.1, 1.0, 41.0, 1.0) == 0
    assert horizon(0.01, 1.0, 5.0, 1.0, degree=1) == np.inf
    # The printed form for degree 2: (4 − x)² − 8η²C(|y|²/D)t ≥ 0.
    rate, constant, norm, square = 0.003, 2.0, 90.0, 0.8
    expected = (4 - rate * constant * norm) ** 2 / (8 * rate**2 * constant * square)
    assert horizon(rate, constant, norm, square) == int(expected)
    for wrong, match in (((0, 1, 1, 1), "rate"), ((1, -1, 1, 1), "constant"), ((1, 1, -1, 1), "norm"), ((1, 1, 1, -1), "target")):
        with pytest.raises(ValueError, match=match):
            horizon(*wrong)
