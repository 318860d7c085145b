"""A ledger that somebody else wrote is held against the claims of this version, and its evidence against them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checks.ledger.binding import document_digest
from checks.ledger.table import read_ledger
from checks.toolkit.commands import catapult
from checks.toolkit.ledgers import small_ledger
from theory.claims import claim
from theory.provers.canonical import statement_hash


def written(document: Any, folder: Path) -> Path:
    (folder / "file.json").write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return folder / "file.json"


def resealed(document: dict[str, Any]) -> dict[str, Any]:
    """With the digest that its forger would write."""
    return {**document, "digest": document_digest(document)}


def row_of(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in document["claims"] if row["id"] == name)


def proof(name: str, prover: str, statement: int = 0) -> dict[str, Any]:
    return {
        "kind": "proof",
        "statement": statement,
        "prover": prover,
        "rechecked": True,
        "statement_hash": statement_hash(claim(name).statements[statement]),
        "artefact": "(assert false)\n(check-sat)\n",
        "theorem": "SUM_1_1" if prover == "coq" else "",
        "version": "9.9",
        "seconds": 0.1,
        "reasons": ["obvious"],
        "axioms": [],
        "witness": {"eta": "1"},
    }


VERDICTS = {"coq": "proved", "z3": "proved (Z3)", "sympy": "proved (identity)"}


def invented(prover: str) -> dict[str, Any]:
    document = copy.deepcopy(small_ledger())
    row, count = row_of(document, "SUM-1"), len(claim("SUM-1").statements)
    row["verdict"], row["evidence"] = VERDICTS[prover], [proof("SUM-1", prover, place) for place in range(count)]
    return resealed(document)


def edited(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    document = copy.deepcopy(small_ledger())
    change(document)
    return resealed(document)


def tried(verdict: str, *evidence: dict[str, Any]) -> Callable[[dict[str, Any]], object]:
    return lambda document: row_of(document, "SUM-1").update(verdict=verdict, evidence=list(evidence))


def renamed(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda document: row_of(document, "SUM-1").update(id=name)


SEARCHED = {"kind": "fuzzed", "trajectories": 9, "states": 9, "worst_margin": 0.1, "exact": True, "suspects": 1, "seed": 0}
SKIPPED = {"kind": "skipped", "what": "z3", "reason": "not installed"}
FORGED = {
    **{f"invented proof by {prover}": (invented(prover), "no such proof|finds it refuted") for prover in VERDICTS},
    "another's proof": (
        edited(lambda document: row_of(document, "LW-1")["evidence"][0].update(statement_hash="0" * 64)),
        "of another statement",
    ),
    "another theorem": (
        edited(lambda document: row_of(document, "GRAM-KERNEL")["evidence"][0].update(theorem="LW_1_1")),
        "no such proof",
    ),
    "open, emptied": (edited(tried("open")), "does not follow"),
    "open, nothing could be asked": (edited(tried("open", SKIPPED)), "does not follow"),
    "open, suspects": (edited(tried("open", *({**SEARCHED, "statement": place} for place in (0, 1)))), "finds it refuted"),
    "open, evidence kept": (edited(lambda document: row_of(document, "SUM-1").update(verdict="open")), "does not follow"),
    "a digit of a counterexample": (
        edited(lambda document: row_of(document, "SUM-1")["evidence"][0].update(learning_rate="7")),
        "changed after it was written",
    ),
    "another's counterexample": (
        edited(lambda document: row_of(document, "SUM-1").update(evidence=row_of(document, "SUM-2")["evidence"])),
        "counterexample to SUM-2",
    ),
    "twice": (edited(lambda document: document["claims"].append(document["claims"][0])), "two rows"),
    "another digest": (
        edited(lambda document: row_of(document, "SUM-1").update(claim_digest="0" * 64)),
        "its digest is not that",
    ),
    "an older wording": (
        edited(lambda document: row_of(document, "SUM-1").update(statement="It never grows.")),
        "statement is not that",
    ),
    "a number": ({**small_ledger(), "seed": 8}, "changed after it was written"),
    "without digest": ({key: value for key, value in small_ledger().items() if key != "digest"}, "changed after it was written"),
    **{
        f"id {name}": (edited(renamed(name)), "no claim .* is known here")
        for name in ("../../evil", "/etc/passwd", "SUM-9", "x" * 5000, "con", "a\tb")
    },
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_ledger_is_refused(name: str, tmp_path: Path) -> None:
    document, reason = FORGED[name]
    with pytest.raises(ValueError, match=reason) as caught:
        read_ledger(written(document, tmp_path))
    assert len(str(caught.value)) < 600


def test_every_command_that_reads_ledgers_refuses_them(tmp_path: Path) -> None:
    file = written(FORGED["invented proof by coq"][0], tmp_path)
    for arguments in (("errata", "--from", str(file)), ("report", "--from", str(file), "--out", str(tmp_path / "site"))):
        done = catapult(*arguments)
        assert done.returncode == 2
        assert "no such proof by coq" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "site").exists()


def test_fields_of_another_version_of_a_claim_are_refused(tmp_path: Path) -> None:
    """Whatever says what is claimed, one field after the other."""
    for name in (
        "source",
        "kind",
        "statement",
        "reading",
        "formal",
        "latex",
        "scope",
        "correction",
        "experiment",
        "claim_digest",
    ):
        document = copy.deepcopy(small_ledger())
        row = row_of(document, "ML-2")
        row[name] = {
            "source": {"paper": "ML", "place": "nowhere"},
            "kind": "empirical",
            "formal": row["formal"][::-1],
            "latex": row["latex"][::-1],
            "claim_digest": "a" * 64,
        }.get(name, "another")
        with pytest.raises(ValueError, match=r"not that of this version|does not follow"):
            read_ledger(written(resealed(document), tmp_path))


@pytest.mark.parametrize("version", ["true", "2.0", "1.0", "1", '"2"', "null", "[2]", "3", "1e400", "2e0"])
def test_the_version_of_the_schema_is_a_whole_number(version: str, tmp_path: Path) -> None:
    text = json.dumps(small_ledger()).replace('"schema_version": 2', f'"schema_version": {version}', 1)
    with pytest.raises(ValueError, match=r"schema_version is|too large"):
        read_ledger(written(text, tmp_path))
