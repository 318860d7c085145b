"""Mini-batch descent agrees with full-batch descent where they must, and its definitions say what they say."""

from __future__ import annotations

import numpy as np
import pytest
from numpy import ndarray

from numerics.descent import simulate
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import first_order, second_order
from numerics.models.two_layer import TwoLayerNet
from numerics.sgd import batch_critical_rate, batches, catapult_count, on_rows, spikes, stochastic_descent

RNG = np.random.default_rng(1)
NET = TwoLayerNet(RNG.standard_normal((6, 3)), 20)
START = RNG.standard_normal(80)
TARGETS = RNG.standard_normal(6)


def test_the_full_batch_is_gradient_descent() -> None:
    steps = 12
    run = stochastic_descent(NET, START, TARGETS, 0.05, [np.arange(6)] * steps, top=2, critical=True)
    full = simulate(NET, START[None], TARGETS, 0.05, steps, normalisation="mean_square", engine="numpy")
    np.testing.assert_allclose(run.loss, full.loss[0], rtol=1e-12)
    np.testing.assert_allclose(run.kernel, full.ntk[0], rtol=1e-12)
    np.testing.assert_allclose(run.parts.sum(axis=1), run.loss, rtol=1e-12)
    np.testing.assert_allclose(run.critical, 2 / full.ntk[0, :-1], rtol=1e-12)
    np.testing.assert_allclose(run.growth, full.loss[0, 1:] / full.loss[0, :-1], rtol=1e-9)


def test_batches_are_shuffled_epochs() -> None:
    rows = batches(np.random.default_rng(0), 10, 4, 7)
    assert [len(row) for row in rows] == [4, 4, 2, 4, 4, 2, 4]
    assert sorted(np.concatenate(rows[:3]).tolist()) == list(range(10))


@pytest.mark.parametrize("model", [NET, first_order(NET, START)])
def test_a_batch_is_the_same_net_on_fewer_data(model: TwoLayerNet) -> None:
    rows = np.array([1, 4])
    weights = START[None] + 0.1
    part = on_rows(model, rows)
    np.testing.assert_allclose(part.outputs(weights), model.outputs(weights)[:, rows], rtol=1e-12)
    np.testing.assert_allclose(part.jacobian(weights), model.jacobian(weights)[:, rows], rtol=1e-12)


class _Stranger:
    """A model that does not say how it looks on fewer data: w² x_a."""

    weight_count, data_count = 2, 5

    def outputs(self, weights: ndarray) -> ndarray:
        return (weights * weights).sum(axis=1, keepdims=True) * np.arange(5)

    def jacobian(self, weights: ndarray) -> ndarray:
        return 2 * weights[:, None, :] * np.arange(5)[None, :, None]

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        return 2 * weights * (cotangents * np.arange(5)).sum(axis=1, keepdims=True)

    def tangent_gram(self, weights: ndarray) -> ndarray:
        rows = self.jacobian(weights)
        return rows @ rows.swapaxes(1, 2)


_FORMS = np.random.default_rng(3).standard_normal((5, 4))
ANY_MODEL: dict[str, Model] = {
    "stranger": _Stranger(),
    "pure": PureQuadratic(_FORMS, 0.7),
    "biased": BiasedQuadratic(_FORMS[:, :2], _FORMS, 0.7),
    "general": GeneralQuadratic(_FORMS[:, 0], _FORMS, _FORMS, 0.1),
    "deep": DeepNet(_FORMS, (3, 2)),
    "deep expanded": second_order(DeepNet(_FORMS, (3, 2)), np.arange(20) / 10),
}


@pytest.mark.parametrize("name", ANY_MODEL)
def test_every_model_has_rows(name: str) -> None:
    model, rows = ANY_MODEL[name], np.array([3, 1, 1])
    part, weights = on_rows(model, rows), np.random.default_rng(4).standard_normal((2, model.weight_count))
    assert part.data_count == 3
    np.testing.assert_allclose(part.outputs(weights), model.outputs(weights)[:, rows], rtol=1e-12)
    np.testing.assert_allclose(part.jacobian(weights), model.jacobian(weights)[:, rows], rtol=1e-12)
    np.testing.assert_allclose(part.tangent_gram(weights), model.tangent_gram(weights)[:, rows][:, :, rows], rtol=1e-11)
    cotangents = np.array([[1.0, -2.0, 3.0], [0.5, 0.0, 1.0]])
    expected = np.einsum("bd,bdp->bp", cotangents, model.jacobian(weights)[:, rows])
    np.testing.assert_allclose(part.pullback(weights, cotangents), expected, rtol=1e-12)


@pytest.mark.parametrize(("factor", "grows"), [(0.98, False), (1.02, True)])
def test_a_linear_model_grows_just_above_the_critical_rate_of_its_batch(factor: float, grows: bool) -> None:
    model = first_order(NET, START)
    rows = np.array([2])
    rate = batch_critical_rate(model, START, rows) * factor
    run = stochastic_descent(model, START, TARGETS, rate, [rows], top=1, critical=True)
    assert (run.growth[0] > 1) == grows


def test_a_divergent_run_is_data() -> None:
    run = stochastic_descent(NET, START, TARGETS, 1e6, [np.arange(6)] * 20, top=1)
    assert run.diverged
    assert np.isnan(run.loss[-1])


def test_spikes_and_catapults_by_hand() -> None:
    loss = np.array([1.0, 0.5, 0.4, 2.0, 5.0, 0.7, 0.3, 0.9, 0.5, 0.2, 0.1, 0.15, 0.1, 3.0, 4.0])
    kernel = np.array([9.0, 9, 9, 9, 8, 7, 7, 7, 7.5, 7, 7, 7, 7, 7, 7])
    found = spikes(loss, kernel, factor=2.0)
    assert [(spike.start, spike.peak, spike.end) for spike in found] == [(2, 4, 5), (6, 7, 8)]
    assert [spike.catapult for spike in found] == [True, False]
    # The last rise does not come back, so it is no spike; a slow fall has none.
    assert catapult_count(loss, kernel) == 1
    assert spikes(np.linspace(2, 1, 20), np.ones(20)) == []


def test_a_rate_can_follow_the_critical_rate_of_each_batch() -> None:
    rows = batches(np.random.default_rng(2), 6, 2, 9)
    run = stochastic_descent(NET, START, TARGETS, lambda limit: 0.8 * limit, rows, top=1)
    assert run.critical[0] == pytest.approx(batch_critical_rate(NET, START, rows[0]))
    np.testing.assert_allclose(run.rates, 0.8 * run.critical, rtol=1e-12)
    again = stochastic_descent(NET, START, TARGETS, run.rates, rows, top=1)
    np.testing.assert_allclose(again.loss, run.loss, rtol=1e-12)
