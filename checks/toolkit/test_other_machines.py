"""Workers of other versions, and a home that cannot be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checks.toolkit.commands import ROOT
from checks.toolkit.sweep_runs import files, marks, refused, write_specification

pytest.importorskip("zarr")


@pytest.mark.parametrize("package", ["catapult-verify", "numpy", "numba"])
def test_a_worker_of_another_version_is_refused(package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from numerics.sweep import workers
    from numerics.sweep.provenance import provenance

    specification = write_specification(tmp_path)
    monkeypatch.setattr(workers, "provenance", lambda engine: {**provenance(engine), package: "0.0.9"})
    error = refused(specification, tmp_path / "run.zarr")
    assert f"a worker computes with {package} 0.0.9 (here {provenance('numpy')[package]}): bits could differ" in str(error)
    assert error.exit_status == 1
    assert marks(tmp_path / "run.zarr") == {}
    before = files(tmp_path / "run.zarr")
    refused(specification, tmp_path / "run.zarr")
    assert files(tmp_path / "run.zarr") == before


class _Elsewhere:
    """A cluster whose workers answer with an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def submit(self, task: Any, block: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


@pytest.mark.parametrize(
    "error",
    [
        ModuleNotFoundError("No module named 'numerics.sweep.workers'"),
        AttributeError("Can't get attribute 'compute_block'"),
        TypeError("compute_block() got an unexpected keyword argument 'modules'"),
        KeyError("a_model_of_tomorrow"),
    ],
)
def test_a_worker_that_lacks_what_it_is_to_run_is_told_in_one_line(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from numerics.sweep import run
    from numerics.sweep.errors import WorkerError
    from numerics.sweep.specification import load_specification

    @contextmanager
    def cluster(address: str) -> Iterator[_Elsewhere]:
        yield _Elsewhere(error)

    monkeypatch.setattr(run, "cluster", cluster)
    chosen = load_specification(write_specification(tmp_path))
    with pytest.raises(WorkerError, match="it needs this version of catapult-verify, and the modules that are named") as caught:
        run.run_sweep(chosen, tmp_path / "run.zarr", scheduler="tcp://here:1")
    assert type(error).__name__ in str(caught.value)
    assert "\n" not in str(caught.value)


_COMMANDS = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from checks.cli import main
for line in open(sys.argv[1], encoding="utf-8").read().splitlines():
    sys.argv = ["catapult", *line.split()]
    try:
        main()
    except SystemExit as end:
        print("status", end.code, flush=True)
"""


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A home that cannot be written, by root neither."""
    home = tmp_path / "home"
    home.mkdir(mode=0o555)
    yield Path("/proc") if os.access(home, os.W_OK) else home
    home.chmod(0o755)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which root cannot write")
def test_a_home_that_cannot_be_written_is_no_error(closed: Path, tmp_path: Path) -> None:
    """Verify, replay, report and sweep write what they are asked for, and nothing else."""
    write_specification(tmp_path, replicates=1, steps=3)
    lines = ["verify --only SUM-1 --jobs 1 --json ledger.json --quiet", "replay ledger.json"]
    lines += ["report --from ledger.json --out site"] * _has("jinja2")
    lines += ["sweep sweep.toml --out out.zarr --workers 1 --quiet"]
    (tmp_path / "commands").write_text("\n".join(lines), encoding="utf-8")
    environment = {"PATH": str(tmp_path / "nothing"), "HOME": str(closed), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _COMMANDS, str(ROOT), "commands"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.stdout.count("status 0") == len(lines), done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    made = {path.name for path in tmp_path.iterdir()} - {"home", "sweep.toml", "commands"}
    assert made == {"ledger.json", "out.zarr"} | ({"site"} if _has("jinja2") else set())


def _has(package: str) -> bool:
    from importlib.util import find_spec

    return find_spec(package) is not None
