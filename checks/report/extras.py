"""What a report shows beside the ledger: experiments, pictures, benchmarks; each absent rather than invented."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from checks.ledger.file import brief, parse, read_text
from numerics.arguments import shown

__all__ = ["benchmark_views", "experiment_views", "pictures"]

_PICTURES = (".svg", ".png")
_TIMES = ("least_s", "least_ratio", "median_ratio")


def pictures(figures: Path | None, out: Path) -> list[dict[str, str]]:
    """Copy the pictures of a folder, and return the file, title and description in words of each; nothing without a folder.

    Titles and descriptions are read from ``captions.toml`` beside the pictures, keyed by file name.
    """
    if figures is None or not figures.is_dir():
        return []
    written = figures / "captions.toml"
    captions = _captions(written) if written.is_file() else {}
    shown = []
    for path in sorted(figures.iterdir()):
        if path.suffix in _PICTURES:
            caption = captions.get(path.name, {})
            title = caption.get("title", path.stem.replace("_", " ").replace("-", " "))
            words = " ".join(caption.get("description", f"{title}; not described in captions.toml").split())
            shown.append({"file": _copied(path, out), "title": title, "description": words})
    return shown


def _captions(file: Path) -> dict[str, dict[str, str]]:
    """Title and description of each picture.

    Raises
    ------
    ValueError
        If the file says something else.
    """
    try:
        captions = tomllib.loads(read_text(file))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{file}: {brief(str(error)) or 'it is nested too deeply'}") from error
    for name, caption in captions.items():
        if not isinstance(caption, dict) or not all(isinstance(caption.get(part, ""), str) for part in ("title", "description")):
            raise ValueError(f"{file}: {shown(name)} must be a table with a title and a description in words")
    return captions


def _copied(path: Path, out: Path) -> str:
    out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, out / path.name)
    return f"{out.name}/{path.name}"


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts figure 9 before figure 10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def _picture_of(name: str, figures: Path | None, out: Path) -> str:
    """The experiment's picture, copied from the folder that ``catapult reproduce --out`` wrote; empty if it is not there."""
    found = [figures / f"{name}{ending}" for ending in _PICTURES] if figures is not None else []
    shown = next((path for path in found if path.is_file()), None)
    return f"figures/{_copied(shown, out / shown.parent.name)}" if shown is not None else ""


def experiment_views(figures: Path | None, out: Path) -> list[dict[str, Any]]:
    """The stored summaries of the experiments, each finding with whether it is shown, and its picture.

    What is seen in a picture is its experiment's title and the findings that it shows.
    """
    from checks.experiments.judged import judge_experiment
    from numerics.experiments import find

    folder = files("numerics.experiments").joinpath("summaries")
    if not folder.is_dir():
        return []
    views = []
    for path in sorted(folder.iterdir(), key=lambda item: _natural(item.name)):
        if not path.name.endswith(".json"):
            continue
        summary = json.loads(path.read_text(encoding="utf-8"))
        outcomes = judge_experiment(summary)
        experiment = find(summary["name"])
        seen = " ".join(outcome.finding.sentence for outcome in outcomes if outcome.established)
        views.append(
            {
                "experiment": experiment,
                "version": summary["version"],
                "outcomes": outcomes,
                "picture": _picture_of(experiment.name, figures, out),
                "description": f"{experiment.title}. {seen}".strip(),
            }
        )
    return views


def benchmark_views(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The benchmark files, each with its title; what the machine was becomes text.

    Raises
    ------
    ValueError
        If a file is not what ``catapult bench`` writes.
    """
    views = []
    for path in paths:
        try:
            document = _benchmark(parse(read_text(path)))
        except ValueError as error:
            raise ValueError(f"{path}: not a benchmark file: {brief(str(error))}") from error
        machine = {
            name: ", ".join(f"{key} {found}" for key, found in value.items()) if isinstance(value, dict) else value
            for name, value in document.get("machine", {}).items()
        }
        views.append({"title": path.stem.replace("_", " "), "machine": machine, "workloads": document.get("workloads", [])})
    return views


def _benchmark(document: Any) -> dict[str, Any]:
    """The document, if all that a page shows of it is there."""
    if not isinstance(document, dict) or not isinstance(document.get("machine", {}), dict):
        raise ValueError("it must be an object with a machine and workloads")
    workloads = document.get("workloads", [])
    for place, row in enumerate(workloads if isinstance(workloads, list) else [None]):
        named = isinstance(row, dict) and all(isinstance(row.get(name), str) for name in ("name", "description"))
        timings = row.get("timings") if named else None
        if not isinstance(timings, dict):
            raise ValueError(f"workloads[{place}] must be an object with name, description and timings")
        for name, timing in timings.items():
            numbers: list[Any] = [timing.get(part) for part in _TIMES] if isinstance(timing, dict) else []
            if not numbers or not all(type(number) in (int, float) and number >= 0 for number in numbers):
                raise ValueError(f"workloads[{place}]: the timing of {shown(name)} must have the numbers {', '.join(_TIMES)}")
    return document
