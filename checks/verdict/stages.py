"""Verification in two stages: the ledger at once with what is shipped and recorded, then what a slow prover makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checks.evidence.kinds import Evidence, Proved
from checks.evidence.proofs import ask
from checks.verdict.entry import Entry
from checks.verdict.judge import judge
from checks.verdict.profiles import Profile
from checks.verdict.verification import Options, prepare, verify_all
from theory.provers.prover import provers
from theory.statements import Claim

__all__ = ["settled", "waiting"]


def waiting(claims: Iterable[Claim], options: Options) -> tuple[Claim, ...]:
    """The claims with a proof that a prover which is asked has yet to check on this machine, which may take minutes.

    Parameters
    ----------
    claims
        The claims.
    options
        As for `verify`; with ``recheck`` everything that a slow prover proves is checked anew.
    """
    asked = [prover for prover in options.asked if prover.slow]
    return tuple(
        claim
        for claim in claims
        if any(
            prover.covers(statement) if options.recheck and not prover.missing else prover.unrecorded(statement)
            for prover in asked
            for stated in (claim, *claim.wider)
            for statement in stated.statements
        )
    )


def settled(entries: Sequence[Entry], late: Iterable[Claim], profile: Profile, options: Options, *, jobs: int = 1) -> list[Entry]:
    """The entries, those of the claims that waited as they are once their proofs are checked: equal to those of `verify_all`.

    Parameters
    ----------
    entries
        What `verify_all` gave with ``recorded`` options.
    late
        The claims of `waiting`.
    profile, options, jobs
        As for `verify_all`.

    Raises
    ------
    ContradictionError
        If a claim is both proved and refuted.
    """
    behind = set(late)
    prepare(behind, options, jobs)
    now = {entry.claim: _checked(entry) for entry in entries if entry.claim in behind}
    anew = [claim for claim, entry in now.items() if entry is None]
    now |= {entry.claim: entry for entry in verify_all(anew, profile, replace(options, recheck=False), jobs=jobs)}
    return [now.get(entry.claim) or entry for entry in entries]


def _checked(entry: Entry) -> Entry | None:
    """The entry with its shipped proofs checked; None if something else than proofs may come of it."""
    slow = [prover for prover in provers().values() if prover.slow]
    unknown = [statement for stated in (entry.claim, *entry.claim.wider) for statement in stated.statements]
    if not all(prover.ships(statement) or not prover.covers(statement) for prover in slow for statement in unknown):
        return None
    evidence: list[Evidence] = []
    for item in entry.evidence:
        if isinstance(item, Proved) and not item.rechecked:
            evidence += ask(provers()[item.prover], entry.claim, item.statement)
        else:
            evidence.append(item)
    proofs = [isinstance(item, Proved) for item in entry.evidence]
    if [isinstance(item, Proved) and item.rechecked for item in evidence] != proofs:
        return None  # a proof is refused: then there is more to search
    return replace(entry, verdict=judge(entry.claim, evidence), evidence=tuple(evidence))
