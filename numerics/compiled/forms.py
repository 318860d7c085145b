"""General quadratic models, f_a = o_a + l_a·w + (γ/2) wᵀΣ_a w, with dense forms or with diagonal ones.

Eight trajectories read each dense form together. A diagonal form is as short as the weights: one trajectory after another.
"""

from __future__ import annotations

from math import nan

from numpy import bool_, int64, ndarray, zeros

from numerics.compiled.eigen import eigen_scratch, top_eigenvalue
from numerics.compiled.jit import compiled, inner, sweep
from numerics.compiled.recording import broken, end, kept, summarise, write
from numerics.compiled.scratch import copy, equal, padded, scratch
from numerics.compiled.tile import COLUMNS, ROWS, gram, multiply

__all__ = ["quadratic_forms"]

# Up to so many data, products of single rows are faster than tiles of sixteen columns.
_FEW = 16
# What is known of each slot: the trajectory in it (negative: none), its step, and the column of its next record.
_ROW, _STEP, _COLUMN = range(3)


@sweep
def _dot(a: ndarray, b: ndarray) -> float:
    total = a.dtype.type(0)
    for i in range(a.shape[0]):
        total += a[i] * b[i]
    return total


@sweep
def _half_dot(a: ndarray, b: ndarray, c: ndarray) -> float:
    """Σ_i (a_i + b_i) c_i / 2."""
    total = a.dtype.type(0)
    for i in range(a.shape[0]):
        total += (a[i] + b[i]) * c[i]
    return total / 2


@sweep
def _subtract(a: ndarray, factor: float, b: ndarray) -> None:
    for i in range(a.shape[0]):
        a[i] -= factor * b[i]


@sweep
def _diagonal_row(weights: ndarray, linear: ndarray, form: ndarray, row: ndarray) -> None:
    """∇f = l + γσ ∘ w."""
    for i in range(row.shape[0]):
        row[i] = linear[i] + form[i] * weights[i]


@inner
def _top(rows: ndarray, flipped: ndarray, kernel: ndarray, start: ndarray, memory: ndarray) -> float:
    """Largest eigenvalue of JJᵀ from J (D, P)."""
    count, weight_count = rows.shape
    if count == 1:
        return _dot(rows[0], rows[0])
    if count <= _FEW:
        for a in range(count):
            for b in range(a, count):
                kernel[a, b] = _dot(rows[a], rows[b])
    else:
        for a in range(count):
            for p in range(weight_count):
                flipped[p, a] = rows[a, p]
        kernel[:] = 0
        gram(kernel.ravel(), flipped.ravel(), weight_count, kernel.shape[0])
    return top_eigenvalue(kernel, count, start, memory)


@compiled
def quadratic_forms(
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
    offset: ndarray,
    linear: ndarray,
    panels: ndarray,
    diagonals: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial`` into ``weights``; one that ends makes room for the next.

    ``offset`` is o (D,), ``linear`` l (D, S) with zeros from P up to a multiple of 16. Diagonal forms are ``diagonals``, γσ
    (D, P); dense ones ``panels``, the matrix γΣ_a[q, p] with columns (a, p) in the order that `tile.multiply` reads. The other
    is empty.
    """
    kind = weights.dtype.type
    count, columns = linear.shape
    weight_count = weights.shape[1]
    half = kind(coefficient / 2)
    slots = 1 if diagonals.shape[0] > 0 else ROWS
    w = scratch(slots * weight_count, weights).reshape(slots, weight_count)
    jacobians = scratch(slots * count * columns, weights).reshape(slots, count, columns)
    residuals = scratch(count, weights)
    output = scratch(count, weights)
    size = padded(count, COLUMNS) if count > 1 else 0
    depth = weight_count if count > _FEW else 0
    flipped = scratch(depth * size, weights).reshape(depth, size)
    kernel = scratch(size * size, weights).reshape(size, size)
    starts = scratch(slots * size, weights).reshape(slots, size)
    before = scratch(weight_count, weights)
    memory = eigen_scratch(size, weights)
    place = zeros((3, slots), int64)
    rests = zeros(slots, bool_)
    row = first
    place[_ROW] = -1
    while True:
        for slot in range(slots):
            if place[_ROW, slot] < 0 and row < last:
                place[_ROW, slot], place[_STEP, slot], place[_COLUMN, slot] = row, 0, 0
                copy(w[slot], initial[row])
                starts[slot], rests[slot] = 0, False
                row += 1
        made = (row - first) * steps
        for slot in range(slots):
            made += place[_STEP, slot] - steps if place[_ROW, slot] >= 0 else 0
        pulse[1 + first] = made
        if (place[_ROW] < 0).all() or pulse[0] != 0:
            break
        if slots == ROWS:
            jacobians[:] = 0
            multiply(jacobians.ravel(), w.ravel(), panels, ROWS, weight_count, count * columns)
        for slot in range(slots):
            here, step, column = place[_ROW, slot], place[_STEP, slot], place[_COLUMN, slot]
            if here < 0:
                continue
            rows = jacobians[slot]
            for a in range(count):
                if slots == ROWS:
                    _subtract(rows[a], kind(-1), linear[a])
                else:
                    _diagonal_row(w[slot], linear[a, :weight_count], diagonals[a], rows[a, :weight_count])
                output[a] = offset[a] + _half_dot(rows[a, :weight_count], linear[a, :weight_count], w[slot])
                residuals[a] = output[a] - targets[here, a]
            loss = _dot(residuals, residuals) * half
            weight_norm = _dot(w[slot], w[slot])
            frozen = broken(loss, weight_norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, here, step, loss, weight_norm)
            ends = frozen or rests[slot] or step == steps
            if ends or step == column * every:
                ntk = kind(nan)
                if ends or step % ntk_every == 0:
                    ntk = _top(rows[:, :weight_count], flipped, kernel, starts[slot], memory) * kind(coefficient)
                if not ends and kept(snapshots.shape[1], since, column):
                    copy(snapshots[here, column - since], w[slot])
                column = write(records, outputs, summary, here, column, loss, ntk, weight_norm, output, rests[slot])
            if ends:
                copy(weights[here], w[slot])
                w[slot] = 0
                place[_ROW, slot] = -1
                end(records, outputs, marks, diverged, here, column, steps if rests[slot] else step, frozen)
            else:
                copy(before, w[slot])
                rate = kind(rates[here] * kind(coefficient))
                for a in range(count):
                    _subtract(w[slot], rate * residuals[a], rows[a, :weight_count])
                rests[slot] = equal(w[slot], before)
                place[_STEP, slot], place[_COLUMN, slot] = step + 1, column
