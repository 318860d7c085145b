"""LW-2: lazy, catapult and divergent phase of the linear net; logarithmic time, peak of order √n, final ηλ below 2."""

from __future__ import annotations

import numpy as np
from scipy import stats

from checks.evidence import Evidence, Measured
from checks.profiles import Profile
from checks.trials._closed_maps import sampled
from checks.trials._statistics import CONFIDENCE, frequency, power

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Orbits at ηλ₀ = 1, 2.5 and 5, widths 10 … 10⁵, Gaussian weights, target 0."""
    found: list[Evidence] = []
    for scaled, phase in ((1.0, "lazy"), (5.0, "divergent")):
        hits, wide = [], []
        for width, _, orbits in sampled(scaled, seed=seed, steps=400, linear=True):
            grew = orbits.peak_step > 0
            ended = np.abs(orbits.residual) < 1e-3
            hits.append(ended & ~grew if phase == "lazy" else ~np.isfinite(orbits.residual))
            wide.append(np.full(len(grew), width >= 1000))
        chosen = np.concatenate(hits)[np.concatenate(wide)]
        found.append(frequency(f"P({phase} phase at ηλ₀ = {scaled:g}), n ≥ 1000", chosen, 0.95))
    sizes, peaks, times, below = [], [], [], []
    for width, kernel, orbits in sampled(2.5, seed=seed, steps=400, linear=True):
        sizes.append(np.full(len(kernel), width))
        peaks.append(np.sqrt(orbits.peak))
        times.append(orbits.peak_step)
        below.append(2.5 / kernel * orbits.kernel < 2)
    size, time = np.concatenate(sizes), np.concatenate(times)
    late = size >= 1000
    found.append(frequency("P(final ηλ < 2), n ≥ 1000", np.concatenate(below)[late], 0.95, "ηλ₀ = 2.5"))
    found.append(power("exponent of max |f|", size[late], np.concatenate(peaks)[late], 0.5, 0.5, "ηλ₀ = 2.5"))
    fit = stats.linregress(np.log(size[late]), time[late])
    spread = float(stats.t.ppf((1 + CONFIDENCE) / 2, late.sum() - 2)) * float(fit.stderr)
    low, high = float(fit.slope) - spread, float(fit.slope) + spread
    expected = 1 / (2 * np.log(1.5))
    note = f"ηλ₀ = 2.5; 1/(2 ln 1.5) = {expected:.2f} is expected"
    agrees = low > 0
    found.append(Measured("steps to the peak per ln n", float(fit.slope), low, high, CONFIDENCE, int(late.sum()), agrees, note))
    return found
