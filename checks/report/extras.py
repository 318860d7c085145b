"""What a report shows beside the ledger: experiments, pictures, benchmarks; each absent rather than invented."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

__all__ = ["benchmark_views", "experiment_views", "pictures"]

_PICTURES = (".svg", ".png")


def pictures(figures: Path | None, out: Path) -> list[dict[str, str]]:
    """Copy the pictures of a folder and return file name and title of each; an empty list without a folder."""
    if figures is None or not figures.is_dir():
        return []
    found = [path for path in sorted(figures.iterdir()) if path.suffix in _PICTURES]
    shown = []
    for path in found:
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, out / path.name)
        shown.append({"file": f"figures/{path.name}", "title": path.stem.replace("__", ": ").replace("-", " ").replace("_", " ")})
    return shown


def experiment_views() -> list[dict[str, Any]]:
    """The stored summaries of the experiments, each fact with whether the numbers show it and no control does."""
    from checks.experiments import judge_experiment
    from numerics.experiments import find

    folder = files("numerics.experiments").joinpath("summaries")
    if not folder.is_dir():
        return []
    views = []
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".json"):
            continue
        summary = json.loads(path.read_text(encoding="utf-8"))
        outcomes = judge_experiment(summary)
        views.append({"experiment": find(summary["name"]), "version": summary["version"], "outcomes": outcomes})
    return views


def benchmark_views(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The benchmark files, each with its title; what the machine was becomes text.

    Raises
    ------
    ValueError
        If a file is not a JSON object.
    """
    views = []
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict):
            raise ValueError(f"{path}: not a benchmark file")
        machine = {
            name: ", ".join(f"{key} {found}" for key, found in value.items()) if isinstance(value, dict) else value
            for name, value in document.get("machine", {}).items()
        }
        views.append({"title": path.stem.replace("_", " "), "machine": machine, "workloads": document.get("workloads", [])})
    return views
