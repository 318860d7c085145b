"""Which kernel runs a model, and the arrays of the model that it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy import ndarray

from numerics.arithmetic import in_kind
from numerics.blas import single_thread
from numerics.compiled.scratch import LANES
from numerics.compiled.tile import COLUMNS, ROWS
from numerics.models.base import Model
from numerics.models.biased_quadratic import BiasedQuadratic
from numerics.models.general_quadratic import GeneralQuadratic
from numerics.models.quadratic import PureQuadratic
from numerics.models.taylor import TwoLayerTaylor
from numerics.models.two_layer import TwoLayerNet

__all__ = ["Plan", "plan_for"]

# Up to this many units, eight trajectories on one datum fit into the fastest cache together.
_NARROW = 256
# Up to this many data, vectors that run over units are faster than vectors that run over data.
_FEW = 32


@dataclass(frozen=True, slots=True)
class Plan:
    """A kernel with the arguments that follow the common ones, and the cost of one step of one trajectory.

    ``granule`` is the number of trajectories that the kernel advances together. With ``turns``, a last argument says whose turn
    with the NTK it is, see `turns`.
    """

    kernel: Callable[..., object]
    arrays: tuple[object, ...]
    flops: float
    granule: int = 1
    turns: bool = False


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


def _to_columns(rows: ndarray) -> ndarray:
    """(R, n) with zero columns up to a multiple of 16."""
    full = np.zeros((rows.shape[0], -(-rows.shape[1] // COLUMNS) * COLUMNS), rows.dtype)
    full[:, : rows.shape[1]] = rows
    return full


def _panels(matrix: ndarray) -> ndarray:
    """A matrix (depth, columns) in the flat order of `tile.multiply`: (columns / 16, depth, 16)."""
    return np.ascontiguousarray(matrix.reshape(len(matrix), -1, COLUMNS).swapaxes(0, 1)).reshape(-1)


def _two_layer(model: TwoLayerNet, dtype: np.dtype) -> Plan:
    plus, minus = (float(slope) for slope in model.slopes)
    at_zero, scale = float(model.slope_at_zero), float(model.scale)
    inputs = model.inputs.astype(float)
    count, dimension = inputs.shape
    if 1 < count <= _FEW:
        return _two_layer_few(model, np.empty((0, 0)), dtype)
    if count > 1:
        from numerics.compiled.two_layer_many import two_layer_many

        flipped = _to_columns(np.ascontiguousarray(inputs.T))
        with single_thread():
            data = flipped.T @ flipped
        outward = np.zeros((len(data), dimension))
        outward[:count] = inputs
        arrays = (
            _net_numbers(model, dtype),
            *(array.astype(dtype) for array in (data, _panels(data), _panels(flipped), _panels(_to_columns(outward)))),
        )
        return Plan(two_layer_many, arrays, 6.0 * model.width * count**2, turns=True)
    from numerics.compiled.one_datum import one_datum

    # The slope of larger size comes first; if that is a₋, all units are mirrored.
    sign = 1.0 if abs(plus) >= abs(minus) else -1.0
    if sign < 0:
        plus, minus = minus, plus
    tie = 0.0 if at_zero == plus else float(np.finfo(dtype).smallest_subnormal) if at_zero == minus else -1.0
    size = float(np.linalg.norm(inputs[0]))
    direction = (sign * inputs[0] / size if size > 0 else np.zeros(dimension)).astype(dtype)
    gain = scale * size
    # From the sums over all units and over those of the larger slope: nothing cancels.
    output, kernel = ((1.0, 0.0), (0.0, 1.0)) if tie < 0 else ((minus, plus - minus), (minus**2, plus**2 - minus**2))
    near = _near_rest(dtype) / max(abs(plus), 1.0)
    mix = np.array([*(gain * share for share in output), *(gain**2 * share for share in kernel), gain, near], dtype)
    numbers = np.array([plus, minus, at_zero, tie, size, sign], dtype)
    narrow = tie >= 0 and model.width <= _NARROW
    arrays = (mix, model.width, narrow, np.empty(0, dtype), numbers, direction)
    return Plan(one_datum, arrays, 15.0 * model.width, granule=LANES if narrow else 1)


def _net_numbers(net: TwoLayerNet, dtype: np.dtype) -> ndarray:
    """a₊, a₋, σ'(0) and s."""
    return np.array([float(number) for number in (*net.slopes, net.slope_at_zero, net.scale)], dtype)


def _two_layer_few(net: TwoLayerNet, gates: ndarray, dtype: np.dtype) -> Plan:
    """A net, or with ``gates`` (D, width) the quadratic model whose slopes these are; (0, 0) is none."""
    from numerics.compiled.two_layer_few import two_layer_few

    inputs = net.inputs.astype(float)
    with single_thread():
        data = inputs @ inputs.T
    arrays = (_net_numbers(net, dtype), data.astype(dtype), inputs.astype(dtype), gates.astype(dtype))
    return Plan(two_layer_few, arrays, 2.0 * net.width * len(inputs) * (len(inputs) + 6))


def _two_layer_taylor(model: TwoLayerTaylor, dtype: np.dtype) -> Plan | None:
    net = model.net
    if model.order != 2 or not isinstance(net, TwoLayerNet):
        return None
    with single_thread():
        gates = net.gates(net.preactivations(in_kind(model.centre, np.empty(0, dtype))[None]))[0]
    return _two_layer_few(net, gates, dtype)


def _pure_quadratic(model: PureQuadratic, dtype: np.dtype) -> Plan:
    psi, zeta = model.psi.astype(float), float(model.zeta)
    count, weight_count = psi.shape[:2]
    sizes = abs(psi[psi != 0])
    # The kernel of one datum squares ψ, which must neither overflow nor vanish.
    extreme = sizes.size > 0 and not (sizes.min() ** 2 > np.finfo(dtype).tiny and sizes.max() ** 2 < np.finfo(dtype).max)
    if psi.ndim == 3 or count > 1 or extreme:
        return _forms(np.zeros(count), np.zeros((count, weight_count)), zeta * psi, dtype)
    from numerics.compiled.one_datum import one_datum

    near = _near_rest(dtype) / max(1.0, float(abs(psi).max()))
    mix = np.array([zeta / 2, 0.0, 0.0, zeta * zeta, zeta, near], dtype)
    narrow = weight_count <= _NARROW
    arrays = (mix, weight_count, narrow, psi[0].astype(dtype), None, None)
    return Plan(one_datum, arrays, 10.0 * weight_count, granule=LANES if narrow else 1)


def _biased_quadratic(model: BiasedQuadratic, dtype: np.dtype) -> Plan:
    phi, psi = model.phi.astype(float), float(model.zeta) * model.psi.astype(float)
    count, features = phi.shape
    linear = np.concatenate((phi, np.zeros((count, psi.shape[1]))), axis=1)
    if psi.ndim == 2:
        forms = np.concatenate((np.zeros((count, features)), psi), axis=1)
    else:
        forms = np.zeros((count, linear.shape[1], linear.shape[1]))
        forms[:, features:, features:] = psi
    return _forms(np.zeros(count), linear, forms, dtype)


def _general_quadratic(model: GeneralQuadratic, dtype: np.dtype) -> Plan:
    forms = float(model.gamma) * model.quadratic.astype(float)
    return _forms(model.offset.astype(float), model.linear.astype(float), forms, dtype)


def _forms(offset: ndarray, linear: ndarray, forms: ndarray, dtype: np.dtype) -> Plan:
    from numerics.compiled.forms import quadratic_forms

    count, weight_count = linear.shape
    vectors = (offset.astype(dtype), _to_columns(linear.astype(dtype)))
    if forms.ndim == 2:
        diagonals = np.ascontiguousarray(forms.astype(dtype))
        return Plan(quadratic_forms, (*vectors, np.empty(0, dtype), diagonals), 2.0 * weight_count * count * (count + 4))
    wide = _to_columns(forms.reshape(-1, weight_count)).reshape(count, weight_count, -1)
    panels = _panels(np.ascontiguousarray(wide.swapaxes(0, 1)).reshape(weight_count, -1).astype(dtype))
    arrays = (*vectors, panels, np.empty((0, 0), dtype))
    return Plan(quadratic_forms, arrays, 2.0 * count * weight_count * (weight_count + count), granule=ROWS)


_MAKERS: dict[type, Callable[[Any, np.dtype], Plan | None]] = {
    TwoLayerNet: _two_layer,
    TwoLayerTaylor: _two_layer_taylor,
    PureQuadratic: _pure_quadratic,
    BiasedQuadratic: _biased_quadratic,
    GeneralQuadratic: _general_quadratic,
}
