"""The tables of the documentation from whole runs of ``catapult bench --json``.

    python -m numerics.benchmarks.table docs/explanation/speed.md "Intel Xeon, AVX-512" run_1.json run_2.json run_3.json

writes the table below that heading (a new one is put before the last part) anew: of each figure the median over the runs.
A goal is met only if it is met in every run, by the median of its rounds. ``--short README.md`` writes the short table there,
below "Speed".
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

__all__ = ["full_table", "goals_of", "short_table", "with_table"]

Run = Mapping[str, Any]
_FULL = ("NumPy", "JAX", "JAX, all cores", "torch.compile")
_HEAD = (
    "workload (float64, observables at every step)",
    "ours",
    "over NumPy",
    "over JAX `jit(vmap(scan))`",
    "over JAX on all cores",
    "over torch",
    "10⁹ unit updates/s",
    "of FMA peak",
    "goals",
)
_SHORT = {
    "W1 net, width 1024": "two-layer net, width 1024",
    "W2 quadratic, n = 1000": "quadratic model, n = 1000",
    "W3 images, 8 rates": "8 learning rates on images",
    "W5 closed map, 2000²": "closed map, 2000²",
    "W6 v·u²": "your own unit, v·u², width 256",
}


def _rows(runs: Sequence[Run]) -> dict[str, list[Mapping[str, Any]]]:
    """The rows of each workload in all runs.

    Raises
    ------
    ValueError
        If the runs are of different processors, limits or workloads.
    """
    told = [
        (run["machine"]["processor"], run["machine"].get("model"), run["machine"]["threads"], run.get("limit")) for run in runs
    ]
    names = [[row["name"] for row in run["workloads"]] for run in runs]
    if not runs or any(other != told[0] for other in told) or any(other != names[0] for other in names):
        raise ValueError("runs must be whole runs of one processor, under one limit, of the same workloads")
    return {name: [run["workloads"][place] for run in runs] for place, name in enumerate(names[0])}


def _over(rows: Sequence[Mapping[str, Any]], peer: str) -> str:
    """How many times faster we are than a peer."""
    names = (peer, "PyTorch") if peer == "torch.compile" else (peer,)
    ratios = [row["timings"][name]["median_ratio"] for row in rows for name in names if name in row["timings"]]
    return f"{median(ratios):.1f}×" if len(ratios) == len(rows) else "–"


def _ours(rows: Sequence[Mapping[str, Any]]) -> str:
    return f"{median(row['timings']['catapult']['median_s'] for row in rows) * 1e3:.0f} ms"


def goals_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Whether each goal of a workload is met in every run; else the least figure of those that are not."""
    missed = []
    for place, goal in enumerate(rows[0]["goals"]):
        least = min(row["goals"][place]["median_ratio"] for row in rows)
        if not least >= goal["goal"]:
            missed.append(f"{goal['goal']:g}× {' and '.join(goal['against'])} (least {least:.1f}×)")
    share, least = rows[0].get("share_goal", 0.0), min(row["fraction_of_fma_peak"] for row in rows)
    if not least >= share:
        missed.append(f"{share:.0%} of the peak (least {least:.0%})")
    return f"missed: {'; '.join(missed)}" if missed else "met"


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, *rows)).replace("\n", "\n" + "|---" * len(head) + "|\n", 1)


def full_table(runs: Sequence[Run]) -> str:
    """Every workload."""
    found = []
    for name, rows in _rows(runs).items():
        updates = median(row["unit_updates_per_second"] for row in rows) / 1e9
        share = f"{median(row['fraction_of_fma_peak'] for row in rows):.0%}"
        found.append((name, _ours(rows), *(_over(rows, peer) for peer in _FULL), f"{updates:.2g}", share, goals_of(rows)))
    return _lines(_HEAD, found)


def short_table(runs: Sequence[Run]) -> str:
    """A few workloads, in plain words."""
    peers = ("NumPy", "JAX", "torch.compile")
    every = _rows(runs)
    rows = [(words, _ours(every[name]), *(_over(every[name], peer) for peer in peers)) for name, words in _SHORT.items()]
    return _lines((_HEAD[0], "ours", "over NumPy", "over JAX", "over torch"), rows)


def with_table(page: str, heading: str, table: str) -> str:
    """The page with the first table below ``## heading`` replaced; a new heading is put before the last one.

    Raises
    ------
    ValueError
        If there is no heading at all to put a new one before.
    """
    lines = page.splitlines(keepends=True)
    places = [place for place, line in enumerate(lines) if line.startswith("## ")]
    if f"## {heading}\n" not in lines:
        if not places:
            raise ValueError(f"the page has no heading before which {heading!r} could stand")
        return "".join((*lines[: places[-1]], f"## {heading}\n\n", table, "\n", *lines[places[-1] :]))
    here = lines.index(f"## {heading}\n")
    end = next((place for place in places if place > here), len(lines))
    rows = [place for place in range(here, end) if lines[place].startswith("|")]
    if not rows:
        return "".join((*lines[: here + 1], "\n", table, *lines[here + 1 :]))
    last = rows[0]
    while last < end and lines[last].startswith("|"):
        last += 1
    return "".join((*lines[: rows[0]], table, *lines[last:]))


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Write the tables."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", type=Path, help="page with the full table")
    parser.add_argument("heading", help="the heading above it")
    parser.add_argument("runs", type=Path, nargs="+", help="what catapult bench --json wrote")
    parser.add_argument("--short", type=Path, help="page with the short table")
    given = parser.parse_args()
    runs = [json.loads(path.read_text(encoding="utf-8")) for path in given.runs]
    table = full_table(runs)
    _rewrite(given.page, lambda text: with_table(text, given.heading, table))
    if given.short is not None:
        short = short_table(runs)
        _rewrite(given.short, lambda text: with_table(text, "Speed", short))


if __name__ == "__main__":
    main()
