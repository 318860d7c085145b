"""How much effort a verification spends: the profiles ``dev``, ``ci`` and ``deep``."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["PROFILES", "Profile", "profile"]


@dataclass(frozen=True)
class Profile:
    """Budgets of one verification.

    Attributes
    ----------
    examples
        Scenes that Hypothesis draws per statement.
    batch
        Initialisations per scene.
    trajectories
        Largest number of trajectories run per scene.
    steps
        Steps per trajectory (25 times as many where peaks and limits are judged).
    largest_width
        Largest width times data points times input dimension.
    exact_trajectories
        Trajectories tried in exact arithmetic per statement.
    engine
        Engine of the simulations: the reference where batches are too small to repay compiling, else the fastest.
    updates
        Weight updates (times data) that a scene may cost; a larger one runs fewer trajectories, but a tenth at least.
    """

    name: str
    examples: int
    batch: int
    trajectories: int
    steps: int
    largest_width: int
    exact_trajectories: int
    engine: str
    updates: float = math.inf


PROFILES = {
    "dev": Profile("dev", 8, 4, 64, 16, 512, 96, "numpy"),
    "ci": Profile("ci", 40, 96, 2400, 24, 2048, 1000, "auto", 5e7),
    "deep": Profile("deep", 400, 16, 512, 60, 65536, 20000, "auto"),
}


def profile(name: str) -> Profile:
    """The profile with this name.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> profile("dev").examples < profile("ci").examples
    True
    """
    if name not in PROFILES:
        raise ValueError(f"profile must be one of {', '.join(PROFILES)}, not {name!r}")
    return PROFILES[name]
