"""Phase diagrams and boundaries as text, and the bounds that go with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy import ndarray

from checks.instances.edges import Edge, edges
from checks.instances.process_edges import process_edges
from checks.ledger.bound_table import Row, ratios
from numerics.boundary import Boundaries, boundaries
from numerics.diagram import Diagram
from numerics.ensemble import Ensemble, Problem
from numerics.periods import behaviour
from numerics.phases import Phase
from numerics.plots import Line

__all__ = ["aligned", "boundary_text", "diagram_text", "lines", "process_lines", "table_text", "title"]

_MARKS = {Phase.MONOTONE: ".", Phase.CATAPULT: "^", Phase.DIVERGENT: "#", Phase.UNDECIDED: "?"}


def lines(problems: Sequence[Problem]) -> list[Line]:
    """The bounds that apply to every problem along an axis, as lines to draw."""
    return _lines([edges(drawn) for drawn in problems], len(problems[0].weights))


def process_lines(drawn: Problem, axis: str, values: Sequence[float]) -> list[Line]:
    """The bounds at each value of an axis of the training process, as lines to draw."""
    return _lines([process_edges(drawn, axis, value) for value in values], len(drawn.weights))


def _lines(rows: Sequence[Sequence[Edge]], count: int) -> list[Line]:
    found = [{edge.name: edge.relative for edge in row} for row in rows]
    names = {name: None for each in found for name in each}
    empty = np.full(count, np.nan)
    return [Line(name, np.stack([each.get(name, empty) for each in found])) for name in names]


def title(ensemble: Ensemble, axis: str | None) -> str:
    """One line that names the ensemble."""
    parts = [ensemble.model_name.replace("_", " ")]
    shown = {"width": f"n = {ensemble.width}"}
    if "slope" in ensemble.kind.axes:
        shown["slope"] = f"slope {ensemble.slope:g}"
    if "depth" in ensemble.kind.axes:
        shown["depth"] = f"{ensemble.depth} layers"
    shown["target"] = f"y = {ensemble.target:g}" if ensemble.data == "toy" else f"targets × {ensemble.target:g}"
    if ensemble.initial_scale != 1:
        shown["initial_scale"] = f"scale {ensemble.initial_scale:g}"
    if ensemble.data != "toy":
        shown["data"] = f"{ensemble.data_count} of {ensemble.data}"
    return ", ".join(parts + [text for name, text in shown.items() if name != axis])


def diagram_text(diagram: Diagram, drawn: Sequence[Line]) -> str:
    """The commonest phase of each cell as a character, one row a value of the axis, and the median of each bound."""
    counts = np.stack([diagram.shares(phase) for phase in Phase])
    rows = []
    for row, value in enumerate(diagram.values):
        name = "" if diagram.axis is None else f"{value:g}"
        rows.append(f"{name:>10} |" + "".join(_MARKS[Phase(code)] for code in counts[:, row].argmax(axis=0)) + "|")
    rates = diagram.rates
    head = f"{title(diagram.ensemble, diagram.axis)}; learning rate {rates[0]:g} … {rates[-1]:g} in units of 1/λ₀"
    legend = "  ".join(f"{mark} {phase.name.lower()}" for phase, mark in _MARKS.items())
    bounds = [
        f"  {line.label}: " + ", ".join(f"{np.median(row):.4g}" if np.isfinite(row).all() else "-" for row in line.relative)
        for line in drawn
    ]
    label = [] if diagram.axis is None else [f"{diagram.axis:>10}"]
    return "\n".join((head, *label, *rows, legend, "bounds (median over initialisations, in units of 1/λ₀):", *bounds))


def boundary_text(problems: Mapping[str, Problem], rates: ndarray, steps: int, tolerance: float) -> str:
    """Measured edges and the tightness of every bound, median, least and largest over the initialisations."""
    found = {text: boundaries(drawn, rates, steps, tolerance=tolerance) for text, drawn in problems.items()}
    rows = [("", "edges in units of 1/λ₀", "median", "least", "largest", "seen")]
    rows += [
        (text, name, *_spread(values * each.ntk))
        for text, each in found.items()
        for name, values in (("monotone up to", each.monotone_edge), ("diverges from", each.divergence_edge))
    ]
    rows += [("",) * 6, ("", "tightness: bound / measured edge", "median", "least", "largest", "seen")]
    for text, drawn in problems.items():
        rows += [(text, f"{name}, {origin}", *_spread(ratio)) for name, origin, _, ratio in ratios(drawn, found[text])]
    notes = [_structure(text, problems[text], found[text], steps) for text in problems]
    return "\n".join((aligned(rows), "", *notes))


def table_text(rows: Sequence[Row]) -> str:
    """The tightness of every bound as text: setting, width, bound; median, least and largest ratio, and how many."""
    shown = [("setting", "width", "bound / measured edge", "median", "least", "largest", "seen")]
    shown += [(row.setting, str(row.width), f"{row.bound}, {row.origin}", *_spread(row.ratio)) for row in rows]
    return aligned(shown, words=3)


def aligned(rows: Sequence[tuple[str, ...]], words: int = 2) -> str:
    """A table as text: the first ``words`` columns to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column < words else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _structure(text: str, drawn: Problem, found: Boundaries, steps: int) -> str:
    """One line about what lies beyond the first divergence, and about what neither settles nor diverges."""
    islands = [piece for row in found.islands for piece in row]
    windows = [(row, piece) for row, pieces in enumerate(found.pieces) for piece in pieces if piece.phase is Phase.UNDECIDED]
    kinds = Counter(
        kind
        for row, piece in windows
        for kind in behaviour(
            drawn.model(row), drawn.weights[[row]], drawn.targets, np.array([(piece.low + piece.high) / 2]), steps
        )
    )
    seen = ", ".join(f"{kind} {count}×" for kind, count in sorted(kinds.items()))
    holders = sum(map(bool, found.islands))
    return (
        f"{text + ': ' if text else ''}islands beyond the first divergence: {len(islands)}, in {holders} of {len(found.ntk)} "
        f"initialisations; undecided windows: {len(windows)}{', at their middle: ' + seen if seen else ''}"
    )


def _spread(values: ndarray) -> tuple[str, str, str, str]:
    """Median, smallest, largest and number of the values that are numbers, as text."""
    known = values[np.isfinite(values)]
    if not len(known):
        return "-", "-", "-", f"0/{len(values)}"
    return f"{np.median(known):.7g}", f"{known.min():.7g}", f"{known.max():.7g}", f"{len(known)}/{len(values)}"
