"""General quadratic models with dense forms, f_a = o_a + l_a·w + (γ/2) wᵀΣ_a w: eight trajectories read each form together."""

from __future__ import annotations

from numpy import int64, ndarray, ones, zeros

from numerics.compiled.eigen import eigen_scratch, top_eigenvalue
from numerics.compiled.jit import compiled, sweep
from numerics.compiled.recording import broken, end, store, summarise
from numerics.compiled.scratch import padded, scratch
from numerics.compiled.tile import COLUMNS, ROWS, gram, multiply

__all__ = ["dense_forms"]


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


@compiled
def _top(rows: ndarray, flipped: ndarray, kernel: ndarray, start: ndarray, memory: ndarray) -> float:
    """Largest eigenvalue of JJᵀ from J (D, P)."""
    count, weight_count = rows.shape
    if count == 1:
        return _dot(rows[0], rows[0])
    for a in range(count):
        for p in range(weight_count):
            flipped[p, a] = rows[a, p]
    kernel[:] = 0
    gram(kernel.ravel(), flipped.ravel(), weight_count, kernel.shape[0])
    return top_eigenvalue(kernel, count, start, memory)


@compiled
def dense_forms(
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
    records: ndarray,
    outputs: ndarray,
    summary: ndarray,
    marks: ndarray,
    diverged: ndarray,
    offset: ndarray,
    linear: ndarray,
    panels: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial`` into ``weights``, eight of them a step together.

    ``offset`` is o (D,), ``linear`` l (D, S) with zeros from P up to a multiple of 16, and ``panels`` the matrix γΣ_a[q, p],
    with columns (a, p), in the order that `tile.multiply` reads.
    """
    kind = weights.dtype.type
    count, columns = linear.shape
    weight_count = weights.shape[1]
    half = kind(coefficient / 2)
    w = scratch(ROWS * weight_count, weights).reshape(ROWS, weight_count)
    jacobians = scratch(ROWS * count * columns, weights).reshape(ROWS, count, columns)
    residuals = scratch(count, weights)
    output = scratch(count, weights)
    size = padded(count, COLUMNS) if count > 1 else 0
    flipped = scratch(weight_count * size, weights).reshape(weight_count, size)
    kernel = scratch(size * size, weights).reshape(size, size)
    starts = scratch(ROWS * size, weights).reshape(ROWS, size)
    memory = eigen_scratch(size, weights)
    next_column = zeros(ROWS, int64)
    for group in range(first, last, ROWS):
        alive = ones(ROWS, int64)
        alive[last - group :] = 0
        next_column[:] = 0
        w[:] = 0
        starts[:] = 0
        members = min(ROWS, last - group)
        w[:members] = initial[group : group + members]
        step = 0
        while alive.any():
            jacobians[:] = 0
            multiply(jacobians.ravel(), w.ravel(), panels, ROWS, weight_count, count * columns)
            for member in range(members):
                if alive[member] == 0:
                    continue
                row = group + member
                rows = jacobians[member]
                for a in range(count):
                    _subtract(rows[a], kind(-1), linear[a])
                    output[a] = offset[a] + _half_dot(rows[a, :weight_count], linear[a, :weight_count], w[member])
                    residuals[a] = output[a] - targets[row, a]
                loss = _dot(residuals, residuals) * half
                weight_norm = _dot(w[member], w[member])
                frozen = broken(loss, weight_norm, limit)
                if summary.shape[0] > 0:
                    summarise(summary, marks, row, step, loss, weight_norm)
                column = next_column[member]
                if frozen or step == column * every or step == steps:
                    ntk = _top(rows[:, :weight_count], flipped, kernel, starts[member], memory) * kind(coefficient)
                    store(records, row, column, loss, ntk, weight_norm)
                    if outputs.shape[0] > 0:
                        outputs[row, column] = output
                    column += 1
                    next_column[member] = column
                if frozen or step == steps:
                    weights[row] = w[member]
                    w[member] = 0
                    alive[member] = 0
                    end(records, outputs, marks, diverged, row, column, step, frozen)
                else:
                    rate = kind(rates[row] * kind(coefficient))
                    for a in range(count):
                        _subtract(w[member], rate * residuals[a], rows[a, :weight_count])
            step += 1
