"""An audit believes answers that only Coq can have given, one by one, and refuses everything else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from checks.toolkit.coq_transcripts import CLOSED, answers, transcript
from theory.provers.coq.audit import ALLOWED_AXIOMS, Audit, AuditError, write_audit
from theory.provers.coq.library import printed_statements

STATEMENTS = [item for item in printed_statements() if item.file == "CatMono"]
AUDIT = write_audit("CatMono", STATEMENTS)
SAID = answers(AUDIT)
HONEST = transcript(AUDIT, SAID)
FIRST = STATEMENTS[0].name
OWN, ADMITTED = AUDIT.planted


def said(**changed: str) -> str:
    return transcript(AUDIT, {**SAID, **changed})


def test_honest_answers_are_read_one_by_one() -> None:
    found = AUDIT.read(HONEST)
    assert set(found) == {item.name for item in STATEMENTS}
    assert all(axioms == tuple(sorted(ALLOWED_AXIOMS)) for axioms in found.values())
    assert AUDIT.read(said(**{FIRST: CLOSED}))[FIRST] == ()


def test_no_two_audits_are_the_same_and_none_contains_its_products() -> None:
    other = write_audit("CatMono", STATEMENTS)
    assert other.text != AUDIT.text
    assert other.asked != AUDIT.asked
    assert not set(other.theorems.values()) & set(AUDIT.theorems.values())
    with pytest.raises(AuditError):
        other.read(HONEST)
    assert not {str(product) for product in AUDIT.products} & set(re.findall(r"\b\d+\b", AUDIT.text))


def test_every_theorem_is_asked_about_with_its_witness_by_their_full_names() -> None:
    for item in STATEMENTS:
        parts = []
        for suffix, what in (("", "statement"), ("_witness", "nonvacuous")):
            proof = rf"Catapult\.theorems\.CatMono\.{item.name}{suffix}"
            written = rf"^Definition (\w+) : Catapult\.claims\.\w+\.{item.name}\.{what} := {proof}\.$"
            parts += re.findall(written, AUDIT.text, re.MULTILINE)
        name = AUDIT.theorems[item.name]
        assert f"Definition {name} := (conj {' '.join(parts)})." in AUDIT.text.splitlines()
        assert AUDIT.text.count(f"Print Assumptions {name}.") == 1


DISHONEST: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "an answer that is empty": lambda: said(**{FIRST: ""}),
    "axioms that are none": lambda: said(**{FIRST: "Axioms:\n"}),
    "one answer for all": lambda: re.sub(r"(?s)^(.*?: nat\n.*?)     = .*", r"\1", HONEST),
    "closed, wherever asked": lambda: transcript(AUDIT, dict.fromkeys(SAID, CLOSED)),
    "the last product left out": lambda: HONEST[: HONEST.rindex("     = ")],
    "products not computed": lambda: re.sub(r"     = \d+\n     : nat\n", "Eval compute in 2 * 3.\n", HONEST),
    "one product wrong": lambda: HONEST.replace(f"= {AUDIT.products[3]}\n", f"= {AUDIT.products[3] + 1}\n"),
    "more after the end": lambda: HONEST + CLOSED,
    "more before the start": lambda: "Welcome\n" + HONEST,
    "an axiom of its own not seen": lambda: said(**{OWN: CLOSED}),
    "an admitted proof not seen": lambda: said(**{ADMITTED: CLOSED}),
    "another axiom instead": lambda: said(**{OWN: SAID[ADMITTED]}),
    "an allowed axiom not seen": lambda: said(**{"Classical_Prop.classic": CLOSED}),
    "an axiom where there is none": lambda: said(**{"": SAID[OWN]}),
    "unsafe recursion": lambda: said(**{FIRST: "Axioms:\nloop is assumed to be guarded.\n"}),
    "a type of all types": lambda: said(**{FIRST: "Theory:\nType hierarchy is collapsed (logic is inconsistent)\n"}),
    "both": lambda: said(**{FIRST: SAID[FIRST] + "Theory:\nType hierarchy is collapsed (logic is inconsistent)\n"}),
    "closed and not": lambda: said(**{FIRST: CLOSED + SAID[OWN]}),
    "an error": lambda: said(**{FIRST: "Error: The reference was not found.\n"}),
}


@pytest.mark.parametrize("output", DISHONEST.values(), ids=DISHONEST.keys())
def test_what_coq_would_not_say_is_refused(output: Callable[[], str]) -> None:
    assert output() != HONEST
    with pytest.raises(AuditError):
        AUDIT.read(output())


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("Axioms:\nsurprise : False\n", "surprise : False"),
        ("Axioms:\nClassical_Prop.classic : False\n", "Classical_Prop.classic : False"),
        ("Axioms:\nMine.Classical_Prop.classic : Prop\n", "Mine.Classical_Prop.classic : Prop"),
    ],
)
def test_an_axiom_that_is_not_allowed_is_named_with_its_type(answer: str, named: str) -> None:
    found = AUDIT.read(said(**{FIRST: answer}))
    assert found[FIRST] == (named,)
    assert not ALLOWED_AXIOMS.keys() & set(found[FIRST])


def test_the_questions_about_the_kernel_are_asked() -> None:
    refused = re.findall(r"^Fail (\w+)", AUDIT.text, re.MULTILINE)
    assert refused == ["Definition", "Fixpoint", "Inductive"]


def test_products_are_asked_before_each_answer_and_after_the_last() -> None:
    commands = re.findall(r"^(Eval|Print)", AUDIT.text, re.MULTILINE)
    assert commands == ["Eval", "Print"] * len(AUDIT.asked) + ["Eval"]
    assert isinstance(AUDIT, Audit)
