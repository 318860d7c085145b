"""The two kinds of model on one datum, a net and a pure quadratic model, behind one set of operations on a slot.

A quadratic model has no ``direction`` and no ``numbers``: Numba compiles one of the two branches.
"""

from __future__ import annotations

from numpy import ndarray

from numerics.compiled.jit import part
from numerics.compiled.quadratic_one import advance_quadratics, load_quadratic, resting_stride_of_quadratic, unload_quadratic
from numerics.compiled.two_layer_one import advance_nets, load_net, resting_stride_of_net, unload_net

__all__ = ["advance", "begin", "resting_stride", "wipe", "write_weights"]


@part
def begin(
    initial: ndarray,
    row: int,
    p: ndarray,
    v: ndarray,
    start: int,
    jump: int,
    width: int,
    direction: ndarray | None,
    numbers: ndarray | None,
) -> float:
    """Take the weights of a trajectory; return the squared norm of what stands still."""
    if direction is None:
        return load_quadratic(initial, row, p, start, jump, width)
    return load_net(initial, row, direction, numbers, p, v, start, jump, width)


@part
def write_weights(
    initial: ndarray,
    row_of_initial: int,
    weights: ndarray,
    row: int,
    p: ndarray,
    v: ndarray,
    start: int,
    jump: int,
    width: int,
    direction: ndarray | None,
    numbers: ndarray | None,
) -> None:
    """Write the weights of a slot into a row."""
    if direction is None:
        unload_quadratic(weights, row, p, start, jump, width)
    else:
        unload_net(initial, row_of_initial, weights, row, direction, numbers, p, v, start, jump, width)


@part
def wipe(p: ndarray, v: ndarray, start: int, jump: int, width: int) -> None:
    """Leave zeros."""
    for i in range(width):
        p[start + i * jump] = 0
    for i in range(width if v.shape[0] > 0 else 0):
        v[start + i * jump] = 0


@part
def resting_stride(
    p: ndarray, v: ndarray, start: int, jump: int, width: int, stride: float, spectrum: ndarray, numbers: ndarray | None
) -> float:
    """The largest number if a step of this stride would change no weight, else a stride at which it is worth asking again."""
    if numbers is None:
        return resting_stride_of_quadratic(spectrum, stride)
    return resting_stride_of_net(p, v, start, jump, width, stride, numbers)


@part
def advance(
    p: ndarray, v: ndarray, count: int, spectrum: ndarray, numbers: ndarray | None, facts: ndarray, slots: int, sums: ndarray
) -> None:
    """One step of all slots, and the sums of the new states."""
    if numbers is None:
        advance_quadratics(p, count, spectrum, facts, slots, sums)
    else:
        advance_nets(p, v, count, numbers, facts, slots, sums)
