"""Peaks and limits of whole runs in floating point, as far as a run tells them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from numpy import ndarray

from checks.instances.instance import Instance
from numerics.trajectories import Trajectories

__all__ = ["FROM_OUTPUTS", "from_outputs", "overall"]

FROM_OUTPUTS = frozenset({"f", "r", "L", "f2", "r2", "rf", "f_zero"})
"""Observables that the recorded outputs and targets give."""
_OF_RESIDUALS = frozenset({"z_r", "p1_r", "p2_r", "p1_r2", "p2_r2", "r2_batch"})
"""Others that are 0 where all residuals are."""


def from_outputs(name: str, outputs: ndarray, residuals: ndarray) -> ndarray:
    """The named observable from outputs and residuals (…, D), (…)."""
    count = outputs.shape[-1]
    if name == "f":
        return outputs[..., 0]
    if name == "r":
        return residuals[..., 0]
    if name == "f_zero":
        return (outputs[..., 0] == 0) * (Fraction(1) if outputs.dtype == object else 1.0)
    product = {"L": residuals * residuals / 2, "r2": residuals**2, "f2": outputs**2, "rf": residuals * outputs}[name]
    mean: ndarray = product.sum(axis=-1) / count
    return mean


def overall(instance: Instance, name: str, role: str, series: Mapping[str, ndarray], runs: Trajectories) -> ndarray:
    """Peak or limit of each run, (B,): infinite if it diverged, NaN if it neither diverged nor converged.

    Of what need not diverge with the loss, such as the residual along one direction, nothing is known where the loss does.
    Where another process than plain gradient descent is run, what falls to 0 has its limit there, however slowly it falls; and
    what has stayed what it is for half of the run has its limit there.
    """
    if role == "peak":
        whole = _peak(name, series, runs)
        if name == "f_zero":
            return whole
    elif instance.setting.plain or name in (FROM_OUTPUTS | _OF_RESIDUALS) - {"f_zero"}:
        whole = _limit(name, series, runs)
    else:  # velocities and decay go on when the loss has fallen
        whole = np.full(len(runs.loss), np.nan)
    beyond = np.inf if name in FROM_OUTPUTS | {"H", "theta2"} else np.nan
    known = np.where(_converged(instance, runs), whole, np.nan)
    if role == "limit" and not instance.setting.plain and name != "f_zero":
        known = np.where(np.isnan(known) & _fades(series[name], runs), 0.0, known)
        known = np.where(np.isnan(known) & _rests(series[name], runs), series[name][:, -1], known)
    return np.where(runs.diverged, beyond, known)


def _fades(values: ndarray, runs: Trajectories) -> ndarray:
    """Whether values (B, steps + 1) fall to 0 as far as a run tells, at a fixed rate or like a power of time, (B,).

    Their largest over the steps up to T/4, T/2 and T halves at least each time and ends below a thousandth of all: the loss of a
    homogeneous model at rest in 0 falls like 1/t or faster. Or it has been at 0, but for rounding, for half of the run. A state
    that is not linearly stable, where that is known, does not stay.
    """
    size, last = np.abs(values), values.shape[1] - 1
    if last < 8:
        return np.zeros(len(values), dtype=bool)
    with np.errstate(invalid="ignore"):
        first, middle, late = (size[:, last // n + 1 : 2 * last // n + 1].max(axis=1) for n in (8, 4, 2))
        largest = np.fmax.reduce(size, axis=1)
        falls = (middle <= first / 2) & (late <= middle / 2) & (late <= 1e-3 * largest)
        fades: ndarray = (falls | (late <= 1e-24 * largest)) & ~_unstable(runs)
    return fades


def _rests(values: ndarray, runs: Trajectories) -> ndarray:
    """Whether values (B, steps + 1) have been the same but for rounding, and not 0, for half of the run, (B,)."""
    late = values[:, values.shape[1] // 2 :]
    with np.errstate(invalid="ignore"):
        still = np.ptp(late, axis=1) <= 1e-13 * np.abs(values[:, -1])
    rests: ndarray = still & (values.shape[1] > 8) & (values[:, -1] != 0) & ~_unstable(runs)
    return rests


def _unstable(runs: Trajectories) -> ndarray:
    """Whether the last state is not linearly stable, where that is known, (B,): then it does not stay."""
    edge = np.asarray(runs.edge)
    unstable: ndarray = (runs.learning_rates * runs.ntk[:, -1] > edge) & (edge > 0)
    return unstable


def _peak(name: str, series: Mapping[str, ndarray], runs: Trajectories) -> ndarray:
    """Largest value over all steps, (B,)."""
    if runs.measured_summary is None:
        largest: ndarray = np.nanmax(series[name], axis=1)
        return largest
    return {"L": runs.measured_summary.peak_loss, "theta2": runs.measured_summary.peak_weight_norm}[name]


def _limit(name: str, series: Mapping[str, ndarray], runs: Trajectories) -> ndarray:
    """What a converged run tends to, (B,): outputs to their targets, residuals to 0, and the rest to its last value."""
    if name in FROM_OUTPUTS - {"f_zero"}:
        return from_outputs(name, runs.targets, np.zeros_like(runs.targets))
    last = series[name][:, -1]
    return np.zeros_like(last) if name in _OF_RESIDUALS else last


def _at_rest(runs: Trajectories) -> ndarray:
    """Whether the last outputs are the targets exactly, (B,): a loss of 0 may be what underflow has left."""
    if runs.outputs is None:
        raise ValueError("the outputs were not recorded")
    rest: ndarray = (runs.outputs[:, -1] == runs.targets).all(axis=-1)
    return rest


def _converged(instance: Instance, runs: Trajectories) -> ndarray:
    """Whether the loss of a run has fallen to 0 but for rounding, where it would stay, (B,).

    Above ηH = 2 (or the linear edge of another update rule) it would grow again, from as little as rounding leaves: only what is
    exactly at rest stays there. A velocity may carry the output through its target: then it has to be there for two steps.
    """
    summary = runs.measured_summary
    with np.errstate(invalid="ignore"):
        peak = np.nanmax(np.where(np.isfinite(runs.loss), runs.loss, np.nan), axis=1) if summary is None else summary.peak_loss
        reached: ndarray = runs.loss[:, -1] <= 1e-24 * peak
        if not instance.setting.plain:
            reached &= runs.loss[:, -2] <= 1e-24 * peak
        stays = ~(runs.learning_rates * runs.ntk[:, -1] > runs.edge) | (_at_rest(runs) & instance.setting.plain)
    return reached & stays & ~runs.diverged
