"""ZQ-8: below 2/λ₀ a neural quadratic model converges at the rate 1 − δ + O(1/(mδ)), and the kernel moves by O(1/(mδ))."""

from __future__ import annotations

import numpy as np

from checks.evidence import Evidence
from checks.profiles import Profile
from checks.trials._closed_maps import sampled
from checks.trials._statistics import power

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Excess of the rate and change of the kernel over widths 10 … 10⁵ at ηλ₀ = 0.5 and 1.5, target 1."""
    found: list[Evidence] = []
    for scaled in (0.5, 1.5):
        delta = min(scaled, 2 - scaled)
        sizes, changes, excesses = [], [], []
        for width, _, orbits in sampled(scaled, target=1.0, seed=seed):
            if width >= 100:
                sizes.append(np.full(len(orbits.peak), width))
                changes.append(orbits.kernel_change)
                excesses.append(np.abs(orbits.slowest - (1 - delta)))
        size = np.concatenate(sizes)
        note = f"ηλ₀ = {scaled}, m ≥ 100; at most −1 is claimed"
        found.append(power("exponent of sup |λ(t) − λ(0)|", size, np.concatenate(changes), -np.inf, -1.0, note))
        excess = np.fmax(np.concatenate(excesses), 1e-12)
        found.append(power("exponent of |√(L(t+1)/L(t)) − (1 − δ)|", size, excess, -np.inf, -1.0, note))
    return found
