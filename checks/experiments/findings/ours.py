"""Findings about our own experiments."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from checks.experiments.findings.finding import Data, Finding, column, table

Bounds = Mapping[str, float]


def _activations(data: Data, bounds: Bounds) -> bool:
    """In every seed the ReLU net trains at a larger rate than each of the others."""
    edges = {name: column(values) for name, values in data["edges"].items()}
    return all((edges["ReLU"] > values).all() for name, values in edges.items() if name != "ReLU")


def _deeper(data: Data, bounds: Bounds) -> bool:
    """The linear net's edge does not fall with depth, and is above 3.5 at every depth, wider at the deepest."""
    medians = [float(np.median(column(values))) for values in data["linear"].values()]
    return medians[-1] > medians[0] >= 3.5


def _adam_sparser(data: Data, bounds: Bounds) -> bool:
    """Under Adam, too, sparsity and weight norm grow from the smallest to the largest rate, in every seed."""
    sparsity, norm = table(data["sparsity"]), table(data["norm_ratio"])
    return bool((sparsity[:, -1] > sparsity[:, 0] + 0.05).all() and (norm[:, -1] > norm[:, 0]).all())


FINDINGS = (
    Finding(
        "ours/activations",
        "ReLU nets train at larger rates than all the others.",
        _activations,
        ("linear net",),
    ),
    Finding("ours/depth", "Deeper linear nets converge at larger η‖H₀‖ than two-layer ones.", _deeper, ("two layers",)),
    Finding("ours/adam", "Adam, too, ends sparser and heavier at larger rates.", _adam_sparser, ("smallest rate",)),
)
