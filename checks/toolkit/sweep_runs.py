"""Running sweeps in child processes, and comparing stores byte by byte."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from numerics.sweep.errors import SweepError

SPECIFICATION = """
name = "faults"
seed = 3
replicates = {replicates}
steps = {steps}
block = 2
engine = "numpy"

[learning_rate]
from = 0.5
to = 5.0
count = {rates}

[ensemble]
model = "two_layer"
slope = 0.5

[axes]
width = [16, 48]
"""

# A shell's background job ignores the interrupt key, and its children would too.
_LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
ENTRY = _LISTEN + "import sys; from checks.cli import main; sys.argv[0] = 'catapult'; main()"


def write_specification(folder: Path, *, replicates: int = 8, steps: int = 40, rates: int = 12) -> Path:
    """A specification with ``replicates`` blocks."""
    path = folder / "sweep.toml"
    path.write_text(SPECIFICATION.format(replicates=replicates, steps=steps, rates=rates), encoding="utf-8")
    return path


def start(specification: Path, out: Path, *options: str, before: str = "", **popen: object) -> subprocess.Popen[str]:
    """Start ``catapult sweep`` in a process group of its own, that first runs the statements ``before``."""
    command = [sys.executable, "-c", before + ENTRY, "sweep", str(specification), "--out", str(out), "--workers", "1", *options]
    return subprocess.Popen(  # type: ignore[call-overload]  # options of Popen are passed on
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0, **popen
    )


def finish(specification: Path, out: Path, *options: str, before: str = "", **popen: object) -> tuple[int, str]:
    """Run ``catapult sweep`` to its end; exit status and what it printed on stderr."""
    process = start(specification, out, *options, before=before, **popen)
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def marks(out: Path) -> dict[str, int]:
    """The marks on disk with the time each was written, by their place in the store."""
    return {
        str(path.relative_to(out)): path.stat().st_mtime_ns
        for path in (out / "finished").rglob("c/**/*")
        if path.is_file() and path.suffix != ".partial"
    }


def stop_after(process: subprocess.Popen[str], out: Path, count: int, how: signal.Signals) -> tuple[str, str]:
    """Send a signal to the process itself as soon as ``count`` blocks are marked, and wait for its end: what it printed."""
    deadline = time.monotonic() + 60
    while (not out.exists() or len(marks(out)) < count) and process.poll() is None:
        assert time.monotonic() < deadline, "the sweep does not progress"
        time.sleep(0.002)
    assert process.poll() is None, f"the sweep ended before it could be stopped: {process.communicate()}"
    process.send_signal(how)
    return process.communicate(timeout=60)


def files(store: Path) -> dict[str, bytes]:
    """Every file of a store with its content."""
    return {str(path.relative_to(store)): path.read_bytes() for path in sorted(store.rglob("*")) if path.is_file()}


def kill_again_and_again(specification: Path, out: Path, total: int, kills: int, rng: random.Random) -> int:
    """Kill -9 a sweep ``kills`` times, each between its first and last block; return how many runs reused blocks."""
    reusing = 0
    for number in range(kills):
        before = marks(out) if out.exists() else {}
        room = total - 1 - len(before) - (kills - 1 - number)
        assert room >= 1, "too few blocks for so many kills"
        stop_after(
            start(specification, out, "--quiet"),
            out,
            len(before) + rng.randint(1, max(1, room // (kills - number + 1))),
            signal.SIGKILL,
        )
        after = marks(out)
        # The kill fell between the first and the last block, this run added some, and finished blocks were not written again.
        assert len(before) < len(after) < total
        assert all(after[name] == written for name, written in before.items())
        reusing += bool(before)
    return reusing


def refused(specification: Path, out: Path) -> SweepError:
    """The error that a sweep into ``out`` ends with."""
    from numerics.sweep.errors import SweepError
    from numerics.sweep.run import run_sweep
    from numerics.sweep.specification import load_specification

    with pytest.raises(SweepError) as caught:
        run_sweep(load_specification(specification), out, workers=0)
    return caught.value
