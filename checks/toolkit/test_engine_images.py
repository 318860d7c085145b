"""Real images through the engine: the weight-norm identity, activation sparsity, the bundled sets."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.datasets import BUNDLED, two_class
from numerics.descent import simulate
from numerics.initial import initialise
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import inactive_units, negative_preactivations, residual_kernel_residual, residual_output, spectral_norm


@pytest.mark.parametrize(("name", "tests"), [("mnist", 2115), ("fashion-mnist", 2000)])
def test_bundled_sets(name: str, tests: int) -> None:
    data = two_class(name)
    assert data.train_inputs.shape == (128, 784)
    assert data.test_inputs.shape == (tests, 784)
    for inputs, targets in ((data.train_inputs, data.train_targets), (data.test_inputs, data.test_targets)):
        assert len(inputs) == len(targets)
        assert (inputs.min(), inputs.max()) == (0.0, 1.0)
        assert set(targets.tolist()) == {-1.0, 1.0}
        assert 0.4 < (targets > 0).mean() < 0.6
    assert name in BUNDLED
    assert repr(data) == f"TwoClass({name!r}, 128 training and {tests} test images)"
    with pytest.raises(ValueError, match="name must be one of"):
        two_class("cifar")


def test_a_relu_net_on_mnist_obeys_the_weight_norm_identity() -> None:
    data = two_class("mnist")
    net = TwoLayerNet(data.train_inputs, 1024, (1.0, 0.0), ntk_parameterisation=True)
    weights = initialise("gaussian", 0, 1, net.weight_count)
    start = simulate(net, weights, data.train_targets, 0.0, 0, engine="numpy")
    eta = 6.0 / start.ntk[0, 0]
    observe = {
        "rf": residual_output(data.train_targets),
        "rHr": residual_kernel_residual(data.train_targets),
        "inactive": inactive_units,
        "negative": negative_preactivations,
    }
    runs = simulate(net, weights, data.train_targets, eta, 6, observe=observe, keep_outputs=False, engine="numpy")
    norm, rf, rhr = runs.weight_norm[0], runs.observed["rf"][0], runs.observed["rHr"][0]
    expected = norm[:-1] - 4 * eta * rf[:-1] + eta**2 * rhr[:-1]
    # θ² is a sum of P squares near 1: each of its roundings is at most an ulp of the sum.
    np.testing.assert_allclose(norm[1:], expected, rtol=1e-14)
    moved = np.abs(norm[1:] - norm[:-1])
    assert (moved > 1e6 * np.finfo(float).eps * norm[0]).any(), "the identity must be tested by more than rounding"
    assert runs.loss[0].max() > 1.5 * runs.loss[0, 0], "super-critical: the loss must rise"
    # At η = 6/NTK units die: the published sparsity effect, within a few steps.
    assert ((runs.observed["inactive"] >= 0) & (runs.observed["inactive"] <= runs.observed["negative"])).all()
    assert runs.observed["inactive"][0, 0] < 0.01
    assert runs.observed["inactive"][0, -1] > 0.1
    assert 0.4 < runs.observed["negative"][0, 0] < 0.6
    assert runs.observed["negative"][0, -1] > 0.8
    # The kernel without its matrix: no direction has a larger |Jᵀz|²/D than the top eigenvector, whose value is the NTK.
    _, vectors = np.linalg.eigh(net.tangent_gram(runs.final_weights)[0])
    along = net.pullback(runs.final_weights, vectors[None, :, -1])
    assert runs.ntk[0, -1] == pytest.approx(float((along**2).sum()) / 128, rel=1e-10)


def test_the_spectral_norm_of_a_linear_net_cannot_grow_on_images() -> None:
    data = two_class("fashion-mnist")
    net = TwoLayerNet(data.train_inputs, 32, (1.0, 1.0), ntk_parameterisation=True)
    weights = initialise("gaussian", 1, 3, net.weight_count)
    start = simulate(net, weights, 0.0, 0.0, 0, observe={"N": spectral_norm}, engine="numpy")
    top = np.linalg.svd(data.train_inputs, compute_uv=False)[0] ** 2 * float(net.scale) ** 2 / 128
    rates = np.array([0.5, 0.9, 0.999]) * 4 / (top * start.observed["N"][:, 0])
    runs = simulate(net, weights, 0.0, rates, 12, observe={"N": spectral_norm}, engine="numpy")
    norms = runs.observed["N"]
    assert (np.diff(norms, axis=1) <= 1e-14 * norms[:, :1]).all()
    assert (norms[:, -1] < norms[:, 0]).all()
    # The edge lies inside the catapult window, as far above 2 as the spectrum of the images allows.
    assert (rates[2] * start.ntk[2, 0]) > 2.5
