"""Pure quadratic model on one datum in the eigenbasis of ψ: one step of all slots."""

from __future__ import annotations

from numpy import finfo, ndarray

from numerics.compiled.jit import part
from numerics.compiled.passes import SUMS, quadratic_pass, quadratic_pass_of_one
from numerics.compiled.scratch import LANES
from numerics.compiled.settling import OPEN

__all__ = ["advance_quadratics", "load_quadratic", "resting_stride_of_quadratic", "unload_quadratic"]


@part
def advance_quadratics(w: ndarray, count: int, psi: ndarray, facts: ndarray, slots: int, sums: ndarray) -> None:
    """One step of all slots, and its sums; ``slots`` is 0 where a vector holds one weight of all of them.

    ``psi`` holds the ``count`` numbers of ψ and then those of ψ².
    """
    pairs, size = count // (2 * LANES), SUMS * LANES
    for i in range(LANES if slots == 0 else 0):
        quadratic_pass(w, LANES * i, LANES**2, 2 * LANES**2, pairs, psi, i, LANES, 2 * LANES, count, facts, OPEN, sums, size * i)
    for slot in range(slots):
        start, stride_at = slot * count, OPEN + slot
        quadratic_pass_of_one(
            w, start, LANES, 2 * LANES, pairs, psi, 0, LANES, 2 * LANES, count, facts, stride_at, sums, size * slot
        )


@part
def resting_stride_of_quadratic(psi: ndarray, stride: float) -> float:
    """The largest number if a step of this stride would change no weight, else a stride at which it is worth asking again."""
    kind = psi.dtype.type
    top = kind(1)
    for i in range(psi.shape[0]):
        top = max(top, abs(psi[i]))
    level = kind(finfo(psi.dtype).eps / 8) / top
    return kind(finfo(psi.dtype).max) if stride < level else level


@part
def load_quadratic(weights: ndarray, row: int, w: ndarray, start: int, jump: int, width: int) -> float:
    """Fill the places ``start + i jump`` of w from a row of weights; return the squared norm of what stands still, which is 0."""
    for i in range(width):
        w[start + i * jump] = weights[row, i]
    return weights.dtype.type(0)


@part
def unload_quadratic(weights: ndarray, row: int, w: ndarray, start: int, jump: int, width: int) -> None:
    """Write a row of weights."""
    for i in range(width):
        weights[row, i] = w[start + i * jump]
