"""A program that is called coqc, and is not Coq, proves nothing; what Coq believes is recorded for this very program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from checks.evidence.kinds import Proved, Refused
from checks.evidence.proofs import ask, prove
from checks.toolkit.commands import catapult
from checks.toolkit.fake_coq import CONFIRMS, COQCHK, COQDEP, EXCHANGED, HIDING, SIMULATED, STANDALONE, WRAPPERS, install
from checks.toolkit.representatives import first
from checks.verdict.judge import PROOFS, Verdict, judge
from theory.claims import claim
from theory.provers.coq import checker, record
from theory.provers.coq.installed import prover
from theory.provers.prover import provers

CLAIM, FILE = claim("ZQ-17c"), "GeneralQuadratic"
REAL = {name: shutil.which(name) for name in ("coqc", "coqdep", "coqchk")}
needs_coq = pytest.mark.skipif(prover() is None, reason="Coq with Coquelicot is absent")


def _forget() -> None:
    if checker._session.cache_info().currsize:
        checker._session()[1].cleanup()
    for cached in (prover, checker._session, checker._results, record._digests):
        cached.cache_clear()


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """A folder that is all of PATH, an empty cache, and a library that is none."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "library" / "user-contrib" / "Coquelicot").mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _forget()
    yield SimpleNamespace(bin=tmp_path / "bin", where=str(tmp_path / "library"), cache=tmp_path / "cache")
    _forget()


def refusal(bench: SimpleNamespace) -> str:
    """Why Coq's proof is refused; that nothing is recorded of it, and that the claim is not proved by it."""
    assert checker.available()
    assert checker.refresh(CLAIM.statements, jobs=1) == 1
    assert not list(bench.cache.rglob("*.json"))
    (found,) = ask(provers()["coq"], CLAIM, 0)
    assert isinstance(found, Refused)
    assert judge(CLAIM, [found]) is Verdict.OPEN
    assert not any(isinstance(item, Proved) and item.prover == "coq" for item in prove(CLAIM, timeout=0.1))
    return found.reason


@pytest.mark.parametrize("body", STANDALONE.values(), ids=STANDALONE.keys())
def test_a_program_that_does_not_judge_is_refused(bench: SimpleNamespace, body: str) -> None:
    install(bench.bin, "coqc", body, where=bench.where)
    install(bench.bin, "coqdep", COQDEP, where=bench.where)
    install(bench.bin, "coqchk", "", where=bench.where)
    assert "a true equation" in (reason := refusal(bench)) or "accepts a false equation" in reason


def test_what_a_program_left_behind_is_removed_without_a_warning(bench: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    install(bench.bin, "coqc", STANDALONE["refuses everything"], where=bench.where)
    install(bench.bin, "coqdep", COQDEP, where=bench.where)
    install(bench.bin, "coqchk", "", where=bench.where)
    (bench.bin.parent / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(bench.bin.parent / "temporary"))
    monkeypatch.setenv("PYTHONWARNINGS", "default")
    shown = catapult("prove", CLAIM.id, "--timeout", "0.1", "--out", "pyproject.toml/below")
    assert shown.returncode == 2
    assert "cannot write" in shown.stderr
    assert "Warning" not in shown.stderr
    assert not list((bench.bin.parent / "temporary").iterdir())


@pytest.mark.parametrize(("reason", "body"), COQCHK.items(), ids=COQCHK.keys())
def test_one_that_knows_every_question_is_refused_by_the_second_reading(bench: SimpleNamespace, reason: str, body: str) -> None:
    install(bench.bin, "coqc", SIMULATED, where=bench.where)
    install(bench.bin, "coqdep", COQDEP, where=bench.where)
    install(bench.bin, "coqchk", body, where=bench.where)
    assert reason in refusal(bench)


def test_each_proof_is_read_again_also_by_a_coq_that_was_confirmed_before(
    bench: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that was honest about one theorem may be dishonest about the next."""
    monkeypatch.setattr(record, "second_readings", lambda coq: frozenset({"prover"}))
    install(bench.bin, "coqc", SIMULATED, where=bench.where)
    install(bench.bin, "coqdep", COQDEP, where=bench.where)
    own = f"Catapult.theorems.{FILE}.ZQ_17c_1"
    install(bench.bin, "coqchk", CONFIRMS.format(more=["Coq.ssr.ssrunder.Under_rel.over_rel", own]), where=bench.where)
    assert f"'Axioms' is not as expected, in {own}" in refusal(bench)
    # What is sealed in a module of the standard library is none of ours, and is read with the whole library.
    install(bench.bin, "coqchk", CONFIRMS.format(more=["Coq.ssr.ssrunder.Under_rel.over_rel"]), where=bench.where)
    _forget()
    (found,) = ask(provers()["coq"], CLAIM, 0)
    assert isinstance(found, Proved)
    (bench.bin / "coqchk").unlink()
    install(bench.bin, "coqchk", COQCHK["accepts half a file"], where=bench.where)
    _forget()
    assert "accepts half a file" in refusal_of(ask(provers()["coq"], CLAIM, 0))


def refusal_of(evidence: list[object]) -> str:
    """Why the only proof is refused."""
    (found,) = evidence
    assert isinstance(found, Refused)
    return found.reason


def test_a_program_that_is_exchanged_while_it_runs_is_refused(bench: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "second_readings", lambda coq: frozenset({"prover"}))
    install(bench.bin, "coqdep", COQDEP, where=bench.where)
    install(bench.bin, "coqchk", CONFIRMS.format(more=[]), where=bench.where)
    install(bench.bin, "coqc", EXCHANGED, where=bench.where)
    assert "exchanged while it ran" in refusal_of(ask(provers()["coq"], CLAIM, 0))
    assert not list(bench.cache.rglob("*.json"))


@needs_coq
def test_the_real_second_reader_refuses_what_nobody_compiled(bench: SimpleNamespace) -> None:
    install(bench.bin, "coqc", SIMULATED, where=bench.where)
    install(bench.bin, "coqdep", COQDEP, where=bench.where)
    (bench.bin / "coqchk").symlink_to(REAL["coqchk"])
    assert "coqchk refuses the compiled library" in refusal(bench)


def _wrap(bench: SimpleNamespace, body: str) -> None:
    """Put real Coq on the path, with a wrapper around coqc."""
    install(bench.bin, "coqc", body, where=_where(), real=str(REAL["coqc"]))
    for name in ("coqdep", "coqchk"):
        (bench.bin / name).symlink_to(REAL[name])


def _where() -> str:
    return subprocess.run([str(REAL["coqc"]), "-where"], capture_output=True, text=True, check=True).stdout.strip()


REASONS = {
    "never fails": "accepts a false equation",
    "does not look at proofs": "wrote no",
    "has a type of all types": "The command has not failed",
    "admits what it cannot prove": "axioms that are not allowed: GeneralQuadratic.ZQ_17c_1",
}


@needs_coq
@pytest.mark.parametrize("name", first(3, REASONS))  # the last compiles all that the theorem builds on
def test_coq_with_something_done_to_it_is_refused(bench: SimpleNamespace, name: str) -> None:
    _wrap(bench, WRAPPERS[name])
    assert REASONS[name] in refusal(bench)


@pytest.mark.deep
@needs_coq
def test_an_axiom_left_out_of_the_answers_is_found_by_the_second_reading(bench: SimpleNamespace) -> None:
    _wrap(bench, HIDING)
    assert "coqchk: 'Axioms' is not as expected" in refusal(bench)


@pytest.mark.deep
@needs_coq
def test_what_one_program_accepted_is_recorded_for_no_other(bench: SimpleNamespace) -> None:
    _wrap(bench, "done = coq(); show(done); sys.exit(done.returncode)")
    assert checker.refresh(CLAIM.statements, jobs=1) == 1
    (found,) = ask(provers()["coq"], CLAIM, 0)
    assert isinstance(found, Proved)
    assert judge(CLAIM, [found]) is PROOFS[0]
    wrapped = prover()
    assert wrapped is not None
    assert record.read(FILE, wrapped) is not None
    assert record.second_readings(wrapped) == {"prover"}
    assert checker.refresh(CLAIM.statements, jobs=1) == 0
    (bench.bin / "coqc").unlink()
    (bench.bin / "coqc").symlink_to(REAL["coqc"])
    _forget()
    real = prover()
    assert real is not None
    assert dict(real.programs)["coqc"] != dict(wrapped.programs)["coqc"]
    assert real.libraries[:2] == wrapped.libraries[:2]
    assert record.read(FILE, real) is None
    assert record.second_readings(real) == set()


@pytest.mark.parametrize("missing", ["coqc", "coqdep", "coqchk", "Coquelicot", "version", "where"])
def test_an_installation_that_is_not_whole_is_none(bench: SimpleNamespace, missing: str) -> None:
    where = "" if missing == "where" else bench.where
    for name in REAL.keys() - {missing}:
        install(bench.bin, name, COQDEP, where=where)
    if missing == "Coquelicot":
        (Path(bench.where) / "user-contrib" / "Coquelicot").rmdir()
    if missing == "version":
        (bench.bin / "coqc").write_text("no program", encoding="utf-8")
    assert prover() is None
    assert not checker.available()
    (found,) = ask(provers()["coq"], CLAIM, 0)
    assert isinstance(found, Proved)
    assert judge(CLAIM, [found]) is Verdict.SHIPPED
