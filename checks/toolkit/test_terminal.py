"""Long commands on a terminal: a line that says how far they are, and an end at once at the interrupt key or SIGTERM."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from checks.toolkit.sweep_runs import ENTRY, write_specification

pytest.importorskip("pty")
SOON = "import numerics.progress as p; p._DELAY = 0.0; p._TICK = 0.2; "
DEEP = pytest.mark.deep


def _seen(arguments: list[str], folder: Path, sign: str, how: signal.Signals) -> tuple[int, str]:
    """Run a command on a terminal until it shows a sign, then stop it: its status and what was shown.

    A signal that falls into a callback of another library, which then reports and goes on, is sent again, as a user would.
    """
    mine, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", SOON + ENTRY, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        start_new_session=True,
        env=os.environ | {"PATH": str(folder), "TERM": "xterm", "CATAPULT_PROGRESS": "1"},
    )
    os.close(theirs)
    shown, asked, deadline = "", float("-inf"), time.monotonic() + 100
    while time.monotonic() < deadline:
        if select.select([mine], [], [], 0.1)[0]:
            try:
                piece = os.read(mine, 65536)
            except OSError:  # nobody has the other end any more
                break
            if not piece:
                break
            shown += piece.decode("utf-8", "replace")
        if sign in shown and time.monotonic() > asked + 20:
            asked = time.monotonic()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, how)
    os.close(mine)
    try:
        return process.wait(timeout=30), shown
    finally:
        process.kill()


@pytest.mark.parametrize(
    ("command", "sign", "kept", "how"),
    [
        ("sweep sweep.toml --out o.zarr --workers 1", " left", "finished blocks are saved in o.zarr", signal.SIGINT),
        pytest.param("prove SPEC-MONO", "prove SPEC-MONO: 0/", "nothing was proved", signal.SIGTERM, marks=DEEP),
        pytest.param("bench --quick", "benchmark: 0 rounds", "nothing was written", signal.SIGINT, marks=DEEP),
        pytest.param("report --out site", "verify: 0/", "no page was written", signal.SIGTERM, marks=DEEP),
        pytest.param("reproduce meltzer-liu/fig3", "reproduce: 0/1", "0 of 1 experiments are done", signal.SIGINT, marks=DEEP),
        pytest.param("verify --only SPEC-MONO --profile deep", "verify: 0/1", "0 of 1 claims", signal.SIGTERM, marks=DEEP),
    ],
)
def test_a_line_says_how_far_it_is_and_it_ends_when_it_is_told_to(
    command: str, sign: str, kept: str, how: signal.Signals, tmp_path: Path
) -> None:
    if command.startswith("sweep"):
        pytest.importorskip("zarr")
        write_specification(tmp_path, replicates=200, steps=300)
    status, shown = _seen(command.split(), tmp_path, sign, how)
    assert sign in shown
    assert status == {signal.SIGINT: 130, signal.SIGTERM: 143}[how], shown
    assert kept in shown
    assert "Traceback" not in shown
