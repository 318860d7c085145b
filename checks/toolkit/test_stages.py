"""The ledger in two stages: first with what is shipped and recorded, then with the word of a prover that takes long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from checks.cli.application import application
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict
from checks.verdict.profiles import PROFILES
from checks.verdict.stages import settled, waiting
from checks.verdict.verification import Options, verify_all
from theory.claims import claim
from theory.provers.coq import checker
from theory.provers.coq.prover import Coq
from theory.provers.prover import Found, Refusal
from theory.statements import Statement

CLAIMS = tuple(map(claim, ("SUM-1", "UV-PEAK", "DEPTH-KERNEL")))
DEV = replace(PROFILES["dev"], examples=1, exact_trajectories=6)


class Slow:
    """What Coq says on a machine that has it, without its minutes; ``answers`` may refuse a claim."""

    def __init__(self, refused: str = "") -> None:
        self.refused, self.known = refused, False

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | Refusal | None:
        """The theorem, checked."""
        shipped = self.recorded(claim_id, statement)
        if shipped is None:
            return None
        if claim_id == self.refused:
            return Refusal("it is a test")
        return Found(shipped.artefact, "8", theorem=shipped.theorem, statement_hash=shipped.statement_hash)

    def recorded(self, claim_id: str, statement: Statement) -> Found | None:
        """The theorem as it is shipped."""
        found = checker.recheck(claim_id, statement, compiling=False)
        if found is None:
            return None
        return Found(found.artefact, "", theorem=found.theorem, checked=False, statement_hash=found.statement_hash)


def install(monkeypatch: pytest.MonkeyPatch, slow: Slow) -> None:
    monkeypatch.setattr(checker, "available", lambda: False)
    monkeypatch.setattr(Coq, "missing", "")
    monkeypatch.setattr(Coq, "prepare", lambda self, statements, *, jobs, force, told: 0)
    monkeypatch.setattr(Coq, "unrecorded", lambda self, statement: self.ships(statement))
    monkeypatch.setattr(Coq, "recorded", lambda self, *asked: slow.recorded(*asked))
    monkeypatch.setattr(Coq, "prove", lambda self, *asked: slow.prove(*asked))


def evidence(entries: Iterable[Entry]) -> list[object]:
    return [part for entry in entries for part in (entry.verdict, entry.tightness, *entry.evidence)]


@pytest.mark.parametrize("refused", ["", "DEPTH-KERNEL"])
def test_two_stages_end_where_one_does(monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    install(monkeypatch, Slow(refused))
    late = waiting(CLAIMS, Options())
    assert [item.id for item in late] == ["UV-PEAK", "DEPTH-KERNEL"]
    first = list(verify_all(CLAIMS, DEV, Options(recorded=True)))
    assert [entry.verdict for entry in first] == [Verdict.REFUTED, Verdict.SHIPPED, Verdict.SHIPPED]
    final = settled(first, late, DEV, Options())
    assert list(map(repr, evidence(final))) == list(map(repr, evidence(verify_all(CLAIMS, DEV))))
    assert final[1].verdict is Verdict.PROVED
    assert (final[2].verdict is Verdict.PROVED) is not bool(refused)


def test_the_ledger_is_printed_before_the_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Slow())
    arguments = ["verify", "--only", "SUM-1", "--only", "UV-PEAK", "--jobs", "1"]
    done = CliRunner().invoke(application({"verify": "checks.cli.verify"}, None), arguments)
    assert done.exit_code == 0, done.output
    first, last = done.output.split("their rows follow.")
    assert "1 proved (shipped, not re-checked)" in first
    assert "SUM-1 " in first
    assert "UV-PEAK " in last
    assert "SUM-1 " not in last
    assert last.rstrip().endswith("1 proved, 1 refuted")


def test_nothing_waits_where_everything_is_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Slow())
    monkeypatch.setattr(Coq, "unrecorded", lambda self, statement: False)
    assert waiting(CLAIMS, Options()) == ()
    assert waiting(CLAIMS, Options(recheck=True)) == CLAIMS[1:]
