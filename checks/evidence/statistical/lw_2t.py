"""LW-2t: the catapult of the linear net takes logarithmic time in the width."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._closed_maps import sampled
from checks.evidence.statistical._statistics import slope
from checks.verdict.profiles import Profile

__all__ = ["run"]

_RATE = 2.5


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Steps to the peak against ln n, widths 1000 … 10⁵, Gaussian weights, target 0.

    Each step multiplies |f| by about ηλ₀ − 1 until it is of order √n, from the order 1 that it starts with.
    """
    sizes, times = [], []
    for width, kernel, orbits in sampled(_RATE, seed=seed, steps=400, linear=True, least=1000):
        sizes.append(np.full(len(kernel), np.log(width)))
        times.append(orbits.peak_step)
    expected = float(1 / (2 * np.log(_RATE - 1)))
    note = f"ηλ₀ = {_RATE}; near 1/(2 ln {_RATE - 1}) = {expected:.2f}, as Θ leaves the factor open: between half and twice"
    claimed = (expected / 2, 2 * expected)
    return [slope("steps to the peak per ln n", np.concatenate(sizes), np.concatenate(times), claimed, note)]
