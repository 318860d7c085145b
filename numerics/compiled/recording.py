"""What every kernel does with a state once its loss, weight norm and NTK are known."""

from __future__ import annotations

from math import inf, isfinite, isnan, nan

from numpy import ndarray

from numerics.compiled.jit import part

__all__ = ["SUMMARY_COLUMNS", "broken", "end", "hold", "kept", "store", "summarise", "write"]

# Columns of the running summary, one row a trajectory.
SUMMARY_COLUMNS = (
    "initial_loss",
    "final_loss",
    "peak_loss",
    "loss_rise",
    "loss_change",
    "weight_norm_rise",
    "initial_weight_norm",
    "final_weight_norm",
    "peak_weight_norm",
)


@part
def broken(loss: float, weight_norm: float, limit: float) -> bool:
    """Whether a trajectory freezes in this state."""
    return not (isfinite(loss) and isfinite(weight_norm)) or loss > limit


@part
def kept(columns: int, since: int, column: int) -> bool:
    """Whether the weights of a recorded state are wanted: those of so many columns from ``since`` on are."""
    return since <= column < since + columns


@part
def store(records: ndarray, row: int, column: int, loss: float, ntk: float, weight_norm: float) -> None:
    """Write one state into the record (3, B, R + 1)."""
    records[0, row, column] = loss
    records[1, row, column] = ntk
    records[2, row, column] = weight_norm


@part
def summarise(summary: ndarray, marks: ndarray, row: int, step: int, loss: float, weight_norm: float) -> None:
    """Take one state into the running summary (B, 9) and the peak steps ``marks[1 : 3]``; NaN counts as infinite."""
    if isnan(loss):
        loss = summary.dtype.type(inf)
    if isnan(weight_norm):
        weight_norm = summary.dtype.type(inf)
    # Both arrays are used after each branch: Numba then need not count references to them.
    peak, peak_norm = step == 0 or loss > summary[row, 2], step == 0 or weight_norm > summary[row, 8]
    if step == 0:
        summary[row, 0] = loss
        summary[row, 3] = -inf
        summary[row, 4] = nan
        summary[row, 5] = -inf
        summary[row, 6] = weight_norm
    else:
        change = loss - summary[row, 1]
        summary[row, 4] = change
        summary[row, 3] = max(summary[row, 3], change)
        summary[row, 5] = max(summary[row, 5], weight_norm - summary[row, 7])
    summary[row, 2] = loss if peak else summary[row, 2]
    marks[1, row] = step if peak else marks[1, row]
    summary[row, 8] = weight_norm if peak_norm else summary[row, 8]
    marks[2, row] = step if peak_norm else marks[2, row]
    summary[row, 1] = loss
    summary[row, 7] = weight_norm


@part
def end(
    records: ndarray, outputs: ndarray, marks: ndarray, diverged: ndarray, row: int, column: int, step: int, frozen: bool
) -> None:
    """Close a trajectory at ``step``: NaN in the columns from ``column`` on, its last step and whether it was frozen.

    A frozen state that overflowed is recorded as the reference does: infinite loss, NTK and norm, and outputs without a value.
    """
    for last in range(column - frozen, column):
        for quantity in range(3):
            if isnan(records[quantity, row, last]):
                records[quantity, row, last] = inf
        for a in range(outputs.shape[2]):
            if outputs.shape[0] > 0 and not isfinite(outputs[row, last, a]):
                outputs[row, last, a] = nan
    for empty in range(column, records.shape[2]):
        store(records, row, empty, nan, nan, nan)
    for empty in range(column, outputs.shape[1]):
        for a in range(outputs.shape[2]):
            outputs[row, empty, a] = nan
    marks[0, row] = step
    diverged[row] = frozen


@part
def hold(
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    row: int,
    column: int,
    loss: float,
    ntk: float,
    weight_norm: float,
    values: ndarray,
    place: int,
) -> None:
    """Record a state that no further step changes in all columns from ``column`` on, its outputs from ``values[place:]``."""
    for held in range(column, records.shape[2]):
        store(records, row, held, loss, ntk, weight_norm)
    for held in range(column, outputs.shape[1]):
        for a in range(outputs.shape[2]):
            outputs[row, held, a] = values[place + a]
    for _ in range(min(1, summary.shape[0])):
        summary[row, 4] = 0
        summary[row, 3] = max(summary[row, 3], summary.dtype.type(0))
        summary[row, 5] = max(summary[row, 5], summary.dtype.type(0))


@part
def write(
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    row: int,
    column: int,
    loss: float,
    ntk: float,
    weight_norm: float,
    output: ndarray,
    rests: bool,
) -> int:
    """Record a state in a column, or if it rests in all columns from there on; return the column after it."""
    if rests:
        hold(records, outputs, summary, row, column, loss, ntk, weight_norm, output, 0)
        return records.shape[2]
    store(records, row, column, loss, ntk, weight_norm)
    for a in range(outputs.shape[2]):
        outputs[row, column, a] = output[a]
    return column + 1
