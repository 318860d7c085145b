"""The ledger in one line a claim: the verdict, whose proof it is, and the number that says most."""

from __future__ import annotations

from collections.abc import Sequence

from checks.evidence.kinds import Fuzzed, Measured
from checks.verdict.entry import Entry
from checks.verdict.judge import PROOFS, Verdict, added_names, proofs_among, weakest
from checks.verdict.words import verdict_of
from theory.arguments import listed
from theory.provers.prover import Prover, provers

__all__ = ["short_rows"]


def short_rows(entries: Sequence[Entry]) -> list[dict[str, str]]:
    """For each claim its id, source, verdict in full and in a word, hypotheses it is true with, whose proof, and one number.

    Examples
    --------
    >>> from checks import verify
    >>> from theory import claim
    >>> short_rows([verify(claim("SUM-1"))])[0]["number"]
    'fails at step 0'
    """
    return [_row(entry) for entry in listed(entries, "entries", Entry)]


def _row(entry: Entry) -> dict[str, str]:
    head, _, hypotheses = entry.verdict_text.partition(": ")
    found = verdict_of(entry.verdict_text)
    proved = found in PROOFS and found is not Verdict.CERTIFIED
    word = Verdict.PROVED.value if proved else head.partition(" (")[0] if hypotheses else head
    return {
        "claim": entry.claim.id,
        "source": entry.claim.source.paper,
        "verdict": entry.verdict_text,
        "word": word,
        "with": hypotheses,
        "proof": _whose(entry),
        "number": _number(entry),
    }


def _whose(entry: Entry) -> str:
    """Whose proof the verdict rests on; empty if it rests on none."""
    proofs = proofs_among(entry.evidence)
    if entry.verdict not in (*PROOFS, Verdict.TRUE_WITH) or not proofs:
        return ""
    deciding = weakest(proofs)
    if deciding is Verdict.SHIPPED:
        return "shipped"
    if deciding is Verdict.PROVED_ADDED:
        return added_names(proofs)
    return next(_name(prover) for prover in provers().values() if prover.verdict == deciding.value)


def _name(prover: Prover) -> str:
    """What a verdict calls a prover; its title for the one that a verdict need not name."""
    return prover.words.strip(" ()") or prover.title


def _number(entry: Entry) -> str:
    """Where it fails, how tight its bound is, how many measured findings agree, or how many states were judged."""
    if entry.counterexample is not None:
        return f"fails at step {entry.counterexample.step}"
    if entry.tightness is not None and entry.tightness.nearest:
        return f"fails at {1 / entry.tightness.high:.4g} bounds"
    if entry.tightness is not None:
        return f"tight {entry.tightness.median:.2g}" + (", sharp" if entry.tightness.attained else "")
    if measured := [item for item in entry.evidence if isinstance(item, Measured)]:
        return f"{sum(item.agrees is True for item in measured)}/{len(measured)} findings"
    states = sum(item.states for item in entry.evidence if isinstance(item, Fuzzed))
    return f"{states} states" if states else ""
