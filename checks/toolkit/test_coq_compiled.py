"""Compiled files of the library are taken up again for the very Coq, question, source and files that they were made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from theory import records
from theory.provers.coq.compiled import Compiled
from theory.provers.coq.installed import Prover, prover
from theory.provers.coq.library import printed_files
from theory.provers.coq.workshop import SOURCES, Workshop, source_of

COQ = Prover("8.16.1", (("coqc", "0" * 64),), (("Coquelicot", "1" * 64),), ())
INPUTS = "2" * 64


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "made.vo").write_bytes(b"Coq! compiled")
    return tmp_path


def kept(folder: Path) -> tuple[Path, Path]:
    """The two files of what is kept: its bytes and its record."""
    (path,) = (folder / "cache").rglob("*.vo")
    return path, path.with_suffix(".json")


def test_what_is_kept_is_found_for_the_same_coq_and_inputs_only(folder: Path) -> None:
    Compiled(COQ).keep("Sums", INPUTS, folder / "made.vo", 1.5)
    assert Compiled(COQ).fetch("Sums", INPUTS, folder / "again.vo") == 1.5
    assert (folder / "again.vo").read_bytes() == b"Coq! compiled"
    others = [(replace(COQ, programs=(("coqc", "3" * 64),)), "Sums", INPUTS), (COQ, "Means", INPUTS), (COQ, "Sums", "4" * 64)]
    for coq, name, inputs in others:
        assert Compiled(coq).fetch(name, inputs, folder / "other.vo") is None
    Compiled(COQ).forget()
    assert Compiled(COQ).fetch("Sums", INPUTS, folder / "other.vo") is None
    assert not (folder / "other.vo").exists()


@pytest.mark.parametrize("which", [0, 1], ids=["the file", "its record"])
@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: b"", lambda content: content[::-1]])
def test_what_was_damaged_is_compiled_anew(folder: Path, which: int, damage: object) -> None:
    Compiled(COQ).keep("Sums", INPUTS, folder / "made.vo", 1.5)
    path = kept(folder)[which]
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert Compiled(COQ).fetch("Sums", INPUTS, folder / "other.vo") is None
    Compiled(COQ).keep("Sums", INPUTS, folder / "made.vo", 2.0)  # and is kept anew
    assert Compiled(COQ).fetch("Sums", INPUTS, folder / "other.vo") == 2.0


def test_a_record_of_another_file_is_none(folder: Path) -> None:
    Compiled(COQ).keep("Sums", INPUTS, folder / "made.vo", 1.5)
    path, _ = kept(folder)
    path.write_bytes(b"Coq! another")
    assert Compiled(COQ).fetch("Sums", INPUTS, folder / "other.vo") is None


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "path_of", lambda kind, name: folder / "made.vo" / kind / f"{name}.json")
    Compiled(COQ).keep("Sums", INPUTS, folder / "made.vo", 1.5)
    assert Compiled(COQ).fetch("Sums", INPUTS, folder / "other.vo") is None


@pytest.mark.skipif(prover() is None, reason="Coq with Coquelicot is absent")
def test_a_file_is_compiled_once_and_anew_when_what_it_builds_on_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coq = prover()
    assert coq is not None
    printed = dict(printed_files())

    def compiled(where: str) -> list[str]:
        (folder / where).mkdir()
        work = Workshop(folder / where, printed, Compiled(coq))
        ran: list[str] = []
        run = work.run

        def running(name: str) -> tuple[float, str, str]:
            ran.append(name)
            return run(name)

        monkeypatch.setattr(work, "run", running)
        work.compile(["Means"], 2)
        assert all(not message for _, message in work.done.values())
        work.keep(work.done, Compiled(coq))
        return ran

    assert set(compiled("first")) == {"Sums", "Means"}
    assert compiled("second") == []
    path = source_of("Means")
    printed[str(path)] = (SOURCES / path).read_text(encoding="utf-8") + "(* changed *)\n"
    assert compiled("third") == ["Means"]
