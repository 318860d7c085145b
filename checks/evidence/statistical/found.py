"""Which statistical evidence there is of a claim: a module that bears its name, else the stored experiments that speak of it."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from checks.evidence.kinds import Evidence
from checks.evidence.statistical._experiment import evidence_for
from checks.experiments.findings import findings_of
from checks.verdict.profiles import Profile
from numerics.experiments import experiments
from theory.claims import all_claims
from theory.statements import Claim

__all__ = ["has_statistics", "statistics"]


def has_statistics(claim: Claim) -> bool:
    """Whether there is any, and the claim is the project's: one with a similar id does not inherit it."""
    return claim in all_claims() and (_has_module(claim) or claim.id in _in_experiments())


def statistics(claim: Claim, profile: Profile, seed: int) -> list[Evidence]:
    """The statistical evidence of a claim; none if there is none. What is stored does not depend on profile or seed."""
    if not has_statistics(claim):
        return []
    if not _has_module(claim):
        return evidence_for(claim.id)
    found: list[Evidence] = import_module(_module(claim)).run(profile, seed)
    return found


def _has_module(claim: Claim) -> bool:
    return find_spec(_module(claim)) is not None


def _module(claim: Claim) -> str:
    return f"{__package__}." + re.sub(r"\W", "_", claim.id.lower())


@cache
def _in_experiments() -> frozenset[str]:
    """Claims that a finding of an experiment speaks of."""
    return frozenset(claim for name in experiments() for finding in findings_of(name) for claim in finding.claimed)
