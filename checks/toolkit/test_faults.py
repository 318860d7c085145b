"""Nothing is lost: sweeps that are killed, stores that are damaged, disks that are full."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("zarr")
pytest.importorskip("pydantic")
pytest.importorskip("xarray")

from checks.toolkit.sweep_runs import files, finish, kill_again_and_again, marks, refused, start, stop_after, write_specification
from numerics.sweep.run import Progress, run_sweep
from numerics.sweep.specification import load_specification

BLOCKS = 8


def _unfinish(store: Path, count: int) -> None:
    """Take blocks back to the state before they were computed."""
    for name in sorted(marks(store))[:count]:
        (store / name).unlink()


def test_a_sweep_killed_three_times_ends_with_the_same_bytes(tmp_path: Path) -> None:
    specification = write_specification(tmp_path, replicates=12, steps=300)
    assert kill_again_and_again(specification, tmp_path / "killed.zarr", 12, 3, random.Random(1)) == 2
    status, log = finish(specification, tmp_path / "killed.zarr")
    assert status == 0
    assert "0 reused, " not in log
    assert "; complete" in log
    assert finish(specification, tmp_path / "whole.zarr", "--quiet") == (0, "")
    assert files(tmp_path / "killed.zarr") == files(tmp_path / "whole.zarr")


@pytest.mark.deep
def test_a_sweep_killed_twenty_times_ends_with_the_same_bytes(tmp_path: Path) -> None:
    specification = write_specification(tmp_path, replicates=64, steps=600)
    assert kill_again_and_again(specification, tmp_path / "killed.zarr", 64, 20, random.Random()) >= 19
    assert finish(specification, tmp_path / "killed.zarr", "--quiet") == (0, "")
    assert finish(specification, tmp_path / "whole.zarr", "--quiet") == (0, "")
    assert files(tmp_path / "killed.zarr") == files(tmp_path / "whole.zarr")


@pytest.mark.deep
def test_memory_of_a_sweep_does_not_grow_from_a_thousand_points_to_a_hundred_thousand(tmp_path: Path) -> None:
    """Of this process and of its workers; a point is a trajectory: blocks times 2 widths, 250 rates."""
    pytest.importorskip("numba")
    peaks = []
    for blocks in (2, 200):
        place = tmp_path / f"{blocks}"
        place.mkdir()
        said = (
            "import atexit, pathlib, resource as r; who = (r.RUSAGE_SELF, r.RUSAGE_CHILDREN); "
            f"peak = pathlib.Path({str(place / 'peak')!r}); "
            "atexit.register(lambda: peak.write_text(str(max(r.getrusage(one).ru_maxrss for one in who)))); "
        )
        specification = write_specification(place, replicates=blocks, steps=100, rates=250)
        specification.write_text(specification.read_text(encoding="utf-8").replace('"numpy"', '"compiled"'), encoding="utf-8")
        assert finish(specification, place / "store.zarr", "--quiet", before=said) == (0, "")
        peaks.append(int((place / "peak").read_text()))
    assert peaks[1] < 1.15 * peaks[0]


def test_a_killed_worker_is_replaced(whole: tuple[Path, Path], tmp_path: Path) -> None:
    killed: list[int | None] = []
    # What a process that was killed while it made the store leaves behind.
    (tmp_path / ".store.zarr.new" / "phase").mkdir(parents=True)

    def kill_once(progress: Progress) -> None:
        if progress.computed == 2 and not killed:
            victim = multiprocessing.active_children()[0]
            victim.kill()
            killed.append(victim.pid)

    done = run_sweep(load_specification(whole[0]), tmp_path / "store.zarr", workers=1, report=kill_once)
    assert killed
    assert done.computed == BLOCKS
    assert files(tmp_path / "store.zarr") == files(whole[1])
    assert [path.name for path in tmp_path.iterdir()] == ["store.zarr"]


def test_a_specification_that_differs_isrefused(copy: Path, tmp_path: Path) -> None:
    other = write_specification(tmp_path, steps=41)
    before = files(copy)
    status, message = finish(other, copy)
    assert status == 3
    assert "steps: stored 40, asked 41" in message
    assert files(copy) == before


def test_a_mark_is_written_after_its_block(copy: Path) -> None:
    last_mark = max(marks(copy).values())
    others = [path.stat().st_mtime_ns for path in copy.rglob("c/**/*") if path.is_file() and "finished" not in path.parts]
    assert last_mark >= max(others)


def test_strays_of_a_killed_writer_are_removed(whole: tuple[Path, Path], copy: Path) -> None:
    _unfinish(copy, 1)
    stray = copy / "phase" / "c" / "0" / "0" / "0.0123456789abcdef.partial"
    stray.write_bytes(b"half a chu")
    assert run_sweep(load_specification(whole[0]), copy, workers=1).computed == 1
    assert files(copy) == files(whole[1])


def test_a_full_disk_leaves_finished_blocks(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    specification = write_specification(tmp_path, rates=120)
    out = tmp_path / "full.zarr"
    stop_after(start(specification, out, "--quiet"), out, 2, signal.SIGKILL)
    before = marks(out)

    small_files = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)); "
    status, message = finish(specification, out, before=small_files)
    assert status == 5
    assert "cannot write" in message
    assert "File too large" in message
    assert marks(out) == before
    assert not list(out.rglob("*.partial"))
    assert finish(specification, out, "--quiet") == (0, "")
    assert len(marks(out)) == BLOCKS


def test_a_file_in_the_way_isrefused(whole: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "file.zarr").write_text("mine")
    error = refused(whole[0], tmp_path / "file.zarr")
    assert error.exit_status == 3
    assert "not a store of a sweep" in str(error)
    assert (tmp_path / "file.zarr").read_text() == "mine"
    assert "Not a directory" in str(refused(whole[0], tmp_path / "file.zarr" / "below.zarr"))


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


_AS_ANOTHER = """
import os, sys
from numerics.sweep.errors import StoreError
from numerics.sweep.run import run_sweep
from numerics.sweep.specification import load_specification
from numerics.sweep.provenance import provenance
from numerics.sweep.store import open_store
chosen = load_specification(sys.argv[1])
# Whatever is imported late must be there before the other user, who may not read the libraries, takes over.
with open_store(sys.argv[3], chosen, provenance("numpy")):
    pass
if os.getuid() == 0:
    os.setuid(65534)
try:
    run_sweep(chosen, sys.argv[2], workers=1)
except StoreError as error:
    print(error)
    sys.exit(error.exit_status)
"""


@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_output_isrefused(whole: tuple[Path, Path], reachable: Path, tmp_path: Path, exists: bool) -> None:
    store = reachable / "store.zarr"
    if exists:
        shutil.copytree(whole[1], store)
        _unfinish(store, 1)
        store.chmod(0o555)
    reachable.chmod(0o555)
    before = files(store)
    command = [sys.executable, "-c", _AS_ANOTHER, str(whole[0]), str(store), str(tmp_path / "warm.zarr")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    reachable.chmod(0o755)
    if exists:
        store.chmod(0o755)
    assert result.returncode == 3, result.stderr
    assert "cannot" in result.stdout
    assert not (reachable / ".store.zarr.new").exists()
    assert files(store) == before


def test_two_processes_that_start_together_make_one_store(whole: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    out = tmp_path / "both.zarr"
    together = [start(whole[0], out, "--quiet") for _ in range(3)]
    ends = [(process.communicate(timeout=120)[1], process.returncode) for process in together]
    assert 0 in [status for _, status in ends], ends
    assert all(status == 0 or (status == 3 and "another process" in message) for message, status in ends), ends
    assert files(out) == files(whole[1])
    assert [path.name for path in tmp_path.iterdir()] == ["both.zarr"]


def test_a_store_in_use_isrefused(whole: tuple[Path, Path], copy: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(copy, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        error = refused(whole[0], copy)
    finally:
        os.close(handle)
    assert error.exit_status == 3
    assert "another process" in str(error)
