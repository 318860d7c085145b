"""Drawing of schedules: loss and kernel against the step, and for each schedule its catapults and its test loss."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.panels import COLOURS, MARKERS, column, log_scale

__all__ = ["control_figure", "control_table"]

_TRACED = ("no catapult", "few", "permanent", "constant, tuned")


def control_table(results: Results) -> list[str]:
    """The numbers as lines of Markdown: one row for each schedule, means over seeds."""
    lines = [
        "| schedule | catapults (each seed) | final loss | λ at the end over the start | test loss |",
        "|---|---|---|---|---|",
    ]
    for name, runs in results["main"]["runs"].items():
        test, loss, kernel = (column([run[key] for run in runs]) for key in ("test_loss", "final_loss", "kernel_ratio"))
        spread = f"{test.mean():.4f} ({test.min():.4f} to {test.max():.4f})" if np.isfinite(test).all() else "dies or diverges"
        counts = ", ".join(str(run["catapults"]) for run in runs)
        lines.append(f"| {name} | {counts} | {loss.mean():.3g} | {kernel.mean():.2f} | {spread} |")
    return lines


def control_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: traces of the first seed above, all seeds of all schedules below."""

    def draw_on(results: Results, figure: Any) -> None:
        figure.set_size_inches(10, 6)
        runs = results["main"]["runs"]
        panels = figure.subplots(2, 2)
        figure.suptitle(title)
        for number, name in enumerate(_TRACED):
            trace = runs[name][0]["trace"]
            panels[0, 0].plot(column(trace["loss"]), color=COLOURS[number], label=name)
            panels[0, 1].plot(column(trace["kernel"]), color=COLOURS[number], label=name)
        for panel, label in ((panels[0, 0], "training loss"), (panels[0, 1], r"$\lambda$")):
            panel.set(xlabel="step", ylabel=label)
            log_scale(panel.yaxis)
        panels[0, 0].legend()
        names = list(runs)
        for panel, key, label in (
            (panels[1, 0], "catapults", "catapults"),
            (panels[1, 1], "test_loss", "test loss"),
        ):
            for place, name in enumerate(names):
                values = column([run[key] for run in runs[name]])
                panel.plot(np.full(len(values), place), values, MARKERS[0], color=COLOURS[place % len(COLOURS)])
            panel.set_xticks(range(len(names)), names, rotation=35, ha="right", fontsize=6)
            panel.set_ylabel(label)
        log_scale(panels[1, 1].yaxis)

    return draw_on
