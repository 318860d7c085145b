"""The numbers of an experiment under the names under which its paper's are quoted, to be set beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy import ndarray

from checks.experiments.findings.bounds import bounds_of
from checks.experiments.findings.finding import column

__all__ = ["beside"]

Main = Mapping[str, Any]


def _rows(main: Main, name: str) -> ndarray:
    """A quantity as seeds by rates, one row where there is one initialisation; NaN for None."""
    values = main[name]
    return np.array([column(row) for row in values]) if isinstance(values[0], list) else column(values)[None]


def _kept(main: Main, name: str) -> ndarray:
    return np.where(_rows(main, "diverged") > 0, np.nan, _rows(main, name))


def _spread(values: ndarray) -> str:
    """One number, or the range over initialisations."""
    values = values[np.isfinite(values)]
    if not len(values):
        return "none stayed finite"
    low, high = f"{values.min():.3g}", f"{values.max():.3g}"
    return low if low == high else f"{low} to {high}"


def _converges(main: Main) -> str:
    ratios, gone = column(main["ratios"]), (_rows(main, "diverged") > 0).any(axis=0)
    if not gone.any():
        return f"no run to {ratios[-1]:g} diverges"
    first = ratios[gone].min()
    return f"to {ratios[ratios < first].max():g}; some run at {first:g} diverges"


def _ends(name: str, what: str) -> Callable[[Main], str]:
    """A quantity at the smallest and at the largest rate."""

    def told(main: Main) -> str:
        ratios, values = column(main["ratios"]), _kept(main, name)
        last = int(np.flatnonzero(np.isfinite(values).any(axis=0))[-1])
        return f"{what} {_spread(values[:, 0])} at {ratios[0]:g}, {_spread(values[:, last])} at {ratios[last]:g}"

    return told


def _test_loss(main: Main) -> str:
    values = _kept(main, "test_loss")
    finite = np.isfinite(values).any(axis=0)
    ratios, means = column(main["ratios"])[finite], np.nanmean(values[:, finite], axis=0)
    above = np.where(ratios > 2, means, np.inf)
    return f"mean {_spread(means[ratios < 2])} below 2, least {above.min():.3g} at {ratios[above.argmin()]:g}"


def _final_kernel(main: Main) -> str:
    return f"η‖H_∞‖ at most {np.nanmax(_kept(main, 'ntk')):.3g}"


_TOLD: dict[str, tuple[str, Callable[[Main], str]]] = {
    "converges": ("ntk", _converges),
    "weight norm": ("norm_ratio", _ends("norm_ratio", "θ²_∞/θ²₀")),
    "sparsity": ("sparsity", _ends("sparsity", "fraction")),
    "test loss": ("test_loss", _test_loss),
    "final kernel": ("ntk", _final_kernel),
    "2/λ₁": ("edges", lambda main: f"{main['edges'][0]:.3g}"),
    "2/λ₂": ("edges", lambda main: f"{main['edges'][1]:.3g}"),
    "ReLU nets": ("edge", lambda main: f"train to {_spread(column(main['edge']))}"),
}
"""What → the quantity of a summary that it needs, and how it is told."""


def beside(summary: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Rows (what, the paper's, ours) for what a paper shows; where ours is no single number, the findings tell it."""
    main = summary["results"]["main"]
    bounds = bounds_of(summary["results"], summary["settings"])
    rows = []
    for name, printed in names.items():
        if name == "bound" and bounds:
            ours = ", ".join(f"{value:.3g} ({label})" for label, value in bounds.items())
        else:
            needed, told = _TOLD.get(name, ("", str))
            ours = told(main) if needed in main else "see the findings"
        rows.append((name, printed, ours))
    return rows
