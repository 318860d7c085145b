"""Phase diagrams and boundaries as text, and the bounds that go with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy import ndarray

from checks.edges import edges
from numerics.boundary import boundaries
from numerics.diagram import Diagram
from numerics.phases import Phase
from numerics.plots import Line
from numerics.setting import Problem, Setting

__all__ = ["boundary_text", "diagram_text", "lines", "title"]

_MARKS = {Phase.MONOTONE: ".", Phase.CATAPULT: "^", Phase.DIVERGENT: "#", Phase.UNDECIDED: "?"}


def lines(problems: Sequence[Problem]) -> list[Line]:
    """The bounds that apply to every problem along an axis, as lines to draw."""
    found = [{edge.name: edge.relative for edge in edges(drawn)} for drawn in problems]
    names = {name: None for each in found for name in each}
    empty = np.full(len(problems[0].weights), np.nan)
    return [Line(name, np.stack([each.get(name, empty) for each in found])) for name in names]


def title(setting: Setting, axis: str | None) -> str:
    """One line that names the setting."""
    parts = [setting.model.replace("_", " ")]
    shown = {"width": f"n = {setting.width}"}
    if setting.model in ("two_layer", "deep", "nqm", "linearised"):
        shown["slope"] = f"slope {setting.slope:g}"
    if setting.model == "deep":
        shown["depth"] = f"{setting.depth} layers"
    shown["target"] = f"y = {setting.target:g}" if setting.data == "toy" else f"targets × {setting.target:g}"
    if setting.initial_scale != 1:
        shown["initial_scale"] = f"scale {setting.initial_scale:g}"
    if setting.data != "toy":
        shown["data"] = f"{setting.data_count} of {setting.data}"
    return ", ".join(parts + [text for name, text in shown.items() if name != axis])


def diagram_text(diagram: Diagram, drawn: Sequence[Line]) -> str:
    """The commonest phase of each cell as a character, one row a value of the axis, and the median of each bound."""
    counts = np.stack([diagram.shares(phase) for phase in Phase])
    rows = []
    for row, value in enumerate(diagram.values):
        name = "" if diagram.axis is None else f"{value:g}"
        rows.append(f"{name:>10} |" + "".join(_MARKS[Phase(code)] for code in counts[:, row].argmax(axis=0)) + "|")
    rates = diagram.rates
    head = f"{title(diagram.setting, diagram.axis)}; learning rate {rates[0]:g} … {rates[-1]:g} in units of 1/λ₀"
    legend = "  ".join(f"{mark} {phase.name.lower()}" for phase, mark in _MARKS.items())
    bounds = [f"  {line.label}: " + ", ".join(f"{np.median(row):.4g}" for row in line.relative) for line in drawn]
    label = [] if diagram.axis is None else [f"{diagram.axis:>10}"]
    return "\n".join((head, *label, *rows, legend, "bounds (median over initialisations, in units of 1/λ₀):", *bounds))


def boundary_text(problems: Mapping[str, Problem], rates: ndarray, steps: int, tolerance: float) -> str:
    """Measured edges and the tightness of every bound, median [least, largest] over the initialisations."""
    found = {text: boundaries(drawn, rates, steps, tolerance=tolerance) for text, drawn in problems.items()}
    rows = [("", "edges in units of 1/λ₀", "median", "least", "largest", "seen")]
    rows += [
        (text, name, *_spread(values * each.ntk))
        for text, each in found.items()
        for name, values in (("monotone up to", each.monotone_edge), ("diverges from", each.divergence_edge))
    ]
    islands = {text: sum(map(bool, each.islands)) for text, each in found.items()}
    rows += [(text, "initialisations with islands beyond", "", "", "", str(count)) for text, count in islands.items()]
    rows += [("", "", "", "", "", ""), ("", "tightness: bound / measured edge", "median", "least", "largest", "seen")]
    for text, drawn in problems.items():
        for edge in edges(drawn):
            measured = found[text].monotone_edge if edge.guards == "monotone" else found[text].divergence_edge
            rows.append((text, f"{edge.name}, {edge.origin}", *_spread(edge.learning_rates / measured)))
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _spread(values: ndarray) -> tuple[str, str, str, str]:
    """Median, smallest, largest and number of the values that are numbers, as text."""
    known = values[np.isfinite(values)]
    if not len(known):
        return "-", "-", "-", f"0/{len(values)}"
    return f"{np.median(known):.7g}", f"{known.min():.7g}", f"{known.max():.7g}", f"{len(known)}/{len(values)}"
