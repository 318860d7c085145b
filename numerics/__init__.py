"""What happens: vectorised gradient descent on parameters, phases, boundaries, sweeps and experiments.

>>> import numpy as np
>>> from numerics import TwoLayerNet, initialise, simulate
>>> net = TwoLayerNet(np.ones((1, 1)), width=64, slopes=(1.0, 1.0))
>>> runs = simulate(net, initialise("gaussian", 0, 4, net.weight_count), 0.0, 1.2, steps=200)
>>> runs.loss.shape
(4, 201)

A map of the room:

- what is trained: `models` (one a file), `losses`, `initial`, `datasets`;
- how: `updates` (rules and learning rates), `batches`; all of it together is a `process`, and `driver` the one loop that runs it,
  in any of the kinds of numbers of `arithmetic`;
- many trajectories: `descent` (`simulate`), `sgd`, `closed_map`; its engines `reference` and `compiled`, chosen by `engines`; its
  results `trajectories` (kept by `trajectory_files`), and what else can be measured `observables`, `kernel`;
- without rounding: `exact` (fractions), `balls`, `enclosure` and `certified`;
- what came of it: `phases`, `periods`, `boundary`, `diagram` (of an `ensemble`), `sweep` (of millions);
- pictures: `plots`, `plots_html`, `plots_tightness`; the papers' own: `experiments`; the clock: `benchmarks`.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numerics.batches import FullBatch, Independent, Listed, Shuffled, Weighted
    from numerics.closed_map import closed_map_step
    from numerics.descent import simulate
    from numerics.diagram import Diagram, phase_diagram
    from numerics.ensemble import Ensemble
    from numerics.exact import ExactState, simulate_exact
    from numerics.initial import LAWS, initialise
    from numerics.kernel import ntk_spectrum, top_ntk
    from numerics.losses import Huber, LogCosh, Logistic, Loss, Squared
    from numerics.model_check import check_model
    from numerics.models.base import Model
    from numerics.models.biased_quadratic import BiasedQuadratic
    from numerics.models.deep import DeepNet
    from numerics.models.general_quadratic import GeneralQuadratic
    from numerics.models.many_outputs import ManyOutputNet
    from numerics.models.output_bias import OutputBias
    from numerics.models.quadratic import PureQuadratic
    from numerics.models.smooth_net import SmoothNet
    from numerics.models.taylor import first_order, second_order
    from numerics.models.two_layer import TwoLayerNet
    from numerics.phases import Phase, classify
    from numerics.sgd import spikes, stochastic_descent
    from numerics.trajectories import Summary, Trajectories
    from numerics.updates import (
        Adam,
        CertifiedRate,
        GradientDescent,
        HeavyBall,
        KernelRate,
        Nesterov,
        Piecewise,
        PolyakRate,
        State,
        StepList,
        UpdateRule,
        WeightDecay,
    )


def _home() -> dict[str, str]:
    """Each public name → the module that holds it, as the imports above list them."""
    body = ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8")))
    imports = [node for node in body if isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"{__name__}.")]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


_HOME = _home()
__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """A package in which no module hides the public name that it is called after, whichever is imported first."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    return __all__
