"""Compiled programs, traced from a unit, an update rule and a loss, against the reference: the same numbers to rounding."""

from __future__ import annotations

import warnings
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import ndarray
from sympy import Abs, Expr, Max, Piecewise, cos, erf, exp, log, sin, sqrt, symbols, tanh

from checks.instances.own_model import UnitTwin, twin
from numerics.batches import Independent, Listed, Shuffled, Weighted
from numerics.descent import simulate
from numerics.losses import Huber, LogCosh, Logistic, Loss, Squared
from numerics.models.smooth_net import SmoothNet
from numerics.models.two_layer import TwoLayerNet
from numerics.trajectories import Trajectories
from numerics.updates import GradientDescent, HeavyBall, Nesterov, StepList, WeightDecay
from numerics.updates import Piecewise as Stages
from theory.models.own import from_unit

pytest.importorskip("numba")

u, v, w = symbols("u v w", real=True)
UNITS = (
    v * u**2,
    w * v * u,
    u * v + u**2 * v**2 / 3 + w,
    v * tanh(u),
    v * erf(u),
    v * Max(u, u / 2),
    v * Abs(u),
    v * Max(w * u, 0) ** 2,
    v * Piecewise((u, u > 0), (exp(u) - 1, True)),
    v * u / (1 + exp(-u)),
    v * log(1 + exp(u)),
    v * u / sqrt(1 + u**2),
    v * sin(u) + cos(w),
    u**7 - 2,
)
RULES: dict[str, Any] = {
    "descent": None,
    "decay": partial(WeightDecay, decay=0.2),
    "heavy ball": partial(HeavyBall, momentum=0.5),
    "nesterov": partial(Nesterov, momentum=0.5),
}
LOSSES: dict[str, Loss] = {
    "squared": Squared("sum"),
    "mean square": Squared("mean_square"),
    "huber": Huber(0.5),
    "log cosh": LogCosh(),
    "logistic": Logistic(),
}


def made(output: Expr, width: int) -> UnitTwin:
    return twin(from_unit(output, name=f"program {output}"), width, width**-0.5)


def starts(model: UnitTwin, batch: int, seed: int) -> ndarray:
    """Gaussian weights with zeros of both signs, ones, denormals and repeated values among them."""
    rng = np.random.default_rng(seed)
    weights = rng.standard_normal((batch, model.weight_count))
    special = rng.choice([0.0, -0.0, 1.0, -1.0, 5e-324, 1e-200], weights.shape)
    return np.where(rng.random(weights.shape) < 0.2, special, weights)


def gentle(model: UnitTwin, weights: ndarray) -> ndarray:
    """Rates at which a few steps stay moderate."""
    top = (model.jacobian(weights)[:, 0] ** 2).sum(axis=1)
    return np.linspace(0.1, 1.5, len(weights)) / np.maximum(top, 1.0)


def agree(one: Trajectories, two: Trajectories, tolerance: float = 1e-10) -> None:
    np.testing.assert_array_equal(one.last_step, two.last_step)
    np.testing.assert_array_equal(one.diverged, two.diverged)
    for name in ("loss", "ntk", "weight_norm", "outputs", "final_weights", "learning_rates", "edge"):
        close(getattr(one, name), getattr(two, name), tolerance, name)
    assert len(one.final_memory) == len(two.final_memory)
    for mine, theirs in zip(one.final_memory, two.final_memory, strict=True):
        close(mine, theirs, tolerance, "memory")
    for name in vars(one.summary):
        # A rise is a difference, as exact as what it is one of.
        size = 1 + (one.summary.peak_weight_norm if "norm" in name else one.summary.peak_loss)
        size[~np.isfinite(size)] = 1
        close(getattr(one.summary, name) / size, getattr(two.summary, name) / size, tolerance, name)


def close(one: Any, two: Any, tolerance: float, name: str) -> None:
    """Within a tolerance, relative to the largest number of the same row, which is what rounding is relative to."""
    if one is None:
        assert two is None
        return
    one, two = np.broadcast_arrays(np.asarray(one, float), np.asarray(two, float))
    size = np.where(np.isfinite(one), abs(one), 0.0)
    scale = 1 + size.reshape(len(size), -1).max(axis=1, initial=0.0) if size.ndim else 1 + size
    scale = scale.reshape(-1, *(1,) * (size.ndim - 1)) if size.ndim else scale
    np.testing.assert_allclose(one / scale, two / scale, rtol=0, atol=tolerance, err_msg=name)


@given(
    st.sampled_from(UNITS),
    st.sampled_from(sorted(RULES)),
    st.sampled_from(sorted(LOSSES)),
    st.sampled_from([1, 2, 7, 8, 9, 40]),
    st.sampled_from([1, 3, None]),
    st.integers(0, 2**16),
)
def test_a_program_is_the_reference_to_rounding(output, rule, loss, width, every, seed):
    model = made(output, width)
    weights = starts(model, 5, seed)
    run = partial(simulate, model, weights, 1.0, gentle(model, weights), 7, update=RULES[rule], loss=LOSSES[loss])
    one, two = (run(record_every=every, engine=engine) for engine in ("numpy", "compiled"))
    agree(one, two)
    assert not np.array_equal(one.final_weights, weights)


@pytest.mark.parametrize("wrong", ["rule", "loss", "unit", "rate"])
def test_a_neighbour_is_told_apart(wrong):
    """The comparison above notices a momentum, a loss, a unit or a rate that is a little different."""
    model, other = made(v * u**2, 9), made(v * u**2 + u / 1000, 9)
    weights = np.random.default_rng(0).standard_normal((5, model.weight_count))
    rates = gentle(model, weights)
    whole = {"update": partial(HeavyBall, momentum=0.5), "loss": Huber(0.5)}
    changes: dict[str, dict[str, Any]] = {
        "rule": {"update": partial(HeavyBall, momentum=0.5001)},
        "loss": {"loss": Huber(0.501)},
    }
    one = simulate(model, weights, 1.0, rates, 7, **whole, engine="numpy")
    rates = rates * 1.0001 if wrong == "rate" else rates
    two = simulate(
        other if wrong == "unit" else model, weights, 1.0, rates, 7, **{**whole, **changes.get(wrong, {})}, engine="compiled"
    )
    with pytest.raises(AssertionError):
        agree(one, two)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("output", [v * u**2, v * tanh(u), v * Max(u, 0)])
def test_divergence_is_data(output, rule):
    """Large rates overflow in the reference and in the program at the same step, without a warning."""
    model = made(output, 9)
    weights = np.random.default_rng(1).standard_normal((12, model.weight_count))
    rates = np.geomspace(0.5, 1e6, 12)
    for limit in (None, 1e3):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            one, two = (
                simulate(model, weights, 0.5, rates, 60, update=RULES[rule], divergence_loss=limit, engine=engine)
                for engine in ("numpy", "compiled")
            )
        settled = one.last_step < 8
        np.testing.assert_array_equal(one.last_step[settled], two.last_step[settled])
        np.testing.assert_array_equal(one.diverged[settled], two.diverged[settled])
        for name in ("loss", "ntk", "weight_norm", "outputs"):
            mine, theirs = (getattr(runs, name)[settled] for runs in (one, two))
            np.testing.assert_array_equal(np.isnan(mine), np.isnan(theirs), err_msg=name)
            np.testing.assert_array_equal(np.isinf(mine), np.isinf(theirs), err_msg=name)
        assert limit is None or settled.any()


@pytest.mark.parametrize("rule", RULES)
def test_bits_depend_neither_on_the_batch_nor_on_the_threads(rule, monkeypatch):
    model = made(v * tanh(u), 37)
    weights, rates = starts(model, 29, 6), np.linspace(0.01, 1.0, 29)
    monkeypatch.setattr("numerics.compiled.threads.WORTH_SHARING", 0.0)
    monkeypatch.setenv("CATAPULT_THREADS", "1")
    run = partial(simulate, model, targets=0.1, steps=40, update=RULES[rule], engine="compiled")
    one = run(weights=weights, learning_rates=rates)
    monkeypatch.setenv("CATAPULT_THREADS", "3")
    for rows in (np.arange(29)[::-1], np.array([3]), np.array([28, 0, 5, 5])):
        two = run(weights=weights[rows], learning_rates=rates[rows])
        for name in ("loss", "ntk", "weight_norm", "outputs", "final_weights", "last_step"):
            np.testing.assert_array_equal(getattr(one, name)[rows], getattr(two, name), err_msg=name)


@pytest.mark.parametrize("rule", RULES)
def test_a_run_goes_on_where_another_ended(rule):
    model = made(v * u**2, 20)
    weights = np.random.default_rng(2).standard_normal((6, model.weight_count))
    run = partial(simulate, model, targets=0.5, learning_rates=gentle(model, weights), update=RULES[rule], engine="compiled")
    whole, first = run(weights, steps=20), run(weights, steps=8)
    rest = run(first.final_state, steps=12)
    np.testing.assert_array_equal(rest.final_weights, whole.final_weights)
    np.testing.assert_array_equal(rest.loss, whole.loss[:, 8:])


def test_a_trajectory_at_rest_is_held():
    """At its minimum every later state is the same, recorded or not; momentum has to die out first."""
    model = made(v * u**2, 16)
    weights = np.random.default_rng(3).standard_normal((8, model.weight_count))
    rates = gentle(model, weights)
    for rule in (None, partial(HeavyBall, momentum=0.3)):
        run = partial(simulate, model, weights, 0.5, rates, update=rule, engine="compiled")
        whole, brief = run(steps=20000), run(steps=20000, record_every=None)
        assert not whole.diverged.any()
        np.testing.assert_array_equal(whole.loss[:, -1], brief.loss[:, -1])
        np.testing.assert_array_equal(whole.loss[:, -1], whole.loss[:, -100])
        np.testing.assert_array_equal(whole.final_weights, brief.final_weights)
        assert (whole.loss[:, -1] < 1e-28).all()


def test_schedules_of_steps():
    model = made(v * u**2, 16)
    weights = np.random.default_rng(4).standard_normal((8, model.weight_count))
    for schedule in (
        Stages([0, 3, 5], [0.1, 0.02, 0.05]),
        StepList(np.linspace(0, 0.1, 9)),
        lambda state, gradient: 0.1 / (1 + state.step),
    ):
        for rule in (GradientDescent(schedule), HeavyBall(schedule, 0.5), Nesterov(schedule, 0.5)):
            agree(*(simulate(model, weights, 0.5, steps=9, update=rule, engine=engine) for engine in ("numpy", "compiled")))


def test_observables_are_those_of_the_reference():
    model = made(v * tanh(u), 9)
    weights = np.random.default_rng(5).standard_normal((4, model.weight_count))
    observe = {"largest": lambda model, weights: abs(weights).max(axis=1)}
    run = partial(simulate, model, weights, 0.5, 0.1, 20, update=RULES["heavy ball"], observe=observe, record_every=3)
    first = run(engine="compiled")
    close(run(engine="numpy").observed["largest"], first.observed["largest"], 1e-10, "largest")
    again = simulate(model, first.final_state, 0.5, 0.1, 5, update=RULES["heavy ball"], observe=observe, engine="compiled")
    close(again.observed["largest"][:, -1], abs(again.final_weights).max(axis=1), 0, "largest")


@pytest.mark.parametrize("width", [1, 100_000])
def test_widths(width):
    model = made(v * u**2, width)
    weights = np.random.default_rng(7).standard_normal((2, model.weight_count))
    agree(*(simulate(model, weights, 0.5, 0.01, 3, engine=engine) for engine in ("numpy", "compiled")))


def test_losses_batches_and_data_of_nets():
    """Nets on several data: mini-batches, repeated and weighted data, the kernel's top eigenvalue."""
    rng = np.random.default_rng(8)
    for data, dimension in ((1, 1), (3, 2), (8, 1)):
        inputs, targets = rng.standard_normal((data, dimension)), rng.choice([-1.0, 1.0], data)
        shares = np.arange(1.0, data + 1) / (data * (data + 1) / 2)
        for net in (
            TwoLayerNet(inputs, 9, (1.0, 0.5)),
            TwoLayerNet(inputs, 9, (1.0, 0.0), slope_at_zero=0.3),
            SmoothNet(inputs, 9),
        ):
            weights = np.where(rng.random((4, net.weight_count)) < 0.1, 0.0, rng.standard_normal((4, net.weight_count)))
            for batches in (Shuffled(2, seed=1), Independent(3), Listed([[0, 0, data - 1]] * 6), Weighted(shares)):
                for loss, update in zip((Huber(0.5), Logistic(), Squared("sum")), (*RULES.values(),)[1:], strict=True):
                    run = partial(
                        simulate, net, weights, targets, 0.05, 6, update=update, batches=batches, loss=loss, ntk_every=2
                    )
                    agree(*(run(engine=engine) for engine in ("numpy", "compiled")))


def test_no_gradient_is_taken_of_data_that_a_batch_leaves_out():
    """A datum at which the gradient overflows, and the output does not, does no harm outside the batch, and harm in it."""
    net = SmoothNet([[1.0], [1e308], [0.5]], 8)
    weights = np.where(np.arange(net.weight_count) < 8, 0.0, 1e3)[None]  # all u before all v
    assert np.isfinite(net.outputs(weights)).all()

    def final(batches: Listed, engine: str) -> ndarray:
        with np.errstate(all="ignore"):
            return simulate(
                net, weights, 0.5, 0.01, len(batches.rows), batches=batches, ntk_every=None, engine=engine
            ).final_weights

    for rows in ([[0, 2]], [[2]], [[0]], [[0, 2], [2]]):
        found = final(Listed(rows), "compiled")
        assert np.isfinite(found).all()
        np.testing.assert_allclose(found, final(Listed(rows), "numpy"), rtol=1e-12)
    for engine in ("numpy", "compiled"):
        assert not np.isfinite(final(Listed([[0, 1]]), engine)).all()


def test_eigenvalues_are_compiled_for_several_data_only(monkeypatch):
    """The first run of a unit on one datum does not wait for half of all code."""

    def asked() -> int:
        raise LookupError("eigenvalues are asked for")

    monkeypatch.setattr("numerics.compiled.programs.plan.top_address", asked)
    for data in (1, 2):
        net = TwoLayerNet(np.ones((data, 1)), 8)
        run = partial(simulate, net, np.ones((1, 16)), 0.5, 0.1, 2, loss=Huber(0.5), engine="compiled")
        if data == 1:
            assert np.isfinite(run().loss).all()
        else:
            with pytest.raises(LookupError, match="eigenvalues"):
                run()


def test_other_constants_compile_nothing():
    """Momenta, Huber's δ, prefactors and slopes are arguments of what is compiled, and so are shapes of arrays.

    Of the width it matters only whether it is whole vectors.
    """
    from numerics.compiled.programs.plan import _written
    from numerics.compiled.programs.rows import program_rows

    def run(number: float, width: int, batch: int) -> None:
        net = TwoLayerNet([[number], [1.0]], width, (1.0, number), 0.3 * number)
        weights = np.random.default_rng(0).standard_normal((batch, net.weight_count))
        simulate(net, weights, 0.5, 0.1, 3, update=partial(HeavyBall, momentum=number), loss=Huber(number), engine="compiled")

    run(0.5, 7, 3)
    run(0.5, 16, 3)
    known, compiled = len(_written), len(program_rows.signatures)
    for number, width, batch in ((0.25, 8, 1), (0.7, 33, 9)):
        run(number, width, batch)
    assert (len(_written), len(program_rows.signatures)) == (known, compiled)
