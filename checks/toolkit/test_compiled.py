"""The compiled engine against the reference: every model it knows, one step at a time, to rounding."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.toolkit.representatives import first
from numerics.descent import simulate
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import second_order
from numerics.models.two_layer import TwoLayerNet
from numerics.trajectories import Trajectories

pytest.importorskip("numba")

MODELS = ("net", "quadratic net", "pure diagonal", "pure dense", "biased", "general diagonal", "general dense")


def _symmetric(values: np.ndarray) -> np.ndarray:
    return (values + values.swapaxes(1, 2)) / 2


def build(kind: str, data: int, inputs: int, width: int, slopes: tuple[float, float], at_zero: float, seed: int) -> Model:
    rng = np.random.default_rng(seed)
    if kind in ("net", "quadratic net"):
        net = TwoLayerNet(rng.standard_normal((data, inputs)), width, slopes, slope_at_zero=at_zero)
        # Some units of the centre are exactly 0: their slopes are that of the tie.
        return net if kind == "net" else second_order(net, starts(net, 1, seed + 2)[0] * (rng.random(net.weight_count) < 0.7))
    diagonal, dense = rng.uniform(-1, 1, (data, width)), _symmetric(rng.uniform(-1, 1, (data, width, width)))
    if kind == "pure diagonal":
        return PureQuadratic(diagonal, width**-0.5)
    if kind == "pure dense":
        return PureQuadratic(dense, width**-0.5)
    if kind == "biased":
        return BiasedQuadratic(rng.standard_normal((data, inputs)), dense, width**-0.5)
    offset, linear = rng.standard_normal(data), rng.standard_normal((data, width))
    return GeneralQuadratic(offset, linear, diagonal if kind == "general diagonal" else dense, 0.3)


def starts(model: Model, batch: int, seed: int) -> np.ndarray:
    """Gaussian weights with zeros, repeated values and denormals among them."""
    rng = np.random.default_rng(seed)
    weights = rng.standard_normal((batch, model.weight_count))
    special = rng.choice([0.0, -0.0, 1.0, -1.0, 5e-324, 1e-200], weights.shape)
    return np.where(rng.random(weights.shape) < 0.2, special, weights)


def agree(one: Trajectories, two: Trajectories, offset: float) -> None:
    """Both are a state and the state one step later; tolerances come from the size of the terms that were added."""
    np.testing.assert_array_equal(one.last_step, two.last_step)
    np.testing.assert_array_equal(one.diverged, two.diverged)
    unit = 2e3 * np.finfo(one.loss.dtype).eps
    with np.errstate(all="ignore"):
        # The squares of smaller weights vanish from the norm.
        scale = np.maximum(one.weight_norm**0.5, 1e-150)
        gradient = (one.ntk * one.targets.shape[1]) ** 0.5
        reach = np.maximum.accumulate(offset + scale * gradient + abs(one.targets).max(), axis=1)
        spread = np.maximum.accumulate(gradient / np.maximum(scale, 1e-300), axis=1)
        moved = unit * np.maximum.accumulate(scale + one.learning_rates[:, None] * gradient * reach * 8, axis=1)
        for name in ("loss", "ntk", "weight_norm", "outputs"):
            np.testing.assert_array_equal(np.isnan(getattr(one, name)), np.isnan(getattr(two, name)), err_msg=name)
        close(one.weight_norm, two.weight_norm, moved * (scale + moved))
        close(one.final_weights, two.final_weights, moved[:, -1:])
        close(one.ntk, two.ntk, unit * one.ntk + (spread + 8) * moved * (gradient + 8) / one.targets.shape[1])
        slack = unit * reach + moved * (gradient + 8)
        close(one.outputs, two.outputs, slack[:, :, None])
        close(one.loss, two.loss, slack * (reach + slack) * one.targets.shape[1])


def close(one: np.ndarray | None, two: np.ndarray | None, tolerance: np.ndarray) -> None:
    """Finite in the same places, and equal within a tolerance there."""
    assert one is not None
    assert two is not None
    np.testing.assert_array_equal(np.isfinite(one), np.isfinite(two))
    tolerance = np.broadcast_to(tolerance, one.shape)
    compared = np.isfinite(one) & np.isfinite(tolerance)
    assert (abs(one - two)[compared] <= tolerance[compared] + 1e-300).all()


@pytest.mark.parametrize("kind", MODELS)
@given(
    data=st.sampled_from([1, 1, 2, 3, 5, 8, 17, 33]),
    inputs=st.sampled_from([1, 2, 7]),
    width=st.sampled_from([1, 2, 3, 8, 9, 33]),
    slopes=st.sampled_from([(1.0, 0.0), (1.0, 1.0), (1.0, 0.5), (-0.5, 2.0), (0.0, 0.0)]),
    at_zero=st.sampled_from([1.0, 0.0, 0.3]),
    seed=st.integers(0, 2**20),
    reach=st.sampled_from([0.5, 2.0, 4.0, 40.0, 1e60]),
    target=st.sampled_from([0.0, 0.7, -3.0]),
)
@settings(max_examples=60, deadline=None)
def test_one_step_is_the_reference_step(kind, data, inputs, width, slopes, at_zero, seed, reach, target):
    """Trajectories that are chaotic cannot agree for long, so each step starts from the reference's weights."""
    model = build(kind, data, inputs, width, slopes, at_zero, seed)
    weights = starts(model, 3, seed + 1)
    top = simulate(model, weights, target, 0.0, 0, engine="numpy").ntk[:, 0]
    rates = np.linspace(0.1, 1.0, 3) * reach / np.maximum(top, 1e-3)
    offset = float(abs(getattr(model, "offset", np.zeros(1))).max())
    for _ in range(4):
        one = simulate(model, weights, target, rates, 1, engine="numpy")
        two = simulate(model, weights, target, rates, 1, engine="compiled")
        agree(one, two, offset)
        kept = ~one.diverged & (one.loss[:, -1] < 1e100)
        if not kept.any():
            break
        weights, rates = one.final_weights[kept], rates[kept]


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("data", [1, 3, 33])
def test_whole_trajectories_where_they_are_not_chaotic(kind, data):
    model = build(kind, data, 2, 9, (1.0, 0.5), 1.0, 5)
    weights = starts(model, 20, 6)
    rates = np.linspace(0.05, 1.5, 20) / simulate(model, weights, 0.1, 0.0, 0, engine="numpy").ntk[:, 0]
    often: list[dict[str, object]] = [{}, {"record_every": 7}, {"record_every": None}, {"ntk_every": 4}, {"ntk_every": None}]
    for options in (*often, {"divergence_loss": 2.0, "ntk_every": 9, "record_every": 4}, {"normalisation": "mean_square"}):
        one = simulate(model, weights, 0.1, rates, 40, engine="numpy", **options)
        two = simulate(model, weights, 0.1, rates, 40, engine="compiled", **options)
        np.testing.assert_array_equal(one.last_step, two.last_step)
        for name in ("loss", "ntk", "weight_norm", "outputs", "final_weights"):
            np.testing.assert_allclose(getattr(two, name), getattr(one, name), rtol=1e-8, atol=1e-11, err_msg=name)
        for name, values in vars(one.summary).items():
            if name == "peak_weight_norm_step":
                continue  # where the norm has come to rest, its last bit says which step is the peak
            np.testing.assert_allclose(getattr(two.summary, name), values, rtol=1e-8, atol=1e-12, equal_nan=True, err_msg=name)


@pytest.mark.parametrize("kind", MODELS)
@pytest.mark.parametrize("data", [1, 3, 33])
@pytest.mark.parametrize("size", [1e60, 1e100, 1e155, 1e160, 1e300])
def test_a_sum_that_overflows_is_recorded_alike(kind, data, size):
    """An overflowing sum is inf or NaN by its order; in the last state of a trajectory, and nowhere before."""
    model = build(kind, data, 2, 9, (1.0, 0.5), 1.0, 5)
    one, two = (simulate(model, size * starts(model, 5, 6), 0.0, 0.1, 6, engine=name) for name in ("numpy", "compiled"))
    assert one.diverged.all()
    np.testing.assert_array_equal(one.last_step, two.last_step)
    for name in ("loss", "ntk", "weight_norm", "outputs"):
        np.testing.assert_allclose(getattr(two, name), getattr(one, name), rtol=1e-9, err_msg=name)
    assert not np.isnan(one.loss[range(5), one.last_step]).any()


@pytest.mark.parametrize(
    ("kind", "data"), first(2, [("net", 3), ("pure diagonal", 1), ("net", 1), ("quadratic net", 1), ("quadratic net", 3)])
)
def test_float32_is_stepped_in_float32(kind, data):
    model = build(kind, data, 1, 9, (1.0, 0.5), 1.0, 5)
    weights = starts(model, 20, 6).astype(np.float32)
    rates = np.linspace(0.05, 1.5, 20) / simulate(model, weights, 0.1, 0.0, 0, engine="numpy").ntk[:, 0]
    one = simulate(model, weights, 0.1, rates, 30, engine="numpy")
    two = simulate(model, weights, 0.1, rates, 30, engine="compiled")
    assert two.loss.dtype == two.final_weights.dtype == np.float32
    np.testing.assert_allclose(two.ntk, one.ntk, rtol=1e-3)
    np.testing.assert_allclose(two.loss, one.loss, rtol=1e-2, atol=1e-6)
