"""The top eigenvalue of a kernel as a function with an address: what runs on one datum never waits until it is compiled."""

from __future__ import annotations

from functools import cache
from typing import Any

from numba import carray, types
from numpy import ndarray

from numerics.compiled.eigen import eigen_room, top_eigenvalue
from numerics.compiled.jit import callback, inner
from numerics.compiled.scratch import padded
from numerics.compiled.tile import COLUMNS

__all__ = ["top_address", "top_room"]


@inner
def top_room(count: int) -> int:
    """Numbers of scratch that it takes: a start vector, which begins as zeros, a matrix, and what eigenvalues need."""
    columns = padded(count, COLUMNS) if count > 1 else 0
    return columns + columns * columns + eigen_room(columns)


@inner
def _top(sums: ndarray, count: int, room: ndarray) -> float:
    columns = padded(count, COLUMNS)
    matrix = room[columns : columns + columns * columns].reshape(columns, columns)
    place = 0
    for a in range(count):
        for b in range(a, count):
            matrix[a, b] = sums[place]
            place += 1
    return top_eigenvalue(matrix, count, room[:columns], room[columns + columns * columns :])


def _top_of(sums: Any, count: int, room: Any) -> float:
    return _top(carray(sums, count * (count + 1) // 2), count, carray(room, top_room(count)))


@cache
def _kept() -> Any:
    """What is compiled; its code stays for as long as this does."""
    numbers = types.CPointer(types.float64)
    return callback(_top_of, types.float64(numbers, types.intp, numbers))


def top_address() -> int:
    """Where the function of the sums (entries on and above the diagonal), the number of data and the scratch is."""
    return int(_kept().address)
