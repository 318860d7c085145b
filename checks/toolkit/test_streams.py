"""What a reader does with the output of a command does not change what its exit status means."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checks.toolkit.representatives import first

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell with pipefail is needed")
CODE = "import sys; sys.argv[0] = 'catapult'; from checks.cli import main; main()"
FALSE = """
from theory import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS
theta2, eta = OBSERVABLES["theta2"], PARAMETERS["eta"].symbol
statement = Statement(Setting("two_layer"), (eta < 1,), Quantifier.STEP, theta2.next <= theta2.now)
CLAIMS = (Claim("OWN-1", Source("own"), "eta < 1 suffices", (statement,)),)
"""


def piped(folder: Path, arguments: str, reader: str) -> subprocess.CompletedProcess[str]:
    """Run a command into a reader; the status is that of the command."""
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(CODE)} {arguments} | {reader}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    ("arguments", "status", "reader"),
    first(
        5,
        [
            ("--help", 0, "true"),
            ("verify --only SUM-1 --jobs 1 --long", 0, "head -1"),
            ("verify --only SUM-1 --only SUM-2 --jobs 2", 0, "true"),
            ("verify --module own_false --jobs 1", 1, "true"),
            ("verify --only NO-SUCH", 2, "true"),
            ("--help", 0, "head -c 1"),
            ("--version", 0, "true"),
            ("verify --help", 0, "true"),
            ("verify --only SUM-1 --jobs 1", 0, "true"),
            ("prove NORM-ID", 0, "true"),
            ("prove SUM-1", 1, "head -1"),
        ],
    ),
)
def test_a_reader_that_goes_early_changes_nothing(tmp_path: Path, arguments: str, status: int, reader: str) -> None:
    (tmp_path / "own_false.py").write_text(FALSE, encoding="utf-8")
    done = piped(tmp_path, arguments, reader)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    assert "Broken pipe" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if reader == "head -1":
        assert done.stdout.count("\n") <= 1


def test_a_reader_of_errors_that_goes_early_changes_nothing(tmp_path: Path) -> None:
    assert piped(tmp_path, "verify --only NO-SUCH 2>&1", "true").returncode == 2
    assert piped(tmp_path, "verify --only SUM-1 --jobs 1 2>&1", "true").returncode == 0


def test_pipefail_sees_the_verdict(tmp_path: Path) -> None:
    """A gate that looks at the first line only fails where the verdict is not the expected one, and only there."""
    (tmp_path / "own_false.py").write_text(FALSE, encoding="utf-8")
    program = f"{shlex.quote(sys.executable)} -c {shlex.quote(CODE)}"
    for arguments, status in (("verify --only SUM-2 --jobs 1", 0), ("verify --module own_false --jobs 1", 1)):
        command = ["bash", "-o", "pipefail", "-c", f"{program} {arguments} | head -1"]
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300, check=False).returncode == status


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", ["--help", "verify --only SUM-1 --jobs 1", "prove NORM-ID"])
def test_a_full_disk_is_said_once(tmp_path: Path, arguments: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        command = [sys.executable, "-c", CODE, *arguments.split()]
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=300, check=False)
    assert done.returncode == 2
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["catapult"]


@pytest.mark.parametrize("delay", [0.05, 0.5, 1.5])
def test_an_interrupt_at_any_time_ends_with_130_and_one_line(tmp_path: Path, delay: float) -> None:
    """While modules are loaded, and while the claim is searched."""
    started = CODE.replace("main()", "print('started', flush=True); main()")
    command = [sys.executable, "-c", started, "verify", "--only", "SPEC-MONO", "--jobs", "1", "--profile", "deep"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    time.sleep(delay)
    errors = _interrupted(process)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert len([line for line in errors.splitlines() if not line.startswith("verify: ")]) <= 1


def _interrupted(process: subprocess.Popen[str]) -> str:
    """What it prints as it ends. Where a library's callback swallows an interrupt, one presses the keys again."""
    try:
        for _ in range(6):
            process.send_signal(signal.SIGINT)
            try:
                return process.communicate(timeout=10)[1]
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError("an interrupt does not end it")
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
