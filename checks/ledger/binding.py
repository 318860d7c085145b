"""Whether a ledger that was read from a file speaks of the claims as they are here, and its evidence of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from checks.evidence.replay import counterexample_from_json, replay_counterexample
from checks.ledger.claims import claim_digest, claim_fields
from checks.verdict.expected import expected_verdicts
from checks.verdict.judge import PROOFS, Verdict
from checks.verdict.words import verdict_of
from numerics.arguments import shown
from theory.claims import all_claims
from theory.provers.canonical import statement_hash
from theory.provers.prover import provers
from theory.statements import Claim

__all__ = ["document_digest", "refuse_foreign"]

_TRUE = (*PROOFS, Verdict.TRUE_WITH)
_REFUTED = (Verdict.REFUTED, Verdict.REFUTED_STATISTICALLY)


def document_digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of all that a ledger says."""
    said = {name: value for name, value in document.items() if name != "digest"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def refuse_foreign(document: Mapping[str, Any], claims: Iterable[Claim] | None = None) -> None:
    """Raise ValueError unless every row is about a claim that is known here, as it is here, and no evidence is invented.

    Counterexamples are replayed, and each prover says whether a proof of the statement can be its own: identities are expanded
    again, those of certificates as they are written, theorems looked up. What only ``catapult verify`` could tell is believed:
    answers of Z3, measurements and searches.

    Parameters
    ----------
    document
        A ledger that follows the schema.
    claims
        What it may speak of; by default `theory.claims.all_claims`.
    """
    known = {claim.id: claim for claim in (all_claims() if claims is None else claims)}
    expected, seen = expected_verdicts(), set()
    for row in document["claims"]:
        name = row["id"]
        if name in seen:
            raise ValueError(f"the claim {shown(name)} has two rows")
        seen.add(name)
        if name not in known:
            raise ValueError(f"no claim {shown(name)} is known here; is --module missing?")
        _refuse_other_claim(row, known[name])
        for item in row["evidence"]:
            _refuse_invented(item, known[name])
        wanted = verdict_of(expected[name]) if name in expected and known[name] in all_claims() else None
        if wanted is not None and _contradicts(row, wanted):
            raise ValueError(f"{name} is said to be {shown(row['verdict'])}, but this version finds it {wanted.value}")
    if document.get("digest") != document_digest(document):
        raise ValueError("it was changed after it was written")


def _refuse_other_claim(row: Mapping[str, Any], claim: Claim) -> None:
    for name, value in claim_fields(claim).items():
        if row[name] != value:
            raise ValueError(f"{claim.id}: {name} is not that of this version: run catapult verify --json again")
    if row["claim_digest"] != claim_digest(claim):
        raise ValueError(f"{claim.id}: its digest is not that of this version: run catapult verify --json again")


def _refuse_invented(item: Mapping[str, Any], claim: Claim) -> None:
    if item["kind"] == "counterexample":
        _replay(item, claim)
    elif item["kind"] == "proof":
        _refuse_invented_proof(item, claim)
    elif item["kind"] == "dropped":
        wider = next((claim.without(added) for added in claim.added if added.name == item["hypothesis"]), None)
        if wider is None:
            raise ValueError(f"{claim.id}: {shown(item['hypothesis'])} is no hypothesis that is added to it")
        if item["counterexample"] is not None:
            _replay(item["counterexample"], wider)


def _replay(document: Mapping[str, Any], claim: Claim) -> None:
    outcome = replay_counterexample(claim, counterexample_from_json(document))
    if not outcome.confirmed:
        found = "; ".join(outcome.differences) or "the statement holds"
        raise ValueError(f"{claim.id}: a counterexample in it is not confirmed: {found}")


def _refuse_invented_proof(item: Mapping[str, Any], claim: Claim) -> None:
    place = item["statement"]
    statement = claim.statements[place] if 0 <= place < len(claim.statements) else None
    if statement is None or item["statement_hash"] != statement_hash(statement):
        raise ValueError(f"{claim.id}: a proof in it is of another statement")
    prover = provers()[item["prover"]]
    if not prover.has(statement, item["theorem"]) or not prover.accepts(statement, item["artefact"]):
        raise ValueError(f"{claim.id}: there is no such proof by {item['prover']} of statement {place + 1}")


def _contradicts(row: Mapping[str, Any], wanted: Verdict) -> bool:
    """Whether what is said excludes what is known: found on any machine and with any seed."""
    verdict = verdict_of(row["verdict"])
    if wanted is Verdict.REFUTED:
        missing = any(item["kind"] == "skipped" for item in row["evidence"])
        return verdict in _TRUE or (verdict is not Verdict.REFUTED and not missing)
    return wanted in _TRUE and verdict in _REFUTED
