"""Drawing of the experiment on nets of the kinds that are used on images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from numerics.experiments.base import Results
from numerics.experiments.panels import COLOURS, column

__all__ = ["real_nets_figure", "real_nets_table"]


def _raises(runs: list[dict[str, Any]]) -> tuple[int, int]:
    """Raises of the rate that made the loss rise twofold and lowered the kernel, and all of them."""
    stages = [stage for run in runs for stage in run["stages"][1:]]
    kept = [s for s in stages if s["rise"] > 2 and s["kernel_after"] is not None and s["kernel_after"] < s["kernel_before"]]
    return len(kept), len(stages)


def real_nets_table(results: Results) -> list[str]:
    """The numbers as lines of Markdown: one row for each kind of net, all seeds together."""
    lines = [
        "| net | spikes in SGD | of them catapults | share of their rise in the top five | raises that made a catapult "
        "| batch size: catapults, AGOP alignment, test loss |",
        "|---|---|---|---|---|---|",
    ]
    for kind, found in results["main"]["nets"].items():
        runs = found["sgd"]
        shares = [value for run in runs for value in run["shares"]]
        made, tried = _raises(found["raised"])
        aligned = found["aligned"]
        parts = []
        for place, batch in enumerate(aligned[0]["batches"]):
            told = [np.nanmean(column([row[name][place] for row in aligned])) for name in ("catapults", "alignment", "test")]
            parts.append(f"{batch}: {told[0]:.1f}, {told[1]:.2f}, {told[2]:.3f}")
        lines.append(
            f"| {kind} | {sum(run['count'] for run in runs)} | {sum(run['catapults'] for run in runs)} | "
            f"{np.mean(shares) if shares else np.nan:.2f} | {made} of {tried} | {'; '.join(parts)} |"
        )
    return lines


def real_nets_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: one row a net; SGD's loss and its part in the top five, its kernel, and the run with raised rates."""

    def draw_on(results: Results, figure: Any) -> None:
        nets = results["main"]["nets"]
        figure.set_size_inches(10, 2.2 * len(nets) + 0.8)
        panels = figure.subplots(len(nets), 3, squeeze=False)
        figure.suptitle(title)
        for row, (kind, found) in zip(panels, nets.items(), strict=True):
            trace = found["sgd"][0]["trace"]
            row[0].semilogy(column(trace["loss"]), color="0.7", linewidth=2.5, label="loss in SGD")
            row[0].semilogy(np.maximum(column(trace["top"]), 1e-8), color=COLOURS[1], label="in the top five")
            row[1].plot(column(trace["kernel"]), color=COLOURS[0])
            row[2].semilogy(column(found["raised"][0]["trace"]), color=COLOURS[2])
            row[0].set_ylabel(kind)
            row[1].set_ylabel(r"$\lambda$ in SGD")
            row[2].set_ylabel("loss, rate raised")
        panels[0, 0].legend()
        for panel in panels[-1]:
            panel.set_xlabel("step")

    return draw_on
