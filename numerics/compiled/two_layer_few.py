"""Two-layer homogeneous net, or its neural quadratic model, on few data: vectors run over units, rows over data.

With Z = XUᵀ (data × units) a step moves U by MᵀX, so Z by XXᵀ·M, where M = −stride · r ∘ σ'(Z) ∘ v: a few products a unit as
long as there are few data. The moves M are summed, and U is brought up to date once, at the end. A neural quadratic model
differs in its slopes only: those of its centre stand for σ'(Z).
"""

from __future__ import annotations

from math import nan

from numpy import ndarray

from numerics.compiled.eigen import eigen_scratch, top_eigenvalue
from numerics.compiled.jit import compiled, sweep
from numerics.compiled.recording import broken, end, hold, store, summarise
from numerics.compiled.scratch import padded, scratch
from numerics.compiled.tile import COLUMNS

__all__ = ["two_layer_few"]

# Units that are taken through a whole step at a time, so that their rows stay in the fastest cache.
_BLOCK = 128
# Units are filled up with zeros, which stay zeros, to whole turns of the loops over them.
_TURN = 32


@sweep
def _open(z: ndarray, numbers: ndarray, slopes: ndarray) -> None:
    """Slopes σ' of pre-activations."""
    plus, minus, at_zero = numbers[0], numbers[1], numbers[2]
    for i in range(z.shape[0]):
        slopes[i] = plus if z[i] > 0 else (at_zero if z[i] == 0 else minus)


@sweep
def _move(z: ndarray, slopes: ndarray, v: ndarray, signal: ndarray, total: ndarray, moves: ndarray, unit: int, stop: int) -> None:
    """Rows of M of the units from ``unit`` to ``stop``, also added to the sum of all moves; v takes its step."""
    count = stop - unit
    v, descent = v[unit:stop], moves[z.shape[0], :count]
    descent[:] = 0
    for a in range(z.shape[0]):
        row, opened, sums, own, factor = z[a, unit:stop], slopes[a, unit:stop], total[a, unit:stop], moves[a, :count], signal[a]
        for i in range(count):
            share = factor * opened[i]
            own[i] = -(share * v[i])
            sums[i] += own[i]
            descent[i] += share * row[i]
    for i in range(count):
        v[i] -= descent[i]


@sweep
def _shift(z: ndarray, data: ndarray, moves: ndarray, unit: int, stop: int) -> None:
    """Z += XXᵀ·M for the units from ``unit`` to ``stop``, up to four data at a time."""
    count = stop - unit
    for a in range(z.shape[0]):
        row = z[a, unit:stop]
        b = 0
        while b + 4 <= z.shape[0]:
            x0, x1, x2, x3 = data[a, b], data[a, b + 1], data[a, b + 2], data[a, b + 3]
            m0, m1, m2, m3 = moves[b], moves[b + 1], moves[b + 2], moves[b + 3]
            for i in range(count):
                row[i] += (x0 * m0[i] + x1 * m1[i]) + (x2 * m2[i] + x3 * m3[i])
            b += 4
        if b + 2 <= z.shape[0]:
            x0, x1 = data[a, b], data[a, b + 1]
            m0, m1 = moves[b], moves[b + 1]
            for i in range(count):
                row[i] += x0 * m0[i] + x1 * m1[i]
            b += 2
        if b < z.shape[0]:
            x0, m0 = data[a, b], moves[b]
            for i in range(count):
                row[i] += x0 * m0[i]


@sweep
def _sums(z: ndarray, slopes: ndarray, v: ndarray, moves: ndarray, unit: int, stop: int, output: ndarray) -> float:
    """Add Σ v σ'z to the outputs; return Σ m z over units and data."""
    count = stop - unit
    along = z.dtype.type(0)
    v = v[unit:stop]
    for a in range(z.shape[0]):
        row, opened, own = z[a, unit:stop], slopes[a, unit:stop], moves[a, :count]
        total = z.dtype.type(0)
        for i in range(count):
            total += v[i] * (opened[i] * row[i])
            along += own[i] * row[i]
        output[a] += total
    return along


@sweep
def _squares(values: ndarray) -> float:
    total = values.dtype.type(0)
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


@sweep
def _add_products(
    z: ndarray, slopes: ndarray, v: ndarray, hidden: ndarray, back: ndarray, unit: int, stop: int, k: ndarray, other: ndarray
) -> None:
    """Add the inner products of the rows of σ'z, and of those of v σ', on and above the diagonals."""
    count = stop - unit
    v = v[unit:stop]
    for a in range(z.shape[0]):
        row, opened, h, b = z[a, unit:stop], slopes[a, unit:stop], hidden[a, :count], back[a, :count]
        for i in range(count):
            h[i] = opened[i] * row[i]
            b[i] = opened[i] * v[i]
        for c in range(a + 1):
            h2, b2 = hidden[c, :count], back[c, :count]
            one = z.dtype.type(0)
            two = z.dtype.type(0)
            for i in range(count):
                one += h[i] * h2[i]
                two += b[i] * b2[i]
            k[c, a] += one
            other[c, a] += two


@compiled
def _advance(
    z: ndarray,
    slopes: ndarray,
    v: ndarray,
    total: ndarray,
    numbers: ndarray,
    gated: bool,
    signal: ndarray,
    data: ndarray,
    moves: ndarray,
    output: ndarray,
) -> float:
    """One step of all units; fills the outputs of the new state, before their factor s; returns Σ m z' over data and units."""
    along = z.dtype.type(0)
    width = v.shape[0]
    output[:] = 0
    for unit in range(0, width, _BLOCK):
        stop = min(unit + _BLOCK, width)
        _move(z, slopes, v, signal, total, moves, unit, stop)
        _shift(z, data, moves, unit, stop)
        for a in range(0 if gated else z.shape[0]):
            _open(z[a, unit:stop], numbers, slopes[a, unit:stop])
        along += _sums(z, slopes, v, moves, unit, stop, output)
    return along


@compiled
def _kernel(
    z: ndarray,
    slopes: ndarray,
    v: ndarray,
    data: ndarray,
    factor: float,
    hidden: ndarray,
    back: ndarray,
    k: ndarray,
    other: ndarray,
) -> None:
    """The tangent kernel times a factor, on and above its diagonal, into k."""
    k[:] = 0
    other[:] = 0
    for unit in range(0, v.shape[0], _BLOCK):
        _add_products(z, slopes, v, hidden, back, unit, min(unit + _BLOCK, v.shape[0]), k, other)
    for a in range(z.shape[0]):
        for b in range(a + 1):
            k[b, a] = factor * (k[b, a] + other[b, a] * data[b, a])


@sweep
def _project(weights: ndarray, inputs: ndarray, width: int, z: ndarray) -> None:
    """Z = XUᵀ."""
    count, dimension = inputs.shape
    for i in range(width):
        for a in range(count):
            product = z.dtype.type(0)
            for k in range(dimension):
                product += inputs[a, k] * weights[i * dimension + k]
            z[a, i] = product


@sweep
def _add_moves(weights: ndarray, inputs: ndarray, width: int, total: ndarray) -> None:
    """U += totalᵀ · X."""
    count, dimension = inputs.shape
    for i in range(width):
        for a in range(count):
            move = total[a, i]
            for k in range(dimension):
                weights[i * dimension + k] += move * inputs[a, k]


@compiled
def two_layer_few(
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
    numbers: ndarray,
    data: ndarray,
    inputs: ndarray,
    gates: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial``, into ``weights``.

    ``numbers`` holds a₊, a₋, σ'(0) and s; ``data`` is XXᵀ (its first D columns are read) and ``inputs`` X (D, d). ``gates``
    (D, width) are the slopes at the centre of a neural quadratic model; a net has none (0, 0).
    """
    kind = weights.dtype.type
    count, dimension = inputs.shape
    cut = weights.shape[1] * dimension // (dimension + 1)
    width = weights.shape[1] - cut
    rows = padded(width, _TURN)
    columns = padded(count, COLUMNS)
    gated = gates.shape[0] > 0
    scale = numbers[3]
    half = kind(coefficient / 2)
    layers = scratch(4 * count * rows, weights).reshape(4, count, rows)
    z, slopes, total, old_z = layers[0], layers[1], layers[2], layers[3]
    v, old_v = scratch(rows, weights), scratch(rows, weights)
    blocks = scratch(2 * (count + 1) * _BLOCK, weights).reshape(2, count + 1, _BLOCK)
    squares = scratch(2 * columns * columns, weights).reshape(2, columns, columns)
    vectors = scratch(6 * columns, weights).reshape(6, columns)
    output, raw, residuals, signal, before, start = vectors[0], vectors[1], vectors[2], vectors[3], vectors[4], vectors[5]
    memory = eigen_scratch(columns, weights)
    for row in range(first, last):
        weights[row] = initial[row]
        total[:] = 0
        vectors[:] = 0
        v[:width] = weights[row, cut:]
        _project(weights[row], inputs, width, z)
        for a in range(count):
            if gated:
                slopes[a, :width] = gates[a]
            else:
                _open(z[a], numbers, slopes[a])
        _sums(z, slopes, v, z, 0, rows, raw)
        first_norm = _squares(weights[row, :cut])
        rate = kind(rates[row] * kind(coefficient)) * scale
        column = 0
        step = 0
        frozen = False
        rests = False
        while True:
            same = step > 0
            for a in range(count):
                output[a] = raw[a] * scale
                residuals[a] = output[a] - targets[row, a]
                signal[a] = rate * residuals[a]
                same = same and raw[a] == before[a]
                before[a] = raw[a]
            loss = _squares(residuals[:count]) * half
            weight_norm = first_norm + _squares(v)
            frozen = broken(loss, weight_norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, row, step, loss, weight_norm)
            ends = frozen or rests or step == steps
            if ends or step == column * every:
                ntk = kind(nan)
                if ends or step % ntk_every == 0:
                    _kernel(z, slopes, v, data, scale * scale, blocks[0], blocks[1], squares[0], squares[1])
                    ntk = top_eigenvalue(squares[0], count, start, memory) * kind(coefficient)
                if rests:
                    hold(records, outputs, summary, row, column, loss, ntk, weight_norm, output, 0)
                    column, step = records.shape[2], steps
                else:
                    store(records, row, column, loss, ntk, weight_norm)
                    if outputs.shape[0] > 0:
                        outputs[row, column] = output[:count]
                    column += 1
            if ends:
                break
            # Where no output changed, perhaps nothing moves any more.
            if same:
                old_z[:] = z
                old_v[:] = v
            for a in range(count):
                first_norm -= signal[a] * raw[a]
            first_norm += _advance(z, slopes, v, total, numbers, gated, signal, data, blocks[0], raw)
            rests = same and (z == old_z).all() and (v == old_v).all()
            step += 1
        _add_moves(weights[row, :cut], inputs, width, total)
        weights[row, cut:] = v[:width]
        end(records, outputs, marks, diverged, row, column, step, frozen)
