"""Losses: the cotangent is the derivative of the value, the curvature that of the cotangent, and each is what it says."""

from __future__ import annotations

from fractions import Fraction
from math import cosh, exp, log
from typing import Any

import numpy as np
import pytest

from numerics.arithmetic import balls, rational
from numerics.losses import NORMALISATIONS, Huber, LogCosh, Logistic, Loss, Squared

LOSSES: dict[str, Loss] = {
    "squared": Squared(),
    "sum": Squared("sum"),
    "mean square": Squared("mean_square"),
    "huber": Huber(Fraction(3, 2)),
    "log cosh": LogCosh("mean_square"),
    "logistic": Logistic(),
}
OUTPUTS = np.array([[0.3, -2.75, 1.0, 4.0], [-0.1, 0.02, -7.0, 1.49]])
TARGETS = np.array([1.0, -1.0, -1.0, 1.0])


@pytest.mark.parametrize("name", LOSSES)
def test_cotangent_and_curvature_are_derivatives(name: str) -> None:
    loss = LOSSES[name]
    step = 1e-5
    for datum in range(4):
        shift = step * np.eye(4)[datum]
        value = (loss.value(OUTPUTS + shift, TARGETS) - loss.value(OUTPUTS - shift, TARGETS)) / (2 * step)
        slope = (loss.cotangent(OUTPUTS + shift, TARGETS) - loss.cotangent(OUTPUTS - shift, TARGETS))[:, datum] / (2 * step)
        np.testing.assert_allclose(value, loss.cotangent(OUTPUTS, TARGETS)[:, datum], atol=1e-9)
        np.testing.assert_allclose(slope, loss.curvature(OUTPUTS, TARGETS)[:, datum], atol=1e-9)


@pytest.mark.parametrize(
    "loss", [Squared(), Squared("sum"), Squared("mean_square"), Huber(Fraction(3, 2)), Huber(Fraction(9, 4))]
)
def test_cotangents_are_exact_derivatives_in_fractions(loss: Loss) -> None:
    """Each ℓ is a parabola between its kinks, of which a central difference is the derivative, exactly."""
    outputs, targets, step = rational(OUTPUTS), rational(TARGETS), Fraction(1, 2**20)
    for datum in range(4):
        shift = np.array([step * int(place == datum) for place in range(4)])
        change = loss.value(outputs + shift, targets) - loss.value(outputs - shift, targets)
        assert (change / (2 * step) == loss.cotangent(outputs, targets)[:, datum]).all()
        change = loss.cotangent(outputs + shift, targets)[:, datum] - loss.cotangent(outputs, targets)[:, datum]
        assert (change / step == loss.curvature(outputs, targets)[:, datum]).all()


@pytest.mark.parametrize("name", LOSSES)
def test_balls_contain_what_floats_compute(name: str) -> None:
    flint = pytest.importorskip("flint")
    loss = LOSSES[name]
    with flint.ctx.workprec(120):
        outputs, targets = balls(OUTPUTS), balls(TARGETS)
        for method in ("term", "slope", "bend", "value", "cotangent", "curvature"):
            found, enclosed = getattr(loss, method)(OUTPUTS, TARGETS), getattr(loss, method)(outputs, targets)
            for number, ball in zip(found.flat, enclosed.flat, strict=True):
                assert ball.arb.rad() < 1e-25
                assert abs(float(ball.arb.mid()) - number) <= 1e-13 * abs(number) + 1e-15, method


def test_each_loss_is_what_it_says() -> None:
    r = np.array([[0.5, -3.0]])
    assert Huber(1.0).term(r, np.zeros(2)).tolist() == [[0.125, 2.5]]
    np.testing.assert_allclose(LogCosh().term(r, np.zeros(2)), [[log(cosh(0.5)), log(cosh(3.0))]], rtol=1e-14)
    np.testing.assert_allclose(Logistic().term(r, np.array([1.0, -1.0])), [[log(1 + exp(-0.5)), log(1 + exp(-3.0))]], rtol=1e-14)
    assert Squared().value(r, np.zeros(2)).tolist() == [9.25 / 4]
    assert [Squared(name).coefficient(5) for name in NORMALISATIONS] == [Fraction(1, 5), 1, Fraction(2, 5)]


@pytest.mark.parametrize("name", LOSSES)
def test_extreme_outputs_neither_overflow_nor_cancel(name: str) -> None:
    loss = LOSSES[name]
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        far = loss.term(np.array([[1e150, -1e150, 1e3, -1e3]]), TARGETS)
        slope = loss.slope(np.array([[1e150, -1e150, 1e3, -1e3]]), TARGETS)
    assert np.isfinite(far).all()
    assert np.isfinite(slope).all()
    assert (far >= 0).all()


def test_small_losses_keep_their_digits() -> None:
    np.testing.assert_allclose(LogCosh().term(np.array([[1e-9, 1e-100]]), np.zeros(2)), [[0.5e-18, 0.5e-200]], rtol=1e-12)
    np.testing.assert_allclose(Logistic().slope(np.array([[700.0]]), np.ones(1)), [[-exp(-700.0)]], rtol=1e-12)
    np.testing.assert_allclose(Logistic().term(np.array([[700.0]]), np.ones(1)), [[exp(-700.0)]], rtol=1e-12)


def test_what_has_no_exact_arithmetic_says_so() -> None:
    outputs = rational(OUTPUTS)
    for loss in (LogCosh(), Logistic()):
        with pytest.raises(TypeError, match="no exact arithmetic"):
            loss.value(outputs, rational(TARGETS))


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: Squared("half"), ValueError, "normalisation must be one of mean, sum, mean_square"),
        (lambda: Squared(2), TypeError, "normalisation must be one of"),
        (lambda: Huber(0.0), ValueError, "delta must be positive"),
        (lambda: Huber(-1), ValueError, "delta must be positive"),
        (lambda: Huber(float("nan")), ValueError, "delta must be finite"),
        (lambda: Huber("1"), TypeError, "delta must be a real number"),
        (lambda: Logistic().check(np.array([1.0, 0.0])), ValueError, "targets must be 1 or -1"),
    ],
)
def test_wrong_arguments_are_named(make: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        make()
