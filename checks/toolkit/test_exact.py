"""Exact rational trajectories: they satisfy the identities exactly, and floats follow them to rounding."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from numerics.descent import simulate
from numerics.exact import rational, simulate_exact
from numerics.models.deep import DeepNet
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.two_layer import TwoLayerNet


def test_the_weight_norm_identity_holds_exactly_on_several_data() -> None:
    model = TwoLayerNet([[1.0, -2.0], [0.5, 3.0], [0.0, 1.0]], 3, (1.0, -0.5), scale=Fraction(1, 2))
    targets = [Fraction(1, 3), Fraction(0), Fraction(-2)]
    eta = Fraction(1, 10)
    start = rational(np.random.default_rng(0).integers(-3, 4, model.weight_count))
    states = simulate_exact(model, start, targets, eta, 4)
    for now, after in pairwise(states):
        residuals = [value - target for value, target in zip(now.outputs, targets, strict=True)]
        rf = sum(r * value for r, value in zip(residuals, now.outputs, strict=True)) / 3
        applied = [sum(entry * r for entry, r in zip(row, residuals, strict=True)) for row in now.gram]
        rhr = sum(r * value for r, value in zip(residuals, applied, strict=True)) / 3
        assert after.weight_norm == now.weight_norm - 4 * eta * rf + eta**2 * rhr
        assert all(isinstance(weight, Fraction) for weight in after.weights)


def test_the_equality_case_of_the_bound_cycles_exactly() -> None:
    """f = uv, u = v = 1, η = 2: η C θ₀² = 4, and the weights change sign for ever; rounding would destroy this."""
    states = simulate_exact(TwoLayerNet([[1.0]], 1, (1.0, 1.0), scale=1.0), [1, 1], 0, 2, 10)
    assert [state.weights for state in states] == [(Fraction(sign), Fraction(sign)) for sign in (1, -1) * 5 + (1,)]
    assert {(state.loss, state.ntk, state.weight_norm) for state in states} == {(Fraction(1, 2), Fraction(2), Fraction(2))}


def test_ten_steps_from_short_numbers_are_practical_and_floats_follow() -> None:
    weights = np.array([2.0, -1.0, 1.0, 1.0])
    model = TwoLayerNet([[1.0]], 2, (1.0, 0.5), scale=1.0)
    states = simulate_exact(model, weights, 0, 0.5, 10)
    floats = simulate(model, weights[None], 0.0, 0.5, 10, engine="numpy")
    np.testing.assert_allclose(floats.weight_norm[0], [float(state.weight_norm) for state in states], rtol=1e-14)
    np.testing.assert_allclose(floats.ntk[0], [float(state.ntk) for state in states], rtol=1e-13)
    residuals = np.sqrt([float(state.loss) for state in states])
    np.testing.assert_allclose(np.sqrt(floats.loss[0]), residuals, rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("normalisation", ["mean", "sum", "mean_square"])
def test_normalisations_agree_between_exact_and_float(normalisation: str) -> None:
    rng = np.random.default_rng(1)
    model = PureQuadratic(rng.standard_normal((3, 4)), 0.5)
    weights, targets = rng.standard_normal(4), rng.standard_normal(3)
    states = simulate_exact(model, weights, targets, 0.1, 4, normalisation=normalisation)
    floats = simulate(model, weights[None], targets, 0.1, 4, normalisation=normalisation, engine="numpy")
    np.testing.assert_allclose(floats.loss[0], [float(state.loss) for state in states], rtol=1e-12)
    grams = np.array([[[float(entry) for entry in row] for row in state.gram] for state in states])
    np.testing.assert_allclose(floats.ntk[0], np.linalg.eigvalsh(grams)[:, -1], rtol=1e-12)


def test_rational_takes_floats_as_they_are() -> None:
    assert rational([0.1, 2, Fraction(1, 3)]).tolist() == [
        Fraction(3602879701896397, 2**55),
        Fraction(2),
        Fraction(1, 3),
    ]
    assert rational(np.float32(0.1))[()] == Fraction(float(np.float32(0.1)))
    assert rational(5e-324)[()] == Fraction(1, 2**1074)


def test_wrong_arguments_are_refused() -> None:
    net: Any = DeepNet([[1.0]], (1,), scale=1.0)
    hostile: Any = "__import__('os').abort()"
    with pytest.raises(TypeError, match="must be real numbers"):
        simulate_exact(net, [hostile, 1], 0, 1, 1)
    with pytest.raises(TypeError, match="must be real numbers"):
        rational(hostile)
    with pytest.raises(ValueError, match="finite"):
        rational([np.nan])
    with pytest.raises(ValueError, match="P = 2"):
        simulate_exact(net, [1], 0, 1, 1)
    with pytest.raises(ValueError, match="targets"):
        simulate_exact(net, [1, 1], [0, 0], 1, 1)
    with pytest.raises(ValueError, match="learning_rate"):
        simulate_exact(net, [1, 1], 0, -1, 1)
    with pytest.raises(ValueError, match="steps"):
        simulate_exact(net, [1, 1], 0, 1, -1)
    with pytest.raises(ValueError, match="normalisation"):
        simulate_exact(net, [1, 1], 0, 1, 1, normalisation="half")
    with pytest.raises(TypeError, match="tanh has no exact arithmetic"):
        simulate_exact(SmoothNet([[1.0]], 1), [1, 1], 0, 1, 1)
    two = simulate_exact(DeepNet([[1.0], [2.0]], (1,), scale=1.0), [1, 1], 0, Fraction(1, 9), 1)
    with pytest.raises(ValueError, match="not rational"):
        _ = two[0].ntk
