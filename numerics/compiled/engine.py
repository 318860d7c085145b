"""The compiled engine: the same request, the same answer to rounding, from fused kernels or traced programs (`programs`).

What differs from the reference: sums are taken in another order, so results agree to rounding (and where the dynamics are
chaotic, one step at a time only). A trajectory's bits do not depend on its batch or on the threads.

float32 is stepped and summed in float32. Over 100 steps of one-datum nets with ηλ₀ ≤ 3 the NTK and the weight norm stayed
within 1e-6 (width 64) to 1e-5 (width 16384) of those of float64, relative; above the chaotic edge nothing is promised.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from numpy import ndarray

from numerics.compiled import threads
from numerics.compiled.attended import attended, heartbeat
from numerics.compiled.plans import Plan, plan_for
from numerics.compiled.results import Results, unused, writable
from numerics.compiled.turns import EVERY_TURN, in_turns
from numerics.compiled.watching import watch
from numerics.trajectories import Trajectories
from numerics.validation import Request

__all__ = ["offer"]


def offer(request: Request) -> Callable[[Request], Trajectories] | Exception:
    """What runs a request: a kernel written for the model, or a program traced from model and process; else why not."""
    plan = plan_for(request.model, request.weights.dtype) if request.plain else None
    if plan is not None:
        return partial(_run, plan)
    from numerics.compiled.programs.plan import program_for
    from numerics.compiled.programs.trace import UntraceableError

    program = program_for(request)
    if isinstance(program, UntraceableError):
        return ValueError(f"engine 'compiled' {program}; use 'numpy' or 'auto'")
    from numerics.compiled.programs.run import run_program

    return partial(run_program, program)


def _run(plan: Plan, request: Request) -> Trajectories:
    """Simulate with the plan of the request's model; what is to be observed changes nothing else."""
    runs = _simulate(plan, request)
    return replace(runs, observed=watch(request, runs, partial(_keep, plan))) if request.observe else runs


def _simulate(plan: Plan, request: Request, snapshots: ndarray | None = None, since: int = 0) -> Trajectories:
    """The trajectories without what is observed; ``snapshots`` (B, C, P) gets weights at recorded columns from ``since`` on."""
    results, batch, steps = Results.of(request), len(request.weights), request.steps
    cost = batch * plan.flops * steps
    pulse = heartbeat(batch)
    told = (unused(request.weights.dtype, 3) if snapshots is None else snapshots, since, pulse)
    arguments = partial(_arguments, plan, request, results.every, told)
    if (
        plan.turns
        and batch == 1
        and results.every == request.ntk_every == 1
        and cost >= threads.WORTH_SHARING
        and threads.thread_count() > 1
    ):
        work = partial(in_turns, plan.kernel, results.arrays, arguments)
    else:
        rows = partial(_run_rows, plan.kernel, arguments(*results.arrays))
        work = partial(threads.share_out, rows, batch, plan.granule, cost)
    attended(work, pulse, batch * steps, cost)
    return results.trajectories(request, request.learning_rates)


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
        writable(request.weights),
        weights,
        writable(request.targets),
        writable(request.learning_rates),
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


def _run_rows(kernel: Callable[..., object], arguments: tuple[object, ...], first: int, last: int) -> None:
    kernel(first, last, *arguments)
