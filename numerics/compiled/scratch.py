"""Scratch memory of a kernel: zeroed, and aligned so that no vector load crosses a cache line."""

from __future__ import annotations

from numpy import ndarray, zeros

from numerics.compiled.jit import inner, part

__all__ = ["LANES", "copy", "equal", "padded", "scratch"]

# Units are processed in groups of this many; a group is filled up with zeros, which stay zeros.
LANES = 8
_LINE = 64


@inner
def scratch(count: int, like: ndarray) -> ndarray:
    """``count`` zeros of the dtype of ``like``, aligned to a cache line."""
    spare = _LINE // like.itemsize
    memory = zeros(count + spare, like.dtype)
    start = (-memory.ctypes.data % _LINE) // like.itemsize
    return memory[start : start + count]


@inner
def padded(count: int, granule: int) -> int:
    """The least multiple of ``granule`` that is at least ``count``."""
    return -(-count // granule) * granule


@part
def copy(target: ndarray, source: ndarray) -> None:
    """Write a vector over the beginning of another: for a slice Numba would compile all of broadcasting, for seconds."""
    for i in range(source.shape[0]):
        target[i] = source[i]


@part
def equal(one: ndarray, two: ndarray) -> bool:
    """Whether two vectors have the same elements; NaN is none of them."""
    same = True
    for i in range(one.shape[0]):
        same = same and one[i] == two[i]
    return same
