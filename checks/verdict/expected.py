"""The last comparison: verdicts against those the project expects. Nothing else reads the expectations."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

from checks.evidence.kinds import Fuzzed, Measured, Refused, Skipped
from checks.verdict.entry import Entry
from checks.verdict.judge import PROOFS, Verdict
from checks.verdict.words import verdict_of

__all__ = ["expected_verdicts", "surprises"]


def expected_verdicts() -> dict[str, str]:
    """Claim id → expected verdict, as shipped in ``expected_verdicts.json``."""
    text = files("checks.verdict").joinpath("expected_verdicts.json").read_text(encoding="utf-8")
    verdicts: dict[str, str] = json.loads(text)
    return verdicts


def surprises(entries: Sequence[Entry]) -> list[str]:
    """One line for each claim whose verdict is not the expected one, although the tools present could decide it.

    And one for each shipped proof that its prover refuses.

    A claim expected to be proved may have a weaker proof or be supported where a prover is missing. Claims without an expectation
    (a user's own) surprise only when they are refuted.
    """
    expected = expected_verdicts()
    lines = []
    for entry in entries:
        # Another prover may still have proved it, but what is shipped as a proof is none.
        lines += [
            f"{entry.claim.id}, statement {item.statement + 1}: {item.reason}"
            for item in entry.evidence
            if isinstance(item, Refused)
        ]
        wanted = expected.get(entry.claim.id)
        if wanted is None:
            if entry.verdict in (Verdict.REFUTED, Verdict.REFUTED_STATISTICALLY):
                lines.append(f"{entry.claim.id}: {entry.verdict.value}; a claim of your own is expected to stand")
        elif entry.verdict_text != wanted and not _excused(entry, wanted):
            lines.append(f"{entry.claim.id}: expected {wanted}, found {entry.verdict_text}")
    return lines


def _excused(entry: Entry, wanted: str) -> bool:
    missing = any(isinstance(item, Skipped) for item in entry.evidence)
    if verdict_of(wanted) in (*PROOFS, Verdict.TRUE_WITH):
        searched = any(isinstance(item, (Fuzzed, Measured)) for item in entry.evidence)
        weaker = entry.verdict in PROOFS if verdict_of(wanted) in PROOFS else entry.verdict is verdict_of(wanted)
        weaker &= entry.verdict_text.partition(": ")[2] == wanted.partition(": ")[2]  # the same hypotheses, by whichever prover
        return missing and (weaker or (entry.verdict is Verdict.SUPPORTED and searched))
    undecided = all(isinstance(item, Skipped) for item in entry.evidence)
    return missing and undecided and entry.verdict is Verdict.OPEN
