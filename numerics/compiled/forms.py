"""General quadratic models with diagonal forms, f_a = o_a + l_a·w + (γ/2) Σ_p σ_ap w_p², on D data."""

from __future__ import annotations

from math import nan

from numpy import ndarray

from numerics.compiled.eigen import eigen_scratch, top_eigenvalue
from numerics.compiled.jit import compiled, sweep
from numerics.compiled.recording import broken, end, hold, store, summarise
from numerics.compiled.scratch import scratch
from numerics.compiled.tile import gram

__all__ = ["diagonal_forms"]

# Rows of Jᵀ formed before the kernel takes them in.
_BLOCK = 32


@sweep
def _descend(weight: float, linear: ndarray, forms: ndarray, signal: ndarray) -> float:
    """The new weight, w_p − Σ_a signal_a (l_ap + γ σ_ap w_p)."""
    total = linear.dtype.type(0)
    for a in range(linear.shape[0]):
        total += signal[a] * (linear[a] + forms[a] * weight)
    return weight - total


@sweep
def _add_output(weight: float, linear: ndarray, forms: ndarray, output: ndarray) -> None:
    """Add w_p (l_ap + γ σ_ap w_p / 2) to the outputs."""
    half = weight / 2
    for a in range(linear.shape[0]):
        output[a] += weight * (linear[a] + forms[a] * half)


@sweep
def _row_of_jacobian(weight: float, linear: ndarray, forms: ndarray, row: ndarray) -> None:
    """l_ap + γ σ_ap w_p."""
    for a in range(linear.shape[0]):
        row[a] = linear[a] + forms[a] * weight


@sweep
def _squares(values: ndarray) -> float:
    total = values.dtype.type(0)
    for i in range(values.shape[0]):
        total += values[i] * values[i]
    return total


@compiled
def diagonal_forms(
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
    offset: ndarray,
    linear: ndarray,
    forms: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last`` from ``initial``, into ``weights``.

    ``offset`` is o (S,), ``linear`` and ``forms`` are lᵀ and γσᵀ (P, S), with zeros from D up to a multiple of 16.
    """
    kind = weights.dtype.type
    weight_count, columns = linear.shape
    count = targets.shape[1]
    half = kind(coefficient / 2)
    block = scratch(_BLOCK * columns, weights).reshape(_BLOCK, columns)
    kernel = scratch(columns * columns, weights).reshape(columns, columns)
    vectors = scratch(4 * columns, weights).reshape(4, columns)
    memory = eigen_scratch(columns, weights)
    for row in range(first, last):
        vectors[:] = 0
        output, residuals, signal, start = vectors[0], vectors[1], vectors[2], vectors[3]
        w = weights[row]
        w[:] = initial[row]
        rate = kind(rates[row] * kind(coefficient))
        column = 0
        step = 0
        frozen = False
        rests = False
        while True:
            output[:] = offset
            for p in range(weight_count):
                _add_output(w[p], linear[p], forms[p], output)
            for a in range(count):
                residuals[a] = output[a] - targets[row, a]
                signal[a] = rate * residuals[a]
            loss = _squares(residuals[:count]) * half
            weight_norm = _squares(w)
            frozen = broken(loss, weight_norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, row, step, loss, weight_norm)
            ends = frozen or rests or step == steps
            if ends or step == column * every:
                ntk = kind(nan)
                if ends or step % ntk_every == 0:
                    kernel[:] = 0
                    for p_start in range(0, weight_count, _BLOCK):
                        depth = min(_BLOCK, weight_count - p_start)
                        for i in range(depth):
                            _row_of_jacobian(w[p_start + i], linear[p_start + i], forms[p_start + i], block[i])
                        gram(kernel.ravel(), block.ravel(), depth, columns)
                    ntk = top_eigenvalue(kernel, count, start, memory) * kind(coefficient)
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
            rests = True
            for p in range(weight_count):
                moved = _descend(w[p], linear[p], forms[p], signal)
                rests = rests and moved == w[p]
                w[p] = moved
            step += 1
        end(records, outputs, marks, diverged, row, column, step, frozen)
