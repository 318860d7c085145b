"""A small ledger with every kind of evidence in it, for tests of what is written from one."""

from __future__ import annotations

from functools import cache
from typing import Any

from checks.evidence import Counterexample, Enclosed, Fuzzed, Measured, Proved, Skipped
from checks.hunt import hunt
from checks.ledger import ledger_json
from checks.tightness import Tightness
from checks.verdict import Verdict, judge
from checks.verification import Entry
from theory.claims import claim
from theory.proofs.proof import prove_identity


@cache
def small_ledger() -> dict[str, Any]:
    """Five claims: two refuted and one proved for real, two entries put together by hand. Not to be changed in place."""
    return ledger_json([*_refuted(), _proved(), *_made_up()], seed=7, profile="dev")


def _refuted() -> list[Entry]:
    entries = []
    for name in ("SUM-1", "SUM-2"):
        found = hunt(claim(name), 0, most=400)
        assert isinstance(found, Counterexample)
        entries.append(Entry(claim(name), judge(claim(name), [found]), (found,)))
    return entries


def _proved() -> Entry:
    item = claim("LW-1")
    proofs = tuple(Proved(proof, n) for n, part in enumerate(item.statements) if (proof := prove_identity(item.id, part)))
    return Entry(item, judge(item, proofs), proofs)


def _made_up() -> list[Entry]:
    searched = (
        Fuzzed(0, 12, 340, 1e-9, False, 0, 7),
        Enclosed(0, 3, "Each enters the region that a proved lemma keeps."),
        Skipped("coq", "Coq is <not> here & cannot be"),
    )
    measured = (Measured("slope of the peak in the width", 1.02, 0.9, 1.1, 0.99, 64, True, "log-log fit"),)
    return [
        Entry(claim("ML-2"), Verdict.SUPPORTED, searched, Tightness(0.5, 0.1, 0.9, 8)),
        Entry(claim("ML-12"), Verdict.SUPPORTED, measured),
    ]
