"""A model written by hand that is wrong is named, before or while it is simulated."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from numpy import ndarray
from sympy import I, Matrix, Rational, oo, symbols

from checks.instances.own_model import check_twin, twin
from numerics import TwoLayerNet, check_model, first_order, second_order, simulate
from numerics.models.deep import DeepNet
from numerics.models.smooth_net import SmoothNet
from theory.models.own import from_quadratic_form, from_unit

WEIGHTS = np.random.default_rng(3).normal(size=(4, 6))
u, v = symbols("u v")


class Cubic:
    """Two outputs, f_a = Σ_i c_ai w_i³: in none of the families."""

    weight_count, data_count = 6, 2
    factors = np.array([[1.0, 2.0, 0.0, -1.0, 0.5, 3.0], [0.0, 1.0, 1.0, 2.0, -2.0, 0.1]])

    def outputs(self, weights: ndarray) -> ndarray:
        return (weights[:, None, :] ** 3 * self.factors).sum(axis=2)

    def _rows(self, weights: ndarray) -> ndarray:
        return 3 * weights[:, None, :] ** 2 * self.factors

    def jacobian(self, weights: ndarray) -> ndarray:
        return self._rows(weights)

    def pullback(self, weights: ndarray, cotangents: ndarray) -> ndarray:
        return np.matmul(cotangents[:, None, :], self._rows(weights))[:, 0]

    def tangent_gram(self, weights: ndarray) -> ndarray:
        rows = self._rows(weights)
        return np.matmul(rows, rows.swapaxes(1, 2))


def changed(name: str, change: Callable[[ndarray], ndarray]) -> Cubic:
    model = Cubic()
    right = getattr(model, name)
    setattr(model, name, lambda *arguments: change(right(*arguments)))
    return model


def test_right_models_pass() -> None:
    check_model(Cubic(), WEIGHTS)
    inputs = np.random.default_rng(1).normal(size=(3, 2))
    nets = TwoLayerNet(inputs, 2, (1.0, 0.5)), SmoothNet(inputs, 2), DeepNet(inputs, (2,), (1.0, 0.0))
    for net in nets:
        check_model(net, WEIGHTS)
        check_model(second_order(net, WEIGHTS[0]), WEIGHTS)
        check_model(first_order(net, WEIGHTS[0]), WEIGHTS)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("jacobian", lambda rows: rows * 1.001),
        ("jacobian", lambda rows: rows[:, ::-1]),
        ("jacobian", lambda rows: rows * np.nan),
        ("jacobian", lambda rows: rows[:, 0]),
        ("pullback", lambda rows: -rows),
        ("pullback", lambda rows: rows[:, :3]),
        ("tangent_gram", lambda rows: rows / 2),
        ("outputs", lambda rows: rows[:, :1]),
        ("outputs", lambda rows: rows * 1j),
    ],
)
def test_the_wrong_method_is_named(name: str, change: Callable[[ndarray], ndarray]) -> None:
    with pytest.raises((TypeError, ValueError), match=f"{name} of the model"):
        check_model(changed(name, change), WEIGHTS)


@pytest.mark.parametrize("name", ["outputs", "pullback", "tangent_gram"])
@pytest.mark.parametrize(
    "change", [lambda rows: rows[:, :1], lambda rows: rows * 1j, lambda rows: rows.astype(int), lambda rows: rows.astype(object)]
)
def test_what_is_no_gradient_descent_is_not_simulated(name: str, change: Callable[[ndarray], ndarray]) -> None:
    with pytest.raises((TypeError, ValueError), match=f"{name} of the model"):
        simulate(changed(name, change), WEIGHTS, np.zeros(2), 0.1, 3)


def test_a_model_that_writes_to_its_weights_is_stopped() -> None:
    model, rows = Cubic(), WEIGHTS.copy()
    right = model.outputs
    object.__setattr__(model, "outputs", lambda weights: right(np.multiply(weights, 2, out=weights)))
    with pytest.raises(ValueError, match="read-only"):
        simulate(model, rows, np.zeros(2), 0.1, 3, engine="numpy")
    assert (rows == WEIGHTS).all()


@pytest.mark.parametrize(("name", "value"), [("data_count", 0), ("data_count", 2.0), ("weight_count", "4"), ("weight_count", -1)])
def test_counts_are_numbers(name: str, value: object) -> None:
    counted = type("Counted", (Cubic,), {name: value})()
    with pytest.raises((TypeError, ValueError), match=name):
        simulate(counted, WEIGHTS, 0.0, 0.1, 3)


def test_a_count_may_be_an_integer_of_numpy() -> None:
    counted = type("Counted", (Cubic,), {"weight_count": np.int64(Cubic().weight_count), "data_count": np.int64(2)})()
    simulate(counted, WEIGHTS, 0.0, 0.1, 3)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("pullback", lambda rows: -rows),  # the step goes up
        ("jacobian", lambda rows: rows[:, 0]),
        ("outputs", lambda rows: np.concatenate((rows, rows), axis=1)),
    ],
)
def test_a_twin_is_compared_in_all_that_it_computes(name: str, change: Callable[[ndarray], ndarray]) -> None:
    unit = from_unit(v * u**2, name="twin that is compared", scale=Rational(1, 4))
    own = twin(unit, 2, Fraction(1, 4))
    right = getattr(own, name)
    object.__setattr__(own, name, lambda *arguments: change(right(*arguments)))
    found = check_twin(twin(unit, 2, Fraction(1, 4)), own)
    assert found is not None
    assert found.quantity == name


@pytest.mark.parametrize("entry", [I, oo])
def test_models_are_real(entry: object) -> None:
    with pytest.raises(ValueError, match="real and finite"):
        from_quadratic_form(Matrix([[1, entry], [entry, 1]]))
    with pytest.raises(ValueError, match="real and finite"):
        from_unit(entry * u * v)
