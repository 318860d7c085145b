"""ZS-1: what the stored experiments show of it."""

from __future__ import annotations

from checks.evidence import Evidence
from checks.profiles import Profile
from checks.trials._experiment import evidence_for

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Read the stored summaries; they do not depend on profile or seed."""
    return evidence_for("ZS-1")
