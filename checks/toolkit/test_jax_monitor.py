"""Monitoring JAX: the same numbers as for the same net in PyTorch or on its own, and the rates as optax transformations."""

from __future__ import annotations

import numpy as np
import pytest

jax = pytest.importorskip("jax")
optax = pytest.importorskip("optax")
import jax.numpy as jnp  # noqa: E402  # only where JAX is installed

from numerics.adapters.jax_net import JaxNet  # noqa: E402
from numerics.training.control import Certified, Dial, Polyak  # noqa: E402
from numerics.training.jax_monitor import JaxMonitor  # noqa: E402
from numerics.training.optax_rules import certified, dial, polyak  # noqa: E402
from numerics.training.rules import StepRule  # noqa: E402

RNG = np.random.default_rng(0)
INPUTS, TARGETS = (jnp.asarray(RNG.standard_normal(shape), dtype=jnp.float32) for shape in ((12, 5), (12,)))


def params(width=16, seed=0):
    rng = np.random.default_rng(seed)
    return {
        "first": jnp.asarray(rng.standard_normal((5, width)), dtype=jnp.float32),
        "second": jnp.asarray(rng.standard_normal(width) / width**0.5, dtype=jnp.float32),
    }


def apply(weights, x):
    return jax.nn.relu(x @ weights["first"]) @ weights["second"]


def mse(outputs, targets):
    return ((outputs - targets) ** 2).mean()


@jax.jit
def gradient(weights, inputs, targets):
    return jax.value_and_grad(lambda at: mse(apply(at, inputs), targets))(weights)


def train(rate, steps, batch=12, at=None, **options):
    monitor, weights, rng = JaxMonitor(apply, mse, **options), at or params(), np.random.default_rng(1)
    for _ in range(steps):
        rows = np.sort(rng.permutation(12)[:batch])
        value, slope = gradient(weights, INPUTS[rows], TARGETS[rows])
        used = monitor.before_step(weights, INPUTS[rows], TARGETS[rows], rate, loss=value)
        weights = jax.tree.map(lambda leaf, part, used=used: leaf - used * part, weights, slope)
    return monitor.record(weights), weights


def test_measured_is_what_the_dense_matrices_say():
    record, _ = train(0.05, 1, reference_size=12, growth=True)
    net = JaxNet(apply, params(), INPUTS)
    rows = net.jacobian(np.asarray(net.weights())[None])[0].astype(float)
    top = np.linalg.eigvalsh(rows @ rows.T)[-1] / 6
    for name in ("sharpness", "kernel"):
        assert record.measured[name][0] == pytest.approx(top, rel=1e-5)
    assert record.measured["critical_rate"][0] == pytest.approx(2 / top, rel=1e-5)
    assert record.degree == 2
    assert abs(record.measured["identity"][0]) < 1e-6
    assert np.isfinite(record.measured["growth"][0])


def test_a_catapult_and_none():
    wide = params(width=512)
    first = train(1e-6, 1, at=wide)[0].measured["sharpness"][0]
    high, low = (train(relative / first, 60, at=wide, reference_size=12)[0] for relative in (3.0, 1.0))
    assert len(high.catapults) == 1
    assert low.spikes == []


def test_what_is_foreseen_comes():
    weights = params()
    monitor = JaxMonitor(apply, mse, every=1, growth=True)
    for rate in (0.01, 0.2):
        seen = monitor.foresee(weights, INPUTS, TARGETS, rate)
        value, slope = gradient(weights, INPUTS, TARGETS)
        monitor.before_step(weights, INPUTS, TARGETS, rate, loss=value)
        weights = jax.tree.map(lambda leaf, part, rate=rate: leaf - rate * part, weights, slope)
        last = monitor.record(weights).measured
        assert (seen.relative_rate, seen.growth) == pytest.approx((last["relative_rate"][-1], last["forecast"][-1]), rel=1e-5)
        assert seen.rises is (rate == 0.2) is bool(last["growth"][-1] > 1)
    with pytest.raises(TypeError, match="either rate or rule"):
        monitor.foresee(weights, INPUTS, TARGETS)


def test_the_step_of_a_chain_is_foreseen():
    def linear(weights, x):
        return x @ weights

    chain = optax.chain(optax.clip_by_global_norm(0.5), optax.add_decayed_weights(0.1), optax.sgd(0.1, momentum=0.9))
    weights, losses = params()["first"][:, 0], []
    state, monitor = chain.init(weights), JaxMonitor(linear, mse, every=1)
    for _ in range(4):
        value, slope = jax.value_and_grad(lambda at: mse(linear(at, INPUTS), TARGETS))(weights)
        updates, state = chain.update(slope, state, weights)
        monitor.before_step(weights, INPUTS, TARGETS, rule=StepRule(0.1, momentum=0.9), updates=updates)
        weights = optax.apply_updates(weights, updates)
        losses.append(float(value))
    seen = monitor.record(weights).measured["forecast"]
    np.testing.assert_allclose(seen[:-1], np.array(losses[1:]) / losses[:-1], rtol=1e-5)
    # Without the updates, a step with momentum is not known.
    monitor.before_step(weights, INPUTS, TARGETS, rule=StepRule(0.1, momentum=0.9))
    assert np.isnan(monitor.record().measured["forecast"][-1])
    with pytest.raises(ValueError, match="loss must be one number"):
        JaxMonitor(apply, lambda f, y: (f - y) ** 2).before_step(params(), INPUTS, TARGETS, 0.1)


def test_the_dial_is_held():
    record, _ = train(0.1, 10, batch=6, every=1, control=Dial(1.5))
    np.testing.assert_allclose(record.measured["relative_rate"], 1.5, rtol=1e-6)


def test_arguments():
    monitor = JaxMonitor(apply, mse, control=Polyak())
    with pytest.raises(TypeError, match="either rate or rule"):
        monitor.before_step(params(), INPUTS, TARGETS)
    with pytest.raises(ValueError, match="without momentum"):
        monitor.before_step(params(), INPUTS, TARGETS, rule=StepRule(0.1, momentum=0.5))
    with pytest.raises(ValueError, match="Certified is proved"):
        certified(Certified(1.0), momentum=0.5, decay=0.1)
    rule = certified(Certified(1.0))
    with pytest.raises(ValueError, match="params must be given"):
        rule.update(params(), rule.init(params()))


def follow(rule, steps, zero=True, **extra):
    """Weights along the steps of an optax rule, with the loss as value and given numbers besides."""
    weights = params()
    state, seen = rule.init(weights), []
    goal = jnp.zeros(12) if zero else TARGETS

    @jax.jit
    def step(weights, state):
        value, slope = gradient(weights, INPUTS, goal)
        updates, after = rule.update(slope, state, weights, value=value, **extra)
        return optax.apply_updates(weights, updates), after, value, sum((leaf**2).sum() for leaf in jax.tree.leaves(slope))

    for _ in range(steps):
        norm = sum(float((np.asarray(leaf, float) ** 2).sum()) for leaf in jax.tree.leaves(weights))
        weights, state, value, square = step(weights, state)
        seen.append((norm, float(value), float(square)))
    return np.array(seen).T


def test_optax_rules_do_what_they_say():
    constant = 2 * float(np.linalg.eigvalsh(np.asarray(INPUTS) @ np.asarray(INPUTS).T)[-1]) / 12
    for options in ({}, {"decay": 0.1}):
        norm, _, _ = follow(certified(Certified(constant, 2, 3.9), **options), 40)
        assert (np.diff(norm) <= 1e-6 * norm[:-1]).all()
    norm, _, _ = follow(certified(Certified(constant / 100, 2, 3.9)), 10)
    assert np.diff(norm).max() > 0
    norm, loss, square = follow(polyak(Polyak(6.0)), 30)
    np.testing.assert_allclose(np.diff(norm), -(12.0 * loss**2 / square)[:-1], rtol=1e-3, atol=1e-5 * norm[0])
    assert np.diff(follow(polyak(Polyak(9.5)), 30)[0]).max() > 0
    # The dial is gradient descent at c/λ.
    first, second = follow(dial(Dial(1.5)), 5, zero=False, sharpness=3.0), follow(optax.sgd(0.5), 5, zero=False)
    np.testing.assert_allclose(first, second, rtol=1e-6)


def test_the_certified_velocity_is_heavy_ball_at_its_rates():
    control, momentum = Certified(3.0, 2, 2.0), 0.7
    rule = certified(control, momentum=momentum)
    weights = params()
    state = rule.init(weights)
    flat = np.concatenate([np.asarray(leaf, float).ravel() for leaf in jax.tree.leaves(weights)])
    velocity = np.zeros_like(flat)
    for _ in range(6):
        _, slope = gradient(weights, INPUTS, TARGETS)
        updates, state = rule.update(slope, state, weights)
        weights = optax.apply_updates(weights, updates)
        carried = velocity / (1 - momentum)
        norm = ((flat + momentum * carried) ** 2).sum() + momentum * (carried**2).sum()
        rate = control.c * (1 - momentum) ** 2 / ((1 + momentum) ** 2 * control.constant * norm)
        velocity = momentum * velocity - rate * np.concatenate(
            [np.asarray(leaf, float).ravel() for leaf in jax.tree.leaves(slope)]
        )
        flat = flat + velocity
        found = np.concatenate([np.asarray(leaf, float).ravel() for leaf in jax.tree.leaves(weights)])
        np.testing.assert_allclose(found, flat, rtol=1e-4, atol=1e-6)


def flax_like():
    """Parameters as Flax nests them, with biases, and their apply."""
    first, second = params().values()
    tree = {
        "params": {
            "Dense_0": {"kernel": first, "bias": jnp.zeros(16)},
            "Dense_1": {"kernel": second[:, None], "bias": jnp.zeros(1)},
        }
    }

    def nested(variables, x):
        one, two = (variables["params"][f"Dense_{layer}"] for layer in range(2))
        return (jax.nn.relu(x @ one["kernel"] + one["bias"]) @ two["kernel"] + two["bias"])[:, 0]

    return nested, tree


def test_a_scanned_loop_is_watched_between_scans_and_its_losses_are_seen():
    """Against the same training watched at each step: the same losses, spikes and measurements where it was measured."""
    nested, tree = flax_like()
    rate, length = 0.08, 5

    def step(at, _):
        value, slope = jax.value_and_grad(lambda tree: mse(nested(tree, INPUTS), TARGETS))(at)
        return jax.tree.map(lambda leaf, part: leaf - rate * part, at, slope), value

    scan = jax.jit(lambda at: jax.lax.scan(step, at, None, length=length))
    scanned, watched = (JaxMonitor(nested, mse, every=length, on_spikes=False) for _ in range(2))
    at = tree
    for _ in range(6):
        scanned.before_step(at, INPUTS, TARGETS, rate)
        at, losses = scan(at)
        scanned.after_scan(losses[1:])
    each = tree
    for _ in range(6 * length):
        watched.before_step(each, INPUTS, TARGETS, rate)
        each, _ = step(each, None)
    found, same = scanned.record(at), watched.record(each)
    np.testing.assert_allclose(found.loss, same.loss, rtol=1e-3)
    assert found.steps.tolist() == same.steps.tolist() == list(range(0, 30, length))
    np.testing.assert_allclose(found.measured["sharpness"], same.measured["sharpness"], rtol=1e-3)
    assert [(spike.start, spike.peak) for spike in found.spikes] == [(spike.start, spike.peak) for spike in same.spikes] != []
    # What a step did is not known where the weights behind it are not.
    assert np.isnan(found.measured["growth"]).all()
    assert np.isfinite(same.measured["growth"]).all()
    # A measurement that is due within a scan is made after it.
    late = JaxMonitor(nested, mse, every=4)
    late.before_step(tree, INPUTS, TARGETS, rate)
    late.after_scan(losses)
    late.before_step(at, INPUTS, TARGETS, rate)
    assert late.record().steps.tolist() == [0, 6]


def test_inside_a_compiled_loop_the_monitor_says_where_it_belongs():
    nested, tree = flax_like()
    monitor = JaxMonitor(nested, mse)
    with pytest.raises(TypeError, match="outside of jit, grad and scan"):
        jax.jit(lambda at: monitor.before_step(at, INPUTS, TARGETS, 0.1))(tree)
    with pytest.raises(ValueError, match="before_step was told of"):
        monitor.after_scan([1.0])
    monitor.before_step(tree, INPUTS, TARGETS, 0.1)
    with pytest.raises(ValueError, match=r"losses must be of shape \(n,\)"):
        monitor.after_scan(1.0)
    with pytest.raises(TypeError, match="losses must be an array of numbers"):
        monitor.after_scan(["one"])


def test_an_optax_loop_with_batches_momentum_and_nested_weights_is_watched_and_steered():
    nested, weights = flax_like()
    optimiser = optax.inject_hyperparams(optax.sgd)(0.1, momentum=0.5)
    state, rng = optimiser.init(weights), np.random.default_rng(0)
    monitor = JaxMonitor(nested, mse, every=1, control=Dial(1.0))
    for _ in range(8):
        rows = rng.permutation(12)[:6]
        value, slope = jax.value_and_grad(lambda tree, rows=rows: mse(nested(tree, INPUTS[rows]), TARGETS[rows]))(weights)
        rule = StepRule(0.1, momentum=0.5)
        state.hyperparams["learning_rate"] = monitor.before_step(weights, INPUTS[rows], TARGETS[rows], rule=rule, loss=value)
        updates, state = optimiser.update(slope, state, weights)
        weights = optax.apply_updates(weights, updates)
    record = monitor.record(weights)
    assert record.measured["relative_rate"] == pytest.approx(np.ones(8), rel=1e-6)
    assert weights["params"]["Dense_0"]["kernel"].dtype == jnp.float32
