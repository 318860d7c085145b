"""Ask every prover for a proof of each statement of a claim."""

from __future__ import annotations

from checks.evidence.kinds import Evidence, Proved, Refused, Skipped
from numerics.progress import Progress
from theory.provers.proof import prove as prove_by
from theory.provers.prover import Prover, Refusal, provers
from theory.records import Recall
from theory.statements import Claim

__all__ = ["ask", "asked", "prove"]


def asked(*, slow: bool) -> tuple[Prover, ...]:
    """The provers that are asked, the cheapest first; without ``slow`` none that may take minutes."""
    return tuple(prover for prover in provers().values() if slow or not prover.slow)


def prove(
    claim: Claim, *, slow: bool = True, timeout: float = 2.0, recorded: bool = False, recall: Recall = Recall.NEVER
) -> list[Evidence]:
    """Collect the proofs of a claim's statements.

    Parameters
    ----------
    claim
        The claim.
    slow
        Whether to ask provers that may take minutes the first time (later the answer is read from this machine's record).
    timeout
        Seconds for each query of a prover that asks queries.
    recorded
        Whether provers that may take minutes answer only from what is recorded on this machine, or is shipped.
    recall
        Whether what the others have proved before on this machine is read from its record.
    """
    chosen = asked(slow=slow)
    evidence: list[Evidence] = []
    with Progress(f"prove {claim.id}", len(claim.statements), "statements") as shown:
        for index in range(len(claim.statements)):
            for prover in chosen:
                evidence += ask(prover, claim, index, timeout, recorded, recall)
            shown.update(index + 1)
    for prover in provers().values() if claim.statements else ():
        reason = prover.missing if prover in chosen else f"{prover.title} was not asked"
        if reason:
            evidence.append(Skipped(prover.name, reason))
    return evidence


def ask(
    prover: Prover,
    claim: Claim,
    index: int,
    timeout: float = 2.0,
    recorded: bool = False,
    recall: Recall = Recall.NEVER,
) -> list[Evidence]:
    """What one prover says of one statement of a claim."""
    found = prove_by(prover.name, claim.id, claim.statements[index], timeout=timeout, recorded=recorded, recall=recall)
    if found is None:
        return []
    return [Refused(index, found.reason) if isinstance(found, Refusal) else Proved(found, index)]
