"""ZQ-10: what the stored experiments show of it. Its two printed sentences exclude each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from checks.evidence.kinds import Evidence, Measured
from checks.evidence.statistical._experiment import evidence_for
from checks.verdict.profiles import Profile

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Hold the final ηλ_i against both sentences: below 2 (the first), above 2 (the one in the multi-datum section)."""
    found = evidence_for("ZQ-10")
    second = [
        replace(item, quantity=f"{item.quantity}, against the print “η > 2/λ₁ and η > 2/λ₂”", claimed=(2, np.inf))
        for item in found
        if isinstance(item, Measured)
    ]
    return [*found, *second]
