"""ZQ-5: for 2 < ηλ₀ < 4 the loss of a neural quadratic model rises to at least order m/log m and falls to order 1."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._closed_maps import sampled
from checks.evidence.statistical._statistics import frequency
from checks.verdict.profiles import Profile

__all__ = ["run"]

_RATES = (2.2, 3.0, 3.8)
_CONSTANT = 300


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Frequencies of the rise and of the fall over widths 1000 … 10⁵, at three rates, target 1."""
    risen, fallen = [], []
    for scaled in _RATES:
        for width, _, orbits in sampled(scaled, target=1.0, seed=seed, least=1000):
            risen.append(orbits.peak / 2 >= width * (scaled - 2) ** 2 / (_CONSTANT * np.log(width)))
            fallen.append(orbits.residual**2 / 2 <= 1)
    note = f"ηλ₀ = {', '.join(map(str, _RATES))}; y = 1; m = 1000 … 10⁵"
    return [
        frequency(f"P(max L ≥ m(ηλ₀ − 2)²/({_CONSTANT} log m))", np.concatenate(risen), 0.99, note),
        frequency("P(final L ≤ 1)", np.concatenate(fallen), 0.99, note),
    ]
