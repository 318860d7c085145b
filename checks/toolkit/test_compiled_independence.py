"""What a trajectory of the compiled engine may not depend on: its batch, the threads, other simulations, earlier shapes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from checks.toolkit.test_compiled import MODELS, build, starts
from numerics.descent import simulate
from numerics.models.deep import DeepNet
from numerics.models.two_layer import TwoLayerNet
from numerics.trajectories import Trajectories

pytest.importorskip("numba")


def identical(one: Trajectories, two: Trajectories, rows: np.ndarray) -> None:
    for name in ("loss", "ntk", "weight_norm", "outputs", "final_weights", "last_step", "diverged"):
        np.testing.assert_array_equal(getattr(one, name)[rows], getattr(two, name), err_msg=name)


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("data", [1, 3, 33])
@pytest.mark.parametrize("width", [7, 70])
def test_bits_depend_neither_on_the_batch_nor_on_the_threads(kind, data, width, monkeypatch):
    model = build(kind, data, 2, width, (1.0, 0.5), 1.0, 5)
    weights, rates = starts(model, 29, 6), np.linspace(0.01, 1.0, 29)
    monkeypatch.setattr("numerics.compiled.threads.WORTH_SHARING", 0.0)
    monkeypatch.setenv("CATAPULT_THREADS", "1")
    one = simulate(model, weights, 0.1, rates, 12, engine="compiled")
    monkeypatch.setenv("CATAPULT_THREADS", "3")
    for rows in (np.arange(29), np.arange(29)[::-1], np.array([3]), np.array([28, 0, 5, 5])):
        two = simulate(model, weights[rows], 0.1, rates[rows], 12, engine="compiled")
        identical(one, two, rows)


def test_simulations_run_at_the_same_time(monkeypatch):
    monkeypatch.setattr("numerics.compiled.threads.WORTH_SHARING", 0.0)
    model = build("net", 1, 1, 50, (1.0, 0.5), 1.0, 5)
    weights, rates = starts(model, 40, 6), np.linspace(0.1, 1.0, 40)
    alone = simulate(model, weights, 0.1, rates, 50, engine="compiled")
    with ThreadPoolExecutor(4) as pool:
        for together in pool.map(lambda _: simulate(model, weights, 0.1, rates, 50, engine="compiled"), range(16)):
            identical(alone, together, np.arange(40))


def test_a_new_shape_or_a_read_only_array_compiles_nothing():
    from numerics.compiled.one_datum import one_datum

    simulate(build("net", 1, 1, 3, (1.0, 0.5), 1.0, 5), np.ones((1, 6)), 0.1, 0.1, 3, engine="compiled")
    known = len(one_datum.signatures)
    for inputs, width, batch in ((2, 5, 1), (1, 40, 9)):
        model = build("net", 1, inputs, width, (1.0, 0.0), 0.3, 5)
        weights, targets, rates = starts(model, batch, 6), np.zeros((batch, 1)), np.ones(batch)
        for array in (weights, targets, rates):
            array.flags.writeable = False
        simulate(model, weights, targets, rates, 3, record_every=2, keep_outputs=False, engine="compiled")
        assert len(one_datum.signatures) == known


def test_arguments_are_left_alone():
    model = build("net", 3, 2, 9, (1.0, 0.5), 1.0, 5)
    weights = starts(model, 4, 6)
    before = weights.copy()
    runs = simulate(model, weights, 0.1, 0.1, 3, engine="compiled")
    np.testing.assert_array_equal(weights, before)
    assert not np.shares_memory(runs.final_weights, weights)


def test_what_it_does_not_know_goes_to_the_reference_or_is_refused():
    deep = DeepNet(np.ones((1, 1)), (2, 1))
    weights = np.ones((1, deep.weight_count))
    with pytest.raises(ValueError, match="cannot run DeepNet: it is no sum over units"):
        simulate(deep, weights, 0.0, 0.1, 1, engine="compiled")
    assert simulate(deep, weights, 0.0, 0.1, 1).loss.shape == (1, 2)
    net = TwoLayerNet(np.ones((1, 1)), 3)
    observe = {"mean": lambda model, weights: weights.mean(axis=1)}
    assert "mean" in simulate(net, np.ones((1, 6)), 0.0, 0.1, 1, observe=observe).observed


def test_a_trajectory_at_rest_is_not_stepped_but_recorded():
    """A net that is 0 on its datum never moves; nor does one whose weights have stopped changing in their last bits."""
    net = TwoLayerNet(np.ones((1, 1)), 4, (1.0, 1.0))
    weights = np.array([np.zeros(8), np.full(8, 1.0)])
    one = simulate(net, weights, 0.0, 0.9, 3000, record_every=7, engine="numpy")
    two = simulate(net, weights, 0.0, 0.9, 3000, record_every=7, engine="compiled")
    np.testing.assert_allclose(two.loss, one.loss, atol=1e-30)
    np.testing.assert_allclose(two.ntk, one.ntk, rtol=1e-12)
    for name, values in vars(one.summary).items():
        np.testing.assert_allclose(getattr(two.summary, name), values, rtol=1e-9, atol=1e-30, err_msg=name)


@pytest.mark.parametrize(
    ("kind", "data", "inputs"),
    [
        ("net", 33, 1),
        *((kind, 3, 3) for kind in ("net", "quadratic net", "pure diagonal", "pure dense", "biased", "general dense")),
    ],
)
def test_at_rest_on_several_data_the_last_state_is_repeated(kind, data, inputs):
    """Where no weight changes in its last bit, nothing more is computed: millions of steps are as good as thousands."""
    model = build(kind, data, inputs, 6, (1.0, 0.5), 1.0, 8)
    weights = np.random.default_rng(2).standard_normal((20, model.weight_count))
    weights[0] = 0
    targets = 1.01 * model.outputs(weights)
    rates = 1.0 / simulate(model, weights, targets, 0.0, 0).ntk[:, 0].clip(1e-3)
    rates[1:3] = 0
    one, two = (simulate(model, weights, targets, rates, 3001, ntk_every=None, engine=engine) for engine in ("numpy", "compiled"))
    for name in ("loss", "ntk", "weight_norm", "outputs", "final_weights"):
        np.testing.assert_allclose(getattr(two, name), getattr(one, name), rtol=1e-9, atol=1e-13, err_msg=name)
    assert two.outputs is not None
    still = (two.outputs[:, -100:] == two.outputs[:, -1:]).all(axis=(1, 2))
    assert still.sum() > 3  # the first three never moved
    long = simulate(model, weights[still], targets[still], rates[still], 10**6, record_every=10**5, engine="compiled")
    np.testing.assert_array_equal(long.last_step, 10**6)
    np.testing.assert_allclose(long.final_weights, two.final_weights[still], rtol=1e-9)
    np.testing.assert_allclose(long.loss[:, 1:], np.repeat(two.loss[still, -1:], 10, axis=1), atol=1e-30)


@pytest.mark.deep
@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="needs fork")
def test_a_fork_after_threads_have_run_simulates_too():
    script = """
import multiprocessing, numpy as np
from numerics.descent import simulate
from numerics.models.two_layer import TwoLayerNet
net, weights = TwoLayerNet(np.ones((1, 1)), 500), np.ones((400, 1000))
def run(_=None): return float(simulate(net, weights, 0.3, 0.1, 200, engine="compiled").loss.sum())
if __name__ == "__main__":
    first = run()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map(run, range(2)) == [first, first]
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("reach", [0.5, 3.0, 40.0])
def test_two_threads_that_take_turns_with_the_ntk_give_the_bits_of_one(reach, monkeypatch):
    model = build("net", 33, 3, 20, (1.0, 0.0), 0.0, 3)
    weights = np.random.default_rng(4).standard_normal((1, model.weight_count))
    rate = reach / simulate(model, weights, 0.5, 0.0, 0).ntk[:, 0]
    runs = []
    for threads in ("1", "2"):
        monkeypatch.setenv("CATAPULT_THREADS", threads)
        monkeypatch.setattr("numerics.compiled.threads.WORTH_SHARING", 0)
        runs.append(simulate(model, weights, 0.5, rate, 51, engine="compiled"))
    one, two = runs
    identical(one, two, np.arange(1))
    still = simulate(model, weights, 0.5, 0.0, 9, engine="compiled")
    np.testing.assert_allclose(still.ntk, still.ntk[:, :1] * np.ones(10), rtol=1e-14)
    assert runs[0].diverged.all() == (reach > 30)
