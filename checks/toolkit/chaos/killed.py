"""A sweep that is killed, and taken up again."""

from __future__ import annotations

import random
import signal
from functools import partial
from pathlib import Path

from checks.toolkit.chaos.trial import Fault, Outcome
from checks.toolkit.sweep_runs import files, finish, marks, start, stop_after, write_specification

__all__ = ["kill_faults"]

_BLOCKS = 12


def _run(how: signal.Signals, rng: random.Random, folder: Path) -> Outcome:
    specification = write_specification(folder, replicates=_BLOCKS, steps=300)
    out = folder / "killed.zarr"
    stop_after(start(specification, out, "--quiet"), out, rng.randint(1, _BLOCKS // 3), how)
    before = marks(out)
    status, _ = finish(specification, out, "--quiet")
    after = marks(out)
    lost = any(after.get(name) != written for name, written in before.items())
    finish(specification, folder / "whole.zarr", "--quiet")
    same = files(out) == files(folder / "whole.zarr")
    return Outcome(lost, status == 0 and not same, status != 0, f"{how.name} after {len(before)} blocks")


def kill_faults() -> list[Fault]:
    """SIGKILL, SIGTERM and the interrupt key at a block chosen at random; what was finished must not be computed again."""
    return [
        Fault(f"a sweep is stopped by {how.name}, then run again", partial(_run, how), slow=True)
        for how in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
    ]
