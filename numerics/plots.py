"""Pictures of phase diagrams for papers: colour-blind-safe, axes in units of 1/λ₀, bounds drawn in; PNG, SVG or PDF."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.diagram import Diagram
from numerics.phases import Phase

__all__ = ["FORMATS", "PHASE_COLOURS", "Line", "figure", "phase_curves", "phase_map", "require_matplotlib", "save"]

FORMATS = (".png", ".svg", ".pdf")
"""File endings that `save` knows."""

PHASE_COLOURS = {Phase.MONOTONE: "#56B4E9", Phase.CATAPULT: "#E69F00", Phase.DIVERGENT: "#3B3B3B", Phase.UNDECIDED: "#CC79A7"}
"""Colours of the phases (Okabe and Ito), distinct in grey too."""

_LINES = ("#000000", "#0072B2", "#009E73", "#D55E00", "#CC79A7")
_DASHES = ((0, (1, 1.2)), (0, (5, 1.5)), (0, (3, 1, 1, 1)), (0, (7, 1.5, 1, 1.5)), (0, (2, 2)))
_STYLE = {
    "font.size": 9,
    "axes.titlesize": 9,
    "legend.fontsize": 8,
    "svg.hashsalt": "catapult",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": True,
}
# Final losses below this, relative to the first, are drawn at it.
_LEAST_LOSS = 1e-12
_RATE = "learning rate  $\\eta\\lambda_0$"


@dataclass(frozen=True, eq=False)
class Line:
    """An edge to draw: its label, and its value in units of 1/λ₀ for each value of the axis and each initialisation, (V, N)."""

    label: str
    relative: ndarray


def require_matplotlib() -> None:
    """Say before the work that its pictures could not be drawn.

    Raises
    ------
    ImportError
        If Matplotlib is missing.
    """
    try:
        import_module("matplotlib")
    except ImportError as error:
        raise ImportError('pictures need Matplotlib: pip install "catapult-verify[plots]"') from error


@contextmanager
def figure(rows: int = 1, columns: int = 1, **options: Any) -> Iterator[tuple[Any, Any]]:
    """A Matplotlib figure and its axes in the style of the toolkit, closed afterwards; no window, no global state.

    Raises
    ------
    ImportError
        If Matplotlib is missing.
    """
    require_matplotlib()
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        canvas = FigureCanvasAgg(Figure(**{key: options.pop(key) for key in ("figsize", "dpi") if key in options}))
        yield canvas.figure, canvas.figure.subplots(rows, columns, **options)


def _settle(picture: Any) -> None:
    """Lay out a figure once and round the places of its axes: the solver's last digits are not the same in every process."""
    picture.draw_without_rendering()
    picture.set_layout_engine("none")
    for axes in picture.axes:
        axes.set_position([round(number, 6) for number in axes.get_position().bounds])


def save(picture: Any, path: Path | str) -> Path:
    """Write a figure as PNG, SVG or PDF, by its ending; the same figure gives the same bytes.

    Raises
    ------
    ValueError
        If the ending is another.
    """
    target = Path(path)
    if target.suffix not in FORMATS:
        raise ValueError(f"a picture must end in {', '.join(FORMATS)}, not {target.suffix!r}")
    dates = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}, ".png": {}}[target.suffix]
    _settle(picture)
    picture.savefig(target, metadata=dates, dpi=150)
    return target


def _draw_lines(axes: Any, lines: Sequence[Line], top: float, value: int = 0) -> None:
    """Vertical lines at the median of each edge, the range over initialisations shaded."""
    for line, colour, dash in zip(lines, _LINES, _DASHES, strict=False):
        row = line.relative[value]
        middle, low, high = np.median(row), row.min(), row.max()
        if not low <= top:
            continue
        axes.axvline(middle, color=colour, linestyle=dash, linewidth=1.3, label=f"{line.label}  {middle:.3g}", zorder=3)
        if high - low > 1e-9 * high:
            axes.axvspan(low, min(high, top), color=colour, alpha=0.12, linewidth=0, zorder=1)


def _phase_handles(present: ndarray) -> list[Any]:
    """Legend entries of the phases that occur."""
    from matplotlib.patches import Patch

    return [Patch(color=PHASE_COLOURS[phase], label=phase.name.lower()) for phase in Phase if (present == phase).any()]


def _cell_sides(centres: ndarray) -> ndarray:
    """Borders between neighbouring cells, one more than there are centres."""
    if len(centres) == 1:
        return np.array([centres[0] - 0.5, centres[0] + 0.5])
    inner = (centres[1:] + centres[:-1]) / 2
    return np.concatenate(([2 * centres[0] - inner[0]], inner, [2 * centres[-1] - inner[-1]]))


def phase_curves(diagram: Diagram, path: Path | str, *, lines: Sequence[Line] = (), value: int = 0, title: str = "") -> Path:
    """Draw phases, losses, final NTK and final weight norm over the learning rate, for one value of the axis.

    Curves are medians over the initialisations, bands their range; divergent trajectories are left out.

    Parameters
    ----------
    diagram
        What `numerics.diagram.phase_diagram` returned.
    path
        Where to write, ending in .png, .svg or .pdf.
    lines
        Edges to draw in.
    value
        Which value of the axis.
    title
        Title of the picture.
    """
    top = float(diagram.rates[-1])
    with figure(4, 1, figsize=(6.0, 7.6), sharex=True, height_ratios=(0.55, 2, 1.3, 1.3)) as (picture, axes):
        strip, losses, kernel, norm = axes
        edges = _cell_sides(diagram.rates)
        bottom = np.zeros(len(diagram.rates))
        for phase in Phase:
            share = diagram.shares(phase)[value]
            strip.bar(edges[:-1], share, np.diff(edges), bottom, align="edge", color=PHASE_COLOURS[phase], linewidth=0)
            bottom = bottom + share
        strip.set(ylabel="share", ylim=(0, 1), yticks=(0, 1))
        handles = _phase_handles(diagram.phase[value])
        strip.legend(handles=handles, ncols=4, loc="lower center", bbox_to_anchor=(0.5, 1.0), frameon=False)
        rest = {name: values[value] for name, values in diagram.data.items()}
        _bands(losses, diagram, value, rest["peak_loss"] / rest["initial_loss"][:, None], "#D55E00", "largest $L_t/L_0$")
        final = np.maximum(rest["final_loss"] / rest["initial_loss"][:, None], _LEAST_LOSS)
        _bands(losses, diagram, value, final, "#0072B2", "final $L/L_0$ (at least $10^{-12}$)")
        losses.set(yscale="log", ylabel="loss / initial loss")
        rates = diagram.rates
        _bands(kernel, diagram, value, rates * rest["final_ntk"] / rest["initial_ntk"][:, None], "#009E73", "")
        kernel.axhline(2, color="#000000", linewidth=0.8, linestyle=_DASHES[0])
        kernel.set(ylabel="final $\\eta\\lambda$", ylim=(0, None))
        _bands(norm, diagram, value, rest["final_weight_norm"] / rest["initial_weight_norm"][:, None], "#CC79A7", "")
        norm.axhline(1, color="#000000", linewidth=0.8, linestyle=_DASHES[0])
        norm.set(ylabel=r"final $\theta^2/\theta_0^2$", xlabel=_RATE, xlim=(edges[0], edges[-1]))
        for each in (losses, kernel, norm):
            _draw_lines(each, lines, top, value)
        losses.legend(loc="center left", framealpha=0.9, edgecolor="none")
        if title:
            picture.suptitle(title, fontsize=10)
        return save(picture, path)


def _bands(axes: Any, diagram: Diagram, value: int, values: ndarray, colour: str, label: str) -> None:
    """Median and range over the initialisations that did not diverge."""
    kept = np.where((diagram.phase[value] == Phase.DIVERGENT) | ~np.isfinite(values), np.nan, values)
    with warnings.catch_warnings():
        # A learning rate at which everything diverges has no median: a gap in the curve.
        warnings.simplefilter("ignore", RuntimeWarning)
        middle, low, high = (function(kept, axis=0) for function in (np.nanmedian, np.nanmin, np.nanmax))
    axes.plot(diagram.rates, middle, ".-", color=colour, label=label or None, linewidth=1, markersize=3, zorder=4)
    if len(values) > 1:
        axes.fill_between(diagram.rates, low, high, color=colour, alpha=0.25, linewidth=0, zorder=2)


def phase_map(diagram: Diagram, path: Path | str, *, lines: Sequence[Line] = (), title: str = "") -> Path:
    """Draw the phases over learning rate (horizontal) and the diagram's axis (vertical).

    A cell shows the mixture of the phases' colours over its initialisations; values of the axis are evenly spaced rows.

    Raises
    ------
    ValueError
        If the diagram has no axis.
    """
    if diagram.axis is None:
        raise ValueError("phase_map needs a diagram with an axis; phase_curves draws one without")
    from matplotlib.colors import to_rgb

    rows = len(diagram.values)
    with figure(figsize=(6.4, 1.8 + 0.26 * rows)) as (picture, axes):
        mixture = sum(diagram.shares(phase)[:, :, None] * np.array(to_rgb(PHASE_COLOURS[phase]))[None, None] for phase in Phase)
        sides = _cell_sides(diagram.rates)
        axes.pcolormesh(sides, np.arange(rows + 1) - 0.5, mixture, rasterized=True)
        for line, colour, dash in zip(lines, ("#FFFFFF", *_LINES[1:]), _DASHES, strict=False):
            middle = np.median(line.relative, axis=1)
            heights = np.flatnonzero(middle <= sides[-1])
            if len(heights):
                under = "#000000" if colour == "#FFFFFF" else "#FFFFFF"
                axes.vlines(middle[heights], heights - 0.5, heights + 0.5, colors=under, linewidth=3.2)
                axes.vlines(
                    middle[heights], heights - 0.5, heights + 0.5, colors=colour, linewidth=1.6, linestyle=dash, label=line.label
                )
        labels = [f"{value:g}" for value in diagram.values]
        axes.set(xlabel=_RATE, ylabel=f"{diagram.axis.replace('_', ' ')}", yticks=range(rows), yticklabels=labels)
        axes.set(xlim=(sides[0], sides[-1]), ylim=(-0.5, rows - 0.5), title=title)
        handles = [*axes.get_legend_handles_labels()[0], *_phase_handles(diagram.phase)]
        picture.legend(handles=handles, loc="outside right upper", frameon=True, facecolor="#D8D8D8", edgecolor="none")
        return save(picture, path)
