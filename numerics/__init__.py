"""What happens: vectorised gradient descent on parameters, phases, boundaries, sweeps and experiments.

>>> import numpy as np
>>> from numerics import TwoLayerNet, initialise, simulate
>>> net = TwoLayerNet(np.ones((1, 1)), width=64, slopes=(1.0, 1.0))
>>> runs = simulate(net, initialise("gaussian", 0, 4, net.weight_count), 0.0, 1.2, steps=200)
>>> runs.loss.shape
(4, 201)

A map of the room:

- what is trained: `models` (one a file), `initial`, `datasets`;
- training: `descent` (`simulate`), `sgd`, `closed_map`; its engines `reference` and `compiled`, chosen by `engines`; its results
  `trajectories`, and what else can be measured `observables`, `kernel`;
- without rounding: `exact` (fractions), `enclosure`, `ball_models` and `certified` (balls);
- what came of it: `phases`, `periods`, `boundary`, `diagram` (of an `ensemble`), `sweep` (of millions);
- pictures: `plots`, `plots_html`, `plots_tightness`; the papers' own: `experiments`; the clock: `benchmarks`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numerics.closed_map import closed_map_step
    from numerics.descent import simulate
    from numerics.diagram import Diagram, phase_diagram
    from numerics.ensemble import Ensemble
    from numerics.exact import ExactState, simulate_exact
    from numerics.initial import LAWS, initialise
    from numerics.kernel import ntk_spectrum, top_ntk
    from numerics.model_check import check_model
    from numerics.models.base import Model
    from numerics.models.biased_quadratic import BiasedQuadratic
    from numerics.models.deep import DeepNet
    from numerics.models.general_quadratic import GeneralQuadratic
    from numerics.models.quadratic import PureQuadratic
    from numerics.models.smooth_net import SmoothNet
    from numerics.models.taylor import first_order, second_order
    from numerics.models.two_layer import TwoLayerNet
    from numerics.phases import Phase, classify
    from numerics.sgd import spikes, stochastic_descent
    from numerics.trajectories import Summary, Trajectories

_HOME = {
    "BiasedQuadratic": "numerics.models.biased_quadratic",
    "DeepNet": "numerics.models.deep",
    "Diagram": "numerics.diagram",
    "Ensemble": "numerics.ensemble",
    "ExactState": "numerics.exact",
    "GeneralQuadratic": "numerics.models.general_quadratic",
    "LAWS": "numerics.initial",
    "Model": "numerics.models.base",
    "Phase": "numerics.phases",
    "PureQuadratic": "numerics.models.quadratic",
    "SmoothNet": "numerics.models.smooth_net",
    "Summary": "numerics.trajectories",
    "Trajectories": "numerics.trajectories",
    "TwoLayerNet": "numerics.models.two_layer",
    "check_model": "numerics.model_check",
    "classify": "numerics.phases",
    "closed_map_step": "numerics.closed_map",
    "first_order": "numerics.models.taylor",
    "initialise": "numerics.initial",
    "ntk_spectrum": "numerics.kernel",
    "phase_diagram": "numerics.diagram",
    "second_order": "numerics.models.taylor",
    "simulate": "numerics.descent",
    "simulate_exact": "numerics.exact",
    "spikes": "numerics.sgd",
    "stochastic_descent": "numerics.sgd",
    "top_ntk": "numerics.kernel",
}

__all__ = [
    "LAWS",
    "BiasedQuadratic",
    "DeepNet",
    "Diagram",
    "Ensemble",
    "ExactState",
    "GeneralQuadratic",
    "Model",
    "Phase",
    "PureQuadratic",
    "SmoothNet",
    "Summary",
    "Trajectories",
    "TwoLayerNet",
    "check_model",
    "classify",
    "closed_map_step",
    "first_order",
    "initialise",
    "ntk_spectrum",
    "phase_diagram",
    "second_order",
    "simulate",
    "simulate_exact",
    "spikes",
    "stochastic_descent",
    "top_ntk",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
