"""Drawing of the experiments on Zhu et al. 2023."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.image_panels import table
from numerics.experiments.panels import COLOURS, MARKERS, column

__all__ = ["alignment_figure", "raised_figure", "share_figure", "spike_figure"]


_ALIGNMENT = (("catapults", "catapults"), ("alignment", "AGOP alignment"), ("test", "best test loss"))


def spike_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: loss, norm of the kernel, and rate over the batch's critical rate, against the step."""

    def draw_on(results: Results, figure: Any) -> None:
        trace = results["main"]["trace"]
        panels = figure.subplots(3, 1, sharex=True)
        figure.suptitle(title)
        panels[0].semilogy(column(trace["loss"]), color=COLOURS[0])
        panels[0].set_ylabel("loss")
        panels[1].plot(column(trace["kernel"]), color=COLOURS[1])
        panels[1].set_ylabel(r"$\|K\|$")
        over = trace["rate"] / column(trace["critical"])
        steps = np.arange(len(over))
        above = over > 1
        panels[2].plot(steps[~above], over[~above], ".", color="0.6", label="sub-critical batch")
        panels[2].plot(steps[above], over[above], "^", color=COLOURS[1], label="super-critical batch")
        panels[2].axhline(1, color="0.35", linewidth=0.9)
        panels[2].set_ylabel(r"$\eta\,/\,\eta_{crit}$(batch)")
        panels[2].set_xlabel("step")
        panels[2].legend(ncols=2)

    return draw_on


def share_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: loss in the top eigenspace and in its complement, against the step."""

    def draw_on(results: Results, figure: Any) -> None:
        trace = results["main"]["trace"]
        panel = figure.subplots()
        figure.suptitle(title)
        panel.semilogy(np.maximum(column(trace["loss"]), 1e-8), color="0.7", linewidth=2.5, label="loss")
        panel.semilogy(np.maximum(column(trace["top"]), 1e-8), color=COLOURS[1], label="top eigenspace")
        panel.semilogy(np.maximum(column(trace["rest"]), 1e-8), color=COLOURS[0], linestyle="--", label="complement")
        panel.set_xlabel("step")
        panel.set_ylabel("loss")
        panel.legend()

    return draw_on


def raised_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: loss, norm of the kernel and learning rate, against the step."""

    def draw_on(results: Results, figure: Any) -> None:
        trace = results["main"]["trace"]
        panels = figure.subplots(3, 1, sharex=True)
        figure.suptitle(title)
        for number, (panel, name, label) in enumerate(
            zip(panels, ("loss", "kernel", "rates"), ("loss", r"$\|K\|$", "learning rate"), strict=True)
        ):
            panel.plot(column(trace[name]), color=COLOURS[number], drawstyle="steps-post" if name == "rates" else "default")
            panel.set_ylabel(label)
        panels[0].set_yscale("log")
        panels[2].set_xlabel("step")

    return draw_on


def alignment_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: catapults, AGOP alignment and test loss against the batch size, one column a task."""

    def draw_on(results: Results, figure: Any) -> None:
        tasks = results["main"]["tasks"]
        panels = figure.subplots(3, len(tasks), squeeze=False, sharex=True)
        figure.suptitle(f"{title} (marks: initialisations; line: mean)")
        for place, task in enumerate(tasks):
            sizes = column(task["batches"])
            for row, (name, label) in enumerate(_ALIGNMENT):
                values = table(task[name])
                panel = panels[row, place]
                panel.plot(sizes, values, MARKERS[row], color=COLOURS[row], alpha=0.4)
                panel.plot(sizes, np.nanmean(values, axis=1), color=COLOURS[row])
                panel.set_xscale("log")
                panel.set_xticks(sizes, [f"{size:g}" for size in sizes])
                panel.set_xticks([], minor=True)
                if place == 0:
                    panel.set_ylabel(label)
            panels[0, place].set_title(task["label"], fontsize=8)
            panels[2, place].set_xlabel("batch size")

    return draw_on
