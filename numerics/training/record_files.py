"""What a monitor saw, as a file of arrays: nothing in it is run when it is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.arguments import shown
from numerics.array_files import read_arrays, write_arrays
from numerics.training.record import COLUMNS, TrainingRecord

__all__ = ["load_record", "save_record"]

_MEASURED = "measured."
_NUMBERS = {"factor": float, "memory": int, "seconds": float, "elapsed": float, "products": int}
_LATER = ("gradient_misfit",)
"""Columns that files written before them lack."""


def save_record(record: TrainingRecord, file: Path | str) -> None:
    """Write a record to a compressed file of NumPy arrays, such as ``catapult report --run`` reads.

    Parameters
    ----------
    record
        What a monitor saw.
    file
        Where; an existing file is replaced.

    Raises
    ------
    TypeError
        If ``record`` is none.
    """
    if not isinstance(record, TrainingRecord):
        raise TypeError(f"record must be a TrainingRecord, as a monitor's record() returns it, not {shown(record)}")
    arrays: dict[str, Any] = {"loss": record.loss, "rate": record.rate, "steps": record.steps}
    arrays |= {_MEASURED + name: record.measured[name] for name in COLUMNS}
    arrays |= {name: np.asarray(getattr(record, name)) for name in _NUMBERS}
    arrays["degree"] = np.asarray(-1 if record.degree is None else record.degree)
    write_arrays(file, arrays)


def load_record(file: Path | str) -> TrainingRecord:
    """Read a record that `save_record` wrote.

    Parameters
    ----------
    file
        Where it is.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it holds no record; the message names the file and what is wrong.
    """
    try:
        found = read_arrays(file)
        loss, rate, steps = (_series(found, name) for name in ("loss", "rate", "steps"))
        found = {_MEASURED + name: np.full(len(steps), np.nan) for name in _LATER} | found
        measured = {name: _series(found, _MEASURED + name) for name in COLUMNS}
        _refuse_uneven(loss, rate, steps, measured)
        numbers: dict[str, Any] = {name: kind(found[name].item()) for name, kind in _NUMBERS.items()}
        degree = int(found["degree"].item())
    except (ValueError, TypeError) as error:
        raise ValueError(f"{file} holds no record of a monitored run: {error}") from error
    except KeyError as error:
        raise ValueError(f"{file} holds no record of a monitored run: {error} is missing") from error
    return TrainingRecord(loss, rate, steps, measured, None if degree < 0 else degree, **numbers)


def _series(found: dict[str, ndarray], name: str) -> ndarray:
    values = found[name]
    if values.ndim != 1 or values.dtype.kind not in "iuf":
        raise ValueError(f"{name} must be a row of numbers, not of shape {values.shape} and type {values.dtype}")
    return values


def _refuse_uneven(loss: ndarray, rate: ndarray, steps: ndarray, measured: dict[str, ndarray]) -> None:
    if len(loss) != len(rate):
        raise ValueError(f"there are {len(loss)} losses and {len(rate)} rates")
    if steps.dtype.kind not in "iu" or (len(steps) and not 0 <= steps.min() <= steps.max() < len(loss)):
        raise ValueError(f"steps must be numbers of the {len(loss)} steps")
    for name, values in measured.items():
        if len(values) != len(steps):
            raise ValueError(f"there are {len(values)} values of {name} for {len(steps)} measured steps")
