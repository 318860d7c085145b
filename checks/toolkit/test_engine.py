"""The reference engine: determinism, freezing, recording, normalisations and phases."""

from __future__ import annotations

import numpy as np
import pytest
from numpy import ndarray

from numerics import blas, reference
from numerics.descent import simulate
from numerics.initial import initialise
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.taylor import second_order
from numerics.models.two_layer import TwoLayerNet
from numerics.observables import scaled_spectrum, weight_norm
from numerics.phases import Phase
from numerics.trajectories import Trajectories


def _models() -> dict[str, Model]:
    rng = np.random.default_rng(0)
    psi = rng.standard_normal((3, 6, 6))
    psi = psi + psi.swapaxes(1, 2)
    leaky = TwoLayerNet(rng.standard_normal((5, 3)), 16, (1.0, 0.5))
    return {
        "leaky": leaky,
        "one datum": TwoLayerNet([[1.0]], 33, (1.0, 0.25)),
        "tanh": SmoothNet(rng.standard_normal((5, 3)), 16),
        "pure": PureQuadratic(psi, 0.3),
        "diagonal": PureQuadratic(rng.standard_normal((1, 57)), 0.3),
        "biased": BiasedQuadratic(rng.standard_normal((3, 2)), psi, 0.3),
        "general": GeneralQuadratic(rng.standard_normal(3), rng.standard_normal((3, 6)), psi, 0.1),
        "deep": DeepNet(rng.standard_normal((5, 3)), (6, 5), (1.0, 0.25)),
        "second order": second_order(leaky, rng.standard_normal(leaky.weight_count)),
        "more data than weights": PureQuadratic(rng.standard_normal((9, 4)), 0.3),
    }


MODELS = _models()
FIELDS = ("loss", "ntk", "weight_norm", "outputs", "last_step", "diverged", "final_weights")


def _same(left: Trajectories, right: Trajectories, rows: ndarray | slice) -> None:
    for field in FIELDS:
        np.testing.assert_array_equal(getattr(left, field), getattr(right, field)[rows], err_msg=field)


def _rates(model: Model, weights: ndarray, ratios: ndarray) -> ndarray:
    start = simulate(model, weights, np.zeros(model.data_count), 0.0, 0, engine="numpy")
    return ratios / start.ntk[:, 0]


@pytest.mark.parametrize("name", MODELS)
def test_a_trajectory_is_the_same_in_any_batch(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = MODELS[name]
    weights = initialise("gaussian", 1, 21, model.weight_count)
    rates = _rates(model, weights, np.linspace(0.3, 9.0, 21))
    targets = np.random.default_rng(2).standard_normal((21, model.data_count))
    whole = simulate(model, weights, targets, rates, 30, engine="numpy")
    assert 0 < whole.diverged.sum() < 21 or name == "tanh"
    for rows in (slice(4, 5), slice(7, 14), slice(20, None, -3)):
        _same(simulate(model, weights[rows], targets[rows], rates[rows], 30, engine="numpy"), whole, rows)
    single = simulate(model, weights.astype(np.float32), targets, rates, 30, engine="numpy")
    assert single.loss.dtype == np.float32
    monkeypatch.setattr(reference, "_CHUNK", 3 * model.weight_count * model.data_count)
    _same(simulate(model, weights, targets, rates, 30, engine="numpy"), whole, slice(None))


@pytest.mark.parametrize("name", MODELS)
def test_recording_less_changes_nothing(name: str) -> None:
    model = MODELS[name]
    weights = initialise("gaussian", 3, 12, model.weight_count)
    rates = _rates(model, weights, np.linspace(0.3, 9.0, 12))
    every = simulate(model, weights, 0.5, rates, 31, engine="numpy")
    for record in (4, None):
        some = simulate(model, weights, 0.5, rates, 31, record_every=record, keep_outputs=False, engine="numpy")
        assert some.outputs is None
        assert some.steps.tolist() == ([0, 31] if record is None else [*range(0, 31, 4), 31])
        np.testing.assert_array_equal(some.last_step, every.last_step)
        np.testing.assert_array_equal(some.final_weights, every.final_weights)
        for column, step in enumerate(some.steps.tolist()):
            running = every.last_step >= step
            np.testing.assert_array_equal(some.loss[running, column], every.loss[running, step])
            np.testing.assert_array_equal(some.ntk[running, column], every.ntk[running, step])
        for key, value in vars(every.summary).items():
            np.testing.assert_array_equal(getattr(some.summary, key), value, err_msg=key)
        np.testing.assert_array_equal(some.phases(), every.phases())


@pytest.mark.parametrize("record", [1, 2, None])
@pytest.mark.parametrize("ntk", [3, None])
def test_the_ntk_is_measured_where_it_was_asked_for(record: int | None, ntk: int | None) -> None:
    """At the steps asked for, and in the first and last state of each trajectory; the rest of the record is the same."""
    model = MODELS[next(iter(MODELS))]
    weights = initialise("gaussian", 3, 12, model.weight_count)
    rates = _rates(model, weights, np.linspace(0.3, 9.0, 12))
    every = simulate(model, weights, 0.5, rates, 31, record_every=record, engine="numpy")
    some = simulate(model, weights, 0.5, rates, 31, record_every=record, ntk_every=ntk, engine="numpy")
    last_column = np.searchsorted(every.steps, every.last_step)[:, None]
    wanted = (every.steps % (ntk or 31) == 0) | (np.arange(len(every.steps)) == last_column)
    np.testing.assert_array_equal(some.ntk, np.where(wanted, every.ntk, np.nan))
    np.testing.assert_array_equal(some.loss, every.loss)
    np.testing.assert_array_equal(some.summary.final_ntk, every.summary.final_ntk)


@pytest.mark.parametrize("name", MODELS)
def test_two_over_ntk_is_the_edge_in_every_normalisation(name: str) -> None:
    """The same rate in units of the NTK gives the same weights, whatever the normalisation."""
    model = MODELS[name]
    weights = initialise("gaussian", 4, 3, model.weight_count)
    runs = []
    for normalisation in ("mean", "sum", "mean_square"):
        start = simulate(model, weights, 0.0, 0.0, 0, normalisation=normalisation, engine="numpy")
        rates = 1.5 / start.ntk[:, 0]
        runs.append(simulate(model, weights, 0.0, rates, 5, normalisation=normalisation, engine="numpy"))
    mean, total, square = runs
    np.testing.assert_allclose(total.final_weights, mean.final_weights, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(square.final_weights, mean.final_weights, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(total.loss, mean.loss * model.data_count, rtol=1e-8, atol=1e-20)
    np.testing.assert_allclose(square.ntk, 2 * mean.ntk, rtol=1e-8)


def test_the_first_step_is_the_gradient_step() -> None:
    model = MODELS[next(iter(MODELS))]
    weights = initialise("gaussian", 5, 2, model.weight_count)
    targets = np.arange(5.0)
    runs = simulate(model, weights, targets, 0.1, 1, observe={"spectrum": scaled_spectrum(), "norm": weight_norm}, engine="numpy")
    rows = model.jacobian(weights)
    residuals = model.outputs(weights) - targets
    np.testing.assert_allclose(runs.final_weights, weights - 0.1 / 5 * np.einsum("bd,bdp->bp", residuals, rows), rtol=1e-12)
    np.testing.assert_allclose(runs.loss[:, 0], (residuals**2).sum(axis=1) / 10, rtol=1e-13)
    np.testing.assert_allclose(runs.ntk[:, 0], np.linalg.svd(rows)[1][:, 0] ** 2 / 5, rtol=1e-12)
    assert runs.observed["spectrum"].shape == (2, 2, 5)
    np.testing.assert_array_equal(runs.observed["spectrum"][:, :, -1], runs.ntk)
    np.testing.assert_array_equal(runs.observed["norm"], runs.weight_norm)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", MODELS)
def test_divergence_is_frozen_without_warnings(name: str, dtype: type) -> None:
    model = MODELS[name]
    weights: ndarray = initialise("gaussian", 6, 4, model.weight_count).astype(dtype)
    runs = simulate(model, weights, 0.0, 1e6, 400, observe={"norm": weight_norm}, engine="numpy")
    last = runs.last_step
    assert runs.diverged.all() or name == "tanh"
    for row in np.flatnonzero(runs.diverged):
        end = last[row]
        assert 0 < end < 400
        assert np.isfinite(runs.loss[row, :end]).all()
        assert np.isfinite(runs.weight_norm[row, :end]).all()
        assert not (np.isfinite(runs.loss[row, end]) and np.isfinite(runs.weight_norm[row, end]))
        for values in (runs.loss, runs.ntk, runs.weight_norm, runs.observed["norm"]):
            assert np.isnan(values[row, end + 1 :]).all()
    assert (runs.phases()[runs.diverged] == Phase.DIVERGENT).all()
    assert np.isinf(runs.summary.peak_loss[runs.diverged]).all()


def test_a_threshold_freezes_at_the_first_state_over_it() -> None:
    weights = initialise("gaussian", 7, 8, 2048)
    model = TwoLayerNet([[1.0]], 1024, (1.0, 1.0))
    rates = _rates(model, weights, np.full(8, 3.0))
    free = simulate(model, weights, 0.0, rates, 60, engine="numpy")
    held = simulate(model, weights, 0.0, rates, 60, divergence_loss=20.0, engine="numpy")
    assert not free.diverged.any()
    assert held.diverged.all()
    over = np.argmax(free.loss > 20.0, axis=1)
    np.testing.assert_array_equal(held.last_step, over)
    np.testing.assert_array_equal(held.loss[np.arange(8), over], free.loss[np.arange(8), over])


def test_the_phases_of_the_linear_net() -> None:
    """Below 2, between 2 and 4, and above 4 in units of the NTK: the exactly known phases."""
    model = TwoLayerNet([[1.0]], 512, (1.0, 1.0))
    weights = initialise("gaussian", 8, 30, 1024)
    ratios = np.repeat([0.5, 1.9, 2.2, 3.5, 4.3], 6)
    runs = simulate(model, weights, 0.0, _rates(model, weights, ratios), 300, engine="numpy")
    expected = {0.5: Phase.MONOTONE, 1.9: Phase.MONOTONE, 2.2: Phase.CATAPULT, 3.5: Phase.CATAPULT, 4.3: Phase.DIVERGENT}
    assert [Phase(code) for code in runs.phases().tolist()] == [expected[ratio] for ratio in ratios.tolist()]
    short = simulate(model, weights[12:24], 0.0, _rates(model, weights, ratios)[12:24], 1, engine="numpy")
    assert (short.phases() == Phase.UNDECIDED).all()


def test_a_rise_beyond_rounding_is_a_catapult() -> None:
    """The first step multiplies the loss by (1 − ηH + 4f²)², here 1 + 2e-9 or 1 − 6e-9: the net is at rest."""
    net, start = TwoLayerNet(np.ones((1, 1)), 1, (1.0, 1.0)), np.array([[1.0, 1.6e-5]])
    edge = 2 / (start**2).sum()
    for rate, phase in ((edge * (1 + 1e-9), Phase.CATAPULT), (edge * (1 - 1e-9), Phase.MONOTONE)):
        runs = simulate(net, start, 0.0, rate, 1, engine="numpy")
        assert abs(runs.loss[0, 1] / runs.loss[0, 0] - 1) < 1e-8
        assert runs.phases()[0] == phase


def test_extreme_sizes_and_weights() -> None:
    one = simulate(
        TwoLayerNet([[2.0]], 1), np.array([[1.0, 1.0], [0.0, 1.0], [-0.0, 1.0], [-1.0, 1.0]]), 1.0, 0.01, 50, engine="numpy"
    )
    assert not one.diverged.any()
    # A unit below its kink is dead: nothing moves, and the loss stays at y²/2.
    assert (one.loss[3] == 0.5).all()
    assert one.ntk[3].tolist() == [0.0] * 51
    assert one.phases()[3] == Phase.MONOTONE
    wide = TwoLayerNet([[1.0]], 10**5, (1.0, 0.5))
    runs = simulate(wide, initialise("gaussian", 9, 1, 2 * 10**5), 0.0, 3.0, 3, engine="numpy")
    assert np.isfinite(runs.loss).all()
    zeros = simulate(wide, np.zeros((1, 2 * 10**5)), 0.0, 3.0, 3, engine="numpy")
    assert (zeros.loss == 0).all()
    assert (zeros.phases() == Phase.MONOTONE).all()
    empty = simulate(wide, np.empty((0, 2 * 10**5)), 0.0, 1.0, 3, engine="numpy")
    assert empty.loss.shape == (0, 4)
    assert empty.phases().shape == (0,)


@pytest.mark.parametrize("slope_at_zero", [0.0, 1.0, 0.5])
def test_exact_ties_step_with_the_stated_slope(slope_at_zero: float) -> None:
    net = TwoLayerNet([[1.0]], 3, (1.0, 0.0), scale=1.0, slope_at_zero=slope_at_zero)
    weights = np.array([[0.0, 0.0, 1.0, 2.0, -3.0, 1.0]])
    runs = simulate(net, weights, 0.0, 0.125, 1, engine="numpy")
    # f = 1: u_i moves by −η f s v_i d_i, and v_i by −η f s σ(u_i), which is 0 at a tie.
    expected = [-0.125 * 2 * slope_at_zero, 0.125 * 3 * slope_at_zero, 0.875, 2.0, -3.0, 0.875]
    assert runs.final_weights[0].tolist() == expected


def test_trajectories_to_xarray() -> None:
    pytest.importorskip("xarray")
    model = MODELS[next(iter(MODELS))]
    weights = initialise("gaussian", 1, 3, model.weight_count)
    data = simulate(model, weights, 0.0, 0.1, 4, observe={"spectrum": scaled_spectrum()}, engine="numpy").to_xarray()
    assert dict(data.sizes) == {"trajectory": 3, "step": 5, "datum": 5, "weight": 64, "spectrum_0": 5}
    assert data.loss.attrs["normalisation"] == "mean"


def test_the_engine_runs_with_one_blas_thread_and_restores_the_number() -> None:
    controls = blas._thread_controls()
    if controls is None:
        pytest.skip("this NumPy does not carry its own OpenBLAS")
    threads, put = controls
    before = threads()
    put(2)
    seen: list[int] = []

    def look(model: Model, weights: ndarray) -> ndarray:
        seen.append(threads())
        return weights[:, 0]

    try:
        simulate(MODELS["pure"], np.ones((1, 6)), 0.0, 0.1, 1, observe={"threads": look}, engine="numpy")
        assert seen == [1, 1]
        assert threads() == 2
    finally:
        put(before)
