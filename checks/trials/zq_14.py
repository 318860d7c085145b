"""ZQ-14: on one-dimensional inputs catapults happen in one or in both eigendirections of the kernel, by the learning rate."""

from __future__ import annotations

import numpy as np

from checks.evidence import Evidence
from checks.profiles import Profile
from checks.trials._closed_maps import WIDTHS, starts
from checks.trials._closed_maps import run as orbits_of
from checks.trials._statistics import frequency, power

__all__ = ["run"]

_SIZES = (1.6, 1.0)
"""Σ x² over the positive and the negative inputs; a sign block is one datum with this |x|² (ZQ-13c, proved)."""


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Growth of Π₁L and Π₂L with the width in both windows, target 0 in the second block and 1 in the first."""
    found: list[Evidence] = []
    for window, low, high in (("only p₁", 0, 1), ("both", 1, 2)):
        widths, first, second, fallen = [], [], [], []
        for width in WIDTHS[2:]:
            rows = max(4, min(16, 300_000 // width))
            blocks = [starts(width, rows, seed + sign) for sign in (0, 1)]
            lam = [kernel * square for (_, kernel), square in zip(blocks, _SIZES, strict=True)]
            edges = (2 / lam[0], 2 / lam[1], 4 / lam[0])
            usable = (edges[0] < edges[1]) & (edges[1] < edges[2])
            rate = (edges[low] + edges[high]) / 2
            peaks = []
            settled = np.ones(len(rate), dtype=bool)
            for (output, _), kernel, square in zip(blocks, lam, _SIZES, strict=True):
                orbits = orbits_of(output * square**0.5, kernel, rate, width, 1.0, square, 300)
                peaks.append(orbits.peak / 2)
                settled &= orbits.residual**2 <= 1
            widths.append(np.full(int(usable.sum()), width))
            first.append(peaks[0][usable])
            second.append(peaks[1][usable])
            fallen.append(settled[usable])
        size = np.concatenate(widths)
        late = size >= 1000
        grown = [np.concatenate(first), np.concatenate(second)]
        for name, values, both in zip(("Π₁L", "Π₂L"), grown, (True, window == "both"), strict=True):
            scale = np.log(size) / size if both else np.ones(len(size))
            text = f"exponent of max {name}" + (" · log m / m" if both else "")
            found.append(
                power(text, size[late], (values * scale)[late], 0.0, 1.0 if both else 0.0, f"catapult in {window}, m ≥ 1000")
            )
        found.append(frequency("P(final Π_iL ≤ ½), m ≥ 1000", np.concatenate(fallen)[late], 0.95, f"catapult in {window}"))
    return found
