"""What is measured of two-layer nets beside what every model has: gates that flip, active units, balance, weighted norms."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from checks.instances.instance import Extra, Parameter, Point
from checks.pairs._norms import live_norm, spectral
from checks.truth.eigenvalues import top_eigenvalue
from numerics import observables as measured
from numerics.models.two_layer import TwoLayerNet

__all__ = ["EXTRAS", "gram_top"]


def gram_top(inputs: ndarray) -> Parameter:
    """λmax(XXᵀ/D)."""
    # XXᵀ and XᵀX have the same eigenvalues other than 0; the smaller one is less work.
    moments = inputs @ inputs.T if len(inputs) <= inputs.shape[1] else inputs.T @ inputs
    moments = moments / len(inputs)
    return top_eigenvalue(moments) if inputs.dtype == object else float(np.linalg.eigvalsh(moments)[-1])


def _parts(at: Point) -> tuple[TwoLayerNet, ndarray, ndarray, ndarray]:
    """The net, its gates d_i, pre-activations p_i = u_i·x and second layer, for one datum; each (B, n)."""
    model = at.model
    if not isinstance(model, TwoLayerNet):
        raise TypeError(f"expected a TwoLayerNet, not {type(model).__name__}")
    before = model.preactivations(at.weights)
    return model, model.gates(before)[:, 0], before[:, 0], model.split(at.weights)[1]


def _flip(at: Point) -> ndarray:
    """max_i s|d_i v_i||x|²/|u_i·x| over units with d_i v_i ≠ 0; infinite if such a unit sits at 0."""
    net, gates, before, second = _parts(at)
    x2 = (net.inputs**2).sum()
    reach, height = abs(gates * second) * abs(net.scale) * x2, abs(before)
    ratio = np.zeros(reach.shape, dtype=reach.dtype)
    live, tied = reach != 0, height == 0
    ratio[live & tied] = float("inf")
    ratio[live & ~tied] = reach[live & ~tied] / height[live & ~tied]
    top: ndarray = ratio.max(axis=1)
    return top


def _flip_mass(at: Point) -> ndarray:
    """Σ v_i² over the units with |u_i·x| ≤ η|r| s|v_i d_i||x|²."""
    net, gates, before, second = _parts(at)
    x2 = (net.inputs**2).sum()
    reach = abs(gates * second) * abs(net.scale) * x2 * abs(at.residuals[:, :1]) * at.rates[:, None]
    mass: ndarray = np.where(abs(before) <= reach, second**2, second * 0).sum(axis=1)
    return mass


def _balance(at: Point) -> ndarray:
    """H² − 4κf², κ = s²a₊²|x|²."""
    net, *_ = _parts(at)
    kappa = (net.scale * net.slopes[0]) ** 2 * (net.inputs**2).sum()
    left: ndarray = at.gram[:, 0, 0] ** 2 - 4 * kappa * at.outputs[:, 0] ** 2
    return left


EXTRAS: dict[str, Extra] = {
    "flip": _flip,
    "flip_mass": _flip_mass,
    "H_active": lambda at: measured.active_ntk(at.model, at.weights),
    "cubic": lambda at: measured.cubic_moment(at.model, at.weights),
    "balance": _balance,
    "balance__size": lambda at: np.asarray(at.gram[:, 0, 0], dtype=float) ** 2,
    "N_spec": spectral,
    "N_live": live_norm,
}
