"""A picture of how tight bounds are: bound / measured edge for each initialisation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy import ndarray

from numerics.plots import figure, save

__all__ = ["tightness_picture"]

_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9")
_MARKERS = ("o", "s", "^", "D", "v", "P")


def tightness_picture(ratios: Mapping[str, Mapping[int, ndarray]], path: Path | str, *, title: str = "") -> Path:
    """Draw bound / measured edge on a logarithmic axis: a row a bound, a colour and marker a width, a dot an initialisation.

    Parameters
    ----------
    ratios
        Label of the row → width → ratios, any number of them; values that are not finite are left out.
    path
        Where to write, ending in .png, .svg or .pdf.
    title
        Title of the picture.
    """
    widths = sorted({width for row in ratios.values() for width in row})
    with figure(figsize=(7.2, 1.2 + 0.3 * len(ratios))) as (picture, axes):
        for place, row in enumerate(ratios.values()):
            for number, width in enumerate(widths):
                values = row.get(width, np.zeros(0))
                values = values[np.isfinite(values)]
                height = np.full(len(values), place + 0.24 * (number - (len(widths) - 1) / 2))
                axes.plot(
                    values, height, _MARKERS[number % 6], color=_COLOURS[number % 6], markersize=2.6, alpha=0.7, linewidth=0
                )
            if not any(np.isfinite(values).any() for values in row.values()):
                axes.annotate("no edge met", (0.02, place), xycoords=("axes fraction", "data"), va="center", color="#555555")
        handles = [
            axes.plot([], [], _MARKERS[number % 6], color=_COLOURS[number % 6], label=f"width {width}")[0]
            for number, width in enumerate(widths)
        ]
        axes.axvline(1, color="#000000", linewidth=0.9, linestyle=(0, (1, 1.2)))
        axes.set(xscale="log", xlabel="bound / measured edge   (1: sharp)", yticks=range(len(ratios)), yticklabels=list(ratios))
        axes.set(ylim=(len(ratios) - 0.5, -0.5), title=title)
        axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
        axes.set_axisbelow(True)
        picture.legend(handles=handles, loc="outside upper right", ncols=len(widths), frameon=False)
        return save(picture, path)
