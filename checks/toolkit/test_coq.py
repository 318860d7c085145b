"""The Coq development: printed statements, what its proofs rest on, and that a stronger statement breaks its proof."""

import re
from pathlib import Path

import pytest

from theory.provers.coq import checker
from theory.provers.coq.audit import write_audit
from theory.provers.coq.compiled import Compiled
from theory.provers.coq.installed import prover
from theory.provers.coq.library import printed_files, printed_statements, project_text, proof_files
from theory.provers.coq.session import Session
from theory.provers.coq.workshop import SOURCES, Workshop, required, source_of

needs_coq = pytest.mark.skipif(not checker.available(), reason="Coq with Coquelicot is absent")


def test_statements_on_disk_are_the_printed_ones():
    on_disk = {f"theories/claims/{path.name}": path.read_text(encoding="utf-8") for path in SOURCES.glob("theories/claims/*.v")}
    assert on_disk == printed_files()


def test_project_file_lists_every_source_once_and_in_order():
    assert (SOURCES / "_CoqProject").read_text() == project_text()
    listed = [line for line in (SOURCES / "_CoqProject").read_text().splitlines() if line.endswith(".v")]
    assert sorted(listed) == sorted(str(path.relative_to(SOURCES)) for path in SOURCES.rglob("*.v"))
    names = [Path(source).stem for source in listed]
    assert sorted(names) == sorted(set(names))
    proofs = set(proof_files())
    seen: set[str] = set()
    for name in listed:
        text = (SOURCES / name).read_text(encoding="utf-8")
        assert required(text) <= seen, name
        assert not required(text) & proofs, name
        seen.add(Path(name).stem)


@needs_coq
def test_what_a_source_asks_for_is_what_coq_reads(tmp_path):
    workshop = Workshop(tmp_path, printed_files())
    for name, needs in workshop.needs.items():
        assert required((SOURCES / source_of(name)).read_text(encoding="utf-8")) == set(needs), name


def test_no_source_admits_or_assumes():
    for path in SOURCES.rglob("*.v"):
        words = set(path.read_text(encoding="utf-8").replace(".", " ").split())
        assert not words & {"Admitted", "admit", "Axiom", "Axioms", "Parameter", "Parameters", "Conjecture"}, path.name


def test_every_theorem_has_a_proof_and_a_witness_in_its_file():
    for item in printed_statements():
        text = (SOURCES / source_of(item.file)).read_text(encoding="utf-8")
        assert f"Theorem {item.name} : {item.name}.statement." in text
        assert f"Example {item.name}_witness : {item.name}.nonvacuous." in text
        assert (f"Theorem {item.name}_defined : {item.name}.defined." in text) == item.owes_definedness


def test_a_theorem_without_proof_that_its_parts_are_defined_is_refused():
    """The audit asks for it, by the full name of what is printed."""
    (item,) = (item for item in printed_statements() if item.name == "CAT_SUM_1")
    owed = ": Catapult.claims.CAT_SUM.CAT_SUM_1.defined := Catapult.theorems.CatSum.CAT_SUM_1_defined."
    assert owed in write_audit(item.file, [item]).text
    (free,) = (item for item in printed_statements() if item.name == "CAT_MONO_1")
    assert "defined" not in write_audit(free.file, [free]).text


def test_every_proposition_that_no_claim_states_has_words_and_a_proof():
    texts = [path.read_text(encoding="utf-8") for path in SOURCES.glob("theories/kernel_only/*.v")]
    written = {name for text in texts for name in re.findall(r"^Module (\w+)\.", text, re.MULTILINE)}
    unclaimed = [item for item in printed_statements() if item.source is None]
    assert {item.name for item in unclaimed} == written
    assert all(len(item.words.split()) > 5 for item in unclaimed)


def test_unknown_id_and_text_for_a_collection_are_refused():
    with pytest.raises(KeyError, match="no Coq theorem"):
        checker.recheck_command("NO-SUCH-CLAIM")
    with pytest.raises(TypeError):
        checker._wanted("CAT-MONO")


def test_commands_without_python_name_the_file():
    assert "coqc -R theories Catapult theories/theorems/CatMono.v" in checker.recheck_command("CAT-MONO")


def strengthened(text: str) -> str:
    """Widen a bound among the hypotheses; where there is none, sharpen the conclusion or change one of its coefficients."""
    hypotheses, start = text.index("Record hypotheses"), text.index("Definition statement")
    comment, before, after = text[:hypotheses], text[hypotheses:start], text[start:]
    bounds = list(re.finditer(r"(<=|<|=|>) ([1-9]\d*)(?=\)|;| })(?! *%)", before))
    # A lower bound may only say where the statement is of interest: it is widened if there is no other.
    bound = next((found for found in bounds if found[1] != ">"), bounds[0] if bounds else None)
    if bound:
        step = -1 if bound[1] == ">" else 1
        return f"{comment}{before[: bound.start(2)]}{int(bound[2]) + step}{before[bound.end(2) :]}{after}"
    degree = re.search(r"(?<=< |= )[24] \* \(INR \(depth", before)
    if degree:
        return f"{comment}{before[: degree.start()]}{int(degree[0][0]) + 1}{before[degree.start() + 1 :]}{after}"
    if "((-4) + (eta" in before:
        return comment + before.replace("((-4) + (eta", "((-5) + (eta") + after
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
        (r"\(\(-1\) \* \(along", "((-2) * (along"),
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


def needing_more(text: str) -> str:
    """The same, as if it also divided by η − 1."""
    changed, count = re.subn(r"(Definition defined : Prop := .*? ->\n  )", r"\1eta <> 1 /\\ ", text, flags=re.DOTALL)
    assert count == 1
    return changed


@needs_coq
def test_a_stronger_statement_breaks_its_proof():
    (item,) = (item for item in printed_statements() if item.name == "GENERAL_QUADRATIC")
    (map_of_weights,) = (item for item in printed_statements() if item.name == "ZQ_17c_1")
    divided = map_of_weights.name, needing_more(map_of_weights.text)
    (unchanged, stronger, undefined) = checker.replay([(item.name, item.text), (item.name, strengthened(item.text)), divided])
    assert unchanged == ""
    assert "Error" in stronger
    assert "Error" in undefined


@pytest.mark.deep
@needs_coq
def test_every_stronger_statement_breaks_its_proof():
    items = printed_statements()
    messages = checker.replay([(item.name, strengthened(item.text)) for item in items])
    assert [item.name for item, message in zip(items, messages, strict=True) if "Error" not in message] == []
    items = tuple(item for item in items if item.owes_definedness)
    messages = checker.replay([(item.name, needing_more(item.text)) for item in items])
    assert [item.name for item, message in zip(items, messages, strict=True) if "Error" not in message] == []


@pytest.mark.deep
@needs_coq
def test_the_kernel_accepts_every_theorem_on_allowed_axioms():
    results = checker.check()
    assert {result.file for result in results} == {f"{file}.v" for file in proof_files()}
    assert [result.message for result in results if not result.ok] == []


@needs_coq
def test_who_waits_for_a_check_is_told_how_far_it_is(tmp_path):
    told = []
    session = Session(tmp_path, printed_files(), "of a test", Compiled(prover()))
    assert all(result.ok for result in session.check(["CatMono"], 2, told=lambda *step: told.append(step)))
    assert [done for done, _, _ in told] == list(range(1, len(told) + 1))
    assert {total for _, total, _ in told} == {len(told) + 1}  # the second reading is the last step
    assert [what for _, _, what in told][-2:] == ["CatMono compiled", "CatMono audited"]
