"""From evidence to a verdict: the one place where evidence is read.

Kinds of evidence do not add up. A claim is *proved* only if a proof covers each of its statements for the whole range of its
quantifiers; a sample that passes makes it *supported*, however large; one exact, replayed counterexample *refutes* it; a
measurement can support or statistically refute; everything else leaves it *open*.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from checks.evidence import Counterexample, Evidence, Fuzzed, Measured, Proved
from theory.statements import Claim

__all__ = ["Verdict", "judge"]


class Verdict(Enum):
    """What the evidence says about a claim."""

    PROVED = "proved"
    SHIPPED = "proved (shipped, not re-checked)"
    REFUTED = "refuted"
    REFUTED_STATISTICALLY = "refuted (statistical)"
    SUPPORTED = "supported"
    OPEN = "open"


def judge(claim: Claim, evidence: Sequence[Evidence]) -> Verdict:
    """Return the verdict on a claim.

    A suspect that floating point found and exact replay could not confirm keeps the claim open, unless it is proved.
    """
    if any(isinstance(item, Counterexample) for item in evidence):
        return Verdict.REFUTED
    if claim.statements:
        covering = [_covering(index, evidence) for index in range(len(claim.statements))]
        if all(covering):
            return Verdict.PROVED if all(any(p.rechecked for p in proofs) for proofs in covering) else Verdict.SHIPPED
    measured = [item for item in evidence if isinstance(item, Measured)]
    if any(not item.agrees for item in measured):
        return Verdict.REFUTED_STATISTICALLY
    searched = [item for item in evidence if isinstance(item, Fuzzed) and item.trajectories > 0]
    if any(item.suspects for item in searched):
        return Verdict.OPEN
    if all(any(item.statement == index for item in searched) for index in range(len(claim.statements))) and (
        measured or claim.statements
    ):
        return Verdict.SUPPORTED
    return Verdict.OPEN


def _covering(index: int, evidence: Sequence[Evidence]) -> list[Proved]:
    return [item for item in evidence if isinstance(item, Proved) and item.statement in (None, index)]
