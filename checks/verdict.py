"""From evidence to a verdict: the one place where evidence is read.

Kinds of evidence do not add up. A claim is *proved* only if a proof covers each of its statements for the whole range of its
quantifiers; a sample that passes makes it *supported*, however large; one exact, replayed counterexample *refutes* it; a
measurement can support or statistically refute; everything else leaves it *open*.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from checks.evidence import Counterexample, Evidence, Fuzzed, Measured, Proved
from theory.proofs.proof import statement_hash
from theory.statements import Claim

__all__ = ["ContradictionError", "Verdict", "judge"]


class ContradictionError(RuntimeError):
    """A statement is proved and refuted at once: a prover, a derivation or the engine is wrong."""


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

    A suspect that floating point found and exact replay could not confirm keeps the claim open, unless it is proved. A claim
    that also makes a statistical assertion is never more than supported.

    Parameters
    ----------
    claim
        The claim.
    evidence
        Everything that was found out about it, in any order.

    Raises
    ------
    ContradictionError
        If the same statement has a proof and a counterexample.

    Examples
    --------
    >>> from theory import claim
    >>> judge(claim("ML-2"), [])
    <Verdict.OPEN: 'open'>
    """
    refuted = {item.statement for item in evidence if isinstance(item, Counterexample)}
    covering = [_covering(claim, index, evidence) for index in range(len(claim.statements))]
    for index in refuted:
        if any(proof.rechecked for proof in covering[index]):
            raise ContradictionError(f"{claim.id}, statement {index + 1}, is both proved and refuted")
    if refuted:
        return Verdict.REFUTED
    measured = [item for item in evidence if isinstance(item, Measured)]
    if any(not item.agrees for item in measured):
        return Verdict.REFUTED_STATISTICALLY
    if claim.kind == "theorem" and all(covering):
        rechecked = all(any(proof.rechecked for proof in proofs) for proofs in covering)
        return Verdict.PROVED if rechecked else Verdict.SHIPPED
    searched = [item for item in evidence if isinstance(item, Fuzzed) and item.trajectories > 0]
    if any(item.suspects for item in searched):
        return Verdict.OPEN
    tried = all(covering[index] or any(item.statement == index for item in searched) for index in range(len(claim.statements)))
    return Verdict.SUPPORTED if tried and (measured or claim.kind == "theorem") else Verdict.OPEN


def _covering(claim: Claim, index: int, evidence: Sequence[Evidence]) -> list[Proved]:
    """Proofs of exactly this statement: the hash of what was checked must be the hash of what is claimed."""
    proofs = [item for item in evidence if isinstance(item, Proved) and item.statement == index]
    return [item for item in proofs if item.proof.statement_hash == statement_hash(claim.statements[index])]
