"""A small ledger with every kind of evidence in it, for tests of what is written from one."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from checks.evidence.kinds import Counterexample, Enclosed, Fuzzed, Measured, Proved, Refused, Skipped
from checks.evidence.tightness import Tightness
from checks.ledger.table import ledger_json
from checks.search.exact import search_exactly
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict, judge
from theory.claims import claim
from theory.provers.coq import checker
from theory.provers.proof import Shipped, prove, prove_identity


@cache
def small_ledger() -> dict[str, Any]:
    """Two claims refuted, one proved and one shipped for real, two entries put together by hand. Not to be changed in place."""
    return ledger_json([*_refuted(), _proved(), _shipped(), *_made_up()], seed=7, profile="dev")


def _refuted() -> list[Entry]:
    entries = []
    for name in ("SUM-1", "SUM-2"):
        found = search_exactly(claim(name), 0, most=400)
        assert isinstance(found, Counterexample)
        entries.append(Entry(claim(name), judge(claim(name), [found]), (found,)))
    return entries


def _proved() -> Entry:
    item = claim("LW-1")
    proofs = tuple(Proved(proof, n) for n, part in enumerate(item.statements) if (proof := prove_identity(item.id, part)))
    return Entry(item, judge(item, proofs), proofs)


def _shipped() -> Entry:
    """A row as a machine without Coq has it."""
    item = claim("GRAM-KERNEL")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checker, "available", lambda: False)
        found = prove("coq", item.id, item.statements[0])
    assert isinstance(found, Shipped)
    evidence = (Proved(found, 0), Refused(0, "Coq refuses its theorem: <Error>"))
    return Entry(item, judge(item, evidence), evidence)


def _made_up() -> list[Entry]:
    searched = (
        Fuzzed(0, 12, 340, 1e-9, False, 0, 7),
        Fuzzed(1, 12, 340, 1e-9, False, 0, 7),
        Enclosed(0, 3, "Each enters the region that a proved lemma keeps."),
        Skipped("coq", "Coq is <not> here & cannot be"),
    )
    measured = (Measured("slope of the peak in the width", 1.02, 0.9, 1.1, 0.99, 64, (0.5, 1.5), note="log-log fit"),)
    return [
        Entry(claim("ML-2"), Verdict.SUPPORTED, searched, Tightness(0.5, 0.1, 0.9, 8)),
        Entry(claim("ZQ-22"), Verdict.SUPPORTED, measured),
    ]
