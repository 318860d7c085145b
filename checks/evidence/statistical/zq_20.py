"""ZQ-20: for m ≥ c′ log(4/δ), with probability at least 1 − δ, ‖x‖²/(2d) ≤ λ(0) ≤ 3‖x‖²/(2d). Here c′ = 32, d = 3."""

from __future__ import annotations

import numpy as np

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._statistics import frequency
from checks.verdict.profiles import Profile
from numerics.models.two_layer import TwoLayerNet

__all__ = ["CONSTANT", "LEVELS", "run", "smallest_width"]

CONSTANT = 32
LEVELS = (0.5, 0.1, 0.01)


def smallest_width(delta: float) -> int:
    """⌈c′ log(4/δ)⌉."""
    return int(np.ceil(CONSTANT * np.log(4 / delta)))


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Frequencies over 2000 initialisations for each δ."""
    source = np.random.default_rng(seed)
    inputs = np.array([[0.5, -1.0, 2.0]])
    middle = float((inputs**2).sum()) / 3
    found: list[Evidence] = []
    for delta in LEVELS:
        width = smallest_width(delta)
        net = TwoLayerNet(inputs, width, ntk_parameterisation=True)
        signs = source.choice((-1.0, 1.0), size=(2000, width))
        weights = np.concatenate((source.normal(size=(2000, 3 * width)), signs), axis=1)
        kernel = net.tangent_gram(weights)[:, 0, 0]
        inside = (kernel >= middle / 2) & (kernel <= 3 * middle / 2)
        found.append(frequency(f"P(λ(0) in the interval), δ = {delta:g}", inside, 1 - delta, f"m = {width}"))
    return found
