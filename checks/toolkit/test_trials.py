"""Statistical evidence: intervals are exact, powers are found, and a claim that is off is refuted statistically."""

import numpy as np
import pytest

from checks.evidence import Measured
from checks.profiles import PROFILES
from checks.trials import lw_2, zq_8, zq_20
from checks.trials._closed_maps import run, starts
from checks.trials._statistics import clopper_pearson, frequency, power
from checks.verdict import Verdict, judge
from numerics.descent import simulate
from numerics.models.taylor import second_order
from numerics.models.two_layer import TwoLayerNet
from theory.claims import claim


def test_clopper_pearson_is_exact():
    low, high = clopper_pearson(0, 10, 0.95)
    assert low == 0.0
    assert high == pytest.approx(1 - 0.025 ** (1 / 10))
    assert clopper_pearson(10, 10, 0.95)[0] == pytest.approx(0.025 ** (1 / 10))
    with pytest.raises(ValueError, match="frequency"):
        clopper_pearson(3, 2)


def test_a_power_is_found_and_a_wrong_one_refuses():
    sizes = np.geomspace(10, 1e5, 40)
    noise = np.exp(0.1 * np.random.default_rng(0).normal(size=40))
    assert power("half", sizes, sizes**0.5 * noise, 0.5, 0.5).agrees
    wrong = power("half", sizes, sizes**0.5 * noise, 1.0, 1.0)
    assert not wrong.agrees
    assert judge(claim("ZQ-5"), [wrong]) is Verdict.REFUTED_STATISTICALLY


def test_frequencies_are_refuted_only_when_surely_below():
    assert frequency("p", np.array([True] * 97 + [False] * 3), 0.99).agrees
    assert not frequency("p", np.array([True] * 50 + [False] * 50), 0.99).agrees


def test_closed_maps_follow_the_engine():
    source = np.random.default_rng(3)
    width = 50
    weights = np.concatenate((source.normal(size=width), source.choice((-1.0, 1.0), size=width)))[None]
    net = TwoLayerNet(np.ones((1, 1)), width)
    model, kernel = second_order(net, weights[0]), net.tangent_gram(weights)[:, 0, 0]
    engine = simulate(model, weights, 1.0, 2.6 / kernel, 30)
    orbits = run(net.outputs(weights)[:, 0], kernel, 2.6 / kernel, width, 1.0, 1.0, 30)
    np.testing.assert_allclose(orbits.kernel, engine.ntk[:, -1], rtol=1e-8)
    np.testing.assert_allclose(orbits.peak / 2, engine.loss.max(axis=1), rtol=1e-8)
    assert starts(width, 2, 0)[0].shape == (2,)


@pytest.mark.parametrize(("trial", "name"), [(zq_8, "ZQ-8"), (zq_20, "ZQ-20"), (lw_2, "LW-2")])
def test_asymptotic_claims_are_at_most_supported(trial, name):
    found = trial.run(PROFILES["dev"], 0)
    assert all(isinstance(item, Measured) and item.low <= item.estimate <= item.high for item in found)
    assert judge(claim(name), found) is Verdict.SUPPORTED
