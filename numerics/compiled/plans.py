"""Which kernel runs a model, and the arrays of the model that it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy import ndarray

from numerics.models.base import Model
from numerics.models.quadratic import PureQuadratic
from numerics.models.two_layer import TwoLayerNet

__all__ = ["Plan", "plan_for"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A kernel with the arrays that follow the common arguments, and the cost of one step of one trajectory.

    ``granule`` is the number of trajectories that the kernel advances together.
    """

    kernel: Callable[..., object]
    arrays: tuple[ndarray, ...]
    flops: float
    granule: int = 1


_plans: WeakKeyDictionary[Model, dict[np.dtype, Plan | None]] = WeakKeyDictionary()


def plan_for(model: Model, dtype: np.dtype) -> Plan | None:
    """The plan of a model in a float type, or None if no kernel knows the model; made once."""
    try:
        return _plans[model][dtype]
    except KeyError:
        pass
    except TypeError:  # a model that cannot be hashed or weakly referenced is none of ours
        return None
    maker = _MAKERS.get(type(model))
    with np.errstate(all="ignore"):
        plan = None if maker is None else maker(model, dtype)
    _plans.setdefault(model, {})[dtype] = plan
    return plan


def _near_rest(dtype: np.dtype) -> float:
    """Relative change per step below which a kernel looks whether anything still moves."""
    return 64 * float(np.finfo(dtype).eps)


def _two_layer(model: TwoLayerNet, dtype: np.dtype) -> Plan | None:
    plus, minus = (float(slope) for slope in model.slopes)
    at_zero, scale = float(model.slope_at_zero), float(model.scale)
    inputs = model.inputs.astype(dtype)
    tie = 0.0 if at_zero == plus else float(np.finfo(dtype).smallest_subnormal) if at_zero == minus else -1.0
    if len(inputs) > 1:
        return None
    from numerics.compiled.two_layer_one import two_layer_one

    size = float(np.linalg.norm(model.inputs[0].astype(float)))
    direction = (model.inputs[0].astype(float) / size if size > 0 else np.zeros(inputs.shape[1])).astype(dtype)
    slopes = np.array([plus, minus, at_zero, tie, scale, size, _near_rest(dtype) / max(abs(plus), abs(minus), 1.0)], dtype)
    return Plan(two_layer_one, (slopes, direction), 15.0 * model.width)


def _pure_quadratic(model: PureQuadratic, dtype: np.dtype) -> Plan | None:
    psi, zeta = model.psi.astype(dtype), float(model.zeta)
    if psi.ndim == 3 or len(psi) > 1:
        return None
    from numerics.compiled.quadratic_one import quadratic_one

    constants = np.array([zeta, _near_rest(dtype) / max(1.0, float(abs(psi).max()))], dtype)
    return Plan(quadratic_one, (psi[0], constants), 10.0 * psi.shape[1])


_MAKERS: dict[type, Callable[[Any, np.dtype], Plan | None]] = {TwoLayerNet: _two_layer, PureQuadratic: _pure_quadratic}
