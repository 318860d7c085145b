"""The empty store of a sweep: which arrays there are, their chunks, checksums, units and provenance."""

from __future__ import annotations

import shutil
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from numerics.diagram import PER_INITIALISATION, VARIABLES
from numerics.ensemble import AXES
from numerics.sweep.errors import StoreError
from numerics.sweep.specification import Specification

try:
    import zarr
    from zarr.codecs import Crc32cCodec, ZstdCodec
except ImportError as error:
    raise ImportError('sweeps need pydantic, xarray and zarr: pip install "catapult-verify[sweeps]"') from error

__all__ = ["FINISHED", "SCHEMA_VERSION", "create_store"]

FINISHED = "finished"
"""Name of the array of marks: 1 where a block is complete."""

SCHEMA_VERSION = 1


def create_store(target: Path, specification: Specification, versions: dict[str, str]) -> None:
    """Make the empty store beside its place and move it there, so that a store that exists is complete.

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
        with zarr.config.set({"array.write_empty_chunks": True}):
            _fill(draft, specification, versions)
        draft.rename(target)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise StoreError(f"cannot make {target}: {error.strerror or error}") from error


def _fill(draft: Path, specification: Specification, versions: dict[str, str]) -> None:
    rates = specification.learning_rate.array()
    points = [len(values) for values in specification.axes.values()]
    attributes = {
        "schema_version": SCHEMA_VERSION,
        "title": specification.name,
        "specification": specification.canonical(),
        "specification_sha256": specification.digest,
        "seed": specification.seed,
        "versions": versions,
    }
    group = zarr.create_group(str(draft), zarr_format=3, attributes=attributes)
    names = [*specification.axes, "replicate"]
    shape = [*points, specification.replicates]
    chunk = [*(1 for _ in points), min(specification.block, specification.replicates)]
    for table, extra in ((VARIABLES, True), (PER_INITIALISATION, False)):
        for name, (kind, unit, meaning) in table.items():
            fill: float = np.nan if kind == "float64" else 3 if name == "phase" else -1
            size = [*shape, len(rates)] if extra else shape
            pieces = [*chunk, len(rates)] if extra else chunk
            dimensions = [*names, "learning_rate"] if extra else names
            _array(group, name, size, pieces, kind, dimensions, fill, {"units": unit, "long_name": meaning})
    blocks = [*points, ceil(specification.replicates / specification.block)]
    marks = {"long_name": "1 if the block of initialisations is complete"}
    _array(group, FINISHED, blocks, [1] * len(blocks), "int8", [*specification.axes, "block"], 0, marks)
    coordinates = {
        "learning_rate": (rates, {"units": "1 / initial_ntk", "long_name": "learning rate times initial NTK"}),
        "replicate": (np.arange(specification.replicates), {"units": "1", "long_name": "number of the random stream"}),
    }
    for axis, values in specification.axes.items():
        coordinates[axis] = (np.array(values), {"units": "1", "long_name": AXES[axis]})
    for name, (grid, described) in coordinates.items():
        array = _array(group, name, [len(grid)], [len(grid)], grid.dtype.name, [name], 0, described)
        array[:] = grid


def _array(
    group: Any,
    name: str,
    shape: list[int],
    chunks: list[int],
    kind: str,
    dimensions: list[str],
    fill: float,
    about: dict[str, str],
) -> Any:
    return group.create_array(
        name,
        shape=tuple(shape),
        chunks=tuple(chunks),
        dtype=kind,
        compressors=[ZstdCodec(level=3), Crc32cCodec()],
        fill_value=fill,
        dimension_names=dimensions,
        attributes=about,
    )
