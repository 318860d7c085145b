"""Drawing of the image experiments: final state against η‖H₀‖ with all seeds, and runs against the step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.experiments.base import Results
from numerics.experiments.panels import AXIS, COLOURS, column, log_scale, mark_bounds, shade_diverged, step_scale

__all__ = ["image_figure", "step_figure", "table"]

_PANELS = (
    ("final_loss", "final training loss", True),
    ("norm_ratio", r"$\theta^2_\infty/\theta^2_0$", False),
    ("ntk", r"$\eta\,\|H_\infty\|$", False),
    ("sparsity", "negative pre-activations", False),
    ("test_loss", "test loss", True),
)


def table(rows: list[list[float | None]]) -> ndarray:
    """Nested lists of a summary, seeds by rates, as floats with NaN for None."""
    return np.array([column(row) for row in rows])


def _means(panel: Any, ratios: ndarray, values: ndarray, colour: str) -> None:
    """Every seed as a dot, their mean as a line (over the seeds that did not diverge)."""
    for row in values:
        panel.plot(ratios, row, "o", color=colour, alpha=0.45, markersize=3)
    kept = np.isfinite(values).any(axis=0)
    panel.plot(ratios[kept], np.nanmean(values[:, kept], axis=0), color=colour)


def image_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing: six panels, the last sparsity against test loss."""

    def draw_on(results: Results, figure: Any) -> None:
        main: Mapping[str, Any] = results["main"]
        ratios = column(main["ratios"])
        panels = figure.subplots(2, 3).ravel()
        figure.suptitle(f"{title} (dots: initialisations; line: mean)")
        gone: ndarray = np.asarray(main["diverged"], dtype=bool)
        for number, (name, label, log) in enumerate(_PANELS):
            panel, values = panels[number], table(main[name])
            values = np.where(gone, np.nan, np.maximum(values, 1e-16) if log else values)
            _means(panel, ratios, values, COLOURS[number % 5])
            if log:
                log_scale(panel.yaxis)
            panel.axvline(2, color="0.35", linewidth=0.9, label="linear stability: 2")
            mark_bounds(panel, results.get("bounds", {}))
            panel.set_xlabel(AXIS)
            panel.set_ylabel(label)
            panel.set_xlim(0, ratios.max() * 1.03)
            shade_diverged(
                panel, ratios, np.any(gone, axis=0), f"a run diverges: {gone.sum(axis=0).max()} of {len(gone)} at most"
            )
        panels[2].axhline(2, color="0.35", linewidth=0.9)
        figure.legend(*panels[3].get_legend_handles_labels(), loc="outside lower center", ncols=4)
        sparsity, test = table(main["sparsity"]), table(main["test_loss"])
        shades = np.broadcast_to(ratios, test.shape)
        points = panels[5].scatter(sparsity.ravel(), test.ravel(), c=shades.ravel(), cmap="viridis", s=14)
        log_scale(panels[5].yaxis)
        panels[5].set_xlabel("negative pre-activations")
        panels[5].set_ylabel("test loss")
        figure.colorbar(points, ax=panels[5], label=AXIS)

    return draw_on


def step_figure(title: str) -> Callable[[Results, Any], None]:
    """Make the drawing of the first seed's runs against the step."""

    def draw_on(results: Results, figure: Any) -> None:
        panels = figure.subplots(2, 2).ravel()
        figure.suptitle(title)
        shown = (("loss", "loss"), ("norm", r"$\theta^2$"), ("ntk", r"$\eta\,\|H_t\|$"), ("sparsity", "negative pre-activations"))
        for panel, (name, label) in zip(panels, shown, strict=True):
            for number, trace in enumerate(results["main"]["traces"]):
                colour = COLOURS[number % len(COLOURS)]
                values = column(trace[name])
                panel.plot(trace["steps"], values, color=colour, label=rf"$\eta\|H_0\|$ = {trace['ratio']:g}")
            step_scale(panel)
            panel.set_ylabel(label)
        log_scale(panels[0].yaxis)
        panels[2].axhline(2, color="0.35", linewidth=0.9)
        panels[0].legend(ncols=2)

    return draw_on
