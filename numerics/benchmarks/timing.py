"""Timing several implementations of one thing side by side, on a machine that may be doing other work."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time, sleep
from typing import Any

import numpy as np
from numpy import ndarray

__all__ = ["Timed", "assert_equal", "fma_peak", "interleaved", "machine", "summary_of"]

# Seconds; the idle threads of PyTorch and XLA look for work for some time before they sleep.
_PAUSE = 0.25


@dataclass(frozen=True)
class Timed:
    """Seconds on the clock, and of processor time over all threads."""

    wall: float
    processor: float


def interleaved(
    implementations: Mapping[str, Callable[[], Any]],
    rounds: int,
    budget: float = 40.0,
    done: Callable[[int], None] = lambda rounds: None,
) -> dict[str, list[Timed]]:
    """Times of each implementation in each round; all take a turn in every round.

    Before each turn comes a pause, so that nobody pays for the idle threads that the one before has left spinning. A round is
    not begun after ``budget`` seconds, so that slow rivals do not take for ever; two rounds are always run. ``done`` is told how
    many are.
    """
    times: dict[str, list[Timed]] = {name: [] for name in implementations}
    begun = perf_counter()
    for number in range(rounds):
        if number >= 2 and perf_counter() - begun > budget:
            break
        for name, run in implementations.items():
            sleep(_PAUSE)
            start, used = perf_counter(), process_time()
            run()
            times[name].append(Timed(perf_counter() - start, process_time() - used))
        done(number + 1)
    return times


def assert_equal(ours: Mapping[str, ndarray], theirs: Mapping[str, ndarray], name: str) -> None:
    """Two implementations recorded the same numbers, to rounding.

    Above the linear-stability edge rounding is amplified, and a trajectory that diverges is not frozen by the rivals: the first
    ten steps must agree to 1e-7 where ours are finite and moderate, and 99% of all entries to 1e-4.

    Raises
    ------
    AssertionError
        If they differ.
    """
    for key, mine in ours.items():
        other = np.asarray(theirs[key])
        if mine.shape != other.shape:
            raise AssertionError(f"{name}: {key} has shape {other.shape}, not {mine.shape}")
        with np.errstate(all="ignore"):
            compared = np.isfinite(mine) & (abs(mine) < 1e12)
            size = abs(mine) + 1e-9 * np.nanmax(np.where(compared, abs(mine), np.nan))
            relative = np.where(compared, abs(mine - other) / size, 0.0)
        early = relative[:, :10] if mine.ndim == 2 else np.zeros(1)
        if not (np.nanmax(early) < 1e-7 and np.mean(relative < 1e-4) > 0.99):
            raise AssertionError(f"{name}: {key} differs by {np.nanmax(early)} early, {np.mean(relative >= 1e-4):.2%} later")


def fma_peak() -> float:
    """Measured fused multiply-adds a second, float64, all threads of the engine."""
    from numerics.compiled.jit import compiled, sweep
    from numerics.compiled.threads import share_out, thread_count

    @sweep
    def chain(values: ndarray, factor: float, rounds: int) -> None:
        for _ in range(rounds):
            for i in range(values.shape[0]):
                x = values[i]
                for _ in range(8):
                    x = x * factor + 1e-9
                values[i] = x

    @compiled
    def chains(values: ndarray, factor: float, rounds: int) -> None:
        chain(values, factor, rounds)

    rounds, size = 40000, 192
    lines = np.ones((8 * thread_count(), size))
    chains(lines[0], 0.999, 10)

    def run(first: int, last: int) -> None:
        for line in lines[first:last]:
            chains(line, 0.999, rounds)

    best = min(_seconds(lambda: share_out(run, len(lines))) for _ in range(60))
    return len(lines) * rounds * size * 8 / best


def _seconds(run: Callable[[], Any]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def machine() -> dict[str, Any]:
    """The processor, its cores and the versions that were timed; nothing that names the host."""
    from numerics.compiled.threads import thread_count

    processor = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    fields = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    found = {"processor": fields.get("model name", processor), "family": fields.get("cpu family"), "model": fields.get("model")}
    packages: dict[str, str] = {"python": platform.python_version()}
    for package in ("numpy", "numba", "jax", "torch"):
        try:
            packages[package] = version(package)
        except PackageNotFoundError:
            continue
    return {**found, "threads": thread_count(), "vector": _widest(fields.get("flags", "")), "versions": packages}


def _widest(flags: str) -> str:
    return next((name for name in ("avx512f", "avx2", "avx") if name in flags.split()), "unknown")


def summary_of(times: Mapping[str, list[Timed]]) -> dict[str, dict[str, float]]:
    """Median and least seconds of each implementation, and its ratio to ours: median over rounds, and of the least times.

    The ratio of processor times says what remains when other work takes turns on the same cores; one that uses a single core
    is judged too kindly by it, one whose idle threads spin too harshly.
    """
    mine = times["catapult"]
    rows = {}
    for name, runs in times.items():
        rows[name] = {
            "median_s": median(run.wall for run in runs),
            "least_s": min(run.wall for run in runs),
            "least_processor_s": min(run.processor for run in runs),
            "median_ratio": median(theirs.wall / own.wall for theirs, own in zip(runs, mine, strict=True)),
            "least_ratio": min(run.wall for run in runs) / min(run.wall for run in mine),
            "processor_ratio": min(run.processor for run in runs) / min(run.processor for run in mine),
            "rounds": float(len(runs)),
        }
    return rows
