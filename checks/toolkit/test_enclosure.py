"""Ball arithmetic: enclosures contain the exact trajectory, and certificates never contradict exact facts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

import numpy as np
import pytest

from numerics.certified import Trap, certify
from numerics.enclosure import enclose
from numerics.exact import simulate_exact
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet

flint = pytest.importorskip("flint")

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def weights(count: Any, seed: Any = 0) -> Any:
    draws = np.random.default_rng(seed).integers(-12, 13, count)
    return np.array([Fraction(int(value), 8) for value in draws], dtype=object)


def contains(ball: Any, value: Any) -> Any:
    with flint.ctx.workprec(8000):
        return ball.contains(flint.arb(flint.fmpq(value.numerator, value.denominator)))


MODELS: dict[str, tuple[Any, Any]] = {
    "linear": (TwoLayerNet([[1]], 3, (1, 1), scale=HALF), [0]),
    "relu, target": (TwoLayerNet([[2]], 4, (1, 0), scale=HALF), [THIRD]),
    "leaky, data": (TwoLayerNet([[Fraction(1), THIRD], [-HALF, Fraction(2)]], 4, (1, HALF), scale=HALF), [1, 0]),
    "zero weights": (
        TwoLayerNet([[Fraction(1), THIRD], [-HALF, Fraction(2)]], 4, (1, 0), scale=HALF, slope_at_zero=THIRD),
        [1, 0],
    ),
    "dense form": (PureQuadratic(np.array([[[Fraction(1), HALF], [HALF, -THIRD]]], dtype=object), THIRD), [HALF]),
    "diagonal forms": (PureQuadratic(np.array([[1, -1, 2], [HALF, 0, -1]], dtype=object), Fraction(1)), [0, 1]),
}


@pytest.mark.parametrize("name", MODELS)
def test_balls_contain_the_exact_trajectory(name: Any) -> None:
    model, targets = MODELS[name]
    start = weights(model.weight_count) * (0 if name == "zero weights" else 1)
    exact = simulate_exact(model, start, targets, Fraction(2, 7), 4)
    enclosed = enclose(model, start, targets, Fraction(2, 7), 4)
    for state, point in zip(exact, enclosed.points, strict=True):
        assert all(contains(ball, value) for ball, value in zip(point.outputs, state.outputs, strict=True))
        assert contains(point.weight_norm, state.weight_norm)
        assert contains(point.loss, state.loss)
        top = np.linalg.eigvalsh(np.array(state.gram, dtype=float))[-1]
        low, high = enclosed.bounds("ntk")
        assert low[state.step] - 1e-12 <= top <= high[state.step] + 1e-12


def test_long_trajectories_stay_tight() -> None:
    model = TwoLayerNet([[1.0]], 20, (1.0, 1.0))
    start = np.random.default_rng(3).normal(size=40)
    enclosed = enclose(model, start, 0, 3.5 / float(model.tangent_gram(start[None])[0, 0, 0]), 300)
    low, high = enclosed.bounds("weight_norm")
    assert np.all(high - low < 1e-6)
    assert np.all(np.diff(high) < 1e-6)


def test_normalisations_agree() -> None:
    model, targets = MODELS["leaky, data"]
    start = weights(model.weight_count)
    runs = [(Fraction(1, 5), "mean"), (Fraction(1, 10), "sum"), (Fraction(1, 10), "mean_square")]
    ends = [enclose(model, start, targets, rate, 5, normalisation=kind).points[-1].weight_norm for rate, kind in runs]
    assert ends[0].overlaps(ends[1])
    assert ends[0].overlaps(ends[2])


def test_bad_arguments_are_named() -> None:
    model, _ = MODELS["linear"]
    with pytest.raises(TypeError):
        enclose(model, "1, 2", 0, 1, 3)
    with pytest.raises(ValueError, match="weights"):
        enclose(model, [1, 2], 0, 1, 3)
    with pytest.raises(ValueError, match="steps"):
        enclose(model, weights(6), 0, 1, -1)
    with pytest.raises(TypeError, match="model"):
        enclose(cast(Any, _Other()), [1], 0, 1, 1)
    with pytest.raises(ValueError, match="feature"):
        Trap("t", "x", ({"volume": Fraction(1)},), "")
    with pytest.raises(TypeError, match="exact"):
        Trap("t", "x", (cast(Any, {"ntk": 0.5}),), "")


class _Other:
    weight_count, data_count = 1, 1


def test_an_empty_region_catches_nothing() -> None:
    model, _ = MODELS["linear"]
    never = Trap("never", "impossible", ({"weight_norm": Fraction(-1)},), "")
    found = certify(model, weights(6), 0, Fraction(1, 10), [never], steps=20)
    assert (found.label, found.trap, found.step) == ("undecided", "", 20)
