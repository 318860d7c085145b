"""The closed map against simulated weights, and its two engines against each other."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.closed_map import closed_map, closed_map_step
from numerics.descent import simulate
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from numerics.phases import Phase


def test_one_step_is_what_weights_do():
    """κ = C in H ≤ Cθ²: s²x² for the linear net, ζ²c for ψ² = cI."""
    rng = np.random.default_rng(0)
    net = TwoLayerNet(np.array([[1.7]]), 6, (1.0, 1.0))
    form = PureQuadratic(np.array([[2.0, -2.0, 2.0]]), 0.3)
    for model, kappa in ((net, 1.7**2 / 6), (form, 0.3**2 * 4)):
        weights = rng.standard_normal((30, model.weight_count))
        rates = np.linspace(0.1, 6, 30) / simulate(model, weights, 0.0, 0.0, 0, engine="numpy").ntk[:, 0]
        runs = simulate(model, weights, 0.0, rates, 1, engine="numpy")
        u, v = kappa * (rates[:, None] * runs.outputs[:, :, 0]) ** 2, rates[:, None] * runs.ntk
        next_u, next_v = closed_map_step(u[:, 0], v[:, 0])
        np.testing.assert_allclose(next_u, u[:, 1], rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(next_v, v[:, 1], rtol=1e-11, atol=1e-13)


def test_phases_on_a_few_points():
    run = closed_map(np.array([0.01, 0.01, 0.01, 0.0]), np.array([1.0, 3.0, 4.5, 1.0]), 500)
    assert run.phase.tolist() == [Phase.MONOTONE, Phase.CATAPULT, Phase.DIVERGENT, Phase.MONOTONE]
    assert run.final_v[1] < 2
    assert closed_map(np.array([0.1]), np.array([1.0]), 0).phase.tolist() == [Phase.UNDECIDED]


def test_engines_agree():
    pytest.importorskip("numba")
    v, share = np.meshgrid(np.linspace(0.01, 5, 40), np.linspace(1e-4, 1, 40))
    u = share * v**2 / 4
    one, two = closed_map(u, v, 200, engine="numpy"), closed_map(u, v, 200, engine="compiled")
    # In the erratic range just below v = 4 rounding may move the step at which a point is seen to settle.
    same = one.last_step == two.last_step
    assert same.mean() > 0.98
    assert (one.phase == two.phase).mean() > 0.995
    calm = same & (v < 3)
    np.testing.assert_allclose(two.final_v[calm], one.final_v[calm], rtol=1e-9)
    np.testing.assert_allclose(two.peak[calm], one.peak[calm], rtol=1e-9)
    part = closed_map(u[3:5, ::-1], v[3:5, ::-1], 200, engine="compiled")
    np.testing.assert_array_equal(part.final_u, two.final_u[3:5, ::-1])


def test_wrong_arguments_are_named():
    good = np.ones(3)
    for arguments in (("a", good, 3), (good, np.ones(2), 3), (-good, good, 3), (good, good, -1)):
        with pytest.raises((TypeError, ValueError)):
            closed_map(*arguments)
