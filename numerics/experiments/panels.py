"""Drawing: panels laid out like the papers', colours that colour-blind readers can tell apart, one style for all figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.experiments.base import Results

__all__ = ["AXIS", "COLOURS", "MARKERS", "column", "render", "sweep_figure"]

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


def column(values: Sequence[float | None]) -> ndarray:
    """A list of a summary as floats, NaN where it holds None."""
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def render(draw_on: Callable[[Results, Any], None], results: Results, path: Path) -> Path:
    """Draw results onto a new figure and save it; the suffix of the path chooses the format.

    Raises
    ------
    ImportError
        If Matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ImportError('figures need Matplotlib: pip install "catapult-verify[plots]"') from error
    with rc_context(_STYLE):
        figure = Figure(figsize=(9, 5.2), layout="constrained")
        FigureCanvasAgg(figure)
        draw_on(results, figure)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path)
    return path


def _mark(panel: Any, bounds: Bounds) -> None:
    for number, (name, value) in enumerate(bounds.items()):
        style = ("--", ":", "-.")[number % 3]
        panel.axvline(value, color="0.35", linestyle=style, linewidth=0.9, label=name)


def _traces(panel: Any, main: Mapping[str, Any], quantity: str, label: str, *, log: bool) -> None:
    for number, trace in enumerate(main["traces"]):
        values = column(trace[quantity])
        values = np.maximum(values, 1e-20) if log else values
        name = rf"$\eta\|H_0\|$ = {trace['ratio']:.3g}"
        loss = column(trace["loss"])
        if not loss[-1] < 1e6 * loss[0]:
            panel.plot([], [], color=COLOURS[number], label=f"{name}: diverges")
            continue
        panel.plot(trace["steps"], values, color=COLOURS[number], label=name)
    panel.set_xscale("symlog", linthresh=10)
    panel.set_xlim(left=0)
    if log:
        panel.set_yscale("log")
    panel.set_xlabel("step")
    panel.set_ylabel(label)


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
        panels[0, 0].legend()
        ratios = column(main["ratios"])
        below = panels[1]
        below[0].plot(ratios, column(main["norm_ratio"]), "o", color=COLOURS[0])
        below[0].set_ylabel(r"$\theta^2_\infty/\theta^2_0$")
        below[1].plot(ratios, column(main["ntk"]), "s", color=COLOURS[1])
        below[1].axhline(2, color="0.35", linewidth=0.9)
        below[1].plot(ratios, np.minimum(ratios, 2), color="0.6", linewidth=0.8)
        below[1].set_ylabel(r"$\eta\,\|H_\infty\|$")
        if third:
            below[2].plot(ratios, column(main[third]), "^", color=COLOURS[2])
            below[2].set_ylabel({"sparsity": "negative pre-activations", "test_loss": "test loss"}[third])
        else:
            below[2].semilogy(ratios, np.maximum(column(main["final_loss"]), 1e-20), "^", color=COLOURS[2], label="final loss")
            peak = np.where(np.asarray(main["diverged"], dtype=bool), np.nan, column(main["peak_loss"]))
            below[2].semilogy(ratios, peak, "v", color=COLOURS[3], label="peak loss")
            below[2].set_ylabel("loss")
        for panel in below:
            panel.set_xlabel(AXIS)
            panel.set_xlim(0, ratios.max() * 1.03)
            _mark(panel, bounds)
            _diverged(panel, ratios, main["diverged"])
        if below[2].get_legend_handles_labels()[0]:
            below[2].legend()

    return draw_on


def _diverged(panel: Any, ratios: ndarray, diverged: Sequence[bool]) -> None:
    """Shade the learning rates at and above the first that diverged."""
    gone = ratios[np.asarray(diverged, dtype=bool)]
    if len(gone):
        panel.axvspan(gone.min(), ratios.max() * 1.03, color="0.5", alpha=0.15, linewidth=0)
