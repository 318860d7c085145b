"""Stores of sweeps with damaged files: whatever is damaged is reported, and made good where the specification determines it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from checks.toolkit.chaos.trial import Fault, Outcome
from checks.toolkit.sweep_runs import files, write_specification
from numerics.sweep.errors import SweepError
from numerics.sweep.run import run_sweep
from numerics.sweep.specification import Specification, load_specification
from numerics.sweep.store import open_sweep

__all__ = ["damaged", "store_faults"]

Damage = Callable[[Path, random.Random], None]


def _flip(path: Path, rng: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def _truncate(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: rng.randrange(path.stat().st_size)])


def _lengthen(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes() + rng.randbytes(rng.randint(1, 9)))


def _blank(path: Path, rng: random.Random) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _delete(path: Path, rng: random.Random) -> None:
    path.unlink()


def _folder(path: Path, rng: random.Random) -> None:
    path.unlink()
    path.mkdir()
    if rng.random() < 0.5:
        (path / "0").write_text("something")


def _exchange(path: Path, rng: random.Random) -> None:
    """Put another file of the same name or the same array here: every checksum in it is right."""
    store = next(parent for parent in path.parents if (parent / "finished").is_dir())
    same = [other for other in sorted(store.rglob(path.name)) if other.is_file() and other != path]
    near = [other for other in same if other.relative_to(store).parts[0] == path.relative_to(store).parts[0]]
    path.write_bytes(rng.choice(near or same).read_bytes())


def _edit(path: Path, rng: random.Random) -> None:
    """Change a digit: what a person does who wants another axis or another seed."""
    content = bytearray(path.read_bytes())
    digits = [place for place, byte in enumerate(content) if chr(byte).isdigit()]
    if not digits:
        _flip(path, rng)
        return
    place = rng.choice(digits)
    content[place] = ord(rng.choice([digit for digit in "0123456789" if ord(digit) != content[place]]))
    path.write_bytes(content)


DAMAGES: dict[str, Damage] = {
    "a flipped bit": _flip,
    "cut short": _truncate,
    "made longer": _lengthen,
    "zeros": _blank,
    "deleted": _delete,
    "a folder in its place": _folder,
    "another such file in its place": _exchange,
    "an edited digit": _edit,
}


# Until the process ends, and no longer.
_kept: list[TemporaryDirectory[str]] = []


@cache
def _stores() -> tuple[Specification, Path, Path, dict[str, bytes]]:
    """A specification, its finished store, one of which half is finished and some is half written, and what is right."""
    _kept.append(TemporaryDirectory(prefix="catapult-chaos-"))
    folder = Path(_kept[0].name)
    chosen = load_specification(write_specification(folder, replicates=3, steps=20, rates=6))
    run_sweep(chosen, folder / "whole.zarr", workers=0)
    half = Path(shutil.copytree(folder / "whole.zarr", folder / "half.zarr"))
    marks = sorted(path for path in (half / "finished").rglob("c/**/*") if path.is_file())
    for mark in marks[::2]:
        mark.unlink()
    for chunk in sorted((half / "peak_loss").rglob("c/**/*"))[::3]:
        if chunk.is_file() and not (half / "finished" / chunk.relative_to(half / "peak_loss").parent).exists():
            chunk.unlink()
    return chosen, folder / "whole.zarr", half, files(folder / "whole.zarr")


def _kinds(store: Path) -> dict[str, list[Path]]:
    every = [path for path in sorted(store.rglob("*")) if path.is_file()]
    coordinates = ("width", "learning_rate", "replicate")
    kinds: dict[str, list[Path]] = {"group": [], "array": [], "coordinate": [], "mark": [], "chunk": []}
    for path in every:
        parts = path.relative_to(store).parts
        name = "mark" if parts[0] == "finished" else "coordinate" if parts[0] in coordinates else "chunk"
        kinds["group" if len(parts) == 1 else "array" if parts[-1] == "zarr.json" else name].append(path)
    return kinds


def damaged(damage: str, finished: bool, kind: str | None = None) -> Callable[[random.Random, Path], Outcome]:
    """A trial: a store with one damaged file of a kind (or of any), opened, continued, repaired and compared."""

    def run(rng: random.Random, folder: Path) -> Outcome:
        chosen, whole, half, right = _stores()
        store = Path(shutil.copytree(whole if finished else half, folder / "store.zarr"))
        victim = rng.choice(_kinds(store)[kind or rng.choice(sorted(_kinds(store)))])
        DAMAGES[damage](victim, rng)
        what = f"{damage}: {victim.relative_to(store)}"
        wrong_read = _reads_wrong(store, whole)
        noticed = False
        try:
            run_sweep(chosen, store, workers=0)
        except SweepError:
            noticed = True
            try:
                run_sweep(chosen, store, workers=0, repair=True)
            except SweepError as error:
                shutil.rmtree(folder)
                return Outcome(lost=True, silent=wrong_read, noticed=True, what=f"{what}: {error}")
        same = files(store) == right
        shutil.rmtree(folder)
        return Outcome(lost=noticed and not same, silent=wrong_read or (not noticed and not same), noticed=noticed, what=what)

    return run


@cache
def _right(whole: Path) -> Any:
    return open_sweep(whole).load()


def _reads_wrong(store: Path, whole: Path) -> bool:
    """Whether a reader is given something wrong in a block that is marked as finished, or a wrong coordinate."""
    try:
        found, right = open_sweep(store).load(), _right(whole)
    except (SweepError, ValueError):  # a chunk of an unfinished block fails its checksum when it is read
        return False
    for name in right.coords:
        if name not in found.coords or not np.array_equal(found[name].values, right[name].values):
            return True
    marked = np.repeat(found["finished"].values != 0, 2, axis=1)[:, :3]
    for name in right.data_vars:
        if name != "finished" and not np.array_equal(found[name].values[marked], right[name].values[marked], equal_nan=True):
            return True
    return found.attrs != right.attrs


def store_faults() -> list[Fault]:
    """Every damage, of a finished and of an unfinished store."""
    return [
        Fault(f"file of {'a finished' if finished else 'an unfinished'} store: {damage}", damaged(damage, finished))
        for damage in DAMAGES
        for finished in (True, False)
    ]
