"""Values that hold an array with a row for each trajectory: some of the rows, and whether two are the same to the last bit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
from numpy import ndarray

__all__ = ["chosen_rows", "rows_of", "same"]


def chosen_rows(chosen: Any, count: int) -> slice | ndarray:
    """An index that keeps the axis of rows: a number chooses a batch of one.

    Raises
    ------
    IndexError
        If there is no row of the number, a mask has another length, or the index is none of these.
    """
    if isinstance(chosen, (int, np.integer)) and not isinstance(chosen, bool):
        if not -count <= chosen < count:
            raise IndexError(f"there are {count} trajectories, none has the number {chosen}")
        return slice(int(chosen) % count, int(chosen) % count + 1)
    if isinstance(chosen, slice):
        return chosen
    numbers = np.asarray(chosen)
    if isinstance(chosen, list) and not chosen:
        numbers = numbers.astype(int)
    # A pair would be read as a trajectory and a step.
    if isinstance(chosen, tuple) or numbers.ndim != 1 or numbers.dtype.kind not in "biu":
        raise IndexError("trajectories are chosen by a number, a slice, a list of numbers or a mask of shape (B,)")
    if numbers.dtype == bool:
        if len(numbers) != count:
            raise IndexError(f"there are {count} trajectories, a mask must have shape {(count,)}, not {numbers.shape}")
    elif outside := [number for number in numbers.tolist() if not -count <= number < count]:
        raise IndexError(f"there are {count} trajectories, none has the number {outside[0]}")
    return numbers


def rows_of(value: Any, rows: slice | ndarray) -> Any:
    """The rows of an array, and of all arrays in a tuple, a mapping or a dataclass; anything else as it is."""
    if isinstance(value, ndarray) and value.ndim:
        return value[rows]
    if isinstance(value, Mapping):
        return {name: rows_of(part, rows) for name, part in value.items()}
    if isinstance(value, tuple):
        return tuple(rows_of(part, rows) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: rows_of(getattr(value, field.name), rows) for field in fields(value)})
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two values hold the same numbers, to the last bit; NaN is the same as NaN."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, ndarray) and isinstance(other, ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind in "fc")
    if is_dataclass(one) and type(one) is type(other):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return type(one) is type(other) and bool(one == other)
