"""A JAX function as a model: the same numbers as our own net, in either precision, with nothing global changed."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

jax = pytest.importorskip("jax")
import jax.numpy as jnp  # noqa: E402  # only where JAX is installed

from checks.toolkit.representatives import first  # noqa: E402
from numerics import Model, TwoLayerNet, check_model, simulate  # noqa: E402
from numerics.adapters.jax_net import JaxNet  # noqa: E402
from numerics.spectra.curvature import gauss_newton, hessian, loss_gradient, tangent_kernel  # noqa: E402
from numerics.spectra.lanczos import top_eigenpairs  # noqa: E402

RNG = np.random.default_rng(0)
INPUTS = RNG.standard_normal((6, 3))
WIDTH = 5
START = {"first": np.zeros((WIDTH, 3)), "second": np.zeros(WIDTH), "step": 3}


def two_layer(params, x):
    """Our two-layer ReLU net, in JAX."""
    return jax.nn.relu(x @ params["first"].T) @ params["second"] * WIDTH**-0.5


def convolution(params, x):
    hidden = jnp.tanh(jax.lax.conv(x, params["kernel"], (1, 1), "VALID"))
    return hidden.reshape(len(x), -1) @ params["out"]


def test_it_is_our_own_net_in_another_library():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        theirs, ours = JaxNet(two_layer, START, INPUTS), TwoLayerNet(INPUTS, WIDTH)
        assert isinstance(theirs, Model)
        start = RNG.standard_normal((3, ours.weight_count))
        check_model(theirs, start)
        rates = [0.1, 1.0, 2.0]
        found, expected = (simulate(model, start, 0.3, rates, 40, engine="numpy") for model in (theirs, ours))
        np.testing.assert_allclose(found.loss, expected.loss, rtol=1e-9)
        np.testing.assert_allclose(found.ntk, expected.ntk, rtol=1e-9)
        one = simulate(theirs, start[1:2], 0.3, rates[1], 40)
        np.testing.assert_array_equal(found.loss[1], one.loss[0])
        single = simulate(theirs, start.astype(np.float32), 0.3, 0.1, 3)
    assert single.loss.dtype == np.float32
    np.testing.assert_allclose(single.loss, simulate(ours, start, 0.3, 0.1, 3).loss, rtol=1e-4)
    # The global precision is what it was.
    assert jnp.ones(1).dtype == np.float32


@pytest.mark.parametrize(
    ("at_once", "dtype"),
    first(2, [(None, np.float64), (2, np.float32), (None, np.float32), (2, np.float64), (1, np.float32), (1, np.float64)]),
)
def test_spectra_are_those_of_the_dense_matrices(at_once, dtype):
    params = {"kernel": RNG.standard_normal((3, 1, 3, 3)).astype(dtype), "out": RNG.standard_normal((48, 2)).astype(dtype)}
    inputs, labels = RNG.standard_normal((5, 1, 6, 6)), jnp.array([0, 1, 1, 0, 1])
    net = JaxNet(convolution, params, inputs, at_once=at_once)
    assert net.data_count == 10
    flat = np.asarray(net.weights(), dtype)[None]
    rows = net.jacobian(flat)[0].astype(float)
    accuracy = 1e-10 if dtype is np.float64 else 1e-4
    dense = np.linalg.eigvalsh(rows @ rows.T)[::-1][:2] / 10
    for operator in (tangent_kernel(net), gauss_newton(net)):
        np.testing.assert_allclose(top_eigenpairs(operator, 2).values, dense, rtol=accuracy)

    def cross_entropy(outputs, targets):
        return -jax.nn.log_softmax(outputs)[jnp.arange(len(targets)), targets].mean()

    with jax.enable_x64(True):

        def whole(weights):
            return cross_entropy(net.call(weights, inputs), labels)

        at = jnp.asarray(flat[0], dtype=np.float64)
        matrix, slope = np.asarray(jax.hessian(whole)(at)), np.asarray(jax.grad(whole)(at))
    found = top_eigenpairs(hessian(net, targets=labels, loss=cross_entropy), 2)
    np.testing.assert_allclose(found.values, np.linalg.eigvalsh(matrix)[::-1][:2], rtol=10 * accuracy)
    np.testing.assert_allclose(loss_gradient(net, targets=labels, loss=cross_entropy), slope, atol=accuracy * np.abs(slope).max())


def test_other_data_use_the_compiled_products_again():
    net = JaxNet(two_layer, START, INPUTS)
    other = net.on(INPUTS[:2] + 1)
    assert other.row_count == 2
    assert other._functions is net._functions
    assert net.row_count == 6


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: JaxNet("net", START, INPUTS), TypeError, "apply must be a function"),
        (lambda: JaxNet(two_layer, {}, INPUTS), ValueError, "float leaves"),
        (lambda: JaxNet(two_layer, {"first": np.ones(2, complex)}, INPUTS), TypeError, "not complex"),
        (lambda: JaxNet(two_layer, START, 1.0), ValueError, "inputs must be arrays"),
        (lambda: JaxNet(two_layer, START, (INPUTS, INPUTS[:2])), ValueError, "same number D"),
        (lambda: JaxNet(two_layer, START, np.zeros((0, 3))), ValueError, "at least one datum"),
        (lambda: JaxNet(two_layer, START, np.ma.masked_array(INPUTS)), TypeError, "masked"),
        (lambda: JaxNet(two_layer, START, INPUTS, at_once=1.5), TypeError, "at_once must be an integer"),
        (lambda: JaxNet(lambda p, x: x.sum(), START, INPUTS).data_count, ValueError, "must return one array"),
        (lambda: JaxNet(two_layer, START, INPUTS).weights({"first": np.zeros(3)}), ValueError, "structure"),
    ],
)
def test_wrong_arguments_are_named(make, error, words):
    with pytest.raises(error, match=words):
        make()


def test_batch_statistics_are_differentiated_with_all_their_data():
    def centred(weights, inputs):
        hidden = inputs @ weights
        return jax.nn.relu(hidden - hidden.mean(axis=0))

    inputs, weights = np.random.default_rng(0).standard_normal((6, 4)), np.random.default_rng(1).standard_normal((4, 2))
    net = JaxNet(centred, weights, inputs)
    assert not net.separable
    assert JaxNet(lambda w, x: jax.nn.relu(x @ w), weights, inputs).separable
    with jax.enable_x64(True):
        expected = np.asarray(jax.jacrev(lambda at: centred(at, inputs).ravel())(jax.numpy.asarray(weights))).reshape(12, 8)
    np.testing.assert_allclose(net.jacobian(weights.reshape(1, -1))[0], expected, rtol=1e-12, atol=1e-14)
    with pytest.raises(ValueError, match="at_once must be None"):
        JaxNet(centred, weights, inputs, at_once=2).outputs(weights.reshape(1, -1))


def test_leaves_that_are_no_arrays_of_floats():
    params = {"gain": 2.0, "key": jax.random.key(0), "step": 3, "none": None, "first": RNG.standard_normal((WIDTH, 3))}
    net = JaxNet(lambda p, x: p["gain"] * (x @ p["first"].T).sum(1), params, INPUTS)
    assert net.weight_count == 1 + 3 * WIDTH
    assert np.dtype(net.weights().dtype) == np.float64
    gain = net.jacobian(np.asarray(net.weights())[None])[0][:, [name for name, _ in net.blocks].index("['gain']") * 3 * WIDTH]
    np.testing.assert_allclose(gain, (INPUTS @ params["first"].T).sum(1), rtol=1e-12)
