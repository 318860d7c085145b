"""The Coq development: printed statements, what its proofs rest on, and that a stronger statement breaks its proof."""

from pathlib import Path

import pytest

from theory.proofs import kernel
from theory.proofs.coq_statements import printed_statements, statements_text
from theory.proofs.coq_theorems import THEOREMS

needs_coq = pytest.mark.skipif(not kernel.available(), reason="Coq with Coquelicot is absent")


def test_statements_on_disk_are_the_printed_ones():
    assert (kernel.SOURCES / "Statements.v").read_text(encoding="utf-8") == statements_text()


def test_project_file_lists_every_source_once_and_in_order():
    listed = [line for line in (kernel.SOURCES / "_CoqProject").read_text().splitlines() if line.endswith(".v")]
    assert sorted(listed) == sorted(path.name for path in kernel.SOURCES.glob("*.v"))
    seen: set[str] = set()
    for name in listed:
        text = (kernel.SOURCES / name).read_text(encoding="utf-8")
        assert {f"{word}.v" for word in _required(text)} <= seen, name
        seen.add(name)


def _required(text: str) -> set[str]:
    words = {word.rstrip(".") for line in text.splitlines() for word in line.split() if word.startswith("Catapult.")}
    return {word.split(".")[1] for word in words}


def test_no_source_admits_or_assumes():
    for path in kernel.SOURCES.glob("*.v"):
        words = set(path.read_text(encoding="utf-8").replace(".", " ").split())
        assert not words & {"Admitted", "admit", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture"}, path.name


def test_every_theorem_has_a_proof_and_a_witness_in_its_file():
    for item in printed_statements():
        text = (kernel.SOURCES / f"{item.file}.v").read_text(encoding="utf-8")
        assert f"Theorem {item.name} : stmt_{item.name}." in text
        assert f"Example {item.name}_witness : nonvacuous_{item.name}." in text


def test_unknown_id_and_text_for_a_collection_are_refused():
    with pytest.raises(KeyError, match="no Coq theorem"):
        kernel.recheck_command("NO-SUCH-CLAIM")
    with pytest.raises(TypeError):
        kernel._wanted("CAT-MONO")


def test_commands_without_python_name_the_file():
    assert "coqc -R . Catapult CatMono.v" in kernel.recheck_command("CAT-MONO")


def test_axioms_that_are_not_understood_are_not_allowed():
    output = "Axioms:\nClassicalDedekindReals.sig_not_dec\n  : forall P : Prop, {~ ~ P} + {~ P}\nsurprise : False\n"
    assert set(kernel._axioms(output)) - kernel.ALLOWED_AXIOMS == {"surprise"}


@needs_coq
def test_a_stronger_statement_breaks_its_proof(tmp_path: Path):
    name = "LIN_SUB_1"
    text = statements_text()
    weaker = text.replace(f"hyp_{name} (N : net)", f"HYP_{name} (N : net)", 1)
    start = weaker.index(f"HYP_{name}")
    edge = weaker.index("* eta <= 2", start)
    stronger = (weaker[:edge] + "* eta <= 3" + weaker[edge + len("* eta <= 2") :]).replace("HYP_", "hyp_")
    assert stronger != text
    results = kernel.check(["LIN-SUB"], tmp_path, statements=stronger)
    assert [result.ok for result in results] == [False]
    assert "LinearSubcritical.v" in results[0].message


@pytest.mark.deep
@needs_coq
def test_the_kernel_accepts_every_theorem_on_allowed_axioms():
    results = kernel.check()
    assert {result.file for result in results} == {f"{theorem.file}.v" for theorem in THEOREMS}
    assert [result.message for result in results if not result.ok] == []
