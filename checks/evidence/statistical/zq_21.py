"""ZQ-21: under the hypotheses of ZQ-20, M/2 ≤ λmax(K(0)) ≤ 3M/2 on one-dimensional inputs."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._statistics import frequency
from checks.evidence.statistical.zq_20 import LEVELS, smallest_width
from checks.verdict.profiles import Profile
from numerics.models.two_layer import TwoLayerNet

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Frequencies over 1000 initialisations for each δ, on eight Gaussian inputs."""
    source = np.random.default_rng(seed)
    line = source.normal(size=8)
    # Σ_ij x_i²x_j² over one sign is the square of Σ_i x_i².
    top = max(float((line[line >= 0] ** 2).sum()), float((line[line < 0] ** 2).sum()))
    found: list[Evidence] = []
    for delta in LEVELS:
        width = smallest_width(delta)
        net = TwoLayerNet(line[:, None], width)
        signs = source.choice((-1.0, 1.0), size=(1000, width))
        weights = np.concatenate((source.normal(size=(1000, width)), signs), axis=1)
        largest = np.linalg.eigvalsh(net.tangent_gram(weights))[:, -1]
        inside = (largest >= top / 2) & (largest <= 3 * top / 2)
        found.append(frequency(f"P(λmax(K(0)) in the interval), δ = {delta:g}", inside, 1 - delta, f"m = {width}"))
    return found
