"""What Coq has checked here is believed only for the very sources it has checked."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checks.evidence.kinds import Refused
from checks.evidence.proofs import ask
from theory import records
from theory.claims import claim
from theory.provers.coq import checker, record, workshop
from theory.provers.coq.audit import ALLOWED_AXIOMS, write_audit
from theory.provers.coq.installed import Prover
from theory.provers.coq.library import printed_files, printed_statements, proof_files
from theory.provers.coq.results import KernelResult, text_hash
from theory.provers.coq.workshop import SOURCES, Workshop, source_of
from theory.provers.prover import provers

pytestmark = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")
FILE = "CatMono"
COQ = Prover("8.16.1", (("coqc", "0" * 64),), (("Coquelicot", "1" * 64),), ())
OTHERS = (
    replace(COQ, version="8.17.0"),
    replace(COQ, programs=(("coqc", "2" * 64),)),
    replace(COQ, libraries=(("Coquelicot", "2" * 64),)),
    replace(COQ, settings=(("COQPATH", "/elsewhere"),)),
)
AXIOMS = tuple(sorted(ALLOWED_AXIOMS))
RESULTS = tuple(
    KernelResult(item.id, item.number, item.name, f"{FILE}.v", text_hash(item.text), AXIOMS, 1.0, COQ.version, True)
    for item in printed_statements()
    if item.file == FILE
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder; the name of the record is made anew for the sources of each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    record._digests.cache_clear()
    yield tmp_path / "catapult-verify"
    record._digests.cache_clear()


def only(folder: Path) -> Path:
    (path,) = folder.rglob("*.json")
    return path


def test_what_was_accepted_is_remembered(folder: Path) -> None:
    assert record.read(FILE, COQ) is None
    record.write(FILE, COQ, RESULTS)
    assert record.read(FILE, COQ) == RESULTS
    assert [other for other in OTHERS if record.read(FILE, other) is not None] == []
    assert [path.name.partition("-")[0] for path in folder.rglob("*") if path.is_file()] == [FILE]
    record.forget(COQ)
    assert record.read(FILE, COQ) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ok": true', '"ok": false'),
        ("Classical_Prop.classic", "cheat"),
        ('"seconds": 1.0', '"seconds": 2.0'),
        ('"seal": "', '"seal": "0'),
    ],
)
def test_a_record_edited_by_hand_is_none(folder: Path, old: str, new: str) -> None:
    record.write(FILE, COQ, RESULTS)
    text = only(folder).read_text()
    assert old in text
    only(folder).write_text(text.replace(old, new, 1))
    assert record.read(FILE, COQ) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"seal": 1, "content": []}', "null"])
def test_a_damaged_record_is_none(folder: Path, text: str) -> None:
    record.write(FILE, COQ, RESULTS)
    only(folder).write_text(text)
    assert record.read(FILE, COQ) is None


def test_a_record_of_other_sources_does_not_count(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.write(FILE, COQ, RESULTS)
    old = only(folder)
    changed = Path(shutil.copytree(SOURCES, tmp_path / "coq"))
    (changed / source_of("OneDatum")).write_text("Axiom cheat : False.\n")  # what the proof builds on
    monkeypatch.setattr(workshop, "SOURCES", changed)
    record._digests.cache_clear()
    assert record.read(FILE, COQ) is None
    # Nor when it is moved to where the record of the changed sources would lie, or given the name of another proof.
    for other in (FILE, "CatSum"):
        shutil.copy(old, records.path_of(record._KIND, record._name(other, COQ)))
        assert record.read(other, COQ) is None


def test_a_change_touches_what_builds_on_it_and_nothing_else(tmp_path: Path) -> None:
    def digests(name: str, printed: dict[str, str]) -> dict[str, str]:
        (tmp_path / name).mkdir()
        workshop = Workshop(tmp_path / name, printed)
        return {file: workshop.digest(file) for file in workshop.needs}

    printed = printed_files()
    before = digests("before", printed)
    strict = "theories/claims/CAT_STRICT.v"
    after = digests("after", {**printed, strict: printed[strict] + "(* changed *)\n"})
    assert {file for file in before if before[file] != after[file]} == {"CAT_STRICT", "CatStrict"}
    general = "theories/models/General.v"
    later = digests("later", {**printed, general: (SOURCES / general).read_text() + "(* changed *)\n"})
    touched = {file for file in proof_files() if before[file] != later[file]}
    assert "GeneralQuadratic" in touched
    assert len(touched) < 8


def test_refusals_are_not_recorded(folder: Path) -> None:
    record.write(FILE, COQ, [replace(RESULTS[0], ok=False, message="No space left on device"), *RESULTS[1:]])
    assert not folder.exists()


def test_less_than_the_printed_propositions_is_none() -> None:
    for results in (
        RESULTS[:-1],
        [replace(RESULTS[0], statement_hash="0"), *RESULTS[1:]],
        [replace(RESULTS[0], axioms=("cheat",))],
    ):
        record.write(FILE, COQ, results)
        assert record.read(FILE, COQ) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    record.write(FILE, COQ, RESULTS)
    assert record.read(FILE, COQ) is None


def test_a_theorem_that_the_kernel_refuses_is_evidence_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tuple(replace(result, ok=False, message="axioms that are not allowed: cheat") for result in RESULTS)
    monkeypatch.setattr(checker, "available", lambda: True)
    monkeypatch.setattr(checker, "_results", lambda file: broken)
    for index in (0, 1):
        (found,) = ask(provers()["coq"], claim("CAT-MONO"), index)
        assert isinstance(found, Refused)
        assert found.statement == index
        assert "cheat" in found.reason
    assert ask(provers()["coq"], claim("SUM-1"), 0) == []


def test_another_question_finds_no_record(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.write(FILE, COQ, RESULTS)
    for name in record._QUESTIONS:
        shutil.copy(Path(record.__file__).with_name(name), tmp_path)
    monkeypatch.setattr(record, "__file__", str(tmp_path / "record.py"))
    record._asked.cache_clear()
    assert record.read(FILE, COQ) == RESULTS
    (tmp_path / "audit.py").write_text("# asks nothing", encoding="utf-8")
    record._asked.cache_clear()
    assert record.read(FILE, COQ) is None
    record._asked.cache_clear()


def test_a_second_reading_is_remembered_for_the_library_and_for_the_program(folder: Path) -> None:
    assert record.second_readings(COQ) == set()
    record.write_second(COQ, whole=False)
    assert record.second_readings(COQ) == {"prover"}
    record.write_second(COQ, whole=True)
    assert record.second_readings(COQ) == {"prover", "library"}
    assert [other for other in OTHERS if record.second_readings(other)] == []
    record.forget(COQ)
    assert record.second_readings(COQ) == set()


def test_the_record_names_the_program_the_library_and_the_axioms_of_each_theorem(folder: Path) -> None:
    record.write(FILE, COQ, RESULTS)
    stored = json.loads(only(folder).read_text())
    assert stored["prover"]["programs"] == [["coqc", "0" * 64]]
    assert stored["prover"]["libraries"] == [["Coquelicot", "1" * 64]]
    assert [item["axioms"] for item in stored["content"]] == [list(AXIOMS)] * len(RESULTS)


def test_an_axiom_does_not_pass_under_an_allowed_name(tmp_path: Path) -> None:
    """Coq lists an axiom by the end of its full name; the library's own are required last, and take the short names."""
    text = write_audit(FILE, []).text
    files = {
        "Classical_Prop": "Axiom classic : False.",
        "Proof": "Require Mine.Classical_Prop. Theorem X : 1 = 2. Proof. destruct Mine.Classical_Prop.classic. Qed.",
        "Audit": text.replace(f"Require Catapult.theorems.{FILE}.", "Require Mine.Proof."),
    }
    files["Audit"] += "Print Assumptions Mine.Proof.X.\n"
    for name, source in files.items():
        (tmp_path / f"{name}.v").write_text(source)
        command = ["coqc", "-q", "-w", "-all", "-R", ".", "Mine", f"{name}.v"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("Axioms:\nMine.Classical_Prop.classic : False\n")
    assert "\nClassical_Prop.classic : forall P : Prop, P \\/ ~ P\n" in done.stdout
