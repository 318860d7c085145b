"""Two-layer homogeneous net, or its neural quadratic model, on few data: vectors run over units, rows over data.

With Z = XUᵀ (data × units) a step moves U by MᵀX, so Z by XXᵀ·M, where M = −stride · r ∘ σ'(Z) ∘ v: a few products a unit as
long as there are few data. The moves M are summed, and U is brought up to date once, at the end. A neural quadratic model
differs in its slopes only: those of its centre stand for σ'(Z).
"""

from __future__ import annotations

from math import nan

from numpy import ndarray

from numerics.compiled.eigen import eigen_scratch, top_eigenvalue
from numerics.compiled.few_pass import TURN, gated_step, net_step, products
from numerics.compiled.jit import compiled, inner, sweep
from numerics.compiled.recording import broken, end, kept, summarise, write
from numerics.compiled.scratch import LANES, copy, equal, padded, scratch
from numerics.compiled.tile import COLUMNS

__all__ = ["two_layer_few"]


@sweep
def _first_outputs(hidden: ndarray, v: ndarray, outputs: ndarray) -> None:
    """Σ v σ(z) of each datum."""
    for a in range(hidden.shape[0]):
        total = v.dtype.type(0)
        for i in range(v.shape[0]):
            total += v[i] * hidden[a, i]
        outputs[a] = total


@sweep
def _rows_of_kernel(z: ndarray, slopes: ndarray, gated: bool, v: ndarray, hidden: ndarray, back: ndarray) -> None:
    """σ'z and v σ' of each datum and unit."""
    plus, minus, at_zero = slopes[0, 0], slopes[0, 1], slopes[0, 2]
    for a in range(z.shape[0]):
        for i in range(z.shape[1]):
            by_sign = plus if z[a, i] > 0 else (at_zero if z[a, i] == 0 else minus)
            slope = slopes[a, i] if gated else by_sign
            hidden[a, i] = slope * z[a, i]
            back[a, i] = slope * v[i]


@sweep
def _squares(values: ndarray) -> float:
    total = values.dtype.type(0)
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


@inner
def _kernel(hidden: ndarray, back: ndarray, data: ndarray, factor: float, k: ndarray, pair: ndarray) -> None:
    """The tangent kernel times a factor, on and above its diagonal, into k, from flat rows of σ'z and v σ'."""
    count = data.shape[0]
    rows = hidden.shape[0] // count
    for a in range(count):
        for b in range(a + 1):
            products(hidden, back, b * rows, a * rows, rows, pair)
            k[b, a] = factor * (pair[0] + pair[1] * data[b, a])


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
    snapshots: ndarray,
    since: int,
    pulse: ndarray,
    numbers: ndarray,
    data: ndarray,
    inputs: ndarray,
    gates: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial``, into ``weights``.

    ``numbers`` holds a₊, a₋, σ'(0) and s; ``data`` is XXᵀ and ``inputs`` X (D, d). ``gates`` (D, width) are the slopes at the
    centre of a neural quadratic model; a net has none (0, 0).
    """
    kind = weights.dtype.type
    count, dimension = inputs.shape
    cut = weights.shape[1] * dimension // (dimension + 1)
    width = weights.shape[1] - cut
    rows = padded(width, TURN)
    # Rows that lie half a page apart, or pages, would drive each other out of the fastest cache.
    rows += TURN if rows % (8 * TURN) == 0 else 0
    columns = padded(count, COLUMNS)
    gated = gates.shape[0] > 0
    scale = numbers[3]
    half = kind(coefficient / 2)
    layers = scratch(6 * count * rows, weights).reshape(6, count, rows)
    z, total, slopes, old_z, hidden, back = layers[0], layers[1], layers[2], layers[3], layers[4], layers[5]
    flat_z, flat_total, flat_slopes, flat_data = z.ravel(), total.ravel(), slopes.ravel(), data.ravel()
    flat_hidden, flat_back, flat_old_z = hidden.ravel(), back.ravel(), old_z.ravel()
    for a in range(gates.shape[0]):
        copy(slopes[a], gates[a])
    if not gated:
        copy(flat_slopes, numbers[:3])
    v, old_v = scratch(rows, weights), scratch(rows, weights)
    moves, sums, pair = scratch(TURN * count, weights), scratch(LANES * count, weights), scratch(2, weights)
    # Outputs before their factor s, then Σ m z' and |v|².
    results = scratch(count + 2, weights)
    k = scratch(columns * columns, weights).reshape(columns, columns)
    vectors = scratch(5 * columns, weights).reshape(5, columns)
    output, residuals, signal, before, start = vectors[0], vectors[1], vectors[2], vectors[3], vectors[4]
    memory = eigen_scratch(columns, weights)
    for row in range(first, last):
        copy(weights[row], initial[row])
        total[:] = 0
        vectors[:] = 0
        copy(v, weights[row, cut:])
        _project(weights[row], inputs, width, z)
        _rows_of_kernel(z, slopes, gated, v, hidden, back)
        _first_outputs(hidden, v, results)
        first_norm, results[count + 1] = _squares(weights[row, :cut]), _squares(v)
        rate = kind(rates[row] * kind(coefficient)) * scale
        column = 0
        step = 0
        frozen = False
        rests = False
        while True:
            same = step > 0
            for a in range(count):
                output[a] = results[a] * scale
                residuals[a] = output[a] - targets[row, a]
                signal[a] = rate * residuals[a]
                same = same and results[a] == before[a]
                before[a] = results[a]
            loss = _squares(residuals[:count]) * half
            weight_norm = first_norm + results[count + 1]
            frozen = broken(loss, weight_norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, row, step, loss, weight_norm)
            ends = frozen or rests or step == steps
            if ends or step == column * every:
                ntk = kind(nan)
                if ends or step % ntk_every == 0:
                    _rows_of_kernel(z, slopes, gated, v, hidden, back)
                    _kernel(flat_hidden, flat_back, data, scale * scale, k, pair)
                    ntk = top_eigenvalue(k, count, start, memory) * kind(coefficient)
                if not ends and kept(snapshots.shape[1], since, column):
                    here = snapshots[row, column - since]
                    copy(here, initial[row, :cut])
                    copy(here[cut:], v[:width])
                    _add_moves(here[:cut], inputs, width, total)
                column = write(records, outputs, summary, row, column, loss, ntk, weight_norm, output, rests)
            if ends:
                break
            # Where no output changed, perhaps nothing moves any more.
            if same:
                copy(flat_old_z, flat_z)
                copy(old_v, v)
            for a in range(count):
                first_norm -= signal[a] * results[a]
            if gated:
                gated_step(flat_z, v, flat_total, flat_slopes, signal, flat_data, moves, sums, results, count, rows)
            else:
                net_step(flat_z, v, flat_total, flat_slopes, signal, flat_data, moves, sums, results, count, rows)
            first_norm += results[count]
            rests = same and equal(flat_z, flat_old_z) and equal(v, old_v)
            step += 1
            pulse[1 + first] = (row - first) * steps + step
            if pulse[0] != 0:
                return
        _add_moves(weights[row, :cut], inputs, width, total)
        copy(weights[row, cut:], v[:width])
        end(records, outputs, marks, diverged, row, column, steps if rests else step, frozen)
        pulse[1 + first] = (row - first + 1) * steps
