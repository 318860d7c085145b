"""Commands that are stopped: the right status, nobody left behind, and what was finished is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checks.toolkit.sweep_runs import ENTRY, files, finish, marks, start, stop_after, write_specification

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are needed")
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143}


def _launch(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    environment = os.environ | {"PATH": str(folder)}  # no Coq, which would first check what this machine has not seen
    return subprocess.Popen(
        [sys.executable, "-c", ENTRY, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
        env=environment,
    )


def _nobody_is_left(group: int) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def _children(process: subprocess.Popen[str]) -> int:
    folder = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return len(folder.read_text().split()) if folder.exists() else 2


def _stop(process: subprocess.Popen[str], how: signal.Signals, whole_group: bool) -> tuple[int, str, str]:
    """Stop a command while its processes work; a terminal sends the interrupt key to the whole group."""
    if whole_group:
        os.killpg(process.pid, how)
    else:
        process.send_signal(how)
    out, errors = process.communicate(timeout=60)
    return process.returncode, out, errors


@pytest.mark.parametrize(
    ("how", "whole_group"),
    [
        (signal.SIGINT, True),
        (signal.SIGTERM, False),
        pytest.param(signal.SIGINT, False, marks=pytest.mark.deep),
        pytest.param(signal.SIGTERM, True, marks=pytest.mark.deep),
    ],
)
def test_verify_on_two_processes(tmp_path: Path, how: signal.Signals, whole_group: bool) -> None:
    # The first claim is done at once, the search of the second takes a minute and more in this profile.
    ledger = tmp_path / "ledger.json"
    ledger.write_text("before")
    arguments = ("verify", "--only", "SUM-2", "--only", "SPEC-MONO", "--jobs", "2", "--profile", "deep", "--json", str(ledger))
    errors = "0 of 2"
    for patience in (5, 20, 60):  # seconds for the first claim, more on a machine that is busy
        if "0 of 2" not in errors:
            break
        process = _launch(*arguments, folder=tmp_path)
        deadline = time.monotonic() + 60
        while _children(process) < 3 and time.monotonic() < deadline:  # two processes and the tracker of their resources
            time.sleep(0.05)
        time.sleep(patience)
        assert process.poll() is None, process.communicate()
        status, out, errors = _stop(process, how, whole_group)
    assert status == STATUS[how], errors
    assert "Traceback" not in errors
    assert "stopped; 1 of 2 claims are verified" in errors
    assert "SUM-2" in out
    assert ledger.read_text() == "before"
    partial = json.loads((tmp_path / "ledger.partial.json").read_text())
    assert [item["id"] for item in partial["claims"]] == ["SUM-2"]
    assert _nobody_is_left(process.pid)


def test_an_early_interrupt_of_verify_prints_no_traceback(tmp_path: Path) -> None:
    process = _launch("verify", "--only", "SUM-1", "--only", "SPEC-MONO", "--jobs", "2", "--profile", "deep", folder=tmp_path)
    deadline = time.monotonic() + 60
    while _children(process) < 2 and time.monotonic() < deadline:  # while the processes start and import
        time.sleep(0.01)
    status, _, errors = _stop(process, signal.SIGINT, whole_group=True)
    assert status == 130
    assert "Traceback" not in errors, errors
    assert _nobody_is_left(process.pid)


def test_processes_end_with_one_that_is_killed(tmp_path: Path) -> None:
    process = _launch("verify", "--only", "SUM-1", "--only", "SPEC-MONO", "--jobs", "2", "--profile", "deep", folder=tmp_path)
    deadline = time.monotonic() + 60
    while _children(process) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.wait()
    assert _nobody_is_left(process.pid)
    process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_sweep(tmp_path: Path, how: signal.Signals) -> None:
    pytest.importorskip("zarr")
    specification = write_specification(tmp_path, replicates=12, steps=300)
    out = tmp_path / "stopped.zarr"
    process = start(specification, out)
    _, errors = stop_after(process, out, 2, how)
    assert process.returncode == STATUS[how]
    assert f"stopped; finished blocks are saved in {out}" in errors
    assert 2 <= len(marks(out)) < 12
    assert not list(out.rglob("*.partial"))
    assert _nobody_is_left(process.pid)


def test_a_sweep_that_is_held_up_goes_on(whole: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "held.zarr"
    process = start(whole[0], out)
    deadline = time.monotonic() + 60
    while (not out.exists() or len(marks(out)) < 2) and time.monotonic() < deadline:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGSTOP)
    time.sleep(0.5)
    held = len(marks(out))
    time.sleep(0.5)
    assert len(marks(out)) == held
    assert finish(whole[0], out)[0] == 3  # its lock is still held
    os.killpg(process.pid, signal.SIGCONT)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert files(out) == files(whole[1])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_reproduce_on_two_processes(tmp_path: Path, how: signal.Signals) -> None:
    cells = tmp_path / "cells"
    process = _launch("reproduce", "meltzer-liu/fig3", "ours/depth", "--jobs", "2", "--cells", str(cells), folder=tmp_path)
    deadline = time.monotonic() + 100
    while not (cells.exists() and list(cells.glob("*.json"))) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert process.poll() is None, process.communicate()
    kept = len(list(cells.glob("*.json")))
    status, _, errors = _stop(process, how, whole_group=False)
    assert status == STATUS[how], errors
    assert f"finished cells of the others are in {cells}" in errors
    assert len(list(cells.glob("*.json"))) >= kept >= 1
    assert not list(cells.glob(".*.partial"))
    assert _nobody_is_left(process.pid)
