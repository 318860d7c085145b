"""The reference engine: plain NumPy, one step at a time, the definition that every other engine must match."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.blas import single_thread
from numerics.driver import Divergence, Iterate, drive
from numerics.kernel import spectrum
from numerics.model_check import check_shapes
from numerics.observing import Observed
from numerics.progress import Progress
from numerics.trajectories import SummaryBuilder, Trajectories
from numerics.updates import State
from numerics.validation import Request

__all__ = ["run", "stability"]

# Numbers in the largest temporary of one chunk: small enough to stay in the cache.
_CHUNK = 2**17


@dataclass
class _Columns:
    """The arrays being filled; one row a trajectory. Called with every state of some of the trajectories."""

    request: Request
    rows: ndarray
    steps: ndarray
    builder: SummaryBuilder | None
    loss: ndarray
    ntk: ndarray
    weight_norm: ndarray
    outputs: ndarray | None
    observed: Observed
    last_step: ndarray
    diverged: ndarray
    final_weights: ndarray
    final_memory: tuple[ndarray, ...]
    column: int = 0

    def __call__(self, here: Iterate, stopped: ndarray) -> None:
        """Take in one state of the trajectories that are there."""
        request, state = self.request, here.state
        rows = self.rows if state.rows is None else state.rows
        step, ended = state.step - request.first_step, np.flatnonzero(stopped)
        if self.builder is not None:
            self.builder.add(rows, step, here.loss, here.weight_norm)
        due = step == self.steps[self.column]
        chosen = slice(None) if due else ended
        if due or len(ended):
            self._store(here, rows, chosen)
            measured = chosen if step % request.ntk_every == 0 or step == request.steps else ended
            if isinstance(measured, slice) or len(measured):
                ntk = spectrum(request.model, state.weights[measured])[:, -1] * request.coefficient
                self.ntk[rows[measured], self.column] = _or_infinite(ntk)
        if len(ended):
            self.last_step[rows[ended]], self.diverged[rows[ended]] = step, True
        if step == request.steps or len(ended):
            self._close(state, rows, slice(None) if step == request.steps else ended)
        self.column += int(due)

    def _store(self, here: Iterate, rows: ndarray, chosen: ndarray | slice) -> None:
        """Write one state of some of the trajectories into the next column of the record.

        Whether a sum that overflows becomes inf or NaN depends on its order, so the record does not say: what cannot be
        negative is inf then, and an output has no value.
        """
        rows = rows[chosen]
        self.loss[rows, self.column] = _or_infinite(here.loss[chosen])
        self.weight_norm[rows, self.column] = _or_infinite(here.weight_norm[chosen])
        if self.outputs is not None:
            outputs = here.outputs[chosen]
            self.outputs[rows, self.column] = np.where(np.isfinite(outputs), outputs, np.nan)
        self.observed.take(rows, self.column, here.state.weights[chosen])

    def _close(self, state: State, rows: ndarray, chosen: ndarray | slice) -> None:
        """Keep the last state of some of the trajectories."""
        self.final_weights[rows[chosen]] = state.weights[chosen]
        for whole, part in zip(self.final_memory, state.memory, strict=True):
            whole[rows[chosen]] = part[chosen]


def run(request: Request) -> Trajectories:
    """Simulate a validated request."""
    process = request.process
    batch = len(request.weights)
    rows = max(1, _CHUNK // (request.weights.shape[1] * request.targets.shape[1]))
    with np.errstate(all="ignore"), single_thread():
        if batch:
            check_shapes(request.model, request.weights[:1])
        start = request.start
        record = _empty(request, start)
        with Progress("simulation", batch, "trajectories") if batch > rows else nullcontext() as shown:
            for first in range(0, batch, rows):
                record.column = 0
                part = start if rows >= batch else start.keep(np.arange(first, min(first + rows, batch)))
                drive(process, part, request.steps, record, Divergence(request.divergence_loss))
                if shown is not None:
                    shown.update(min(first + rows, batch))
        rates, edge = (
            (request.learning_rates, 2.0)
            if request.plain
            else stability(request, record.diverged, record.final_weights, record.final_memory)
        )
    summary = None
    if record.builder is not None:
        last_column = np.searchsorted(record.steps, record.last_step)
        summary = record.builder.finish(record.ntk[:, 0], record.ntk[np.arange(batch), last_column])
    return Trajectories(
        record.loss,
        record.ntk,
        record.weight_norm,
        record.outputs,
        record.observed.values,
        record.steps,
        record.last_step,
        record.diverged,
        record.final_weights,
        rates,
        request.targets,
        request.loss.normalisation,
        summary,
        edge,
        record.final_memory,
    )


def _empty(request: Request, start: State) -> _Columns:
    """A record with nothing in it."""
    batch, steps, dtype = len(start.weights), request.recorded_steps, start.weights.dtype
    shape = (batch, len(steps))
    loss, ntk, norm = (np.full(shape, np.nan, dtype) for _ in range(3))
    return _Columns(
        request=request,
        rows=np.arange(batch),
        steps=steps,
        builder=None if request.record_every == 1 else SummaryBuilder(batch, dtype),
        loss=loss,
        ntk=ntk,
        weight_norm=norm,
        outputs=np.full((*shape, request.targets.shape[1]), np.nan, dtype) if request.keep_outputs else None,
        observed=Observed(request.model, request.observe, shape, dtype),
        last_step=np.full(batch, request.steps, np.int64),
        diverged=np.zeros(batch, bool),
        final_weights=np.empty_like(start.weights),
        final_memory=tuple(np.empty_like(part) for part in start.memory),
    )


def stability(
    request: Request,
    diverged: ndarray,
    final_weights: ndarray,
    final_memory: tuple[ndarray, ...],
    last_outputs: ndarray | None = None,
) -> tuple[ndarray, ndarray]:
    """Learning rate of the last step, and the η·NTK up to which the last state is linearly stable; (B,) each.

    The rule's own edge for a quadratic, over the largest ℓ'' of the outputs, which are computed if they are not given. A rate
    that is not known, or of a trajectory that diverged, is NaN; without a known edge everything is stable.
    """
    batch, rule = len(diverged), request.process.update
    rate = getattr(rule, "rate", None)
    rates, edge = request.learning_rates.copy(), np.full(batch, np.inf)
    kept = np.flatnonzero(~diverged)
    if len(kept) == 0 or not np.isnan(rates[kept]).any():
        rate = None
    if rate is not None or last_outputs is None:
        state = State(final_weights, final_memory, max(request.first_step + request.steps - 1, 0)).keep(kept)
        here = Iterate(request.process, state)
    if rate is not None:
        rates[kept] = np.broadcast_to(np.asarray(rate(state, here.gradient)).reshape(-1), (len(kept),))
    if len(kept) and hasattr(rule, "edge"):
        outputs = here.outputs if last_outputs is None else last_outputs[kept]
        edge[kept] = rule.edge(rates[kept]) / request.loss.bend(outputs, request.targets[kept]).max(axis=1)
    return rates, edge


def _or_infinite(values: ndarray) -> ndarray:
    return np.where(np.isnan(values), np.inf, values)
