"""The whole benchmark: peers checked against us, then timed in turns; latency, start-up and growth of cost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from math import log2
from time import perf_counter
from typing import Any

import numpy as np

from numerics.benchmarks import ours
from numerics.benchmarks.limits import in_force
from numerics.benchmarks.problems import one_datum
from numerics.benchmarks.timing import assert_equal, fma_peak, interleaved, machine, summary_of
from numerics.benchmarks.workloads import Workload, workloads
from numerics.descent import simulate
from numerics.models.two_layer import TwoLayerNet
from numerics.progress import Progress

__all__ = ["run"]

SCHEMA_VERSION = 1


def _peers() -> tuple[Any, Any, Any]:
    """The peers that are installed: JAX on one device, JAX on as many as there are threads, PyTorch."""
    from numerics.compiled.threads import thread_count

    cores = thread_count()
    # Read by XLA when it is first used; without it one processor is one device.
    flags = os.environ.get("XLA_FLAGS", "")
    if "xla_force_host_platform_device_count" not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} --xla_force_host_platform_device_count={cores}".strip()
    jax = jax_cores = torch = None
    try:
        from numerics.benchmarks.peers_jax import Jax

        jax, jax_cores = Jax(), Jax(cores) if cores > 1 else None
    except ImportError:
        pass
    try:
        from numerics.benchmarks.peers_torch import Torch

        torch = Torch()
    except ImportError:
        pass
    return jax, jax_cores, torch


def run(*, rounds: int = 7, quick: bool = False, only: str | None = None, say: Callable[[str], None] = print) -> dict[str, Any]:
    """Run the benchmark and return what it measured, ready for JSON.

    Parameters
    ----------
    rounds
        Rounds of each workload; every implementation takes one turn in each.
    quick
        Small problems, to see that everything runs.
    only
        Only workloads whose name contains this, or one of "latency", "start_up" and "growth".
    say
        Called with each line of progress.

    Raises
    ------
    ImportError
        If Numba is missing.
    AssertionError
        If an implementation does not compute what ours does.
    ValueError
        If nothing is called as ``only`` says; nothing is measured then.
    """
    singles: dict[str, Callable[[], Any]] = {"latency": latency, "start_up": start_up, "growth": growth}
    if only is not None and only not in singles:
        names = [known.name for known in workloads(None, None, None, quick=quick)]
        if not any(only in name for name in names):
            raise ValueError(f"no workload has {only!r} in its name; known: {', '.join((*singles, *names))}")
    try:
        peak = fma_peak()
    except ImportError as error:
        raise ImportError('the benchmark times the compiled engine: pip install "catapult-verify[fast]"') from error
    say(f"measured peak: {peak / 1e9:.1f} G fused multiply-adds a second")
    # Before any rival is imported: their objects slow the collection of garbage down.
    others: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    with Progress("benchmark", 0, "rounds", log=True) as shown:
        for name, measure in singles.items():
            if only is None or only == name:
                shown.update(0, name)
                others[name] = measure()
        chosen = workloads(*_peers(), quick=quick) if others.keys() != {only} else []
        chosen = [workload for workload in chosen if only is None or only in workload.name]
        shown.total = len(chosen) * rounds
        for workload in chosen:
            before = len(rows) * rounds

            def count(done: int, before: int = before, name: str = workload.name) -> None:
                shown.update(before + done, name)

            rows.append(_measure(workload, rounds, peak, count))
            shown.pause()
            for line in _lines(rows[-1]):
                say(line)
    known = {"schema_version": SCHEMA_VERSION, "machine": machine(), "limit": in_force()}
    result = {**known, "peak_fma_per_second": peak, "workloads": rows}
    return {**result, **others}


def _measure(workload: Workload, rounds: int, peak: float, count: Callable[[int], None]) -> dict[str, Any]:
    expected = workload.implementations["catapult"]()
    for name, implementation in workload.implementations.items():
        if name != "catapult":
            assert_equal(expected, implementation(), f"{workload.name}, {name}")
    rows = summary_of(interleaved(workload.implementations, rounds, done=count))
    seconds = rows["catapult"]["least_s"]
    goals = []
    for group, goal in workload.goals.items():
        present = [name for name in group if name in rows]
        if present:
            reached = {
                key: min(rows[name][key] for name in present) for key in ("median_ratio", "least_ratio", "processor_ratio")
            }
            goals.append({"against": present, "goal": goal, **reached})
    return {
        "name": workload.name,
        "description": workload.description,
        "timings": rows,
        "goals": goals,
        "unit_updates_per_second": workload.updates / seconds,
        "fraction_of_fma_peak": workload.fused / seconds / peak,
        "share_goal": workload.share,
    }


def _lines(measured: dict[str, Any]) -> list[str]:
    lines = []
    for name, row in measured["timings"].items():
        ratio = f"{row['least_ratio']:7.2f} (median {row['median_ratio']:7.2f}, processor {row['processor_ratio']:7.2f})"
        lines.append(f"{measured['name']:24} {name:16} {row['least_s'] * 1e3:10.2f} ms  ratio {ratio}")
    return lines


def latency(rounds: int = 100, calls: int = 100) -> dict[str, float]:
    """Microseconds of one `simulate` of one trajectory, width 8, 10 steps, on ready arrays, validation included."""
    model = TwoLayerNet(np.ones((1, 1)), 8, (1.0, 0.5))
    weights, targets, rates = np.random.default_rng(0).standard_normal((1, 16)), np.zeros(1), np.full(1, 0.5)
    times = []
    for _ in range(rounds):
        start = perf_counter()
        for _ in range(calls):
            simulate(model, weights, targets, rates, 10)
        times.append((perf_counter() - start) / calls * 1e6)
    return {"median_us": float(np.median(times)), "least_us": min(times)}


def start_up() -> dict[str, float]:
    """Seconds, best of five, of the command's help and of a first compiled result from a warm cache, each a new process."""
    first = (
        "import numpy as np; from numerics.descent import simulate; from numerics.models.two_layer import TwoLayerNet; "
        "simulate(TwoLayerNet(np.ones((1, 1)), 8), np.ones((1, 16)), 0.0, 0.1, 10, engine='compiled')"
    )
    commands = {
        "help_s": "from checks.cli import main; import sys; sys.argv = ['catapult', '--help']; main()",
        "first_result_s": first,
    }
    seconds = {}
    for name, code in commands.items():
        times = []
        for _ in range(5):
            start = perf_counter()
            subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
            times.append(perf_counter() - start)
        seconds[name] = min(times)
    return seconds


def growth() -> dict[str, list[dict[str, float]]]:
    """Seconds of the one-datum net as one size doubles at a time, and the power of growth from the size before."""
    base = {"batch": 1024, "width": 256, "steps": 100}
    rows: dict[str, list[dict[str, float]]] = {}
    for axis in base:
        rows[axis] = []
        for double in range(5):
            sizes = {**base, axis: base[axis] * 2**double}
            problem = one_datum(sizes["width"], sizes["steps"], net=True, batch=sizes["batch"])
            times = interleaved({"catapult": partial(ours.net_one, problem)}, 9)["catapult"]
            row = {"size": float(sizes[axis]), "seconds": min(run.wall for run in times)}
            if rows[axis]:
                row["power"] = log2(row["seconds"] / rows[axis][-1]["seconds"])
            rows[axis].append(row)
    return rows
