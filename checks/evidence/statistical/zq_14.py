"""ZQ-14: on one-dimensional inputs catapults happen in one or in both eigendirections of the kernel, by the learning rate."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._closed_maps import WIDTHS, rows, starts
from checks.evidence.statistical._closed_maps import run as orbits_of
from checks.evidence.statistical._statistics import frequency
from checks.verdict.profiles import Profile

__all__ = ["run"]

_SIZES = (1.6, 1.0)
"""Σ x² over the positive and the negative inputs; a sign block is one datum with this |x|² (ZQ-13c, proved)."""
_CONSTANT = 300
_ORDER_1 = 100


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Frequencies of rise and fall of Π₁L and Π₂L in both windows, widths 1000 … 10⁵, target 1 along each direction."""
    found: list[Evidence] = []
    for window, low, high in (("only p₁", 0, 1), ("both", 1, 2)):
        risen: list[list[np.ndarray]] = [[], []]
        still, fallen = [], []
        for width in (width for width in WIDTHS if width >= 1000):
            blocks = [starts(width, rows(width), seed + sign) for sign in (0, 1)]
            lam = [kernel * square for (_, kernel), square in zip(blocks, _SIZES, strict=True)]
            edges = (2 / lam[0], 2 / lam[1], 4 / lam[0])
            usable = (edges[0] < edges[1]) & (edges[1] < edges[2])
            rate = (edges[low] + edges[high]) / 2
            settled = np.ones(len(rate), dtype=bool)
            for place, ((output, _), kernel, square) in enumerate(zip(blocks, lam, _SIZES, strict=True)):
                orbits = orbits_of(output * square**0.5, kernel, rate, width, 1.0, square, 300)
                bound = width * (rate * kernel - 2) ** 2 / (_CONSTANT * np.log(width))
                risen[place].append((orbits.peak / 2 >= bound)[usable])
                settled &= orbits.residual**2 <= 1
                if place:
                    still.append((orbits.peak / 2 <= _ORDER_1)[usable])
            fallen.append(settled[usable])
        note = f"catapult in {window}; y = 1 along each; m = 1000 … 10⁵"
        rise = [
            frequency(f"P(max {name} ≥ m(ηλ − 2)²/({_CONSTANT} log m))", np.concatenate(hits), 0.99, note)
            for name, hits in zip(("Π₁L", "Π₂L"), risen, strict=True)
        ]
        calm = frequency(f"P(max Π₂L ≤ {_ORDER_1})", np.concatenate(still), 0.99, note)
        found += [rise[0], calm if window == "only p₁" else rise[1]]
        found.append(frequency("P(final Π_iL ≤ ½)", np.concatenate(fallen), 0.95, note))
    return found
