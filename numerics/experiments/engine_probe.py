"""What the engine under the experiments returns on a few tiny runs: a stored summary remembers it, as a change of it is news."""

from __future__ import annotations

from functools import cache

import numpy as np

from numerics.blas import single_thread
from numerics.descent import simulate
from numerics.experiments.plain import plain
from numerics.initial import generator
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.deep import DeepNet
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.smooth_net import SmoothNet
from numerics.models.taylor import first_order, second_order
from numerics.models.two_layer import TwoLayerNet
from numerics.phases import settled

__all__ = ["engine_numbers", "same_engine"]


def _models() -> list[Model]:
    rng = generator(20, 0)
    inputs = rng.standard_normal((3, 2))
    forms = rng.standard_normal((3, 4, 4))
    forms += forms.transpose(0, 2, 1)
    net = TwoLayerNet(inputs, 5, (1.0, 0.25))
    start = rng.standard_normal((net.weight_count,))
    return [
        net,
        first_order(net, start),
        second_order(net, start),
        SmoothNet(inputs, 5, "tanh"),
        SmoothNet(inputs, 5, "swish"),
        DeepNet(inputs, (4, 3), (1.0, 0.0)),
        PureQuadratic(forms, 0.5),
        BiasedQuadratic(inputs, forms, 0.5),
        GeneralQuadratic([0.1, 0.2, 0.3], inputs, forms[:, :2, :2], 0.3),
    ]


@cache
def engine_numbers() -> list[float | None]:
    """Loss, kernel, weight norm and largest weight after six steps of every kind of model, and how a divergent run ends."""
    found: list[float] = []
    with single_thread():
        for number, model in enumerate(_models()):
            weights = generator(21, number).standard_normal((1, model.weight_count))
            runs = simulate(model, weights, np.array([0.5, -0.5, 1.0]), 0.05, 6, engine="numpy")
            found += [runs.loss[0, -1], runs.ntk[0, -1], runs.weight_norm[0, -1], float(np.abs(runs.final_weights).max())]
        runs = simulate(_models()[0], np.ones((2, 15)), 0.0, np.array([0.01, 9.0]), 40, divergence_loss=1e6, engine="numpy")
        found += [*runs.last_step, *runs.diverged, *settled(runs, loss_change=1e-6), *runs.summary.weight_norm_rise]
    return [plain(float(value)) for value in found]


def same_engine(stored: list[float | None]) -> bool:
    """Whether the engine returns what it returned then, to five digits (other machines round otherwise)."""
    now = engine_numbers()
    if len(stored) != len(now):
        return False
    there, here = (np.array([np.nan if value is None else value for value in row]) for row in (stored, now))
    return bool(np.allclose(there, here, rtol=1e-5, atol=1e-12, equal_nan=True))
