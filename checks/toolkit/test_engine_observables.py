"""Observables: each against its definition, in exact arithmetic where it has one."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy import ndarray

from numerics import observables
from numerics.descent import simulate
from numerics.exact import rational, simulate_exact
from numerics.initial import initialise
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.two_layer import TwoLayerNet


def test_a_relu_net_has_its_kernel_and_norm_in_its_active_units() -> None:
    net = TwoLayerNet([[3.0, 4.0]], 3, (1.0, 0.0), scale=Fraction(1, 2))
    weights = rational([[1, 1, -1, -1, 2, 0, 2, 5, -1]])
    # Units: u·x = 7 (active), −7 (dead), 6 (active); |x|² = 25.
    assert observables.active_norm(net, weights).tolist() == [4 + Fraction(49, 25) + 1 + Fraction(36, 25)]
    assert observables.active_ntk(net, weights)[0] == net.tangent_gram(weights)[0, 0, 0]
    assert observables.active_ntk(net, weights)[0] == 25 * Fraction(1, 4) * observables.active_norm(net, weights)[0]
    assert observables.inactive_units(net, weights).tolist() == [1 / 3]
    assert observables.negative_preactivations(net, weights).tolist() == [1 / 3]


def test_the_cubic_moment_closes_the_output_map() -> None:
    """Without a flip: f' = f − ηrH + η²r² · (moment)."""
    net = TwoLayerNet([[2.0]], 2, (1.0, 0.5), scale=Fraction(1, 2))
    eta, target = Fraction(1, 100), Fraction(1, 3)
    for now, after in pairwise(simulate_exact(net, [2, -3, 1, 2], target, eta, 3)):
        r = now.outputs[0] - target
        moment = observables.cubic_moment(net, rational(now.weights)[None])[0]
        assert after.outputs[0] == now.outputs[0] - eta * r * now.ntk + eta**2 * r**2 * moment


def test_the_weighted_norm_of_a_quadratic_with_bias_obeys_its_map() -> None:
    rng = np.random.default_rng(0)
    model = BiasedQuadratic(rng.integers(1, 4, (1, 2)), rng.integers(-2, 3, (1, 3)), Fraction(1, 3))
    eta = Fraction(1, 50)
    phi2 = sum(value * value for value in rational(model.phi)[0])
    for now, after in pairwise(simulate_exact(model, [1, -2, 2, 1, 1], 0, eta, 3)):
        weights = rational(now.weights)[None]
        meta = observables.meta_ntk(model, weights)[0]
        assert now.ntk == meta + phi2
        rise = eta * now.outputs[0] ** 2 * (eta * (meta + 2 * phi2) - 4)
        assert observables.bias_norm(model, rational(after.weights)[None])[0] == observables.bias_norm(model, weights)[0] + rise


@pytest.mark.parametrize("kind", ["leaky", "swish", "deep"])
def test_agop_is_the_average_outer_product_of_input_gradients(kind: str) -> None:
    rng = np.random.default_rng(1)
    inputs = rng.standard_normal((4, 3))

    def build(points: ndarray) -> TwoLayerNet | SmoothNet | DeepNet:
        if kind == "leaky":
            return TwoLayerNet(points, 5, (1.0, 0.5))
        return SmoothNet(points, 5, "swish") if kind == "swish" else DeepNet(points, (4, 3), (1.0, 0.5))

    model = build(inputs)
    weights = initialise("gaussian", 0, 2, model.weight_count)
    gradients = np.empty((2, 4, 3))
    for axis in range(3):
        shift = np.zeros(3)
        shift[axis] = 1e-6
        gradients[:, :, axis] = (build(inputs + shift).outputs(weights) - build(inputs - shift).outputs(weights)) / 2e-6
    expected = np.einsum("bai,baj->bij", gradients, gradients) / 4
    np.testing.assert_allclose(observables.agop(model, weights), expected, rtol=1e-6, atol=1e-8)


def test_general_observables_agree_with_what_is_recorded() -> None:
    rng = np.random.default_rng(2)
    model = DeepNet(rng.standard_normal((4, 2)), (5, 3))
    targets = rng.standard_normal(4)
    weights = initialise("gaussian", 0, 3, model.weight_count)
    observe = {
        "its loss": observables.loss(targets),
        "rf": observables.residual_output(targets),
        "rHr": observables.residual_kernel_residual(targets),
        "negative": observables.negative_preactivations,
    }
    runs = simulate(model, weights, targets, 0.05, 5, observe=observe, engine="numpy")
    np.testing.assert_array_equal(runs.observed["its loss"], runs.loss)
    # Degree 3: θ²' = θ² − 6 (η/D) r·f + (η²/D) rᵀHr.
    expected = runs.weight_norm - 6 * 0.05 * runs.observed["rf"] + 0.05**2 * runs.observed["rHr"]
    np.testing.assert_allclose(runs.weight_norm[:, 1:], expected[:, :-1], rtol=1e-13)
    assert ((runs.observed["negative"] >= 0) & (runs.observed["negative"] <= 1)).all()


def test_observables_refuse_models_they_are_not_defined_for() -> None:
    quadratic, weights = PureQuadratic(np.ones((1, 2)), 1.0), np.ones((1, 2))
    for measure in (
        observables.active_norm,
        observables.active_ntk,
        observables.cubic_moment,
        observables.spectral_norm,
        observables.bias_norm,
        observables.meta_ntk,
        observables.agop,
        observables.inactive_units,
        observables.negative_preactivations,
    ):
        with pytest.raises(TypeError, match="PureQuadratic"):
            measure(quadratic, weights)
    with pytest.raises(ValueError, match="one datum"):
        observables.active_norm(TwoLayerNet([[1.0], [2.0]], 1), weights)
    with pytest.raises(ValueError, match="linear nets"):
        observables.spectral_norm(TwoLayerNet([[1.0]], 1), weights)
