"""The tightness of every bound, published and derived: bound / measured edge over initialisations and widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from checks.instances.edges import edges
from numerics.boundary import Boundaries, boundaries
from numerics.ensemble import Ensemble, Problem, problem, with_axis

__all__ = ["STANDARD", "Row", "bound_table", "ratios"]

STANDARD: dict[str, Ensemble] = {
    "linear net": Ensemble(slope=1.0),
    "linear net, y = 1": Ensemble(slope=1.0, target=1.0),
    "linear net, y = −1": Ensemble(slope=1.0, target=-1.0),
    "ReLU net": Ensemble(slope=0.0),
    "leaky net, slope ½": Ensemble(slope=0.5),
    "leaky net, slope ¾": Ensemble(slope=0.75),
    "pure quadratic, ψ ~ U[1, 2]": Ensemble("pure_quadratic"),
    "pure quadratic, ψ² = I": Ensemble("pure_quadratic", eigenvalues=(1.0, 1.0)),
    "pure quadratic, 8 points in 2 dimensions": Ensemble("pure_quadratic", data="points", data_count=8, input_dimension=2),
    "quadratic with bias": Ensemble("biased_quadratic", eigenvalues=(1.0, 1.0)),
    "3 layers, linear": Ensemble("deep", depth=3, slope=1.0),
    "3 layers, slope ½": Ensemble("deep", depth=3, slope=0.5),
    "linear net, 8 points in 4 dimensions": Ensemble(slope=1.0, data="points", data_count=8, input_dimension=4),
    "leaky net ½, 8 points in 4 dimensions": Ensemble(slope=0.5, data="points", data_count=8, input_dimension=4),
    "linear net, 8 of MNIST": Ensemble(slope=1.0, data="mnist", data_count=8),
    "leaky net ½, 8 of MNIST": Ensemble(slope=0.5, data="mnist", data_count=8),
}
"""The settings of the table; their width is an axis of it."""


@dataclass(frozen=True, eq=False)
class Row:
    """One bound in one setting at one width.

    Attributes
    ----------
    setting, width, bound, origin
        What it is; see `checks.instances.edges.Edge`.
    edge
        Measured edges in units of 1/λ₀, (B,); NaN where the scan met none.
    ratio
        Bound / measured edge, (B,): 1 is sharp, above 1 the bound is wrong.
    """

    setting: str
    width: int
    bound: str
    origin: str
    edge: ndarray
    ratio: ndarray


def ratios(drawn: Problem, found: Boundaries) -> Iterator[tuple[str, str, ndarray, ndarray]]:
    """Name, origin, measured edge in η and bound / measured edge of each bound of a problem."""
    measured = {"monotone": found.monotone_edge, "bounded": found.divergence_edge}
    for edge in edges(drawn):
        yield edge.name, edge.origin, measured[edge.guards], edge.learning_rates / measured[edge.guards]


def bound_table(
    widths: tuple[int, ...] = (16, 64, 256),
    *,
    replicates: int = 16,
    steps: int = 600,
    seed: int = 0,
    largest: float = 16.0,
    tolerance: float = 1e-6,
    advance: Callable[[str], None] | None = None,
) -> list[Row]:
    """Measure the tightness of every bound in `STANDARD` at some widths.

    Parameters
    ----------
    widths
        Values of the width; images and three layers use those up to 64.
    replicates, steps, seed
        See `numerics.diagram.phase_diagram`.
    largest
        End of the scan of learning rates, in units of 1/λ₀; its spacing is 1/8.
    tolerance
        See `numerics.boundary.boundaries`.
    advance
        Called with the name of each setting and width before it is run.
    """
    scan = np.arange(0.25, largest + 1e-9, 0.125)
    rows = []
    for name, ensemble in STANDARD.items():
        for width in widths:
            if width > 64 and (ensemble.depth > 2 or ensemble.data != "toy"):
                continue
            if advance is not None:
                advance(f"{name}, width {width}")
            drawn = problem(with_axis(ensemble, "width", width), seed, replicates)
            found = boundaries(drawn, scan, steps, tolerance=tolerance)
            for bound, origin, edge, ratio in ratios(drawn, found):
                rows.append(Row(name, width, bound, origin, edge * found.ntk, ratio))
    return rows
