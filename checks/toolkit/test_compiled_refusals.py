"""What no compiled program expresses is refused with the reason, and ``"auto"`` leaves it to the reference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy import ndarray
from sympy import symbols

from checks.toolkit.test_compiled_programs import agree, made
from numerics.batches import Weighted
from numerics.descent import simulate
from numerics.losses import Huber, Squared
from numerics.models.per_unit import PerUnit
from numerics.models.smooth_net import SmoothNet
from numerics.models.two_layer import TwoLayerNet
from numerics.updates import Adam, Gradient, GradientDescent, State

pytest.importorskip("numba")

u, v = symbols("u v", real=True)


class _Norm(GradientDescent):
    """Normalised steps: not elementwise."""

    def step(self, state: State, gradient: Gradient) -> State:
        slope = gradient(state.weights)
        return state.next(state.weights - slope / np.sqrt((slope * slope).sum(axis=1, keepdims=True)))


def test_what_no_program_expresses_is_refused_with_a_reason_and_left_to_the_reference():
    model = made(v * u**2, 4)
    weights = np.random.default_rng(6).standard_normal((3, model.weight_count))
    changes: dict[str, dict[str, Any]] = {
        "cannot run Adam: it": {"update": Adam},
        "cannot run _Norm": {"update": _Norm},
        "computes units in float64, not in float32": {"weights": weights.astype(np.float32)},
        "cannot run the schedule": {
            "update": GradientDescent(lambda state, gradient: 0.1 / (1 + (state.weights**2).sum())),
            "learning_rates": None,
        },
    }
    for reason, change in changes.items():
        arguments: dict[str, Any] = {"weights": weights, "targets": 0.5, "learning_rates": 0.1, "steps": 3, **change}
        with pytest.raises(ValueError, match=f"engine 'compiled' {reason}"):
            simulate(model, **arguments, engine="compiled")
        auto, reference = (simulate(model, **arguments, engine=engine) for engine in ("auto", "numpy"))
        np.testing.assert_array_equal(auto.final_weights, reference.final_weights)
    one, two = (simulate(model, weights, 0.5, 0.1, 3, batches=Weighted([1.0]), engine=engine) for engine in ("numpy", "compiled"))
    agree(one, two)


class _Biased(TwoLayerNet):
    """Computes something else than its family says of its units."""

    def outputs(self, weights: ndarray) -> ndarray:
        return super().outputs(weights) + 1


class _Doubled(Squared):
    """Its value is not the sum of its terms."""

    def value(self, outputs: ndarray, targets: ndarray) -> ndarray:
        return 2 * super().value(outputs, targets)


class _Misplaced(SmoothNet):
    """Gives one weight to its units twice, and another never."""

    def per_unit(self) -> PerUnit:
        said = super().per_unit()
        assert said is not None
        return replace(said, places=((0, 2), (0, 2)))


@pytest.mark.parametrize(
    ("reason", "net", "change"),
    [
        ("it is no sum over units", _Biased([[1.0]], 3), {"loss": Huber(1.0)}),
        ("it is not the sum of its terms", TwoLayerNet([[1.0]], 3), {"loss": _Doubled()}),
        ("its units have not each of its 6 weights once", _Misplaced([[1.0]], 3), {}),
        ("units on at most 16 data, not on 17", SmoothNet(np.ones((17, 1)), 3), {}),
    ],
)
def test_what_does_not_fit_together_is_refused(reason, net, change):
    with pytest.raises(ValueError, match=reason):
        simulate(net, np.ones((1, 6)), 0.5, 0.1, 2, **change, engine="compiled")
    auto, reference = (simulate(net, np.ones((1, 6)), 0.5, 0.1, 2, **change, engine=engine) for engine in ("auto", "numpy"))
    np.testing.assert_array_equal(auto.loss, reference.loss)
