"""ZQ-5: for 2 < ηλ₀ < 4 the loss of a neural quadratic model rises to at least order m/log m and falls to order 1."""

from __future__ import annotations

import numpy as np

from checks.evidence import Evidence
from checks.profiles import Profile
from checks.trials._closed_maps import sampled
from checks.trials._statistics import frequency, power

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Peaks over widths 10 … 10⁵ at ηλ₀ = 3, target 1."""
    sizes, peaks, fallen = [], [], []
    for width, _, orbits in sampled(3.0, target=1.0, seed=seed):
        sizes.append(np.full(len(orbits.peak), width))
        peaks.append(orbits.peak / 2)
        fallen.append(orbits.residual**2 / 2 <= 1)
    size, peak = np.concatenate(sizes), np.concatenate(peaks)
    return [
        power("exponent of max L · log m / m", size, peak * np.log(size) / size, 0.0, 1.0, "ηλ₀ = 3, y = 1"),
        frequency("P(final L ≤ 1), m ≥ 1000", np.concatenate(fallen)[size >= 1000], 0.99),
    ]
