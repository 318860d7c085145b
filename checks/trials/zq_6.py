"""ZQ-6: runs that converge end at g = y with λ in [ε, 2/η − ε], ε of order log m/√m."""

from __future__ import annotations

import numpy as np

from checks.evidence import Evidence
from checks.profiles import Profile
from checks.trials._closed_maps import run as orbits_of
from checks.trials._closed_maps import starts
from checks.trials._statistics import frequency, power

__all__ = ["run"]

_WIDTHS = (100, 316, 1000, 3162, 10_000)


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Where runs over ηλ₀ in (0.5, 3.9) with target 1 come to rest."""
    source = np.random.default_rng(seed)
    inside, sizes, outside = [], [], []
    for width in _WIDTHS:
        output, kernel = starts(width, 100, seed)
        output, kernel = np.repeat(output, 20), np.repeat(kernel, 20)
        scaled = source.uniform(0.5, 3.9, len(output))
        ends = orbits_of(output, kernel, scaled / kernel, width, 1.0, 1.0, 800)
        rest = np.abs(ends.residual) < 1e-6
        final = (scaled / kernel * ends.kernel)[rest]
        inside.append((final > 0) & (final < 2))
        edge = np.log(width) / width**0.5 / 4
        sizes.append(width)
        outside.append(max(float(((final < edge) | (final > 2 - edge)).mean()), 1e-4))
    return [
        frequency("P(0 < λ < 2/η at rest)", np.concatenate(inside), 0.99),
        power(
            "exponent of P(λ outside [ε, 2/η − ε])",
            np.array(sizes),
            np.array(outside),
            -1.0,
            0.0,
            "with ηε = log m/(4√m): it falls with the width",
        ),
    ]
