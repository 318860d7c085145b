"""Runs of traced programs: the same request, the same answer to rounding."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from numpy import ndarray

from numerics.blas import single_thread
from numerics.compiled.attended import attended, heartbeat
from numerics.compiled.programs.plan import ProgramPlan, program_for
from numerics.compiled.programs.rows import program_rows
from numerics.compiled.programs.trace import UntraceableError
from numerics.compiled.results import Results, unused, writable
from numerics.compiled.threads import share_out
from numerics.compiled.watching import watch
from numerics.reference import stability
from numerics.trajectories import Trajectories
from numerics.validation import Request

__all__ = ["run_program"]


def run_program(plan: ProgramPlan, request: Request) -> Trajectories:
    """Simulate with the plan of the request; what is to be observed changes nothing else."""
    runs = _simulate(plan, request)
    return replace(runs, observed=watch(request, runs, _keep)) if request.observe else runs


def _keep(request: Request, snapshots: ndarray, since: int) -> None:
    """Run a part of a request for the weights of its recorded states, see `watching.Keep`."""
    plan = program_for(request)
    if isinstance(plan, UntraceableError):
        raise plan
    _simulate(plan, request, snapshots, since)


def _simulate(plan: ProgramPlan, request: Request, snapshots: ndarray | None = None, since: int = 0) -> Trajectories:
    """The trajectories without what is observed; ``snapshots`` (B, C, P) gets weights at recorded columns from ``since`` on."""
    results, batch = Results.of(request), len(request.weights)
    rates = request.learning_rates if len(plan.step_rates) == 1 else np.ones(batch)
    final_memory, last_outputs = np.empty_like(plan.memory), np.empty_like(request.targets)
    pulse = heartbeat(batch)
    cost = batch * plan.flops * request.steps

    def rows(first: int, last: int) -> None:
        program_rows(
            first,
            last,
            writable(request.weights)[:, None],
            results.weights[:, None],
            writable(request.targets),
            writable(rates),
            request.coefficient,
            request.divergence_loss,
            request.steps,
            results.every,
            request.ntk_every,
            *results.arrays[1:],
            unused(request.weights.dtype, 3) if snapshots is None else snapshots,
            since,
            pulse,
            plan.functions,
            plan.units,
            plan.places,
            plan.sizes,
            plan.scale,
            plan.inputs,
            plan.step_rates,
            plan.shares,
            plan.memory,
            plan.numbers,
            plan.of_loss,
            final_memory,
            last_outputs,
        )

    attended(partial(share_out, rows, batch, cost=cost), pulse, batch * request.steps, cost)
    memory = tuple(np.ascontiguousarray(final_memory[:, j]) for j in range(final_memory.shape[1]))
    edge: ndarray | float = 2.0
    known = request.learning_rates
    if not request.plain and snapshots is None:
        with np.errstate(all="ignore"), single_thread():
            known, edge = stability(request, results.frozen, results.weights, memory, last_outputs)
    return results.trajectories(request, known, edge, memory)
