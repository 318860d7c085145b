"""The empty store of a sweep: which arrays there are, their chunks, checksums, units, coordinates and provenance.

It is a function of the specification and the versions, so that whatever of it is damaged can be made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy import ndarray

from numerics.diagram import PER_INITIALISATION, VARIABLES
from numerics.ensemble import AXES
from numerics.sweep.errors import StoreError
from numerics.sweep.seal import SCHEMA_VERSION, seal
from numerics.sweep.specification import Specification

try:
    import zarr
    from zarr.codecs import Crc32cCodec, ZstdCodec
except ImportError as error:
    raise ImportError('sweeps need pydantic, xarray and zarr: pip install "catapult-verify[sweeps]"') from error

__all__ = ["BLOCKWISE", "FINISHED", "KINDS", "create_store", "draft_store"]

FINISHED = "finished"
"""Name of the array of marks: 0 where a block is not complete, else the digest of what was computed."""

KINDS = {name: kind for table in (VARIABLES, PER_INITIALISATION) for name, (kind, _, _) in table.items()}
"""Type of every array of results."""

BLOCKWISE = (*KINDS, FINISHED)
"""The arrays that have one chunk a block."""


class _Array(NamedTuple):
    shape: tuple[int, ...]
    chunks: tuple[int, ...]
    kind: str
    dimensions: tuple[str, ...]
    fill: float
    about: dict[str, str]


@contextmanager
def draft_store(target: Path, specification: Specification, versions: dict[str, str]) -> Iterator[Path]:
    """Make the empty store beside its place; what of it was not moved away is removed at the end.

    Raises
    ------
    StoreError
        If it cannot be made.
    """
    draft = target.with_name(f".{target.name}.new")
    try:
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir()
        _fill(draft, specification, versions)
        yield draft
    except OSError as error:
        raise StoreError(f"cannot make {target}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def create_store(target: Path, specification: Specification, versions: dict[str, str]) -> None:
    """Make the empty store beside its place and move it there, so that a store that exists is complete.

    Raises
    ------
    StoreError
        If it cannot be made.
    """
    with draft_store(target, specification, versions) as draft:
        draft.rename(target)


def _fill(draft: Path, specification: Specification, versions: dict[str, str]) -> None:
    attributes = {
        "schema_version": SCHEMA_VERSION,
        "title": specification.name,
        "specification": specification.canonical(),
        "specification_sha256": specification.digest,
        "seed": specification.seed,
        "versions": versions,
    }
    group = zarr.create_group(str(draft), zarr_format=3, attributes=attributes)
    for name, array in _results(specification).items():
        _make(group, name, array)
    for name, (grid, about) in _coordinates(specification).items():
        size = (len(grid),)
        _make(group, name, _Array(size, size, grid.dtype.name, (name,), 0, about))[:] = grid
    seal(draft)


def _results(specification: Specification) -> dict[str, _Array]:
    points = tuple(len(values) for values in specification.axes.values())
    rates = len(specification.learning_rate.array())
    axes, ones = tuple(specification.axes), (1,) * len(points)
    members, block = specification.replicates, min(specification.block, specification.replicates)
    found = {}
    for table, extra in ((VARIABLES, True), (PER_INITIALISATION, False)):
        for name, (kind, unit, meaning) in table.items():
            fill = np.nan if kind == "float64" else 3.0 if name == "phase" else -1.0
            shape, chunks, names = (*points, members), (*ones, block), (*axes, "replicate")
            if extra:
                shape, chunks, names = (*shape, rates), (*chunks, rates), (*names, "learning_rate")
            found[name] = _Array(shape, chunks, kind, names, fill, {"units": unit, "long_name": meaning})
    meaning = "0 until the block of initialisations is complete, then 63 bits of the SHA-256 of what was computed"
    blocks = (*points, ceil(specification.replicates / specification.block))
    found[FINISHED] = _Array(blocks, (1,) * len(blocks), "int64", (*axes, "block"), 0, {"long_name": meaning})
    return found


def _coordinates(specification: Specification) -> dict[str, tuple[ndarray, dict[str, str]]]:
    rates = {"units": "1 / initial_ntk", "long_name": "learning rate times initial NTK"}
    found = {
        "learning_rate": (specification.learning_rate.array(), rates),
        "replicate": (np.arange(specification.replicates), {"units": "1", "long_name": "number of the random stream"}),
    }
    for axis in specification.axes:
        found[axis] = (specification.axis_array(axis), {"units": "1", "long_name": AXES[axis]})
    return found


def _make(group: Any, name: str, array: _Array) -> Any:
    return group.create_array(
        name,
        shape=array.shape,
        chunks=array.chunks,
        dtype=array.kind,
        compressors=[ZstdCodec(level=3), Crc32cCodec()],
        fill_value=array.fill,
        dimension_names=array.dimensions,
        attributes=array.about,
        # A block of fill values is written like any other: a chunk that is missing is a chunk that was lost.
        config={"write_empty_chunks": True},
    )
