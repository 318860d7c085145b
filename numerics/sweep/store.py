"""The store of a sweep: Zarr arrays with checksums, one chunk a block, and a mark of each finished block written last.

A block is finished when its mark is on disk. Everything else about resuming follows from that: an unmarked block is computed
again, and, as a block is a function of the specification, the store ends up with the same bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.diagram import PER_INITIALISATION, VARIABLES, Diagram
from numerics.sweep.errors import DamagedStoreError, StoreError, WriteError
from numerics.sweep.layout import FINISHED, SCHEMA_VERSION, create_store
from numerics.sweep.specification import Specification

try:
    import zarr
except ImportError as error:
    raise ImportError('sweeps need pydantic, xarray and zarr: pip install "catapult-verify[sweeps]"') from error

__all__ = ["SweepStore", "as_diagram", "open_store", "open_sweep"]


class SweepStore:
    """An open store; made by `open_store`, which holds the lock on it.

    Attributes
    ----------
    path
        Its directory.
    specification
        What it is a sweep of.
    """

    def __init__(self, path: Path, specification: Specification) -> None:
        self.path, self.specification = path, specification
        self._arrays: dict[str, Any] = {}
        coordinates = (*specification.axes, "replicate", "learning_rate")
        with zarr.config.set({"array.write_empty_chunks": True}):
            for name in (*VARIABLES, *PER_INITIALISATION, FINISHED, *coordinates):
                try:
                    self._arrays[name] = zarr.open_array(str(path / name), mode="r+")
                    if name in coordinates:
                        self._arrays[name][:]
                except (ValueError, RuntimeError, OSError, KeyError, TypeError) as error:
                    raise DamagedStoreError(f"{path / name} is damaged and has to be made again ({error})") from error

    def finished(self) -> set[tuple[int, ...]]:
        """The blocks that are marked; each mark's checksum is verified.

        Raises
        ------
        DamagedStoreError
            If a mark fails its checksum.
        """
        found = set()
        for block in self.specification.blocks():
            if self._file(FINISHED, block).exists() and self._read(FINISHED, block, block):
                found.add(block)
        return found

    def verify(self, blocks: set[tuple[int, ...]]) -> None:
        """Read every chunk of finished blocks against its checksum.

        Raises
        ------
        DamagedStoreError
            If a chunk is missing or damaged; the message names its file.
        """
        for block in sorted(blocks):
            for name in (*VARIABLES, *PER_INITIALISATION):
                if not self._file(name, block).exists():
                    raise DamagedStoreError(f"{self._file(name, block)} is missing, though its block was finished; {_REPAIR}")
                self._read(name, block, self._region(block))

    def write(self, block: tuple[int, ...], values: dict[str, ndarray]) -> None:
        """Write a block, its mark last.

        Raises
        ------
        WriteError
            If the disk is full or the store cannot be written.
        """
        try:
            for name, array in values.items():
                self._arrays[name][self._region(block)] = array.reshape((1,) * (len(block) - 1) + array.shape)
            self._arrays[FINISHED][block] = 1
        except OSError as error:
            raise WriteError(f"cannot write {self.path}: {error.strerror or error}; finished blocks are safe") from error

    def forget(self, block: tuple[int, ...]) -> None:
        """Remove the mark of a block, so that it is computed again."""
        self._file(FINISHED, block).unlink(missing_ok=True)

    def damaged(self) -> set[tuple[int, ...]]:
        """The blocks with a damaged or missing chunk, or a damaged mark."""
        found = set()
        for block in self.specification.blocks():
            try:
                if self._file(FINISHED, block).exists() and self._read(FINISHED, block, block):
                    self.verify({block})
            except DamagedStoreError:
                found.add(block)
        return found

    def _region(self, block: tuple[int, ...]) -> tuple[slice, ...]:
        members = self.specification.replicates_of(block)
        return (*(slice(index, index + 1) for index in block[:-1]), slice(members.start, members.stop))

    def _file(self, name: str, block: tuple[int, ...]) -> Path:
        """The file of a block's chunk; arrays with learning rates have one more chunk index, always 0."""
        coordinates = (*block, 0) if name in VARIABLES else block
        return self.path / name / self._arrays[name].metadata.encode_chunk_key(coordinates)

    def _read(self, name: str, block: tuple[int, ...], region: tuple[Any, ...]) -> Any:
        try:
            return self._arrays[name][region]
        except (ValueError, RuntimeError, OSError) as error:
            raise DamagedStoreError(f"{self._file(name, block)} is damaged ({error}); {_REPAIR}") from error


_REPAIR = "nothing was changed; --repair computes the block again"


@contextmanager
def open_store(path: Path | str, specification: Specification, versions: dict[str, str]) -> Iterator[SweepStore]:
    """Open the store of a sweep for writing, making it if it does not exist; no other process can at the same time.

    Raises
    ------
    StoreError
        If the path is not a store of this specification and these versions, cannot be written, or is in use. It is left as
        it was.
    """
    target = Path(path)
    # Processes that start together make the store one after the other, and the second finds it made.
    with _making(target):
        if not os.path.lexists(target):
            create_store(target, specification, versions)
    _compare(target, specification, versions)
    with _locked(target):
        # What a killed process was writing: never part of a finished chunk.
        for stray in target.rglob("*.partial"):
            stray.unlink(missing_ok=True)
        yield SweepStore(target, specification)


def open_sweep(path: Path | str) -> Any:
    """Open a store as an ``xarray.Dataset``, lazily; in unfinished blocks floats are NaN, steps −1, phases 3.

    Raises
    ------
    StoreError
        If the path is no store of a sweep.
    """
    import xarray

    _attributes(Path(path))
    return xarray.open_zarr(str(path), consolidated=False)


def as_diagram(path: Path | str) -> Diagram:
    """Read a finished store of a sweep over at most one axis as a phase diagram.

    Raises
    ------
    StoreError
        If the path is no store of a sweep, the sweep is not finished, or it has several axes.
    """
    attributes = _attributes(Path(path))
    chosen = Specification.model_validate_json(attributes["specification"])
    if len(chosen.axes) > 1:
        raise StoreError(f"{path} has the axes {', '.join(chosen.axes)}: a diagram shows one; select with open_sweep")
    with open_sweep(path) as dataset:
        if not bool(dataset[FINISHED].all()):
            raise StoreError(f"{path} is not finished: catapult sweep continues it")
        names = (*VARIABLES, *PER_INITIALISATION)
        data = {name: dataset[name].values if chosen.axes else dataset[name].values[None] for name in names}
    axis = next(iter(chosen.axes), None)
    values = np.array(chosen.axes[axis] if axis else [np.nan], dtype=float)
    first = chosen.ensemble_at((0,) * len(chosen.axes))
    return Diagram(first, axis, values, chosen.learning_rate.array(), chosen.seed, chosen.replicates, chosen.steps, data)


def _attributes(target: Path) -> dict[str, Any]:
    try:
        attributes = json.loads((target / "zarr.json").read_text(encoding="utf-8"))["attributes"]
        if attributes["schema_version"] != SCHEMA_VERSION or "specification_sha256" not in attributes:
            raise KeyError("schema_version")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{target} exists and is not a store of a sweep; nothing was changed") from error
    return dict(attributes)


def _compare(target: Path, specification: Specification, versions: dict[str, str]) -> None:
    attributes = _attributes(target)
    if attributes["specification_sha256"] != specification.digest:
        stored, asked = json.loads(attributes["specification"]), json.loads(specification.canonical())
        keys = sorted(key for key in stored.keys() | asked.keys() if stored.get(key) != asked.get(key))
        differences = "; ".join(f"{key}: stored {stored.get(key)!r}, asked {asked.get(key)!r}" for key in keys)
        raise StoreError(f"{target} was made from another specification ({differences}); nothing was changed")
    for name, wanted in versions.items():
        if attributes["versions"].get(name) != wanted:
            found = attributes["versions"].get(name)
            raise StoreError(
                f"{target} was made with {name} {found}, this is {wanted}: its bits could differ; use another --out. "
                "Nothing was changed"
            )


@contextmanager
def _making(target: Path) -> Iterator[None]:
    """Wait for the lock on the folder above the store, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise StoreError(f"cannot make {target}: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Hold the lock on the store's directory where the system has such locks; it leaves no file behind."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    if not os.access(target, os.W_OK):
        raise StoreError(f"{target} cannot be written; nothing was changed")
    handle = os.open(target, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"{target} is being written by another process") from error
        yield
    finally:
        os.close(handle)
