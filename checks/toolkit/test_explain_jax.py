"""`explain` on a JAX function: layers are found whatever the order of their arrays, and convolutions by Euler's identity."""

from __future__ import annotations

import numpy as np
import pytest

jax = pytest.importorskip("jax")
import jax.numpy as jnp  # noqa: E402  # only where JAX is installed

from checks.explain import explain  # noqa: E402
from checks.explain.layered import Layered  # noqa: E402

RNG = np.random.default_rng(0)
INPUTS = jnp.asarray(RNG.standard_normal((10, 5)), dtype=jnp.float32)


def apply(params, x):
    hidden = jax.nn.leaky_relu(x @ params["b_first"] / 5**0.5, 0.25)
    return jax.nn.leaky_relu(hidden @ params["a_second"] / 8**0.5, 0.25) @ params["c_last"]


def test_layers_in_another_order_and_parameterisation():
    params = {
        name: jnp.asarray(RNG.standard_normal(shape), dtype=jnp.float32)
        for name, shape in (("b_first", (5, 8)), ("a_second", (8, 8)), ("c_last", (8,)))
    }
    found = explain((apply, params), INPUTS, 0.0, edge_steps=20)
    assert found.anatomy.degree == 3
    assert isinstance(found.layered, Layered)
    assert found.layered.deep.slopes[1] == pytest.approx(0.25)
    assert found.layered.deep.scale == pytest.approx(40**-0.5)
    flat = np.concatenate([np.asarray(params[name], dtype=float).ravel() for name in ("a_second", "b_first", "c_last")])
    rows = np.asarray(INPUTS, dtype=float)
    top = float(np.linalg.eigvalsh(rows.T @ rows)[-1]) / 10
    assert found.certified_rate == pytest.approx(6 / (top / 40 / 3 * (flat @ flat) ** 2), rel=1e-9)
    assert "MASTER-LIMIT" in repr(found)


def test_convolutions_with_pooling():
    def net(params, x):
        hidden = jax.nn.relu(jax.lax.conv(x, params["filters"], (1, 1), "VALID"))
        pooled = jax.lax.reduce_window(hidden, -jnp.inf, jax.lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
        return pooled.reshape(len(x), -1) @ params["last"]

    images = jnp.asarray(RNG.standard_normal((4, 1, 6, 6)), dtype=jnp.float32)
    params = {
        "filters": jnp.asarray(RNG.standard_normal((3, 1, 3, 3)), dtype=jnp.float32),
        "last": jnp.asarray(RNG.standard_normal((12, 2)), dtype=jnp.float32),
    }
    found = explain((net, params), images, RNG.standard_normal((4, 2)), edge_steps=5)
    assert found.anatomy.degree == 2
    assert found.identity < 1e-13
    assert "No theorem of this toolkit speaks of this net" in repr(found)


def test_nested_parameters_with_biases_are_layers_with_an_output_bias():
    """As Flax nests them, kernels (inputs, outputs) behind biases in the order of names."""

    def draw(*shape: int) -> object:
        return jnp.asarray(RNG.standard_normal(shape), dtype=jnp.float32)

    layers = {"Dense_0": {"kernel": draw(5, 6), "bias": jnp.zeros(6)}, "Dense_1": {"kernel": draw(6, 1), "bias": jnp.zeros(1)}}

    def nested(variables, x):
        one, two = variables["params"].values()
        return (jax.nn.relu(x @ one["kernel"] + one["bias"]) @ two["kernel"] + two["bias"])[:, 0]

    found = explain((nested, {"params": layers}), INPUTS, 0.0, edge_steps=None)
    assert (found.layered.bias, found.layered.shift) == tuple(f"['params']['Dense_{layer}']['bias']" for layer in range(2))
    rows = np.column_stack([np.asarray(INPUTS, dtype=float), np.ones(len(INPUTS))])
    top = float(np.linalg.eigvalsh(rows.T @ rows)[-1]) / len(rows)
    norm = sum(float((np.asarray(layer["kernel"], dtype=float) ** 2).sum()) for layer in layers.values())
    assert found.certified_rate == pytest.approx(4 / (top * norm + 2), rel=1e-9)
    assert "SHIFT-MONO" in repr(found)
    # With another function between the same arrays it is another net.
    other = explain((lambda at, x: nested(at, x) + nested(at, 2 * x) ** 2, {"params": layers}), INPUTS, 0.0, edge_steps=None)
    assert other.theorems == ()
