"""The store of a sweep, opened: for writing by one process at a time, or for reading as a dataset or a phase diagram."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from numerics.arguments import shown
from numerics.diagram import PER_INITIALISATION, VARIABLES, Diagram
from numerics.process import described
from numerics.sweep.blocks import SweepStore
from numerics.sweep.errors import DamagedStoreError, SpecificationError, StoreError, WriteError
from numerics.sweep.layout import BLOCKWISE, FINISHED, create_store, draft_store
from numerics.sweep.locks import making, writing
from numerics.sweep.seal import checked_attributes, group_attributes, heal, regular, sealed_files
from numerics.sweep.specification import Specification, stored_specification

__all__ = ["SweepStore", "as_diagram", "open_store", "open_sweep"]


@contextmanager
def open_store(
    path: Path | str, specification: Specification, versions: dict[str, str], *, repair: bool = False
) -> Iterator[SweepStore]:
    """Open the store of a sweep for writing, making it if it does not exist; no other process can at the same time.

    Parameters
    ----------
    path
        Its directory.
    specification, versions
        What it is a sweep of, and what computes it.
    repair
        Whether what the specification determines is made again where it is damaged, and blocks that are damaged are
        forgotten, instead of an error.

    Raises
    ------
    StoreError
        If the path is not a store of this specification and these versions, cannot be written, or is in use. It is left as
        it was.
    DamagedStoreError
        If anything that gives the numbers their meaning is not what was written, or something is in the way of a chunk.
    """
    target = Path(path)
    # Processes that start together make the store one after the other, and the second finds it made.
    with making(target):
        if not os.path.lexists(target):
            create_store(target, specification, versions)
    try:
        _compare(target, specification, versions)
    except DamagedStoreError:
        if not repair:
            raise
    with writing(target):
        if repair:
            _heal(target, specification, versions)
        checked_attributes(target)
        store = SweepStore(target, specification, versions)
        if repair:
            store.forget_damaged()
        store.refuse_obstacles()
        # What a killed process was writing: never part of a finished chunk.
        for stray in target.rglob("*.partial"):
            stray.unlink(missing_ok=True)
        yield store


def open_sweep(path: Path | str, *, verify: bool = True) -> Any:
    """Open a store as an ``xarray.Dataset``, lazily.

    A block whose mark in ``finished`` is 0 is not complete: its floats are NaN, its steps −1 and its phases 3, or, if the
    writer was killed, some of them already what they will be.

    Parameters
    ----------
    path
        Directory of the store.
    verify
        Whether every finished block is read once and held against its digest. Without it only what gives the numbers their
        meaning is checked, and chunks as they are read.

    Raises
    ------
    StoreError
        If the path is no store of a sweep.
    DamagedStoreError
        If something of it is missing or is not what was written; the message names it.
    """
    import xarray

    target = Path(path)
    attributes = checked_attributes(target)
    if verify:
        store = SweepStore(target, _specification(target, attributes), attributes["versions"], writable=False)
        store.refuse_obstacles()
        for block, mark in store.finished().items():
            store.verify(block, mark)
    return xarray.open_zarr(str(path), consolidated=False)


def as_diagram(path: Path | str) -> Diagram:
    """Read a finished store of a sweep over at most one axis as a phase diagram.

    Raises
    ------
    StoreError
        If the path is no store of a sweep, the sweep is not finished, or it has several axes.
    DamagedStoreError
        As `open_sweep`.
    """
    chosen = _specification(Path(path), checked_attributes(Path(path)))
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
    rates, other = chosen.learning_rate.array(), ", ".join(described(part) for part in (chosen.rule, chosen.cost) if part)
    return Diagram(first, axis, values, rates, chosen.seed, chosen.replicates, chosen.steps, data, other)


def _specification(target: Path, attributes: dict[str, Any]) -> Specification:
    try:
        return stored_specification(attributes["specification"])
    except SpecificationError as error:
        raise StoreError(f"{target} was made from a specification that this version does not know: {error}") from error


def _compare(target: Path, specification: Specification, versions: dict[str, str]) -> None:
    """Refuse a store of another sweep, or one that does not say what it is a sweep of."""
    attributes = group_attributes(target)
    if attributes["specification_sha256"] != specification.digest:
        stored, asked = json.loads(attributes["specification"]), json.loads(specification.canonical())
        keys = sorted(key for key in stored.keys() | asked.keys() if stored.get(key) != asked.get(key))
        differences = "; ".join(f"{key}: stored {shown(stored.get(key))}, asked {shown(asked.get(key))}" for key in keys)
        raise StoreError(f"{target} was made from another specification ({differences}); nothing was changed")
    for name, wanted in versions.items():
        if attributes["versions"].get(name) != wanted:
            found = attributes["versions"].get(name)
            raise StoreError(
                f"{target} was made with {name} {found}, this is {wanted}: its bits could differ; use another --out. "
                "Nothing was changed"
            )


def _heal(target: Path, specification: Specification, versions: dict[str, str]) -> None:
    """Make what the specification determines again if any of it is damaged, and the store is one of this specification."""
    try:
        checked_attributes(target)
        return
    except DamagedStoreError as error:
        damage = error
    with draft_store(target, specification, versions) as draft:
        try:
            _compare(target, specification, versions)
        except DamagedStoreError:
            if not _belongs(target, draft, specification, versions):
                raise StoreError(f"{damage}; and no block of it is this specification's and these versions'") from damage
        try:
            heal(target, draft)
        except OSError as error:
            raise WriteError(f"cannot write {target}: {error.strerror or error}; finished blocks are safe") from error


def _belongs(target: Path, draft: Path, specification: Specification, versions: dict[str, str]) -> bool:
    """Whether blocks of a damaged store are of this specification; if none is finished, whether any of its metadata are."""
    for name in BLOCKWISE:
        if (target / name / "c").is_dir():
            (draft / name / "c").symlink_to((target / name / "c").resolve())
    view = SweepStore(draft, specification, versions, writable=False)
    sound = view.any_sound()
    for name in BLOCKWISE:
        (draft / name / "c").unlink(missing_ok=True)
    if sound is not None:
        return sound
    files = [(target / file.relative_to(draft), file) for file in sealed_files(draft)]
    return any(regular(there) and there.read_bytes() == file.read_bytes() for there, file in files)
