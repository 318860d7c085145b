"""The problems through the public functions of this package."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.benchmarks.problems import FormsProblem, GridProblem, NetOnData, OneDatum
from numerics.closed_map import closed_map
from numerics.descent import simulate
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet
from numerics.trajectories import Trajectories

__all__ = ["forms", "grid", "net_on_data", "net_one", "quadratic_one"]


def _recorded(runs: Trajectories) -> dict[str, ndarray]:
    return {"loss": runs.loss, "ntk": runs.ntk, "weight_norm": runs.weight_norm}


def net_one(problem: OneDatum) -> dict[str, ndarray]:
    """Two-layer net on one datum."""
    model = TwoLayerNet(np.ones((1, 1)), problem.first.shape[1], (1.0, problem.slope), problem.scale)
    weights = np.concatenate((problem.first, problem.second), axis=1)
    return _recorded(simulate(model, weights, 0.0, problem.rates, problem.steps, keep_outputs=False, engine="compiled"))


def quadratic_one(problem: OneDatum) -> dict[str, ndarray]:
    """Pure quadratic model in its eigenbasis on one datum."""
    model = PureQuadratic(problem.spectrum[None], problem.scale)
    return _recorded(simulate(model, problem.first, 0.0, problem.rates, problem.steps, keep_outputs=False, engine="compiled"))


def net_on_data(problem: NetOnData) -> dict[str, ndarray]:
    """ReLU net on data."""
    model = TwoLayerNet(problem.inputs, len(problem.second), (1.0, 0.0), problem.scale)
    weights = np.empty((len(problem.rates), problem.first.size + problem.second.size))
    weights[:, : problem.first.size] = problem.first.reshape(-1)
    weights[:, problem.first.size :] = problem.second
    return _recorded(
        simulate(model, weights, problem.targets, problem.rates, problem.steps, keep_outputs=False, engine="compiled")
    )


def forms(problem: FormsProblem) -> dict[str, ndarray]:
    """General quadratic model."""
    model = GeneralQuadratic(np.zeros(len(problem.targets)), problem.linear, problem.forms, problem.gamma)
    weights = np.repeat(problem.weights[None], len(problem.rates), axis=0)
    return _recorded(
        simulate(model, weights, problem.targets, problem.rates, problem.steps, keep_outputs=False, engine="compiled")
    )


def grid(problem: GridProblem) -> dict[str, ndarray]:
    """The closed map on a grid."""
    run = closed_map(problem.u, problem.v, problem.steps, small=problem.small, limit=problem.limit, engine="compiled")
    return {"phase": run.phase, "last_step": run.last_step, "peak": run.peak, "final_v": run.final_v}
