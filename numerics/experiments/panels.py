"""Drawing: panels laid out like the papers', colours that colour-blind readers can tell apart, one style for all figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.experiments.base import Results
from numerics.plots import require_matplotlib

__all__ = [
    "AXIS",
    "COLOURS",
    "MARKERS",
    "column",
    "log_scale",
    "mark_bounds",
    "render",
    "shade_diverged",
    "step_scale",
    "sweep_figure",
]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito's palette."""
MARKERS = ("o", "s", "^", "D", "v", "P", "x")
AXIS = r"$\eta\,\|H_0\|$"

_STYLE = {
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.25,
    "legend.frameon": False,
    "legend.fontsize": 7,
    "lines.linewidth": 1.2,
    "lines.markersize": 3.5,
    "savefig.dpi": 110,
    "figure.dpi": 110,
    "svg.hashsalt": "catapult",
}

Bounds = Mapping[str, float]


def column(values: Sequence[float | None] | ndarray) -> ndarray:
    """A list of a summary as floats, NaN where it holds None."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def render(draw_on: Callable[[Results, Any], None], results: Results, path: Path) -> Path:
    """Draw results onto a new figure and save it; the suffix of the path chooses the format.

    Raises
    ------
    ImportError
        If Matplotlib is not installed.
    """
    require_matplotlib()
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        figure = Figure(figsize=(9, 5.2), layout="constrained")
        FigureCanvasAgg(figure)
        draw_on(results, figure)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path)
    return path


def log_scale(axis: Any) -> None:
    """Make an axis logarithmic, with plain numbers at 1, 2 and 5 where it spans less than two decades."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    axis._set_axes_scale("log")
    low, high = axis.get_view_interval()
    if low > 0 and high < 100 * low:
        axis.set_major_locator(LogLocator(subs=(1, 1.5, 2, 3, 5, 7) if high < 5 * low else (1, 2, 5)))
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axis.set_minor_locator(NullLocator())


def step_scale(panel: Any) -> None:
    """The step axis of runs that are fast at first: logarithmic in step + 1."""
    panel.set_xscale("function", functions=(lambda step: np.log1p(np.maximum(step, 0)), np.expm1))
    shown = [tick for tick in (0, 1, 3, 10, 30, 100, 300, 1000) if tick <= panel.dataLim.xmax]
    panel.set_xticks(shown, [str(tick) for tick in shown])
    panel.set_xlim(0, panel.dataLim.xmax)
    panel.set_xlabel("step")


def mark_bounds(panel: Any, bounds: Bounds) -> None:
    """Draw the derived bounds as vertical lines."""
    for number, (name, value) in enumerate(bounds.items()):
        style = ("--", ":", "-.")[number % 3]
        panel.axvline(value, color="0.35", linestyle=style, linewidth=0.9, label=f"{name}: {value:.3g}")


def shade_diverged(panel: Any, ratios: ndarray, diverged: Any, label: str | None = "some run diverges") -> None:
    """Shade from the first learning rate at which a run diverged."""
    gone = ratios[diverged]
    if len(gone):
        panel.axvspan(gone.min(), panel.get_xlim()[1], color="0.5", alpha=0.15, linewidth=0, label=label)


_FLOOR = 1e-20
"""Smaller losses are rounding of 0; they are drawn here, and the axis says so."""


def _traces(panel: Any, main: Mapping[str, Any], quantity: str, label: str, *, log: bool) -> None:
    for number, trace in enumerate(main["traces"]):
        values = column(trace[quantity])
        values = np.maximum(values, _FLOOR) if log else values
        name = rf"$\eta\|H_0\|$ = {trace['ratio']:.3g}"
        loss = column(trace["loss"])
        if not loss[-1] < 1e6 * loss[0]:
            panel.plot([], [], color=COLOURS[number], label=f"{name}: diverges")
            continue
        panel.plot(trace["steps"], values, color=COLOURS[number], label=name)
    step_scale(panel)
    if log:
        log_scale(panel.yaxis)
        label += _cut_note(panel)
    panel.set_ylabel(label)


def _cut_note(panel: Any) -> str:
    return " (cut at $10^{-20}$)" if panel.dataLim.ymin <= 2 * _FLOOR else ""


def sweep_figure(title: str, *, norm: str = "norm", third: str = "") -> Callable[[Results, Any], None]:
    """Make the drawing of a learning-rate sweep: three panels against the step above, three against η‖H₀‖ below.

    ``results["bounds"]``, name → η‖H₀‖, is drawn as vertical lines if it is there. The last panel shows ``third``
    (``"sparsity"`` or ``"test_loss"``), or by default the final and the largest loss.
    """

    def draw_on(results: Results, figure: Any) -> None:
        main, bounds = results["main"], results.get("bounds", {})
        panels = figure.subplots(2, 3)
        figure.suptitle(title)
        _traces(panels[0, 0], main, "loss", "loss", log=True)
        _traces(panels[0, 1], main, norm, r"$\theta^2$" if norm == "norm" else r"$N$", log=False)
        _traces(panels[0, 2], main, "ntk", r"$\eta\,\|H_t\|$", log=False)
        panels[0, 2].axhline(2, color="0.35", linewidth=0.9)
        panels[0, 2].legend(*panels[0, 0].get_legend_handles_labels(), loc="upper right")  # its curves leave that corner
        ratios = column(main["ratios"])
        below = panels[1]
        below[0].plot(ratios, column(main["norm_ratio"]), "o", color=COLOURS[0])
        below[0].set_ylabel(r"$\theta^2_\infty/\theta^2_0$")
        below[1].plot(ratios, column(main["ntk"]), "s", color=COLOURS[1])
        below[1].axhline(2, color="0.35", linewidth=0.9)
        frozen = below[1].plot(ratios, np.minimum(ratios, 2), color="0.6", linewidth=0.8, label="frozen kernel, up to 2")
        below[1].set_ylabel(r"$\eta\,\|H_\infty\|$")
        if third:
            below[2].plot(ratios, column(main[third]), "^", color=COLOURS[2])
            below[2].set_ylabel({"sparsity": "negative pre-activations", "test_loss": "test loss"}[third])
            if third == "test_loss":
                log_scale(below[2].yaxis)
        else:
            below[2].plot(ratios, np.maximum(column(main["final_loss"]), _FLOOR), "^", color=COLOURS[2], label="final loss")
            peak = np.where(np.asarray(main["diverged"], dtype=bool), np.nan, column(main["peak_loss"]))
            below[2].plot(ratios, peak, "v", color=COLOURS[3], label="peak loss")
            log_scale(below[2].yaxis)
            below[2].set_ylabel("loss" + _cut_note(below[2]))
        for panel in below:
            panel.set_xlabel(AXIS)
            panel.set_xlim(0, ratios.max() * 1.03)
            mark_bounds(panel, bounds)
            shade_diverged(panel, ratios, np.asarray(main["diverged"], dtype=bool), "diverges")
        told = below[2].get_legend_handles_labels()[0]
        figure.legend(handles=[*told, *frozen], loc="outside lower center", ncols=len(told) + 1)

    return draw_on
