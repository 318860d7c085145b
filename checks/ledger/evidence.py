"""Whether the verdicts of a ledger that was read from a file follow from the evidence in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from checks.evidence.kinds import Dropped, agreement
from checks.evidence.replay import counterexample_from_json
from checks.verdict.judge import Summary, Verdict, judge_summary
from checks.verdict.words import verdict_words

__all__ = ["unfounded"]


def unfounded(document: Mapping[str, Any]) -> list[str]:
    """Ids of the claims in a valid ledger document whose verdict is not that of their evidence: the file was edited."""
    return [claim["id"] for claim in document["claims"] if not _follows(claim)]


def _follows(claim: Mapping[str, Any]) -> bool:
    evidence, statements = claim["evidence"], len(claim["latex"])
    if not all(0 <= item.get("statement", 0) < max(statements, 1) for item in evidence):
        return False  # evidence on a statement that the claim does not make
    if any(item["agrees"] is not _agreement(item) for item in evidence if item["kind"] == "measured"):
        return False
    found = _summary(evidence)
    if found.refuted & {statement for statement, _, rechecked in found.proofs if rechecked}:
        return False
    verdict = judge_summary(claim["kind"], statements, found)
    if verdict is Verdict.OPEN and not {statement for statement, _ in _tried(evidence)} >= set(range(statements)):
        return False  # a search leaves its traces, whatever is not installed
    return bool(claim["verdict"] == _in_words(verdict, evidence, found))


def _agreement(item: Mapping[str, Any]) -> bool | None:
    """What a measurement's interval and the claimed range give; where an end is missing it is not finite."""
    (low, high), (least, most) = (item["low"], item["high"]), item["claimed"]
    interval = (-math.inf if low is None else low, math.inf if high is None else high)
    allowed = (-math.inf if least is None else least, math.inf if most is None else most)
    return agreement(interval, allowed, item["shown"]) if item["samples"] > 0 else None


def _summary(evidence: Sequence[Mapping[str, Any]]) -> Summary:
    by_kind: dict[str, list[Mapping[str, Any]]] = {}
    for item in evidence:
        by_kind.setdefault(item["kind"], []).append(item)
    return Summary(
        frozenset(item["statement"] for item in by_kind.get("counterexample", ())),
        tuple(item["agrees"] for item in by_kind.get("measured", ())),
        tuple((item["statement"], item["prover"], item["rechecked"]) for item in by_kind.get("proof", ())),
        tuple((item["counterexample"] is not None, item["proved"]) for item in by_kind.get("dropped", ())),
        tuple(
            (item["statement"], item["suspects"] + bool(item.get("unreached")))
            for item in by_kind.get("fuzzed", ())
            if item["trajectories"] or item.get("unreached")
        ),
    )


def _tried(evidence: Sequence[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """(statement, kind) of everything that was tried, in vain or not."""
    return [(item["statement"], item["kind"]) for item in evidence if item["kind"] in ("fuzzed", "proof")]


def _in_words(verdict: Verdict, evidence: Sequence[Mapping[str, Any]], found: Summary) -> str:
    """How the verdict has to be shown: with the hypotheses that the evidence is about, and whose proof it is."""
    dropped = [
        Dropped(item["hypothesis"], item["counterexample"] and counterexample_from_json(item["counterexample"]), item["proved"])
        for item in evidence
        if item["kind"] == "dropped"
    ]
    return verdict_words(verdict, dropped, found.proofs)
