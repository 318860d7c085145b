"""Stored summaries: the numbers of an experiment's full version, shipped with the toolkit as JSON."""

from __future__ import annotations

import json
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

from numerics.blas import single_thread
from numerics.experiments.base import Experiment
from numerics.experiments.cells import Cells
from numerics.experiments.engine_probe import engine_numbers
from numerics.experiments.plain import plain
from numerics.progress import Progress
from numerics.whole_file import write_whole

__all__ = ["FRESH", "FRESH_SEEDS", "SUMMARIES", "load", "remake", "save"]

SUMMARIES = "summaries"
"""Folder of the shipped summaries inside this package."""
FRESH = "fresh"
"""Folder beside it of those on fresh seeds."""
FRESH_SEEDS = "fresh seeds"
"""What their version is called."""


def _file_name(name: str) -> str:
    return name.replace("/", "__") + ".json"


def remake(experiment: Experiment, quick: bool = False, cells: Path | None = None, *, fresh: bool = False) -> dict[str, Any]:
    """Run an experiment and return its summary: settings, key, seconds (resumed cells count), results and what they rest on.

    Parameters
    ----------
    experiment
        Which one.
    quick
        The quick instead of the full version.
    cells
        Folder of finished cells, to resume from.
    fresh
        The version on fresh seeds, see `Experiment.on_fresh_seeds`; it is not the quick one, too.
    """
    if fresh:
        experiment, quick = experiment.on_fresh_seeds(), False
    key = experiment.key(quick)
    start, stored = time.process_time(), None if quick else load(experiment, fresh=fresh)
    kept = f"finished cells are in {cells}" if cells else "no folder for finished cells was given: nothing is kept"
    with single_thread(), Progress(experiment.name, stored["seconds"] if stored else 0, "seconds of work", kept=kept) as shown:
        known = Cells(cells, key, lambda: shown.update(time.process_time() - start + known.saved))
        results = experiment.compute(experiment.settings(quick), known)
    return {
        "schema_version": 1,
        "name": experiment.name,
        "version": FRESH_SEEDS if fresh else "quick" if quick else "full",
        "key": key,
        "engine": engine_numbers(),
        "seconds": round(time.process_time() - start + known.saved, 1),
        "settings": plain(dict(experiment.settings(quick))),
        "reductions": plain({name: list(pair) for name, pair in experiment.reductions(quick).items()}),
        "results": plain(_without_traces(results) if fresh else results),
    }


def _without_traces(results: Any) -> Any:
    """What findings are judged on: runs against the step serve pictures only."""
    if isinstance(results, dict):
        return {name: _without_traces(value) for name, value in results.items() if name not in ("trace", "traces")}
    return [_without_traces(value) for value in results] if isinstance(results, list) else results


def load(experiment: Experiment, *, fresh: bool = False) -> dict[str, Any] | None:
    """The shipped summary of the full version (or of that on fresh seeds), or None if there is none."""
    path = files("numerics.experiments") / (FRESH if fresh else SUMMARIES) / _file_name(experiment.name)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def save(summary: dict[str, Any], folder: Path) -> Path:
    """Write a summary into a folder, one line per top-level entry, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _file_name(summary["name"])
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in summary.items())
    write_whole(path, "{\n" + ",\n".join(lines) + "\n}\n")
    return path
