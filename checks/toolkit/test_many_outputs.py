"""The net with several outputs: its gradient, its kernel, the net with one output as a special case, and its bound."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.descent import simulate
from numerics.experiments.ours_classes import _linear_model, four_classes
from numerics.kernel import top_ntk
from numerics.models.base import Model
from numerics.models.many_outputs import ManyOutputNet
from numerics.models.two_layer import TwoLayerNet

RNG = np.random.default_rng(5)


def _net(classes: int, slope: float = 0.25) -> tuple[ManyOutputNet, np.ndarray]:
    net = ManyOutputNet(TwoLayerNet(RNG.standard_normal((3, 4)), 6, (1.0, slope)), classes)
    return net, RNG.standard_normal((2, net.weight_count))


def test_gradient_and_kernel_are_those_of_the_outputs() -> None:
    net, weights = _net(3)
    assert isinstance(net, Model)
    rows = net.jacobian(weights)
    for place in range(net.weight_count):
        step = np.zeros(net.weight_count)
        step[place] = 1e-6
        slope = (net.outputs(weights + step) - net.outputs(weights - step)) / 2e-6
        np.testing.assert_allclose(rows[:, :, place], slope, atol=1e-8)
    np.testing.assert_allclose(net.tangent_gram(weights), rows @ rows.swapaxes(1, 2), atol=1e-12)
    sent = RNG.standard_normal((2, net.data_count))
    np.testing.assert_allclose(net.pullback(weights, sent), np.einsum("bd,bdp->bp", sent, rows), atol=1e-12)


def test_one_output_is_the_net_itself() -> None:
    net, weights = _net(1)
    np.testing.assert_array_equal(net.outputs(weights), net.net.outputs(weights))
    ours, known = (simulate(model, weights, 0.3, 0.2, 20, engine="numpy") for model in (net, net.net))
    np.testing.assert_allclose(ours.loss, known.loss, rtol=1e-9)
    np.testing.assert_allclose(ours.ntk, known.ntk, rtol=1e-9)


@pytest.mark.parametrize("slope", [1.0, 0.0, -0.5])
def test_the_bound_of_one_output_holds_for_several(slope: float) -> None:
    net, weights = _net(4, slope)
    constant = net.net.scale**2 * np.linalg.eigvalsh(net.net.inputs @ net.net.inputs.T)[-1]
    norms = (weights**2).sum(axis=1)
    assert (top_ntk(net, weights) <= constant * norms * (1 + 1e-12)).all()
    below, above = (
        simulate(net, weights, 0.0, factor / (constant * norms), 60, normalisation="sum", engine="numpy")
        for factor in (3.99, 40.0)
    )
    assert (below.summary.weight_norm_rise <= 1e-12 * norms).all()
    assert (above.summary.weight_norm_rise > 0).any()


def test_the_linear_model_has_the_same_start() -> None:
    net, weights = _net(2)
    model, start = _linear_model(net, weights[0])
    np.testing.assert_allclose(model.outputs(start[None])[0], net.outputs(weights)[0], atol=1e-12)
    np.testing.assert_allclose(model.tangent_gram(start[None])[0], net.tangent_gram(weights)[0], atol=1e-12)


def test_four_classes_come_in_equal_parts() -> None:
    inputs, labels, tests, _ = four_classes(128, 400)
    assert inputs.shape == (128, 784)
    assert tests.shape == (400, 784)
    assert (labels < 2).sum() == 64
    assert set(labels) == {0, 1, 2, 3}
