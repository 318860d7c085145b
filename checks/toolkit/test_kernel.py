"""The Coq development: printed statements, what its proofs rest on, and that a stronger statement breaks its proof."""

import re

import pytest

from theory.proofs import kernel
from theory.proofs.coq_statements import printed_statements, statements_text
from theory.proofs.coq_theorems import THEOREMS
from theory.proofs.coq_workshop import SOURCES
from theory.proofs.kernel_audit import axioms_listed

needs_coq = pytest.mark.skipif(not kernel.available(), reason="Coq with Coquelicot is absent")


def test_statements_on_disk_are_the_printed_ones():
    assert (SOURCES / "Statements.v").read_text(encoding="utf-8") == statements_text()


def test_project_file_lists_every_source_once_and_in_order():
    listed = [line for line in (SOURCES / "_CoqProject").read_text().splitlines() if line.endswith(".v")]
    assert sorted(listed) == sorted(path.name for path in SOURCES.glob("*.v"))
    proofs = {theorem.file for theorem in THEOREMS}
    seen: set[str] = set()
    for name in listed:
        text = (SOURCES / name).read_text(encoding="utf-8")
        assert {f"{word}.v" for word in _required(text)} <= seen, name
        assert not _required(text) & proofs, name
        seen.add(name)


def _required(text: str) -> set[str]:
    words = {word.rstrip(".") for line in text.splitlines() for word in line.split() if word.startswith("Catapult.")}
    return {word.split(".")[1] for word in words}


def test_no_source_admits_or_assumes():
    for path in SOURCES.glob("*.v"):
        words = set(path.read_text(encoding="utf-8").replace(".", " ").split())
        assert not words & {"Admitted", "admit", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture"}, path.name


def test_every_theorem_has_a_proof_and_a_witness_in_its_file():
    for item in printed_statements():
        text = (SOURCES / f"{item.file}.v").read_text(encoding="utf-8")
        assert f"Theorem {item.name} : stmt_{item.name}." in text
        assert f"Example {item.name}_witness : nonvacuous_{item.name}." in text
        assert text.endswith("Print Assumptions checked.\n")


def test_unknown_id_and_text_for_a_collection_are_refused():
    with pytest.raises(KeyError, match="no Coq theorem"):
        kernel.recheck_command("NO-SUCH-CLAIM")
    with pytest.raises(TypeError):
        kernel._wanted("CAT-MONO")


def test_commands_without_python_name_the_file():
    assert "coqc -R . Catapult CatMono.v" in kernel.recheck_command("CAT-MONO")


def test_axioms_that_are_not_understood_are_not_allowed():
    output = "Axioms:\nClassicalDedekindReals.sig_not_dec\n  : forall P : Prop, {~ ~ P} + {~ P}\nsurprise : False\n"
    assert set(axioms_listed(output)) - kernel.ALLOWED_AXIOMS == {"surprise"}


def strengthened(text: str) -> str:
    """Widen a bound among the hypotheses; where there is none, sharpen the conclusion or change one of its coefficients."""
    hypotheses, start = text.index("Definition hyp_"), text.index("Definition stmt_")
    comment, before, after = text[:hypotheses], text[hypotheses:start], text[start:]
    bounds = list(re.finditer(r"(<=|<|=|>) ([1-9]\d*)(?=\)|\.| /)(?! *%)", before))
    # A lower bound may only say where the statement is of interest: it is widened if there is no other.
    bound = next((found for found in bounds if found[1] != ">"), bounds[0] if bounds else None)
    if bound:
        step = -1 if bound[1] == ">" else 1
        return f"{comment}{before[: bound.start(2)]}{int(bound[2]) + step}{before[bound.end(2) :]}{after}"
    degree = re.search(r"(?<=< |= )2 \* \(INR \(depth", before)
    if degree:
        return f"{comment}{before[: degree.start()]}3{before[degree.start() + 1 :]}{after}"
    changes = (
        (r"\(depth N\)\) \^ 2 /", "(depth N)) ^ 1 /"),
        (r"eta \^ 2 / 2", "eta ^ 2 / 3"),
        (r"\(-4\) \*", "(-3) *"),
        (r"\(-3\)", "(-2)"),
        (r"\^ 2 - 3 -", "^ 2 - 2 -"),
        (r"eta < 4\)", "eta < 5)"),
        (r"> 16 \*", "> 15 *"),
        (r"<= 4 \*", "<= 3 *"),
        (r"4 \* \(\(a_plus", "5 * ((a_plus"),
        (r"4 \* \(\(output", "5 * ((output"),
        (r"< 8 in", "< 9 in"),
        (r"zeta M \^ 2 / INR", "zeta M ^ 3 / INR"),
        (r"\) / eta\)", ") / (2 * eta))"),
        (r"= 1\)", "= 2)"),
        (r"\(4 \+", "(5 +"),
        (r"> Rabs", "> 2 * Rabs"),
        (r"\(eta / INR", "(2 * eta / INR"),
        (r"\(linear M\) eta \(active", "(linear M) (2 * eta) (active"),
        (r" w t\)\) 0", " w t)) 1"),
        (r"c2 \* z \^ 2", "0 * z ^ 2"),
        (r" <= ", " < "),
        (r" >= ", " > "),
        (r" = ", " = 1 + "),
        (r"\(4 \* \(output", "(5 * (output"),
    )
    for pattern, replacement in changes:
        changed, count = re.subn(pattern, replacement, after, count=1)
        if count:
            return comment + before + changed
    raise AssertionError(f"no strengthening known for: {text}")


def test_a_strengthening_is_known_for_every_statement():
    for item in printed_statements():
        assert strengthened(item.text) != item.text


@needs_coq
def test_a_stronger_statement_breaks_its_proof():
    (item,) = (item for item in printed_statements() if item.name == "GENERAL_QUADRATIC")
    (unchanged, stronger) = kernel.replay([(item.name, item.text), (item.name, strengthened(item.text))])
    assert unchanged == ""
    assert "Error" in stronger


@pytest.mark.deep
@needs_coq
def test_every_stronger_statement_breaks_its_proof():
    items = printed_statements()
    messages = kernel.replay([(item.name, strengthened(item.text)) for item in items])
    assert [item.name for item, message in zip(items, messages, strict=True) if "Error" not in message] == []


@pytest.mark.deep
@needs_coq
def test_the_kernel_accepts_every_theorem_on_allowed_axioms():
    results = kernel.check()
    assert {result.file for result in results} == {f"{theorem.file}.v" for theorem in THEOREMS}
    assert [result.message for result in results if not result.ok] == []
