"""Two-layer homogeneous net on D data: pre-activations are carried from step to step instead of the first layer.

With Z = UXᵀ (units × data) a step moves U by MX, so Z by M·XXᵀ, where M = −stride · v ∘ (r ∘ σ'(Z)): cheaper than U itself
as soon as there are more inputs than data. The moves M are summed, and U is brought up to date once, at the end.
"""

from __future__ import annotations

from math import nan

from numpy import ndarray

from numerics.compiled.eigen import eigen_scratch, top_eigenvalue
from numerics.compiled.jit import compiled, inner, sweep
from numerics.compiled.recording import broken, end, kept, summarise, write
from numerics.compiled.scratch import copy, padded, scratch
from numerics.compiled.tile import ROWS, gram, multiply

__all__ = ["two_layer_many"]

# Units whose moves, or whose share of the kernel, are formed before a product of matrices takes them in.
_BLOCK = 32


@sweep
def _move_unit(
    z: ndarray, moves: ndarray, total: ndarray, stale: ndarray, v: float, stride: float, residuals: ndarray, slopes: ndarray
) -> float:
    """Fill the unit's row of M from its pre-activations z, keep z in ``stale``, and return its new v."""
    plus, minus, at_zero = slopes[0], slopes[1], slopes[2]
    change = z.dtype.type(0)
    back = stride * v
    for a in range(z.shape[0]):
        slope = plus if z[a] > 0 else (at_zero if z[a] == 0 else minus)
        signal = residuals[a] * slope
        change += signal * z[a]
        moves[a] = -back * signal
        total[a] += moves[a]
        stale[a] = z[a]
    return v - stride * change


@sweep
def _moved_norm(z: ndarray, stale: ndarray, moves: ndarray) -> float:
    """|u'|² − |u|² of a unit: Σ_a m_a (z_a + z'_a)."""
    total = z.dtype.type(0)
    for a in range(z.shape[0]):
        total += moves[a] * (z[a] + stale[a])
    return total


@sweep
def _add_output(z: ndarray, v: float, slopes: ndarray, outputs: ndarray) -> None:
    """Add v σ(z) to the outputs."""
    plus, minus = slopes[0], slopes[1]
    for a in range(z.shape[0]):
        outputs[a] += v * ((plus if z[a] > 0 else minus) * z[a])


@sweep
def _rows_of_kernel(z: ndarray, v: float, slopes: ndarray, hidden: ndarray, back: ndarray) -> None:
    """A unit's σ(z) and v σ'(z)."""
    plus, minus, at_zero = slopes[0], slopes[1], slopes[2]
    for a in range(z.shape[0]):
        slope = plus if z[a] > 0 else (at_zero if z[a] == 0 else minus)
        hidden[a] = slope * z[a]
        back[a] = slope * v


@sweep
def _squares(values: ndarray) -> float:
    total = values.dtype.type(0)
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


@sweep
def _combine(hidden: ndarray, back: ndarray, data: ndarray, factor: float) -> None:
    """Hidden kernel + back kernel ∘ XXᵀ, times a factor, into the first."""
    for i in range(hidden.shape[0]):
        hidden[i] = factor * (hidden[i] + back[i] * data[i])


@inner
def _advance(
    z: ndarray,
    v: ndarray,
    total: ndarray,
    stride: float,
    residuals: ndarray,
    slopes: ndarray,
    panels: ndarray,
    moves: ndarray,
    stale: ndarray,
) -> tuple[float, bool]:
    """One step of all units; return the change of |U|², and whether nothing moved, to the last bit."""
    columns = z.shape[1]
    change = z.dtype.type(0)
    rests = True
    for start in range(0, z.shape[0], _BLOCK):
        rows = min(_BLOCK, z.shape[0] - start)
        for i in range(rows):
            unit = start + i
            moved = _move_unit(z[unit], moves[i], total[unit], stale[i], v[unit], stride, residuals, slopes)
            rests = rests and moved == v[unit]
            v[unit] = moved
        multiply(z[start : start + rows].ravel(), moves.ravel(), panels, rows, columns, columns)
        for i in range(rows):
            change += _moved_norm(z[start + i], stale[i], moves[i])
            rests = rests and (z[start + i] == stale[i]).all()
    return change, rests


@inner
def _kernel(
    z: ndarray,
    v: ndarray,
    slopes: ndarray,
    data: ndarray,
    factor: float,
    hidden: ndarray,
    back: ndarray,
    k: ndarray,
    other: ndarray,
) -> None:
    """The tangent kernel times a factor, on and above its diagonal, into k."""
    columns = z.shape[1]
    k[:] = 0
    other[:] = 0
    for start in range(0, z.shape[0], _BLOCK):
        rows = min(_BLOCK, z.shape[0] - start)
        for i in range(rows):
            _rows_of_kernel(z[start + i], v[start + i], slopes, hidden[i], back[i])
        gram(k.ravel(), hidden.ravel(), rows, columns)
        gram(other.ravel(), back.ravel(), rows, columns)
    _combine(k.ravel(), other.ravel(), data.ravel(), factor)


@inner
def _project(u: ndarray, panels: ndarray, z: ndarray, block: ndarray) -> None:
    """Z = UXᵀ, eight units at a time."""
    width, dimension = u.shape
    z[:] = 0
    for start in range(0, width, ROWS):
        rows = min(ROWS, width - start)
        flat = block.ravel()[: ROWS * dimension]
        flat[rows * dimension :] = 0
        for i in range(rows):
            copy(flat[i * dimension :], u[start + i])
        multiply(z[start : start + ROWS].ravel(), flat, panels, ROWS, dimension, z.shape[1])


@inner
def _move(u: ndarray, total: ndarray, panels: ndarray, block: ndarray) -> None:
    """U += total · X, eight units at a time."""
    width, dimension = u.shape
    for start in range(0, width, ROWS):
        block[:] = 0
        multiply(block.ravel(), total[start : start + ROWS].ravel(), panels, ROWS, total.shape[1], block.shape[1])
        for i in range(min(ROWS, width - start)):
            for k in range(dimension):
                u[start + i, k] += block[i, k]


@compiled
def two_layer_many(
    first: int,
    last: int,
    initial: ndarray,
    weights: ndarray,
    targets: ndarray,
    rates: ndarray,
    coefficient: float,
    limit: float,
    steps: int,
    every: int,
    ntk_every: int,
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
    diverged: ndarray,
    snapshots: ndarray,
    since: int,
    pulse: ndarray,
    slopes: ndarray,
    data: ndarray,
    data_panels: ndarray,
    inward: ndarray,
    outward: ndarray,
    turn: int,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial``, into ``weights``.

    If ``turn`` is 0 or 1, the NTK of odd or of even steps is left out, see `turns`; each kind has its own eigenvector to start
    from, so that it makes no difference.

    ``slopes`` holds a₊, a₋, σ'(0) and s; ``data`` is XXᵀ with zero rows and columns up to a multiple of 16 (S, S). XXᵀ, Xᵀ
    (d, S) and X (S, T) follow in the order that `tile.multiply` reads.
    """
    kind = weights.dtype.type
    columns = data.shape[0]
    dimension = inward.shape[0] // columns
    count = targets.shape[1]
    width = weights.shape[1] // (dimension + 1)
    rows = padded(width, ROWS)
    scale = slopes[3]
    half = kind(coefficient / 2)
    z = scratch(rows * columns, weights).reshape(rows, columns)
    total = scratch(rows * columns, weights).reshape(rows, columns)
    blocks = scratch(2 * _BLOCK * columns, weights).reshape(2, _BLOCK, columns)
    squares = scratch(2 * columns * columns, weights).reshape(2, columns, columns)
    vectors = scratch(4 * columns, weights).reshape(4, columns)
    v = scratch(rows, weights)
    block = scratch(ROWS * (outward.shape[0] // columns), weights).reshape(ROWS, outward.shape[0] // columns)
    memory = eigen_scratch(columns, weights)
    for row in range(first, last):
        copy(weights[row], initial[row])
        u = weights[row, : width * dimension].reshape(width, dimension)
        total[:] = 0
        vectors[:] = 0
        output, residuals, starts = vectors[0], vectors[1], vectors[2:]
        copy(v, weights[row, width * dimension :])
        _project(u, inward, z, block)
        first_norm = _squares(weights[row, : width * dimension])
        rate = kind(rates[row] * kind(coefficient)) * scale
        column = 0
        step = 0
        frozen = False
        rests = False
        while True:
            output[:] = 0
            for i in range(width):
                _add_output(z[i], v[i], slopes, output)
            for a in range(count):
                output[a] *= scale
                residuals[a] = output[a] - targets[row, a]
            loss = _squares(residuals[:count]) * half
            weight_norm = first_norm + _squares(v[:width])
            frozen = broken(loss, weight_norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, row, step, loss, weight_norm)
            ends = frozen or rests or step == steps
            if ends or step == column * every:
                ntk = kind(nan)
                if (ends or step % ntk_every == 0) and (turn < 0 or step % 2 == turn):
                    _kernel(z, v, slopes, data, scale * scale, blocks[0], blocks[1], squares[0], squares[1])
                    ntk = top_eigenvalue(squares[0], count, starts[step % 2], memory) * kind(coefficient)
                if not ends and kept(snapshots.shape[1], since, column):
                    here = snapshots[row, column - since]
                    copy(here, initial[row])
                    _move(here[: width * dimension].reshape(width, dimension), total, outward, block)
                    copy(here[width * dimension :], v[:width])
                column = write(records, outputs, summary, row, column, loss, ntk, weight_norm, output, rests)
            if ends:
                break
            change, rests = _advance(z, v, total, rate, residuals, slopes, data_panels, blocks[0], blocks[1])
            first_norm += change
            step += 1
            pulse[1 + first] = (row - first) * steps + step
            if pulse[0] != 0:
                return
        if turn < 1:
            _move(u, total, outward, block)
        copy(weights[row, width * dimension :], v[:width])
        end(records, outputs, marks, diverged, row, column, steps if rests else step, frozen)
        pulse[1 + first] = (row - first + 1) * steps
