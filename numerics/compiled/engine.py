"""The compiled engine: the same request, the same answer to rounding, from fused kernels.

What differs from the reference: sums are taken in another order, so results agree to rounding (and where the dynamics are
chaotic, one step at a time only). A trajectory's bits do not depend on its batch or on the threads.

float32 is stepped and summed in float32. Over 100 steps of one-datum nets with ηλ₀ ≤ 3 the NTK and the weight norm stayed
within 1e-6 (width 64) to 1e-5 (width 16384) of those of float64, relative; above the chaotic edge nothing is promised.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache, partial

import numpy as np
from numpy import ndarray

from numerics.compiled.attended import attended, heartbeat
from numerics.compiled.plans import Plan, plan_for
from numerics.compiled.recording import SUMMARY_COLUMNS
from numerics.compiled.threads import share_out, thread_count
from numerics.compiled.turns import EVERY_TURN, in_turns
from numerics.compiled.watching import watch
from numerics.trajectories import Summary, Trajectories
from numerics.validation import Request

__all__ = ["offer"]

# Below this many floating-point operations a second thread costs more than it gains.
_WORTH_SHARING = 1e7
# From this many on somebody may wait for the end: half a second and more.
_LONG = 1e9


def offer(request: Request) -> Callable[[Request], Trajectories] | Exception:
    """What runs a request: for models with a kernel, and the one process that the kernels are written for; else why not."""
    if not request.plain:
        return _refusal("runs full-batch gradient descent at constant rates on the squared loss, no other process")
    plan = plan_for(request.model, request.weights.dtype)
    if plan is None:
        return _refusal(f"cannot run {type(request.model).__name__}: there is no kernel for it")
    return partial(_run, plan)


def _refusal(reason: str) -> ValueError:
    return ValueError(f"engine 'compiled' {reason}; use 'numpy' or 'auto'")


def _run(plan: Plan, request: Request) -> Trajectories:
    """Simulate with the plan of the request's model; what is to be observed changes nothing else."""
    runs = _simulate(plan, request)
    return replace(runs, observed=watch(request, runs, partial(_keep, plan))) if request.observe else runs


def _simulate(plan: Plan, request: Request, snapshots: ndarray | None = None, since: int = 0) -> Trajectories:
    """The trajectories without what is observed; ``snapshots`` (B, C, P) gets weights at recorded columns from ``since`` on."""
    start, steps = request.weights, request.steps
    dtype, batch = start.dtype, len(start)
    every = request.record_every or steps or 1
    columns = _columns(steps, every) if steps % every == 0 else request.recorded_steps
    recorded = len(columns)
    weights = np.empty_like(start)
    records = np.empty((3, batch, recorded), dtype)
    outputs = np.empty((batch, recorded, request.targets.shape[1]), dtype) if request.keep_outputs else None
    summary = _unused(dtype, 2) if every == 1 else np.empty((batch, len(SUMMARY_COLUMNS)), dtype)
    marks = np.empty((3, batch), np.int64)
    frozen = np.empty(batch, np.bool_)
    results = (weights, records, _unused(dtype, 3) if outputs is None else outputs, summary, marks, frozen)
    cost = batch * plan.flops * steps
    pulse = heartbeat(batch)
    told = (_unused(dtype, 3) if snapshots is None else snapshots, since, pulse)
    arguments = partial(_arguments, plan, request, every, told)
    if plan.turns and batch == 1 and every == request.ntk_every == 1 and cost >= _WORTH_SHARING and thread_count() > 1:
        work = partial(in_turns, plan.kernel, results, arguments)
    elif batch <= plan.granule or cost < _WORTH_SHARING:
        work = partial(_run_rows, plan.kernel, arguments(*results), 0, batch)
    else:
        work = partial(share_out, partial(_run_rows, plan.kernel, arguments(*results)), batch, plan.granule)
    if cost < _LONG:
        work()
    else:
        attended(work, pulse, batch * steps)
    ntk = records[1]
    if request.ntk_every > 1:
        last_column = np.searchsorted(columns, marks[0])[:, None]
        ntk[(columns % request.ntk_every > 0) & (np.arange(recorded) != last_column)] = np.nan
    return Trajectories(
        records[0],
        ntk,
        records[2],
        outputs,
        {},
        columns,
        marks[0],
        frozen,
        weights,
        request.learning_rates,
        request.targets,
        request.loss.normalisation,
        None if every == 1 else _summary(summary, marks, ntk, columns),
    )


def _keep(plan: Plan, request: Request, snapshots: ndarray, since: int) -> None:
    """Run a request for the weights of its recorded states, see `watching.Keep`."""
    _simulate(plan, request, snapshots, since)


def _arguments(
    plan: Plan,
    request: Request,
    every: int,
    told: tuple[ndarray, int, ndarray],
    weights: ndarray,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
    frozen: ndarray,
) -> tuple[object, ...]:
    """What every kernel takes after the rows, in its order."""
    return (
        _writable(request.weights),
        weights,
        _writable(request.targets),
        _writable(request.learning_rates),
        request.coefficient,
        request.divergence_loss,
        request.steps,
        every,
        request.ntk_every,
        records,
        outputs,
        summary,
        marks,
        frozen,
        *told,
        *plan.arrays,
        *((EVERY_TURN,) if plan.turns else ()),
    )


@lru_cache(maxsize=64)
def _columns(steps: int, every: int) -> ndarray:
    """The recorded steps; shared by results, so read-only."""
    columns = np.arange(0, steps + 1, every)
    columns.flags.writeable = False
    return columns


@cache
def _unused(dtype: np.dtype, axes: int) -> ndarray:
    """An empty array: by its length kernels see that something was not asked for."""
    return np.empty((0,) * axes, dtype)


def _run_rows(kernel: Callable[..., object], arguments: tuple[object, ...], first: int, last: int) -> None:
    kernel(first, last, *arguments)


def _writable(array: ndarray) -> ndarray:
    """The array, copied if it is read-only: to Numba that would be another type, and another compilation."""
    return array if array.flags.writeable else array.copy()


def _summary(summary: ndarray, marks: ndarray, ntk: ndarray, columns: ndarray) -> Summary:
    named = dict(zip(SUMMARY_COLUMNS, np.ascontiguousarray(summary.T), strict=True))
    last_column = np.searchsorted(columns, marks[0])
    steps = {"peak_step": marks[1], "peak_weight_norm_step": marks[2]}
    return Summary(**named, **steps, initial_ntk=ntk[:, 0], final_ntk=ntk[np.arange(len(ntk)), last_column])
