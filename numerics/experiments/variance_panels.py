"""Drawing of the experiment on the variance of λmax over batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.image_panels import table
from numerics.experiments.panels import COLOURS, MARKERS, column

__all__ = ["variance_figure"]

_SHOWN = ("rate follows the batch", "same batches")


def variance_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: λmax over batches, super-critical steps and catapults against the batch size, with the interventions."""

    def draw_on(results: Results, figure: Any) -> None:
        panels = figure.subplots(2, 2).ravel()
        figure.suptitle(title)
        main = results["main"]
        for number, (name, data) in enumerate({"random batches": main, **{k: results["controls"][k] for k in _SHOWN}}.items()):
            sizes = column(data["batches"])
            second = [[counts[1] for counts in row] for row in data["catapults"]]
            quantities = (data["mean"], data["spread"], data["super_critical"], second)
            for place, (panel, rows) in enumerate(zip(panels, quantities, strict=True)):
                if name == "rate follows the batch" and place < 2:
                    continue  # the same batches at the same weights: these are measured before training
                values = table(rows)
                panel.plot(sizes, values.T, MARKERS[number], color=COLOURS[number], alpha=0.35, markersize=3)
                panel.plot(sizes, np.nanmean(values, axis=0), color=COLOURS[number], label=name)
        labels = (
            r"mean of $\lambda_{max}$(batch) / $\lambda_{max}$(full)",
            r"deviation of $\lambda_{max}$(batch) / $\lambda_{max}$(full)",
            "share of super-critical steps",
            "catapults (twofold spikes)",
        )
        for panel, label in zip(panels, labels, strict=True):
            panel.set_xscale("log")
            panel.set_xticks(column(main["batches"]), [str(size) for size in main["batches"]])
            panel.set_xticks([], minor=True)
            panel.set_xlabel("batch size")
            panel.set_ylabel(label)
        panels[0].axhline(1 / main["ratio"], color="0.35", linestyle="--", linewidth=0.9)
        panels[0].annotate("super-critical above", (main["batches"][-1], 1 / main["ratio"]), ha="right", va="bottom", fontsize=7)
        panels[2].legend()

    return draw_on
