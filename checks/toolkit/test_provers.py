"""Provers stand in one table: who else asks, asks the table, and knows none by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import theory
from checks.evidence.kinds import Proved, Refused, Skipped
from checks.evidence.proofs import ask, prove
from checks.ledger.table import evidence_columns
from checks.verdict.entry import Entry
from checks.verdict.judge import PROOFS, Verdict, judge, proof_verdict
from theory.claims import claim
from theory.provers.prover import Found, Prover, Refusal, provers
from theory.statements import Statement

ROOT = Path(theory.__file__).parents[1]
NAMES = re.compile(r"coq|[=:] \"(?:z3|sympy)\"", re.IGNORECASE)
"""Coq at all, and the others where a prover is compared with them or looked up."""


def code_of(path: Path) -> str:
    """The source without its doctests, where a prover may be shown by its name."""
    return re.sub(r"^\s*(>>>|\.\.\.|\[|'|\").*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_nobody_outside_its_folder_knows_a_prover_by_name() -> None:
    folders = [folder for package in ("theory", "numerics", "checks") for folder in (ROOT / package).rglob("*.py")]
    inside = ROOT / "theory" / "provers"
    apart = {ROOT / "theory" / "__init__.py"}  # whose docstring is the map
    outside = [path for path in folders if inside not in path.parents and not {"toolkit", "theorems"} & set(path.parts)]
    assert len(outside) > 300
    assert [str(path) for path in outside if path not in apart and NAMES.search(code_of(path))] == []


def test_the_table_finds_the_folders() -> None:
    assert all(prover.name == name for name, prover in provers().items())
    folders = {path.parent.name for path in (ROOT / "theory" / "provers").glob("*/prover.py")}
    assert len(provers()) == len(folders) == 4


def test_each_prover_has_a_verdict_of_its_own() -> None:
    found = {proof_verdict(name, rechecked=True) for name in provers()}
    assert found == set(PROOFS) - {Verdict.SHIPPED, Verdict.PROVED_ADDED}
    with pytest.raises(KeyError):
        proof_verdict("oracle", rechecked=True)


@pytest.mark.parametrize("name", ["UV-MAP", "LIN-SUB", "NORM-ID"])
def test_what_is_proved_is_covered(name: str) -> None:
    item = claim(name)
    for found in prove(item, slow=False):
        if isinstance(found, Proved):
            prover = provers()[found.prover]
            assert prover.covers(item.statements[found.statement])
            assert prover.has(item.statements[found.statement], found.proof.theorem)


class Yielding(Prover):
    """A prover that says what it is told to."""

    name, title, column, words, cost = "yielding", "Yielding", "yielding", " (Z3)", 9
    says: Found | Refusal | None = None

    def covers(self, statement: Statement) -> bool:
        return True

    def version(self) -> str:
        return "1"

    @property
    def missing(self) -> str:
        return "it is a test"

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | Refusal | None:
        return self.says

    def summary(self, artefact: str) -> str:
        return "read it"


@pytest.fixture
def yielding(monkeypatch: pytest.MonkeyPatch) -> Yielding:
    """One more prover in the table."""
    prover = Yielding()
    table = {**provers(), prover.name: prover}
    for module in ("theory.provers.proof", "checks.evidence.proofs", "checks.ledger.table", "checks.verdict.judge"):
        monkeypatch.setattr(f"{module}.provers", lambda: table)
    return prover


def test_a_further_prover_has_its_column_its_verdict_and_its_excuse(yielding: Yielding) -> None:
    item = claim("SUM-2")
    yielding.says = Found("because", "1")
    proofs = ask(yielding, item, 0)
    assert judge(item, proofs) is Verdict.PROVED_SMT
    assert evidence_columns(Entry(item, Verdict.PROVED_SMT, tuple(proofs)))["yielding"] == "✓"
    yielding.says = Refusal("it was changed")
    assert ask(yielding, item, 0) == [Refused(0, "it was changed")]
    yielding.says = None
    assert Skipped("yielding", "it is a test") in prove(item, slow=False)


def test_a_proof_of_another_statement_is_none(yielding: Yielding) -> None:
    yielding.says = Found("because", "1", statement_hash="0" * 64)
    with pytest.raises(ValueError, match="another statement"):
        ask(yielding, claim("SUM-2"), 0)
