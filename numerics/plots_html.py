"""An interactive phase diagram in one HTML file: point at a cell and see its trajectory. No network, no library."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy import ndarray

from numerics.descent import simulate
from numerics.diagram import Diagram, initial_ntk
from numerics.ensemble import problem, with_axis
from numerics.phases import Phase
from numerics.plots import PHASE_COLOURS, Line

__all__ = ["interactive"]

_POINTS = 80
"""Most points of a trajectory that are kept."""


def interactive(diagram: Diagram, path: Path | str, *, lines: Sequence[Line] = (), title: str = "") -> Path:
    """Write a diagram as a self-contained HTML page: phases as a grid, and the loss and NTK of the cell pointed at.

    Cells show the first initialisation of each point, the one whose trajectory is shown.

    Parameters
    ----------
    diagram
        What `numerics.diagram.phase_diagram` returned.
    path
        Where to write.
    lines
        Edges to draw in, those of the first initialisation.
    title
        Title of the page.
    """
    columns = np.unique(np.geomspace(1, diagram.steps + 1, _POINTS).astype(int) - 1)
    content = {
        "rates": diagram.rates.tolist(),
        "axis": None if diagram.axis is None else diagram.axis.replace("_", " "),
        "values": [None if np.isnan(value) else value for value in diagram.values.tolist()],
        "phase": diagram.phase[:, 0].tolist(),
        "phases": [{"name": phase.name.lower(), "colour": PHASE_COLOURS[phase]} for phase in Phase],
        "lines": [{"label": line.label, "at": _numbers(line.relative[:, 0])} for line in lines],
        "steps": columns.tolist(),
        "trajectories": [_trajectories(diagram, value, columns) for value in range(len(diagram.values))],
    }
    # "<" is escaped so that no text can end the script element.
    text = json.dumps(content, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")
    page = files("numerics").joinpath("interactive.html").read_text(encoding="utf-8")
    target = Path(path)
    target.write_text(page.replace("@TITLE@", escape(title or "Phase diagram")).replace("@CONTENT@", text), encoding="utf-8")
    return target


def _trajectories(diagram: Diagram, value: int, columns: ndarray) -> list[dict[str, Any]]:
    """Loss, η·NTK and squared weight norm of the first initialisation at every learning rate, relative to the start."""
    ensemble = diagram.ensemble if diagram.axis is None else with_axis(diagram.ensemble, diagram.axis, diagram.values[value])
    drawn = problem(ensemble, diagram.seed, 1)
    rates = diagram.rates / initial_ntk(drawn)[0]
    weights = np.repeat(drawn.weights, len(rates), axis=0)
    runs = simulate(drawn.model(0), weights, drawn.targets, rates, diagram.steps, keep_outputs=False)
    found = []
    with np.errstate(all="ignore"):
        for row, rate in enumerate(rates):
            last = runs.last_step[row]
            shown = np.append(columns[columns < last], last)
            loss, norm = runs.loss[row], runs.weight_norm[row]
            found.append(
                {
                    "t": shown.tolist(),
                    "loss": _numbers(np.log10(loss[shown] / loss[0])),
                    "ntk": _numbers(rate * runs.ntk[row, shown]),
                    "norm": _numbers(norm[shown] / norm[0]),
                }
            )
    return found


def _numbers(values: ndarray) -> list[float | None]:
    """Numbers with four digits; None for what is not finite."""
    return [float(f"{value:.4g}") if np.isfinite(value) else None for value in values]
