"""How much effort a verification spends: the profiles ``dev``, ``ci`` and ``deep``."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from numerics.arguments import choice, integer, real, shown
from numerics.engines import ENGINES

__all__ = ["PROFILES", "Profile", "profile"]


@dataclass(frozen=True)
class Profile:
    """Budgets of one verification.

    Attributes
    ----------
    examples
        Instances that Hypothesis draws per statement.
    batch
        Initialisations per instance.
    trajectories
        Largest number of trajectories run per instance.
    steps
        Steps per trajectory (25 times as many where peaks and limits are judged).
    largest_width
        Largest width times data points times input dimension.
    exact_trajectories
        Trajectories tried in exact arithmetic per statement.
    engine
        Engine of the simulations: the reference where batches are too small to repay compiling, else the fastest.
    updates
        Weight updates (times data) that an instance may cost; a larger one runs fewer trajectories, but a tenth at least.
    share
        Where a proof of a statement is shipped, one in so many samples is tried: they make no theorem surer, they guard what is
        printed of it.
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
    share: int = 1

    def __post_init__(self) -> None:
        for name in ("examples", "batch", "trajectories", "steps", "largest_width", "exact_trajectories", "share"):
            integer(getattr(self, name), name, least=1)
        choice(self.engine, "engine", ("auto", *ENGINES))
        real(self.updates, "updates", above=0, infinite=True)
        if not isinstance(self.name, str):
            raise TypeError(f"name must be text, not {shown(self.name)}")

    @property
    def of_proved(self) -> Profile:
        """What is spent on a statement whose proof is shipped."""
        counts = {name: -(-getattr(self, name) // self.share) for name in ("examples", "exact_trajectories")}
        return replace(self, share=1, **counts)


PROFILES = {
    "dev": Profile("dev", 8, 4, 64, 16, 512, 96, "numpy", share=12),
    "ci": Profile("ci", 40, 96, 2400, 24, 2048, 1000, "auto", 5e7),
    "deep": Profile("deep", 400, 16, 512, 60, 65536, 20000, "auto"),
}


def profile(name: str) -> Profile:
    """The profile with this name.

    Raises
    ------
    TypeError, ValueError
        If there is none.

    Examples
    --------
    >>> profile("dev").examples < profile("ci").examples
    True
    """
    choice(name, "profile name", PROFILES)
    return PROFILES[name]
