"""Pure quadratic model on one datum in the eigenbasis of ψ: one fused pass over the weights a step."""

from __future__ import annotations

from numpy import ndarray

from numerics.compiled.jit import compiled, sweep
from numerics.compiled.recording import broken, end, hold, store, summarise
from numerics.compiled.scratch import LANES, padded, scratch

__all__ = ["quadratic_one"]


@sweep
def _step(w: ndarray, psi: ndarray, stride: float) -> tuple[float, float, float]:
    """w' = w − stride ψw; then Σ ψw², Σ ψ²w² and Σ w² of the new state."""
    output = w.dtype.type(0)
    kernel = w.dtype.type(0)
    norm = w.dtype.type(0)
    for i in range(w.shape[0]):
        new = w[i] - stride * (psi[i] * w[i])
        w[i] = new
        applied = psi[i] * new
        output += applied * new
        kernel += applied * applied
        norm += new * new
    return output, kernel, norm


@compiled
def _at_rest(w: ndarray, psi: ndarray, stride: float) -> bool:
    """Whether the next step would change no weight at all."""
    i = 0
    while i < w.shape[0] and w[i] - stride * (psi[i] * w[i]) == w[i]:
        i += 1
    return i == w.shape[0]


@compiled
def quadratic_one(
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
    spectrum: ndarray,
    constants: ndarray,
) -> None:
    """Simulate trajectories ``first`` … ``last``, weights in place.

    ``spectrum`` is the diagonal of ψ; ``constants`` holds ζ and the stride below which a trajectory may have come to rest.
    """
    kind = weights.dtype.type
    count = weights.shape[1]
    zeta = constants[0]
    half = kind(coefficient / 2)
    psi = scratch(padded(count, LANES), weights)
    w = scratch(padded(count, LANES), weights)
    psi[:count] = spectrum
    for row in range(first, last):
        w[:count] = weights[row]
        rate = kind(rates[row] * kind(coefficient)) * zeta
        stride = kind(0)
        column = 0
        step = 0
        frozen = False
        while True:
            output, kernel, norm = _step(w, psi, stride)
            output *= zeta / 2
            residual = output - targets[row, 0]
            loss = residual * residual * half
            ntk = zeta * zeta * kernel * kind(coefficient)
            frozen = broken(loss, norm, limit)
            if summary.shape[0] > 0:
                summarise(summary, marks, row, step, loss, norm)
            if frozen or step == column * every or step == steps:
                store(records, row, column, loss, ntk, norm)
                if outputs.shape[0] > 0:
                    outputs[row, column, 0] = output
                column += 1
            if frozen or step == steps:
                break
            stride = rate * residual
            if abs(stride) < constants[1] and _at_rest(w, psi, stride):
                column = hold(records, summary, row, column, loss, ntk, norm)
                if outputs.shape[0] > 0:
                    outputs[row, 1 + step // every :] = output
                step = steps
                break
            step += 1
        weights[row] = w[:count]
        end(records, outputs, marks, diverged, row, column, step, frozen)
