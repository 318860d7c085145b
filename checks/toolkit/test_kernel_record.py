"""What the kernel has checked here is believed only for the very sources it has checked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checks.evidence import Refused
from checks.provers import _kernel
from theory.claims import claim
from theory.proofs import kernel, kernel_record
from theory.proofs.coq_statements import printed_statements
from theory.proofs.coq_workshop import SOURCES
from theory.proofs.kernel_audit import ALLOWED_AXIOMS, axioms_listed, impostor
from theory.proofs.kernel_results import KernelResult, text_hash

FILE, VERSION = "CatMono", "8.16.1"
AXIOMS = tuple(sorted(ALLOWED_AXIOMS))
RESULTS = tuple(
    KernelResult(item.id, item.number, item.name, f"{FILE}.v", text_hash(item.text), AXIOMS, 1.0, VERSION, True)
    for item in printed_statements()
    if item.file == FILE
)


@pytest.fixture(autouse=True)
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache folder; the name of the record is made anew for the sources of each test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kernel_record._digest.cache_clear()
    yield tmp_path / "catapult-verify"
    kernel_record._digest.cache_clear()


def only(record: Path) -> Path:
    (path,) = record.rglob("*.json")
    return path


def test_what_was_accepted_is_remembered(record: Path) -> None:
    assert kernel_record.read(FILE, VERSION) is None
    kernel_record.write(FILE, VERSION, RESULTS)
    assert kernel_record.read(FILE, VERSION) == RESULTS
    assert kernel_record.read(FILE, "8.17.0") is None
    assert [path.name for path in record.rglob("*") if path.is_file()] == [f"{FILE}.json"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"ok": true', '"ok": false'),
        ("Classical_Prop.classic", "cheat"),
        ('"seconds": 1.0', '"seconds": 2.0'),
        ('"seal": "', '"seal": "0'),
    ],
)
def test_a_record_edited_by_hand_is_none(record: Path, old: str, new: str) -> None:
    kernel_record.write(FILE, VERSION, RESULTS)
    text = only(record).read_text()
    assert old in text
    only(record).write_text(text.replace(old, new, 1))
    assert kernel_record.read(FILE, VERSION) is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"seal": 1, "results": []}', "null"])
def test_a_damaged_record_is_none(record: Path, text: str) -> None:
    kernel_record.write(FILE, VERSION, RESULTS)
    only(record).write_text(text)
    assert kernel_record.read(FILE, VERSION) is None


def test_a_record_of_other_sources_does_not_count(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel_record.write(FILE, VERSION, RESULTS)
    old = only(record)
    changed = Path(shutil.copytree(SOURCES, tmp_path / "coq"))
    (changed / f"{FILE}.v").write_text("Theorem CAT_MONO_1 : False. Admitted.\n")
    monkeypatch.setattr(kernel_record, "SOURCES", changed)
    kernel_record._digest.cache_clear()
    assert kernel_record.read(FILE, VERSION) is None
    # Nor when it is moved to where the record of the changed sources would lie, or given the name of another proof.
    new = kernel_record._folder(VERSION)
    shutil.copytree(old.parent, new)
    assert kernel_record.read(FILE, VERSION) is None
    shutil.copy(old, old.parent / "CatSum.json")
    assert kernel_record.read("CatSum", VERSION) is None


def test_refusals_are_not_recorded(record: Path) -> None:
    kernel_record.write(FILE, VERSION, [replace(RESULTS[0], ok=False, message="No space left on device"), *RESULTS[1:]])
    assert not record.exists()


def test_less_than_the_printed_propositions_is_none() -> None:
    for results in (
        RESULTS[:-1],
        [replace(RESULTS[0], statement_hash="0"), *RESULTS[1:]],
        [replace(RESULTS[0], axioms=("cheat",))],
    ):
        kernel_record.write(FILE, VERSION, results)
        assert kernel_record.read(FILE, VERSION) is None


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    kernel_record.write(FILE, VERSION, RESULTS)
    assert kernel_record.read(FILE, VERSION) is None


def test_a_theorem_that_the_kernel_refuses_is_evidence_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tuple(replace(result, ok=False, message="axioms that are not allowed: cheat") for result in RESULTS)
    monkeypatch.setattr(kernel, "available", lambda: True)
    monkeypatch.setattr(kernel, "_results", lambda file: broken)
    for index in (0, 1):
        (found,) = _kernel(claim("CAT-MONO"), index)
        assert isinstance(found, Refused)
        assert found.statement == index
        assert "cheat" in found.reason
    assert _kernel(claim("SUM-1"), 0) == []


@pytest.mark.skipif(not kernel.available(), reason="Coq with Coquelicot is absent")
def test_an_axiom_does_not_pass_under_an_allowed_name(tmp_path: Path) -> None:
    files = {
        "Classical_Prop": "Axiom classic : False.",
        "Proof": "Require Catapult.Classical_Prop. Theorem X : 1 = 2. Proof. destruct Catapult.Classical_Prop.classic. Qed.",
        "Audit": "Require Catapult.Proof. Definition audit := Catapult.Proof.X. Print Assumptions audit.",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.v").write_text(text)
        done = subprocess.run(
            ["coqc", "-q", "-R", ".", "Catapult", f"{name}.v"], cwd=tmp_path, capture_output=True, text=True, check=True
        )
    assert set(axioms_listed(done.stdout)) <= ALLOWED_AXIOMS  # the list alone would let it pass
    assert "Classical_Prop.v" in impostor(tmp_path)
    assert impostor(SOURCES) == ""
