"""ZQ-6: runs that converge end at g = y with λ in [ε, 2/η − ε], ε of order log m/√m."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._closed_maps import run as orbits_of
from checks.evidence.statistical._closed_maps import starts
from checks.evidence.statistical._statistics import frequency
from checks.verdict.profiles import Profile

__all__ = ["run"]

_WIDTHS = (1000, 3162, 10_000)
_PER_START = 20


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Where runs over ηλ₀ in (0.5, 3.9) with target 1 come to rest."""
    source = np.random.default_rng(seed)
    inside, within = [], []
    for width in _WIDTHS:
        output, kernel = starts(width, 100, seed)
        output, kernel = np.repeat(output, _PER_START), np.repeat(kernel, _PER_START)
        scaled = source.uniform(0.5, 3.9, len(output))
        ends = orbits_of(output, kernel, scaled / kernel, width, 1.0, 1.0, 800)
        rest = np.abs(ends.residual) < 1e-6
        final = (scaled / kernel * ends.kernel)[rest]
        edge = np.log(width) / width**0.5 / 4
        inside.append((final > 0) & (final < 2))
        within.append((final >= edge) & (final <= 2 - edge))
    note = "ηλ₀ in (0.5, 3.9), y = 1, m = 1000 … 10⁴"
    return [
        frequency("P(0 < λ < 2/η at rest)", np.concatenate(inside), 0.99, note),
        frequency("P(λ in [ε, 2/η − ε] at rest), ηε = log m/(4√m)", np.concatenate(within), 0.9, note),
    ]
