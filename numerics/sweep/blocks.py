"""The blocks of a store: one chunk each in every array of results, and a mark, written last, that is a digest of them.

A block is finished when its mark is on disk. Everything else about resuming follows from that: an unmarked block is computed
again, and, as a block is a function of the specification, the store ends up with the same bytes. The mark binds the values to
the specification, the versions and the place, so that neither a damaged chunk nor the chunk of another block passes for one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.diagram import VARIABLES
from numerics.sweep.errors import DamagedStoreError, StoreError, WriteError
from numerics.sweep.layout import BLOCKWISE, FINISHED, KINDS
from numerics.sweep.seal import regular
from numerics.sweep.specification import Specification

try:
    import zarr
except ImportError as error:
    raise ImportError('sweeps need pydantic, xarray and zarr: pip install "catapult-verify[sweeps]"') from error

__all__ = ["Block", "SweepStore"]

Block = tuple[int, ...]
"""Index of a block: a point of the axes, and the number of a group of initialisations."""

_REPAIR = "nothing was changed; --repair computes the block again"
_READING = (ValueError, RuntimeError, OSError, KeyError, TypeError)


class SweepStore:
    """The arrays of a store whose metadata were checked; made by `numerics.sweep.store.open_store`, which holds the lock.

    Attributes
    ----------
    path
        Its directory.
    specification, versions
        What it is a sweep of, and what computes it.
    """

    def __init__(self, path: Path, specification: Specification, versions: Mapping[str, str], *, writable: bool = True) -> None:
        self.path, self.specification = path, specification
        self._identity = json.dumps([specification.digest, sorted(versions.items())]).encode()
        self._arrays: dict[str, Any] = {}
        with zarr.config.set({"array.write_empty_chunks": True}):
            for name in BLOCKWISE:
                try:
                    self._arrays[name] = zarr.open_array(str(path / name), mode="r+" if writable else "r")
                except _READING as error:
                    raise DamagedStoreError(f"{path / name} is damaged ({error}); nothing was changed") from error
        self._blocks = self._arrays[FINISHED].shape

    def finished(self) -> dict[Block, int]:
        """The blocks that are marked, and their marks; what was not marked yet is not looked for.

        Raises
        ------
        DamagedStoreError
            If a mark fails its checksum, or something is in the way of a chunk.
        """
        found = {}
        for block in self._marked():
            mark = int(self._read(FINISHED, block, block))
            if mark:
                found[block] = mark
        return found

    def verify(self, block: Block, mark: int) -> None:
        """Hold the values of a finished block against its mark.

        Raises
        ------
        DamagedStoreError
            If a chunk is missing, damaged or another block's; the message names its file.
        """
        values = {}
        for name in KINDS:
            if not regular(self._file(name, block)):
                raise DamagedStoreError(f"{self._file(name, block)} is missing, though its block was finished; {_REPAIR}")
            values[name] = self._read(name, block, self._region(block))
        if self._digest(block, values) != mark:
            raise DamagedStoreError(
                f"the chunks of block {block} are not those that were written ({self._file(FINISHED, block)}); {_REPAIR}"
            )

    def write(self, block: Block, values: dict[str, ndarray]) -> None:
        """Write a block, its mark last.

        Raises
        ------
        StoreError
            If the values are not those of a block.
        WriteError
            If the disk is full or the store cannot be written.
        """
        region = self._region(block)
        shape = tuple(part.stop - part.start for part in region)
        for name, kind in KINDS.items():
            wanted = (*shape, self._arrays[name].shape[-1]) if name in VARIABLES else shape
            found = values.get(name)
            if found is None or found.dtype != kind or found.size != np.prod(wanted, dtype=int):
                raise StoreError(f"a worker gave no {name} of type {kind} and shape {wanted} for block {block}")
        try:
            for name in KINDS:
                # Nothing of what a killed writer left is read again, not even to fill up the chunk at an edge.
                self._file(name, block).unlink(missing_ok=True)
                self._arrays[name][region] = values[name].reshape((1,) * (len(block) - 1) + values[name].shape)
            self._arrays[FINISHED][block] = self._digest(block, values)
        except OSError as error:
            raise WriteError(f"cannot write {self.path}: {error.strerror or error}; finished blocks are safe") from error

    def forget(self, block: Block) -> None:
        """Remove the mark of a block, so that it is computed again."""
        self._file(FINISHED, block).unlink(missing_ok=True)

    def forget_damaged(self) -> None:
        """Remove what is in the way of chunks, and the marks of blocks that do not hold what was computed."""
        for path in list(self._in_the_way()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        for block in list(self._marked()):
            try:
                self.verify(block, int(self._read(FINISHED, block, block)))
            except DamagedStoreError:
                self.forget(block)

    def any_sound(self) -> bool | None:
        """Whether any marked block holds what this specification and these versions computed; None if none is marked."""
        sound = None
        for block in self._marked():
            sound = False
            try:
                self.verify(block, int(self._read(FINISHED, block, block)))
            except DamagedStoreError:
                continue
            return True
        return sound

    def refuse_obstacles(self) -> None:
        """Raise an error if something is where a chunk or its folder belongs."""
        for path in self._in_the_way():
            raise DamagedStoreError(f"{path} is in the way of a chunk; nothing was changed; --repair removes it")

    def _marked(self) -> Iterator[Block]:
        depth = len(self._blocks)
        for block, entry in self._entries(FINISHED):
            if len(block) == depth and regular(Path(entry.path)):
                yield block

    def _in_the_way(self) -> Iterator[Path]:
        for name in BLOCKWISE:
            top = self.path / name / "c"
            if os.path.lexists(top) and not top.is_dir():
                yield top
            depth = self._arrays[name].ndim
            for index, entry in self._entries(name):
                if not (entry.is_dir() if len(index) < depth else regular(Path(entry.path))):
                    yield Path(entry.path)

    def _entries(self, name: str) -> Iterator[tuple[Block, os.DirEntry[str]]]:
        """What is in an array's folder under the name of a chunk, or of a folder of chunks, with its index."""
        shape, chunks = self._arrays[name].shape, self._arrays[name].chunks
        counts = [ceil(length / part) for length, part in zip(shape, chunks, strict=True)]
        folders: list[tuple[Block, str]] = [((), str(self.path / name / "c"))]
        while folders:
            above, folder = folders.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
            except (FileNotFoundError, NotADirectoryError):
                continue
            for entry in entries:
                number = int(entry.name[:20]) if entry.name.isascii() and entry.name.isdecimal() else -1
                if str(number) == entry.name and number < counts[len(above)]:
                    index = (*above, number)
                    yield index, entry
                    if len(index) < len(counts) and entry.is_dir():
                        folders.append((index, entry.path))

    def _digest(self, block: Block, values: Mapping[str, ndarray]) -> int:
        found = hashlib.sha256(self._identity + json.dumps(block).encode())
        for name, kind in sorted(KINDS.items()):
            found.update(np.ascontiguousarray(values[name], np.dtype(kind).newbyteorder("<")).tobytes())
        return int.from_bytes(found.digest()[:8], "little") >> 1 or 1

    def _region(self, block: Block) -> tuple[slice, ...]:
        members = self.specification.replicates_of(block)
        return (*(slice(index, index + 1) for index in block[:-1]), slice(members.start, members.stop))

    def _file(self, name: str, block: Block) -> Path:
        """The file of a block's chunk; arrays with learning rates have one more chunk index, always 0."""
        coordinates = (*block, 0) if name in VARIABLES else block
        return self.path / name / self._arrays[name].metadata.encode_chunk_key(coordinates)

    def _read(self, name: str, block: Block, region: tuple[Any, ...]) -> Any:
        try:
            return self._arrays[name][region]
        except _READING as error:
            raise DamagedStoreError(f"{self._file(name, block)} is damaged ({error}); {_REPAIR}") from error
