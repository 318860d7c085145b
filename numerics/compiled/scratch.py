"""Scratch memory of a kernel: zeroed, and aligned so that no vector load crosses a cache line."""

from __future__ import annotations

from numpy import ndarray, zeros

from numerics.compiled.jit import compiled

__all__ = ["LANES", "padded", "scratch"]

# Units are processed in groups of this many; a group is filled up with zeros, which stay zeros.
LANES = 8
_LINE = 64


@compiled
def scratch(count: int, like: ndarray) -> ndarray:
    """``count`` zeros of the dtype of ``like``, aligned to a cache line."""
    spare = _LINE // like.itemsize
    memory = zeros(count + spare, like.dtype)
    start = (-memory.ctypes.data % _LINE) // like.itemsize
    return memory[start : start + count]


@compiled
def padded(count: int, granule: int) -> int:
    """The least multiple of ``granule`` that is at least ``count``."""
    return -(-count // granule) * granule
