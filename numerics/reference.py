"""The reference engine: plain NumPy, one step at a time, the definition that every other engine must match."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from numerics.blas import single_thread
from numerics.kernel import top_ntk
from numerics.model_check import check_shapes
from numerics.trajectories import SummaryBuilder, Trajectories
from numerics.validation import Request

__all__ = ["run"]

# Numbers in the largest temporary of one chunk: small enough to stay in the cache.
_CHUNK = 2**17


@dataclass
class _Record:
    """The arrays being filled; one row a trajectory."""

    loss: ndarray
    ntk: ndarray
    weight_norm: ndarray
    outputs: ndarray | None
    observed: dict[str, ndarray]
    last_step: ndarray
    diverged: ndarray
    final_weights: ndarray


def run(request: Request) -> Trajectories:
    """Simulate a validated request."""
    batch, columns, dtype = len(request.weights), request.recorded_steps, request.weights.dtype
    shape = (batch, len(columns))
    data_count = request.targets.shape[1]
    record = _Record(
        loss=np.full(shape, np.nan, dtype),
        ntk=np.full(shape, np.nan, dtype),
        weight_norm=np.full(shape, np.nan, dtype),
        outputs=np.full((*shape, data_count), np.nan, dtype) if request.keep_outputs else None,
        observed={},
        last_step=np.full(batch, request.steps, np.int64),
        diverged=np.zeros(batch, bool),
        final_weights=np.empty_like(request.weights),
    )
    builder = None if request.record_every == 1 else SummaryBuilder(batch, dtype)
    rows = max(1, _CHUNK // (request.weights.shape[1] * data_count))
    with np.errstate(all="ignore"), single_thread():
        if batch:
            check_shapes(request.model, request.weights[:1])
        for start in range(0, batch, rows):
            _run_chunk(request, np.arange(start, min(start + rows, batch)), columns, record, builder)
    summary = None
    if builder is not None:
        last_column = np.searchsorted(columns, record.last_step)
        summary = builder.finish(record.ntk[:, 0], record.ntk[np.arange(batch), last_column])
    return Trajectories(
        record.loss,
        record.ntk,
        record.weight_norm,
        record.outputs,
        record.observed,
        columns,
        record.last_step,
        record.diverged,
        record.final_weights,
        request.learning_rates,
        request.targets,
        request.normalisation,
        summary,
    )


def _run_chunk(request: Request, alive: ndarray, columns: ndarray, record: _Record, builder: SummaryBuilder | None) -> None:
    """Run trajectories ``alive`` to the end, dropping those that freeze."""
    model, coefficient = request.model, request.coefficient
    weights, targets = request.weights[alive], request.targets[alive]
    stride = (request.learning_rates[alive] * coefficient).astype(weights.dtype, copy=False)[:, None]
    column = 0
    for step in range(request.steps + 1):
        outputs = model.outputs(weights)
        residuals = outputs - targets
        loss = (residuals * residuals).sum(axis=1) * (coefficient / 2)
        weight_norm = (weights * weights).sum(axis=1)
        frozen = ~(np.isfinite(loss) & np.isfinite(weight_norm)) | (loss > request.divergence_loss)
        if builder is not None:
            builder.add(alive, step, loss, weight_norm)
        chosen = np.flatnonzero(frozen) if step != columns[column] else slice(None)
        if isinstance(chosen, slice) or len(chosen):
            _store(request, record, alive[chosen], column, weights[chosen], outputs[chosen], loss[chosen], weight_norm[chosen])
            measured = chosen if step % request.ntk_every == 0 or step == request.steps else np.flatnonzero(frozen)
            if isinstance(measured, slice) or len(measured):
                ntk = top_ntk(model, weights[measured]) * coefficient
                record.ntk[alive[measured], column] = _or_infinite(ntk)
        column += int(step == columns[column])
        if frozen.any():
            gone, kept = alive[frozen], ~frozen
            record.last_step[gone], record.diverged[gone], record.final_weights[gone] = step, True, weights[frozen]
            alive, weights, targets, stride, residuals = alive[kept], weights[kept], targets[kept], stride[kept], residuals[kept]
            if not len(alive):
                return
        if step < request.steps:
            weights = weights - stride * model.pullback(weights, residuals)
    record.final_weights[alive] = weights


def _store(
    request: Request,
    record: _Record,
    rows: ndarray,
    column: int,
    weights: ndarray,
    outputs: ndarray,
    loss: ndarray,
    weight_norm: ndarray,
) -> None:
    """Write one state of trajectories ``rows`` into a column of the record.

    Whether a sum that overflows becomes inf or NaN depends on its order, so the record does not say: what cannot be negative
    is inf then, and an output has no value.
    """
    record.loss[rows, column] = _or_infinite(loss)
    record.weight_norm[rows, column] = _or_infinite(weight_norm)
    if record.outputs is not None:
        record.outputs[rows, column] = np.where(np.isfinite(outputs), outputs, np.nan)
    for name, measure in request.observe.items():
        values = np.asarray(measure(request.model, weights))
        if values.ndim == 0 or len(values) != len(rows):
            raise ValueError(f"observe[{name!r}] must return an array of shape (B, …) for weights (B, P), not {values.shape}")
        if name not in record.observed:
            shape = (*record.loss.shape, *values.shape[1:])
            record.observed[name] = np.full(shape, np.nan, np.result_type(values.dtype, record.loss.dtype))
        record.observed[name][rows, column] = values


def _or_infinite(values: ndarray) -> ndarray:
    return np.where(np.isnan(values), np.inf, values)
