"""Two-layer homogeneous net on one datum: one fused pass over the units a step, cache-resident.

Only p_i = u_i·x̂, the component of u_i along the datum, ever moves; in (p, v) a net on d inputs is one on a single input |x|.
The gate of a unit is read from p_i ≥ tie with tie = 0 where σ'(0) = a₊, and the least positive number where σ'(0) = a₋.
"""

from __future__ import annotations

from numpy import ndarray

from numerics.compiled.jit import compiled, sweep
from numerics.compiled.recording import broken, end, hold, store, summarise
from numerics.compiled.scratch import LANES, padded, scratch

__all__ = ["two_layer_one"]


@sweep
def _step(p: ndarray, v: ndarray, stride: float, slopes: ndarray) -> tuple[float, float, float]:
    """p' = p − stride σ'(p) v, v' = v − stride σ(p); then Σ v σ(p), Σ σ'(p)² (p² + v²) and Σ p² + v² of the new state."""
    plus, minus, tie = slopes[0], slopes[1], slopes[3]
    plus_stride, minus_stride = stride * plus, stride * minus
    plus_square, minus_square = plus * plus, minus * minus
    output = p.dtype.type(0)
    kernel = p.dtype.type(0)
    norm = p.dtype.type(0)
    for i in range(p.shape[0]):
        back = plus_stride if p[i] >= tie else minus_stride
        new_p = p[i] - back * v[i]
        new_v = v[i] - back * p[i]
        p[i] = new_p
        v[i] = new_v
        square = new_p * new_p + new_v * new_v
        norm += square
        kernel += (plus_square if new_p >= tie else minus_square) * square
        output += (plus if new_p >= tie else minus) * new_p * new_v
    return output, kernel, norm


@sweep
def _step_tie(p: ndarray, v: ndarray, stride: float, slopes: ndarray) -> tuple[float, float, float]:
    """The same step where σ'(0) is neither a₊ nor a₋."""
    plus, minus, at_zero = slopes[0], slopes[1], slopes[2]
    output = p.dtype.type(0)
    kernel = p.dtype.type(0)
    norm = p.dtype.type(0)
    for i in range(p.shape[0]):
        back = stride * (plus if p[i] > 0 else (at_zero if p[i] == 0 else minus))
        new_p = p[i] - back * v[i]
        new_v = v[i] - back * p[i]
        p[i] = new_p
        v[i] = new_v
        slope = plus if new_p > 0 else (at_zero if new_p == 0 else minus)
        square = new_p * new_p + new_v * new_v
        norm += square
        kernel += slope * slope * square
        output += slope * new_p * new_v
    return output, kernel, norm


@compiled
def _at_rest(p: ndarray, v: ndarray, stride: float, slopes: ndarray) -> bool:
    """Whether the next step would change no weight at all."""
    for i in range(p.shape[0]):
        slope = slopes[0] if p[i] > 0 else (slopes[2] if p[i] == 0 else slopes[1])
        if p[i] - stride * slope * v[i] != p[i] or v[i] - stride * slope * p[i] != v[i]:
            return False
    return True


@compiled
def _load(weights: ndarray, direction: ndarray, size: float, p: ndarray, v: ndarray) -> float:
    """Fill p and v from flat weights; return the squared norm of what stands still, Σ |u_i − p_i x̂|²."""
    inputs = direction.shape[0]
    width = weights.shape[0] // (inputs + 1)
    rest = p.dtype.type(0)
    for i in range(width):
        first = weights[i * inputs : (i + 1) * inputs]
        total = p.dtype.type(0)
        along = p.dtype.type(0)
        for k in range(inputs):
            total += first[k] * (direction[k] * size)
            along += first[k] * direction[k]
        # A pre-activation that is exactly 0 is a tie, whatever the rounding of the projection.
        p[i] = along if total != 0 else p.dtype.type(0)
        for k in range(inputs):
            across = first[k] - along * direction[k]
            rest += across * across
        v[i] = weights[width * inputs + i]
    return rest


@compiled
def _unload(weights: ndarray, direction: ndarray, p: ndarray, v: ndarray) -> None:
    """Move flat weights to the final p and v."""
    inputs = direction.shape[0]
    width = weights.shape[0] // (inputs + 1)
    for i in range(width):
        along = p.dtype.type(0)
        for k in range(inputs):
            along += weights[i * inputs + k] * direction[k]
        if inputs == 1 and direction[0] != 0:
            weights[i] = p[i] * direction[0]
        else:
            for k in range(inputs):
                weights[i * inputs + k] += (p[i] - along) * direction[k]
        weights[width * inputs + i] = v[i]


@compiled
def two_layer_one(
    first: int,
    last: int,
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
    slopes: ndarray,
    direction: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last``, weights in place.

    ``slopes`` holds a₊, a₋, σ'(0), the tie threshold (negative if σ'(0) is neither slope), s, |x| and the
    stride below which a trajectory may have come to rest; ``direction`` is x̂.
    """
    kind = weights.dtype.type
    width = weights.shape[1] // (direction.shape[0] + 1)
    size = slopes[5]
    gain = slopes[4] * size
    half = kind(coefficient / 2)
    p = scratch(padded(width, LANES), weights)
    v = scratch(padded(width, LANES), weights)
    for row in range(first, last):
        rest = _load(weights[row], direction, size, p, v)
        rate = kind(rates[row] * kind(coefficient)) * gain
        stride = kind(0)
        column = 0
        step = 0
        frozen = False
        while True:
            if slopes[3] < 0:
                output, kernel, norm = _step_tie(p, v, stride, slopes)
            else:
                output, kernel, norm = _step(p, v, stride, slopes)
            output *= gain
            residual = output - targets[row, 0]
            loss = residual * residual * half
            weight_norm = norm + rest
            frozen = broken(loss, weight_norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, row, step, loss, weight_norm)
            if frozen or step == column * every or step == steps:
                store(records, row, column, loss, gain * gain * kernel * kind(coefficient), weight_norm)
                if outputs.shape[0] > 0:
                    outputs[row, column, 0] = output
                column += 1
            if frozen or step == steps:
                break
            stride = rate * residual
            if abs(stride) < slopes[6] and _at_rest(p, v, stride, slopes):
                ntk = gain * gain * kernel * kind(coefficient)
                column = hold(records, summary, row, column, loss, ntk, weight_norm)
                if outputs.shape[0] > 0:
                    outputs[row, 1 + step // every :] = output
                step = steps
                break
            step += 1
        _unload(weights[row], direction, p, v)
        end(records, outputs, marks, diverged, row, column, step, frozen)
