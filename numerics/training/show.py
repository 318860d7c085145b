"""A monitored training for the eye: a picture, and a table in the terminal that grows while the net trains."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from numerics.plots import figure, save
from numerics.training.record import TrainingRecord, counted

__all__ = ["draw", "live_table", "panels"]

_BLUE, _ORANGE, _GREEN, _GREY = "#0072B2", "#D55E00", "#009E73", "#888888"
_SHOWN = 12
"""Rows of the live table."""
_COLUMNS = {
    "sharpness": "sharpness",
    "critical rate": "critical_rate",
    "2 rate/critical": "relative_rate",
    "growth foreseen": "forecast",
    "loss in top": "top_loss",
    "kernel": "kernel",
}
"""Of the live table: heading → what was measured."""


def panels(record: TrainingRecord, axes: Any) -> None:
    """Draw on three axes that share the step: loss, rate over critical rate, and the kernel on the reference data.

    Catapults are shaded orange, other spikes grey.

    Parameters
    ----------
    record
        What a monitor saw.
    axes
        Three Matplotlib axes.
    """
    losses, rates, kernels = axes
    for axis in axes:
        for spike in record.spikes:
            axis.axvspan(spike.start, spike.end, color=_ORANGE if spike.catapult else _GREY, alpha=0.18, linewidth=0)
    seen = record.loss[np.isfinite(record.loss)]
    losses.plot(record.loss, color=_BLUE, linewidth=1, label="loss")
    losses.plot(record.steps, record.measured["top_loss"], ".", color=_ORANGE, markersize=3, label="in the top eigenspace")
    if len(seen) and seen.max() > 0:
        parts = record.measured["top_loss"]
        least = min(seen[seen > 0].min(), parts[parts > 0].min(initial=np.inf))
        losses.set(yscale="log", ylim=(max(least, 1e-12 * seen.max()) / 2, 2 * seen.max()))
    losses.set(ylabel="batch loss")
    losses.legend(loc="lower right", bbox_to_anchor=(1, 1), borderaxespad=0, ncols=2, frameon=False)  # beside no curve
    relative = record.measured["relative_rate"]
    known = np.isfinite(relative)
    rates.plot(record.steps[known], relative[known], ".-", color=_GREEN, linewidth=0.8, markersize=3)
    rates.axhline(2, color=_GREY, linestyle=":")
    rates.set(ylabel=r"$2\,\eta/\eta_{crit}$", ylim=(0, None))
    kernels.plot(record.kernel, color="black", linewidth=1, drawstyle="steps-post")
    kernels.set(ylabel=r"$\lambda$ (reference)", xlabel="step", ylim=(0, None))


def draw(record: TrainingRecord, path: Path | str, title: str = "") -> Path:
    """Write `panels` as a picture.

    Parameters
    ----------
    record
        What a monitor saw.
    path
        PNG, SVG or PDF, by its ending.
    title
        Title; by default the numbers of spikes and catapults.

    Raises
    ------
    ImportError
        If Matplotlib is missing.
    """
    with figure(3, 1, figsize=(7.0, 5.4), sharex=True) as (picture, axes):
        panels(record, axes)
        told = f"{counted(len(record.catapults), 'catapult')} in {counted(len(record.spikes), 'spike')}"
        picture.suptitle(title or told, x=0.02, ha="left")
        return save(picture, path)


@contextmanager
def live_table(console: Any = None) -> Iterator[Any]:
    """A function (step, values) for a monitor's ``tell`` that shows the last measurements in the terminal.

    Parameters
    ----------
    console
        A `rich.console.Console`; by default the standard output.
    """
    from rich.live import Live

    rows: list[tuple[int, dict[str, float]]] = []
    with Live(_table(rows), console=console, refresh_per_second=4) as live:

        def tell(step: int, values: dict[str, float]) -> None:
            rows.append((step, values))
            live.update(_table(rows[-_SHOWN:]))

        yield tell


def _table(rows: list[tuple[int, dict[str, float]]]) -> Any:
    from rich.table import Table

    table = Table("step", *_COLUMNS, title="bold: beyond the linear edge", title_justify="left")
    for step, values in rows:
        cells = [f"{values[name]:.4g}" if np.isfinite(values[name]) else "–" for name in _COLUMNS.values()]
        table.add_row(str(step), *cells, style="bold" if values["relative_rate"] > 2 else "")
    return table
