"""A prover from a package that knows nothing of this one's insides: asked, believed as what it is, caught if it lies."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from checks import ContradictionError, Options, verify
from checks.evidence.kinds import Dropped
from checks.evidence.proofs import ask
from checks.instances.brought import brought, restore
from checks.ledger.short import short_rows
from checks.ledger.table import ledger_json, read_ledger, validate
from checks.search.claim import search
from checks.toolkit.commands import catapult
from checks.verdict import verification
from checks.verdict.judge import PROOFS, Verdict, judge, weakest
from checks.verdict.profiles import PROFILES
from checks.verdict.words import in_words, verdict_of
from numerics.processes import process_pool
from theory.claims import claim
from theory.provers.prover import ADDED_WORDS, Found, Prover, add_prover, provers
from theory.statements import Statement

MODULE = '''
from dataclasses import replace

from theory import Claim, Source, claim
from theory.provers.prover import ADDED_WORDS, Found, Prover, add_prover

(PROVED,) = claim("DEPTH-KERNEL").statements
TWICE = replace(PROVED, conclusion=PROVED.conclusion.lts <= 2 * PROVED.conclusion.gts)


class Doubling(Prover):
    """Knows that twice a bound is a bound, of one statement."""

    name, title, column, words, cost = "doubling", "Doubling", "doubling", ADDED_WORDS, 1
    missing = ""

    def covers(self, statement):
        return statement == TWICE

    def version(self):
        return "1"

    def prove(self, claim_id, statement, timeout):
        witness = (("a_zero", "0"), ("a_plus", "1"))
        return Found("half of it is DEPTH-KERNEL", "1", witness=witness) if self.covers(statement) else None

    def summary(self, artefact):
        return "prove DEPTH-KERNEL"


CLAIMS = (Claim("MINE", Source("mine"), "twice the bound of DEPTH-KERNEL", (TWICE,)),)
add_prover(Doubling())
'''

FAST = Options(slow_provers=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the module, on the path of this process and of those that it starts; its prover is added here."""
    monkeypatch.setattr("theory.provers.prover._ADDED", {})
    (tmp_path / "strange_prover.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    yield tmp_path
    sys.modules.pop("strange_prover", None)


@pytest.fixture
def strange(folder: Path) -> Any:
    """The module, imported."""
    return import_module("strange_prover")


def test_its_word_is_the_weakest(strange: Any) -> None:
    assert PROOFS[-1] is Verdict.PROVED_ADDED
    assert weakest([(0, "doubling", True), (0, "sympy", True)]) is Verdict.PROVED_IDENTITY
    assert weakest([(0, "doubling", True), (1, "coq", False)]) is Verdict.PROVED_ADDED


def known() -> list[str]:
    return list(provers())


def test_another_process_is_told(strange: Any) -> None:
    with process_pool(1, restore, brought()) as pool:
        assert pool.submit(known).result() == ["sympy", "z3", "doubling", "certificate", "coq"]


def test_a_ledger_with_its_proofs_is_read_only_where_it_is_known(
    strange: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = verify(strange.CLAIMS[0], options=FAST)
    assert entry.verdict is Verdict.PROVED_ADDED
    assert short_rows([entry])[0]["proof"] == "doubling"
    document = ledger_json([entry], seed=0, profile="dev")
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    assert read_ledger(file, strange.CLAIMS)["claims"][0]["verdict"] == "proved (added prover doubling)"
    monkeypatch.setattr("theory.provers.prover._ADDED", {})
    with pytest.raises(jsonschema.ValidationError, match="'doubling' is not one of"):
        validate(document)
    with pytest.raises(ValueError, match="'doubling' is not one of"):
        read_ledger(file, strange.CLAIMS)


def test_the_command_line_knows_it_by_the_module(folder: Path) -> None:
    found = catapult("prove", "MINE", "--module", "strange_prover", folder=folder)
    assert found.returncode == 0, found.stderr
    assert "doubling 1" in found.stdout
    assert "half of it is DEPTH-KERNEL" in found.stdout


class Lying(Prover):
    """A prover that proves everything."""

    name, title, column, words, cost = "lying", "Lying", "lying", ADDED_WORDS, 1
    missing = ""

    def covers(self, statement: Statement) -> bool:
        return True

    def version(self) -> str:
        return "1"

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | None:
        return Found("so it is", "1")

    def summary(self, artefact: str) -> str:
        return ""


def test_one_that_lies_is_caught_by_a_counterexample_and_is_never_more_than_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theory.provers.prover._ADDED", {})
    add_prover(Lying())
    wrong, right = claim("SUM-2"), claim("LIN-SUB")
    evidence = [*search(wrong, PROFILES["dev"]), *ask(provers()["lying"], wrong, 0)]
    assert in_words(judge(wrong, evidence[-1:]), evidence[-1:]) == "proved (added prover lying)"
    with pytest.raises(ContradictionError, match="SUM-2, statement 1, is both proved and refuted"):
        judge(wrong, evidence)
    assert judge(right, ask(provers()["lying"], right, 0)) is Verdict.PROVED_ADDED


class Shipping(Lying):
    """One that says its proof was shipped with this package, and that it is as good as Coq's."""

    name = column = "shipping"

    @property
    def verdict(self) -> str:
        return "proved"

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | None:
        return Found("so it is", "1", checked=False)


def test_its_name_stands_in_every_verdict_that_rests_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theory.provers.prover._ADDED", {})
    add_prover(Lying())
    add_prover(Shipping())
    wrong = claim("SUM-2")
    proofs = [*ask(provers()["shipping"], wrong, 0), *ask(provers()["lying"], wrong, 0)]
    assert in_words(judge(wrong, proofs[:1]), proofs[:1]) == "proved (added prover shipping)"
    assert in_words(judge(wrong, proofs), proofs) == "proved (added prover lying, shipping)"
    assert verdict_of("proved (added prover lying, shipping)") is Verdict.PROVED_ADDED
    needed = in_words(Verdict.TRUE_WITH, [*proofs, Dropped("y = 0", found=next(iter(search(wrong, PROFILES["dev"]))))])  # type: ignore[arg-type]
    assert needed == "true with (added prover lying, shipping): y = 0"
    assert verdict_of(needed) is Verdict.TRUE_WITH


def test_no_hypothesis_is_dropped_on_its_word(monkeypatch: pytest.MonkeyPatch) -> None:
    item = claim("ML-2")
    monkeypatch.setattr(verification, "_tried", lambda *arguments: [])
    for verdict, proved in ((Verdict.PROVED_ADDED, False), (Verdict.PROVED_SMT, True)):
        monkeypatch.setattr(verification, "judge", lambda *arguments, verdict=verdict: verdict)
        assert verification._without(item, item.added[0], PROFILES["dev"], Options(), Options().record(item)).proved is proved


class Boasting(Lying):
    """One that would be taken for Coq."""

    words = ""


class Namesake(Lying):
    """One with the name of another prover."""

    name = "z3"


class Spaced(Lying):
    """One whose name is no word."""

    name = "a prover"


def test_what_cannot_be_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theory.provers.prover._ADDED", {})
    known = list(provers())
    for prover, message in ((Boasting(), "words must be"), (Namesake(), "the name of another"), (Spaced(), "a word of ASCII")):
        with pytest.raises(ValueError, match=message):
            add_prover(prover)
    with pytest.raises(TypeError, match="prover must be"):
        add_prover("z3")
    assert list(provers()) == known
    add_prover(Lying())
    add_prover(Lying())
    assert list(provers()) == ["sympy", "z3", "lying", "certificate", "coq"]
