"""Statistical evidence: intervals are exact, slopes are found, and a claim that is off is refuted statistically."""

import numpy as np
import pytest

from checks.evidence.kinds import Measured
from checks.evidence.statistical import lw_2t, zq_8, zq_20
from checks.evidence.statistical._closed_maps import run, sampled, starts
from checks.evidence.statistical._statistics import frequency, slope
from checks.experiments.findings.intervals import clopper_pearson
from checks.verdict.judge import Verdict, judge
from checks.verdict.profiles import PROFILES
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
        clopper_pearson(3, 2, 0.95)


def test_a_slope_is_found_and_a_wrong_one_refuses():
    sizes = np.linspace(2.3, 11.5, 40)
    values = 0.5 * sizes + 0.1 * np.random.default_rng(0).normal(size=40)
    assert slope("half", sizes, values, (0.4, 0.6)).agrees is True
    wrong = slope("half", sizes, values, (0.9, 1.1))
    assert wrong.agrees is False
    assert judge(claim("LW-2t"), [wrong]) is Verdict.REFUTED_STATISTICALLY
    assert slope("half", sizes, values, (0.5, 0.6)).agrees is None


def test_wrong_powers_of_the_width_are_refuted():
    """The printed bounds of ZQ-5 and ZQ-8, whatever their constants, with one power of √m or m too many."""
    higher = [orbits.peak / 2 >= m**1.5 / (300 * np.log(m)) for m, _, orbits in sampled(3.0, target=1.0, least=1000)]
    nearer = [orbits.kernel_change <= 100 / m**2 for m, _, orbits in sampled(1.0, target=1.0, least=1000)]
    for hits in (higher, nearer):
        assert frequency("wrong", np.concatenate(hits), 0.99).agrees is False


def test_frequencies_agree_when_surely_above_and_are_refuted_when_surely_below():
    assert frequency("p", np.array([True] * 1000), 0.99).agrees is True
    assert frequency("p", np.array([True] * 97 + [False] * 3), 0.99).agrees is None
    assert frequency("p", np.array([True] * 50 + [False] * 50), 0.99).agrees is False


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


@pytest.mark.parametrize(("measured", "name"), [(zq_8, "ZQ-8"), (zq_20, "ZQ-20"), (lw_2t, "LW-2t")])
def test_asymptotic_claims_are_at_most_supported(measured, name):
    found = measured.run(PROFILES["dev"], 0)
    assert all(isinstance(item, Measured) and item.low <= item.estimate <= item.high for item in found)
    assert judge(claim(name), found) is Verdict.SUPPORTED
