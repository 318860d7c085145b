"""A monitored run as the report shows it: its catapults, what was measured, and a picture where Matplotlib is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from numerics.training.page import measured_rows, spike_rows
from numerics.training.record import COLUMNS, TrainingRecord

__all__ = ["run_views"]

_HEADS = ("starts at step", "peaks at", "ends at", "height", "kernel before", "kernel after", "catapult")


def run_views(records: Sequence[tuple[str, TrainingRecord]], out: Path) -> list[dict[str, Any]]:
    """What the page of runs shows of each record; pictures are drawn into a folder.

    Parameters
    ----------
    records
        (name, what a monitor saw).
    out
        Folder for pictures.
    """
    return [_view(record, name, number, out) for number, (name, record) in enumerate(records, 1)]


def _view(record: TrainingRecord, name: str, number: int, out: Path) -> dict[str, Any]:
    beyond = int((record.measured["relative_rate"] > 2).sum())
    degree = "not homogeneous in its weights" if record.degree is None else f"homogeneous of degree {record.degree}"
    facts = (
        f"{len(record.loss)} steps, {len(record.steps)} measured, {beyond} of them beyond the linear edge. Spikes of the loss: "
        f"{len(record.spikes)}, catapults among them: {len(record.catapults)}. The net is {degree}."
    )
    return {
        "title": name.replace("_", " "),
        "anchor": f"run-{number}",
        "facts": facts,
        "picture": _picture(record, out / f"run-{number}.png"),
        "heads": _HEADS,
        "spikes": spike_rows(record),
        "columns": ("step", *COLUMNS),
        "measured": measured_rows(record),
        "meanings": [(column, f"{meaning} ({unit})") for column, (unit, meaning) in COLUMNS.items()],
    }


def _picture(record: TrainingRecord, target: Path) -> str:
    """The picture, relative to the report; empty where Matplotlib is missing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        record.draw(target)
    except ImportError:
        return ""
    return f"{target.parent.name}/{target.name}"
