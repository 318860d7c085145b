"""ZQ-8: below 2/λ₀ a neural quadratic model converges at the rate 1 − δ + O(1/(mδ)), and the kernel moves by O(1/(mδ))."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._closed_maps import sampled
from checks.evidence.statistical._statistics import frequency
from checks.verdict.profiles import Profile

__all__ = ["run"]

_RATES = (0.2, 0.5, 1.0, 1.5, 1.8)
_CONSTANT = 100


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Frequencies with which rate and kernel keep within the printed bounds, widths 1000 … 10⁵, at five rates, target 1."""
    near, slow = [], []
    for scaled in _RATES:
        delta = min(scaled, 2 - scaled)
        for width, _, orbits in sampled(scaled, target=1.0, seed=seed, least=1000):
            bound = _CONSTANT / (width * delta)
            near.append(orbits.kernel_change <= bound)
            slow.append(orbits.slowest <= 1 - delta + bound)
    note = f"ηλ₀ = {', '.join(map(str, _RATES))}; y = 1; m = 1000 … 10⁵"
    return [
        frequency(f"P(sup |λ(t) − λ(0)| ≤ {_CONSTANT}/(mδ))", np.concatenate(near), 0.99, note),
        frequency(f"P(√(L(t+1)/L(t)) ≤ 1 − δ + {_CONSTANT}/(mδ) at all steps)", np.concatenate(slow), 0.99, note),
    ]
