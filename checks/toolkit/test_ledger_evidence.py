"""A ledger that was edited by hand is not believed."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from checks.ledger.evidence import unfounded
from checks.ledger.table import read_ledger
from checks.toolkit.ledgers import small_ledger
from checks.verdict.judge import Verdict
from checks.verdict.words import verdict_of

LESS = {
    Verdict.PROVED_IDENTITY: (Verdict.SHIPPED, Verdict.SUPPORTED),
    Verdict.SHIPPED: (Verdict.SUPPORTED,),
}


def test_a_ledger_as_written_is_founded(tmp_path: Path) -> None:
    assert unfounded(small_ledger()) == []
    (tmp_path / "ledger.json").write_text(json.dumps(small_ledger()), encoding="utf-8")
    assert read_ledger(tmp_path / "ledger.json") == small_ledger()


WRITTEN = {Verdict.TRUE_WITH: "true with: y = 0", Verdict.PROVED_ADDED: "proved (added prover oracle)"}


@pytest.mark.parametrize("verdict", [item for item in Verdict if item is not Verdict.OPEN], ids=lambda item: item.name)
def test_a_verdict_put_in_by_hand_is_noticed(verdict: Verdict, tmp_path: Path) -> None:
    document = copy.deepcopy(small_ledger())
    for claim in document["claims"]:
        before, claim["verdict"] = claim["verdict"], WRITTEN.get(verdict, verdict.value)
        if before == verdict.value or verdict in LESS.get(verdict_of(before), ()):
            claim["verdict"] = before  # to say less than is known is no lie
            continue
        assert unfounded(document) == [claim["id"]]
        (tmp_path / "edited.json").write_text(json.dumps(document), encoding="utf-8")
        with pytest.raises(ValueError, match=f"verdict on {claim['id']} does not follow"):
            read_ledger(tmp_path / "edited.json")
        claim["verdict"] = before


@pytest.mark.parametrize("place", [-1, 99])
def test_evidence_on_a_statement_that_is_not_made_is_noticed(place: int) -> None:
    document = copy.deepcopy(small_ledger())
    refuted = next(claim for claim in document["claims"] if claim["verdict"] == "refuted")
    next(item for item in refuted["evidence"] if item["kind"] == "counterexample")["statement"] = place
    assert unfounded(document) == [refuted["id"]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "it is nested too deeply"),
        ('{"claims": [], "schema_version": 99}', "schema_version is 99; 2 is the one"),
        ('{"claims": []}', "schema_version is None"),
        ('{"claims": [{}], "schema_version": 2, "version": "", "python": "", "seed": 0, "profile": ""}', r"claims\[0\]: 'id' is"),
    ],
)
def test_what_is_no_ledger_of_this_version_is_refused_with_the_place(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=f"is not a ledger: {reason}"):
        read_ledger(tmp_path / "other.json")


def test_a_proof_taken_out_or_not_checked_again_is_noticed() -> None:
    document = copy.deepcopy(small_ledger())
    proved = next(claim for claim in document["claims"] if claim["verdict"] == "proved (identity)")
    proved["evidence"][0]["rechecked"] = False
    assert unfounded(document) == [proved["id"]]
    proved["evidence"] = []
    assert unfounded(document) == [proved["id"]]
