"""Trajectories as a file of arrays: whatever was recorded, and nothing that would be run when it is read."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

from numpy import ndarray

from numerics.arguments import shown
from numerics.array_files import read_arrays, write_arrays
from numerics.trajectories import Summary, Trajectories

__all__ = ["load_trajectories", "save_trajectories"]

_SUMMARY, _OBSERVED, _MEMORY = "summary.", "observed.", "memory."


def save_trajectories(runs: Trajectories, file: Path | str) -> None:
    """Write trajectories to a compressed file of NumPy arrays.

    Parameters
    ----------
    runs
        What to keep; see `numerics.descent.simulate`.
    file
        Where; an existing file is replaced.

    Raises
    ------
    TypeError
        If ``runs`` are none.
    """
    if not isinstance(runs, Trajectories):
        raise TypeError(f"runs must be Trajectories, not {shown(runs)}")
    arrays: dict[str, Any] = {}
    for field in fields(runs):
        value = getattr(runs, field.name)
        if isinstance(value, Summary):
            arrays |= {_SUMMARY + part.name: getattr(value, part.name) for part in fields(value)}
        elif field.name == "observed":
            arrays |= {_OBSERVED + name: part for name, part in value.items()}
        elif field.name == "final_memory":
            arrays |= {f"{_MEMORY}{place}": part for place, part in enumerate(value)}
        elif value is not None:
            arrays[field.name] = value
    write_arrays(file, arrays)


def load_trajectories(file: Path | str) -> Trajectories:
    """Read trajectories that `save_trajectories` wrote; they equal those that were written.

    Parameters
    ----------
    file
        Where they are.

    Raises
    ------
    OSError
        If the file cannot be read.
    ValueError
        If it holds no trajectories.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from numerics import PureQuadratic, simulate
    >>> runs = simulate(PureQuadratic(np.ones((1, 2)), 1.0), np.array([[0.6, 0.8]]), 0.0, 0.5, steps=3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_trajectories(runs, Path(folder) / "runs.npz")
    ...     load_trajectories(Path(folder) / "runs.npz") == runs
    True
    """
    try:
        found = read_arrays(file)
    except ValueError as error:
        raise ValueError(f"{file} holds no trajectories: {error}") from error
    plain: dict[str, Any] = {name: value for name, value in found.items() if "." not in name}
    plain["observed"] = _below(found, _OBSERVED)
    plain["final_memory"] = tuple(_below(found, _MEMORY).values())
    try:
        plain["normalisation"] = str(plain["normalisation"])
        measured = _below(found, _SUMMARY)
        plain["edge"] = plain["edge"] if plain["edge"].ndim else float(plain["edge"])
        return Trajectories(**{"outputs": None} | plain, measured_summary=Summary(**measured) if measured else None)
    except KeyError as error:
        raise ValueError(f"{file} holds no trajectories: {error} is missing") from error
    except TypeError as error:
        raise ValueError(f"{file} holds no trajectories: {error}") from error


def _below(found: dict[str, ndarray], prefix: str) -> dict[str, ndarray]:
    return {name.removeprefix(prefix): value for name, value in found.items() if name.startswith(prefix)}
