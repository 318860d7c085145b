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

__all__ = ["SUMMARIES", "load", "remake", "save"]

SUMMARIES = "summaries"
"""Folder of the shipped summaries inside this package."""


def _file_name(name: str) -> str:
    return name.replace("/", "__") + ".json"


def remake(experiment: Experiment, quick: bool = False, cells: Path | None = None) -> dict[str, Any]:
    """Run an experiment and return its summary: settings, reductions, key, engine's numbers, seconds (resumed cells count) and results.

    Parameters
    ----------
    experiment
        Which one.
    quick
        The quick instead of the full version.
    cells
        Folder of finished cells, to resume from.
    """
    key = experiment.key(quick)
    start, known = time.perf_counter(), Cells(cells, key)
    with single_thread():
        results = experiment.compute(experiment.settings(quick), known)
    return {
        "schema_version": 1,
        "name": experiment.name,
        "version": "quick" if quick else "full",
        "key": key,
        "engine": engine_numbers(),
        "seconds": round(time.perf_counter() - start + known.saved, 1),
        "settings": plain(dict(experiment.settings(quick))),
        "reductions": plain({name: list(pair) for name, pair in experiment.reductions(quick).items()}),
        "results": plain(results),
    }


def load(experiment: Experiment) -> dict[str, Any] | None:
    """The shipped summary of the full version, or None if there is none."""
    path = files("numerics.experiments") / SUMMARIES / _file_name(experiment.name)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def save(summary: dict[str, Any], folder: Path) -> Path:
    """Write a summary into a folder, one line per top-level entry, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / _file_name(summary["name"])
    lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in summary.items())
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return path
