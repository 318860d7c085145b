"""ZQ-10: what the stored experiments show of it. Its two printed sentences exclude each other."""

from __future__ import annotations

from dataclasses import replace

from checks.evidence import Evidence, Measured
from checks.profiles import Profile
from checks.trials._experiment import evidence_for

__all__ = ["run"]


def run(profile: Profile, seed: int) -> list[Evidence]:
    """Hold the final ηλ_i against both sentences: below 2 (the first), above 2 (the one in the multi-datum section)."""
    found = evidence_for("ZQ-10")
    second = [
        replace(item, quantity=f"{item.quantity}, against the print “η > 2/λ₁ and η > 2/λ₂”", agrees=item.low > 2)
        for item in found
        if isinstance(item, Measured)
    ]
    return [*found, *second]
