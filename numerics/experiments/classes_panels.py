"""Drawing of the experiment on several outputs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.image_panels import table
from numerics.experiments.panels import AXIS, COLOURS, MARKERS, column

__all__ = ["classes_figure"]


def _largest_trained(run: dict[str, Any]) -> float:
    """The rate up to which every rate of a run on the toy datum trained."""
    ratios, final = column(run["ratios"]), column(run["final_loss"])
    failed = np.flatnonzero(~(final < 1e-3 * run["initial_loss"]))
    return float(ratios[failed[0] - 1] if len(failed) else ratios[-1])


def _toy(panel: Any, toy: dict[str, Any]) -> None:
    for number, (kind, by_outputs) in enumerate(toy.items()):
        for place, runs in enumerate(by_outputs.values()):
            edges = [_largest_trained(run) for run in runs]
            spread = (number - 0.5) * 0.2 + np.linspace(-0.06, 0.06, len(edges))
            name = f"{kind}: largest that trains" if place == 0 else None
            panel.plot(place + spread, edges, MARKERS[number], color=COLOURS[number], label=name)
            # The bound 4/(Cθ₀²), C = s²|x|² for slopes of at most 1, in units of 1/‖H₀‖.
            bound = np.mean([4 * run["initial_ntk"] / (run["constants"]["s"] ** 2 * run["initial_norm"]) for run in runs])
            panel.hlines(bound, place - 0.3, place + 0.3, color=COLOURS[number], linestyle=":")
    for line in (2, 4):
        panel.axhline(line, color="0.35", linestyle="--", linewidth=0.9)
    panel.set_xticks(range(len(by_outputs)), list(by_outputs))
    panel.set_xlabel("outputs K")
    panel.set_ylabel(AXIS)
    panel.set_yscale("log")
    panel.set_yticks([0.5, 1, 2, 4, 8, 13], ["0.5", "1", "2", "4", "8", "13"])
    panel.set_yticks([], minor=True)
    panel.set_title("toy datum, zero targets; dotted: proved bound", fontsize=8)
    panel.legend()


_QUANTITIES = (
    ("peak_loss", "peak loss / first loss", True),
    ("ntk", r"$\eta\,\|H_\infty\|$", False),
    ("sparsity", "negative pre-activations", False),
    ("test_error", "test error", False),
    ("final_loss", "final loss / first loss", True),
)


def classes_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: edges against the number of outputs, then the image runs against η‖H₀‖; all seeds and their mean."""

    def draw_on(results: Results, figure: Any) -> None:
        main = results["main"]
        panels = figure.subplots(2, 3).ravel()
        figure.suptitle(title)
        _toy(panels[0], main["toy"])
        for panel, (name, label, log) in zip(panels[1:], _QUANTITIES, strict=True):
            for number, (case, runs) in enumerate(main["images"].items()):
                ratios, values = column(runs[0]["ratios"]), table([run[name] for run in runs])
                if name.endswith("_loss"):
                    gone = np.array([run["diverged"] for run in runs], dtype=bool)
                    values = np.where(gone, np.nan, values / np.array([[run["initial_loss"]] for run in runs]))
                kept = np.isfinite(values).any(axis=0)
                for row in values:
                    panel.plot(ratios, row, MARKERS[number], color=COLOURS[number], alpha=0.4, markersize=3)
                outputs = "output" if case.endswith(" 1") else "outputs"
                panel.plot(ratios[kept], np.nanmean(values[:, kept], axis=0), color=COLOURS[number], label=f"{case} {outputs}")
            panel.axvline(2, color="0.35", linestyle="--", linewidth=0.9)
            panel.axvline(4, color="0.35", linestyle=":", linewidth=0.9)
            if log:
                panel.set_yscale("log")
            panel.set_xlabel(AXIS)
            panel.set_ylabel(label)
        panels[2].axhline(2, color="0.35", linewidth=0.9)
        told = panels[1].get_legend_handles_labels()
        figure.legend(*told, title="four classes of images", title_fontsize=7, loc="outside lower center", ncols=4)

    return draw_on
