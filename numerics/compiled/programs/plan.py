"""From a request to what runs it, or to why a trace cannot: the unit, the rule, the loss, and tables of rates and batches."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.batches import FullBatch
from numerics.compiled.programs.emit import write_loss, write_passes
from numerics.compiled.programs.machine import addresses
from numerics.compiled.programs.program import Program, trace_loss, trace_rule, trace_unit
from numerics.compiled.programs.sizes import Sizes
from numerics.compiled.programs.top import top_address
from numerics.compiled.programs.trace import Tape, UntraceableError
from numerics.compiled.results import writable
from numerics.losses import Loss, Squared
from numerics.models.base import Model
from numerics.models.per_unit import PerUnit
from numerics.updates import Constant, GradientDescent, State
from numerics.validation import Request

__all__ = ["ProgramPlan", "program_for"]

# Ways to sum up the terms of a loss that are this engine's, to rounding.
_SUMS = (Loss.value, Squared.value)
# Data up to which a pass over all of them is written out, and numbers of a table of batches.
_DATA, _TABLE = 16, 2**24


@dataclass(frozen=True)
class ProgramPlan:
    """What the kernel `rows.program_rows` takes besides the request.

    ``flops`` is a rough cost of one step of one trajectory.
    """

    functions: tuple[int, int, int, int, int]
    units: int
    places: ndarray
    sizes: tuple[int, int, int, int]
    scale: float
    inputs: ndarray
    step_rates: ndarray
    shares: ndarray
    memory: ndarray
    numbers: ndarray
    of_loss: ndarray
    flops: float


def program_for(request: Request) -> ProgramPlan | UntraceableError:
    """The plan of a request, or what stands in the way."""
    try:
        return _plan(request)
    except UntraceableError as error:
        return error


def _plan(request: Request) -> ProgramPlan:
    model = _per_unit(request.model)
    if request.weights.dtype != np.float64:
        raise UntraceableError(f"computes units in float64, not in {request.weights.dtype}")
    count = request.targets.shape[1]
    if count > _DATA:
        raise UntraceableError(f"takes units on at most {_DATA} data, not on {count}")
    rule = GradientDescent(0) if request.update is None else request.update
    start = request.start
    if any(part.shape != request.weights.shape for part in start.memory):
        raise UntraceableError(f"cannot run {type(rule).__name__}: it remembers other arrays than one number a weight")
    unit = _traced(model, "the unit", lambda: trace_unit(model))
    traced = _traced(rule, type(rule).__name__, lambda: trace_rule(rule, len(start.memory)))
    program = Program(unit, traced)
    shares, listed = _shares(request)
    chosen, skips = _left_out(shares) if listed else (None, False)
    sizes = Sizes.of(program, count, model.inputs.shape[1], model.width, chosen, skips)
    loss, of_loss = _traced(request.loss, type(request.loss).__name__, lambda: _loss_address(request.loss, count))
    batch = len(request.weights)
    # One array of memory is taken as it is: to copy it would cost as much as some steps.
    parts = [np.ascontiguousarray(part)[:, None] for part in start.memory]
    memory = np.concatenate(parts, axis=1) if len(parts) > 1 else parts[0] if parts else np.empty((batch, 0, 0))
    return ProgramPlan(
        functions=(*_pass_addresses(program, sizes), loss, top_address() if count > 1 else 0),
        units=model.width,
        places=np.array(model.places, np.int64),
        sizes=(sizes.rows, sizes.sums, int(sizes.ahead), int(chosen is not None)),
        scale=float(model.scale),
        inputs=np.ascontiguousarray(model.inputs, dtype=np.float64).reshape(-1),
        step_rates=_rates(request),
        shares=shares,
        memory=writable(memory),
        numbers=np.array((*traced.numbers, *unit.numbers)),
        of_loss=np.array(of_loss),
        flops=10.0 * request.weights.shape[1] * (1 + len(start.memory)) * count,
    )


def _per_unit(model: Model) -> PerUnit:
    """What a model says of its units.

    Raises
    ------
    UntraceableError
        If it says nothing, or does not say which weights are whose.
    """
    name, said = type(model).__name__, getattr(model, "per_unit", None)
    found = None if said is None else said()
    if found is None:
        raise UntraceableError(f"cannot run {name}: it is no sum over units that says what one of them does")
    units = np.arange(found.width)
    owned = [first + step * units for first, step in found.places]
    if len(found.inputs) != model.data_count or not np.array_equal(np.sort(owned, axis=None), np.arange(model.weight_count)):
        raise UntraceableError(f"cannot run {name}: its units have not each of its {model.weight_count} weights once")
    return found


def _traced(value: object, name: str, trace: Callable[[], Any]) -> Any:
    """What a trace returns; whatever stops it is a reason not to run the program."""
    try:
        with np.errstate(all="ignore"):
            return trace()
    except Exception as error:  # functions of users, called with what they were not written for
        raise UntraceableError(f"cannot run {name}: {error}") from error


_written: dict[Hashable, tuple[int, ...]] = {}


def _pass_addresses(program: Program, sizes: Sizes) -> tuple[int, int, int]:
    """Start, step and kernel (on one datum anything); written once for each kind of program."""
    key = (program.unit.key, program.rule.key, sizes)
    if key not in _written:
        names = ("start", "step", "kernel") if sizes.data > 1 else ("start", "step", "step")
        _written[key] = addresses(write_passes(program, sizes), names)
    start, step, kernel = _written[key]
    return start, step, kernel


def _loss_address(loss: Loss, count: int) -> tuple[int, tuple[float, ...]]:
    """The function of ℓ and ℓ', and the loss's own numbers."""
    if type(loss).value not in _SUMS or type(loss).scale is not Loss.scale:
        raise UntraceableError("it is not the sum of its terms")
    traced, numbers = trace_loss(loss)
    key = traced[0].tape.key(traced)
    if key not in _written:
        _written[key] = addresses(write_loss(traced, len(numbers)), ("loss", "one"))
    return _written[key][count == 1], numbers


def _rates(request: Request) -> ndarray:
    """Factors of the learning rates, (T or 1,): the rates themselves where a schedule gives one for each step."""
    schedule: Any = getattr(request.update, "rate", None)
    if not callable(schedule) or isinstance(schedule, Constant):
        return np.ones(1)
    tape = Tape()

    def rate(step: int) -> float:
        state = State(tape.given("weight"), (), step)  # type: ignore[arg-type]
        found = schedule(state, tape.given("gradient"))
        return float(np.asarray(found, dtype=float).reshape(()))

    first = request.first_step
    name = f"the schedule {type(schedule).__name__}"
    return np.array(_traced(schedule, name, lambda: [rate(first + step) for step in range(max(request.steps, 1))]))


def _left_out(shares: ndarray) -> tuple[int | None, bool]:
    """How many data each step takes, where these are equally many and not all; whether they are not equally many."""
    taken = np.count_nonzero(shares, axis=1)
    if shares.all():
        return None, False
    return (int(taken[0]), False) if (taken == taken[0]).all() else (None, True)


def _shares(request: Request) -> tuple[ndarray, bool]:
    """What the slope of each datum's ℓ is multiplied with at each step, (T or 1, D); whether zeros are data that are left out.

    Of data left out no gradient is taken; zero times a gradient that is infinite is NaN.
    """
    count, first, loss, like = request.targets.shape[1], request.first_step, request.loss, request.weights
    whole = np.full((1, count), loss.scale(like, count))
    if type(request.batches) is FullBatch:
        return whole, False
    steps = max(request.steps, 1)
    if steps * count > _TABLE:
        raise UntraceableError(f"takes tables of at most {_TABLE} numbers for batches: steps times data are {steps * count}")

    def made() -> tuple[ndarray, bool]:
        table, listed = np.zeros((steps, count)), True
        for step, row in enumerate(table):
            rows, shares = request.batches.at(first + step, count)
            listed = listed and shares is None
            if shares is not None:
                row[:] = np.asarray(shares, dtype=float) * loss.scale(like, 1)
            elif rows is not None:
                row[:] = np.bincount(rows, minlength=count) * loss.scale(like, len(rows))
            else:
                row[:] = whole[0]
        return table, listed

    found: tuple[ndarray, bool] = _traced(request.batches, type(request.batches).__name__, made)
    return found
