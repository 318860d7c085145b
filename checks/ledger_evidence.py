"""Whether the verdicts of a ledger that was read from a file follow from the evidence in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checks.verdict import Verdict

__all__ = ["unfounded"]


def unfounded(document: Mapping[str, Any]) -> list[str]:
    """Ids of the claims in a valid ledger document whose verdict cannot come from their evidence: the file was edited."""
    return [claim["id"] for claim in document["claims"] if not _follows(claim)]


def _follows(claim: Mapping[str, Any]) -> bool:
    verdict, evidence = Verdict(claim["verdict"]), claim["evidence"]
    if not all(0 <= item.get("statement", 0) < max(len(claim["latex"]), 1) for item in evidence):
        return False  # evidence on a statement that the claim does not make
    kinds = {item["kind"] for item in evidence}
    refuted = "counterexample" in kinds
    if verdict is Verdict.REFUTED or refuted:
        return refuted and verdict is Verdict.REFUTED
    if verdict is Verdict.REFUTED_STATISTICALLY:
        return any(item.get("agrees") is False for item in evidence)
    if verdict in (Verdict.PROVED, Verdict.SHIPPED):
        proofs = [item for item in evidence if item["kind"] == "proof"]
        valid = [item.get("statement") for item in proofs if verdict is Verdict.SHIPPED or item.get("rechecked") is True]
        return claim["kind"] == "theorem" and bool(claim["latex"]) and set(valid) >= set(range(len(claim["latex"])))
    return verdict is not Verdict.SUPPORTED or bool(kinds & {"fuzzed", "measured", "proof"})
