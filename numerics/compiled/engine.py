"""The compiled engine: the same request, the same answer to rounding, from fused kernels."""

from __future__ import annotations

import numpy as np
from numpy import ndarray

from numerics.compiled.plans import plan_for
from numerics.compiled.recording import SUMMARY_COLUMNS
from numerics.compiled.threads import share_out
from numerics.trajectories import Summary, Trajectories
from numerics.validation import Request

__all__ = ["knows", "run"]

# Below this many floating-point operations a second thread costs more than it gains.
_WORTH_SHARING = 3e6


def knows(request: Request) -> bool:
    """Whether `run` can answer the request: a model with a kernel, and no observables written in Python."""
    return not request.observe and plan_for(request.model, request.weights.dtype) is not None


def run(request: Request) -> Trajectories:
    """Simulate a validated request that the engine `knows`."""
    dtype, steps = request.weights.dtype, request.steps
    plan = plan_for(request.model, dtype)
    if plan is None:
        raise ValueError(f"no kernel for {type(request.model).__name__}")
    weights = request.weights.copy()
    columns = request.recorded_steps
    batch, recorded = len(weights), len(columns)
    every = request.record_every or max(steps, 1)
    records = np.empty((3, batch, recorded), dtype)
    outputs = np.empty((batch, recorded, request.targets.shape[1]) if request.keep_outputs else (0, 0, 0), dtype)
    summary = np.empty((0 if every == 1 else batch, len(SUMMARY_COLUMNS)), dtype)
    marks = np.empty((3, batch), np.int64)
    rest = (
        weights,
        _writable(request.targets),
        _writable(request.learning_rates),
        request.coefficient,
        request.divergence_loss,
        steps,
        every,
        records,
        outputs,
        summary,
        marks,
        *plan.arrays,
    )
    if batch * plan.flops * steps < _WORTH_SHARING or batch <= plan.granule:
        plan.kernel(0, batch, *rest)
    else:
        share_out(lambda first, last: plan.kernel(first, last, *rest), batch, plan.granule)
    loss, ntk, weight_norm = records
    return Trajectories(
        loss,
        ntk,
        weight_norm,
        outputs if request.keep_outputs else None,
        {},
        columns,
        marks[0],
        marks[2].astype(bool),
        weights,
        request.learning_rates,
        request.targets,
        request.normalisation,
        None if every == 1 else _summary(summary, marks, ntk, columns),
    )


def _writable(array: ndarray) -> ndarray:
    """The array, copied if it is read-only: to Numba that would be another type, and another compilation."""
    return array if array.flags.writeable else array.copy()


def _summary(summary: ndarray, marks: ndarray, ntk: ndarray, columns: ndarray) -> Summary:
    named = dict(zip(SUMMARY_COLUMNS, np.ascontiguousarray(summary.T), strict=True))
    last_column = np.searchsorted(columns, marks[0])
    return Summary(**named, peak_step=marks[1], initial_ntk=ntk[:, 0], final_ntk=ntk[np.arange(len(ntk)), last_column])
