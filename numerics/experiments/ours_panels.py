"""Drawing of edges: the largest learning rate that trains, for several cases side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.panels import AXIS, COLOURS, MARKERS, column, log_scale

__all__ = ["edge_figure", "rate_figure"]


def edge_figure(title: str, lines: tuple[float, ...] = (2.0, 4.0)) -> Callable[[Results, Any], None]:
    """Make the drawing: ``results["main"]["edges"]``, case → one edge per seed; ``lines`` are marked."""

    def draw_on(results: Results, figure: Any) -> None:
        figure.set_size_inches(7, 3.6)
        panel = figure.subplots()
        figure.suptitle(title)
        edges = results["main"]["edges"]
        last, note = max(results.get("settings", {}).get("ratios", [np.inf])), "one mark an initialisation"
        for place, values in enumerate(edges.values()):
            shown = column(values)
            spread = np.linspace(-0.12, 0.12, len(shown)) if len(shown) > 1 else np.zeros(1)
            colour = COLOURS[place % len(COLOURS)]
            top = shown >= last
            panel.plot((place + spread)[~top], shown[~top], MARKERS[place % len(MARKERS)], color=colour, markersize=5)
            if top.any():
                panel.plot((place + spread)[top], shown[top], marker="$\\uparrow$", color=colour, markersize=8, linestyle="")
                note = "one mark an initialisation; arrow: the largest rate tried"
        for line in lines:
            panel.axhline(line, color="0.35", linestyle="--", linewidth=0.9)
        panel.set_xticks(range(len(edges)), [name.replace(", ", "\n") for name in edges])
        panel.set_ylabel(f"largest {AXIS} that trains")
        panel.set_xlabel(note)
        panel.set_yscale("log")
        low, high = panel.get_ylim()
        panel.set_ylim(min(low, min(lines) / 1.1), max(high, max(lines) * 1.1))
        ticks = [tick for tick in (1, 2, 3, 4, 6, 8, 12, 20, 40, 100) if panel.get_ylim()[0] <= tick <= panel.get_ylim()[1]]
        panel.set_yticks(ticks, [str(tick) for tick in ticks])
        panel.set_yticks([], minor=True)

    return draw_on


_QUANTITIES = (
    ("rise", "peak loss / first loss", True),
    ("final_loss", "final loss", True),
    ("sparsity", "negative pre-activations", False),
    ("norm_ratio", r"$\theta^2_\infty/\theta^2_0$", False),
    ("kernel_ratio", r"$\|H_\infty\|/\|H_0\|$", True),
)


def rate_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: where an optimiser ends against its learning rate; all seeds and their mean."""

    def draw_on(results: Results, figure: Any) -> None:
        main = results["main"]
        rates = column(main["rates"])
        panels = figure.subplots(2, 3).ravel()
        figure.suptitle(f"{title} (marks: initialisations; line: mean)")
        for number, (name, label, log) in enumerate(_QUANTITIES):
            values = np.array([column(row) for row in main[name]])
            panel = panels[number]
            for row in values:
                panel.plot(rates, row, MARKERS[number], color=COLOURS[number], alpha=0.4)
            panel.plot(rates, np.nanmean(values, axis=0), color=COLOURS[number])
            panel.set_xscale("log")
            if log:
                log_scale(panel.yaxis)
            panel.set_xlabel("learning rate")
            panel.set_ylabel(label)
        panels[5].set_axis_off()

    return draw_on
