"""The benchmark as a picture: ratios of each rival against the goal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from numerics.plots import require_matplotlib

__all__ = ["save_plot"]


def save_plot(result: Mapping[str, Any], path: Path) -> None:
    """Write how many times slower each rival is, on a logarithmic axis, with the goals as marks.

    Raises
    ------
    ImportError
        If Matplotlib is missing.
    """
    require_matplotlib()
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    rows = result["workloads"]
    rivals = sorted({name for row in rows for name in row["timings"]} - {"catapult"})
    height = 0.8 / max(len(rivals), 1)
    figure = Figure(figsize=(8, 1 + 0.7 * len(rows)), layout="constrained")
    axes = figure.add_subplot()
    for position, rival in enumerate(rivals):
        places = [(index, row["timings"][rival]["least_ratio"]) for index, row in enumerate(rows) if rival in row["timings"]]
        axes.barh(
            [index + (position - len(rivals) / 2 + 0.5) * height for index, _ in places],
            [r for _, r in places],
            height,
            label=rival,
        )
    for index, row in enumerate(rows):
        for goal in row["goals"]:
            centre = sum(rivals.index(name) for name in goal["against"]) / len(goal["against"])
            place = index + (centre - len(rivals) / 2 + 0.5) * height
            axes.plot([goal["goal"]], [place], "k|", markersize=12)
    axes.axvline(1, color="k", linewidth=0.8)
    axes.set(xscale="log", xlabel="times the time of the compiled engine (mark: goal)", yticks=range(len(rows)))
    axes.set_yticklabels([row["name"] for row in rows])
    axes.invert_yaxis()
    axes.legend(fontsize="small")
    with rc_context({"svg.hashsalt": "catapult"}):
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
