"""The errata come from verdicts: a corrected formula turns its verdict, a fresh misprint is refuted."""

import copy
from dataclasses import replace

import pytest
from sympy import Eq, Rational
from sympy.logic.boolalg import And

from checks.evidence.kinds import Counterexample, Fuzzed, Skipped
from checks.ledger.errata import FORMATS, errata, errata_of, printed_claims, render
from checks.ledger.table import read_ledger
from checks.search.claim import sampled, search
from checks.toolkit.ledgers import small_ledger
from checks.verdict.judge import Verdict, judge
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options
from theory.claims import all_claims, claim

LIGHT = replace(PROFILES["dev"], examples=4, exact_trajectories=24, largest_width=64)


def equations(statement):
    conclusion = statement.conclusion
    parts = conclusion.args if isinstance(conclusion, And) else (conclusion,)
    return parts if any(isinstance(part, Eq) for part in parts) else ()


ALGEBRAIC = [
    item.id
    for item in printed_claims()
    if item.statements and item.correction and equations(item.statements[0]) and item.source.paper == "ZQ"
]


def misprinted(statement):
    """The first equation's right-hand side is a tenth too large."""
    parts = list(equations(statement))
    number = next(i for i, part in enumerate(parts) if isinstance(part, Eq))
    parts[number] = Eq(parts[number].lhs, parts[number].rhs * Rational(11, 10))
    return replace(statement, conclusion=And(*parts))


def test_there_are_algebraic_misprints():
    assert {"ZQ-11", "ZQ-13", "ZQ-17", "ZQ-18", "ZQ-19b"} <= set(ALGEBRAIC)


@pytest.mark.parametrize("name", ALGEBRAIC)
def test_the_printed_formula_is_refuted_and_the_corrected_one_is_not(name):
    printed = claim(name)
    assert isinstance(sampled(printed, LIGHT, 0)[-1], Counterexample)
    corrected = replace(printed, statements=claim(printed.correction).statements)
    survived = sampled(corrected, LIGHT, 0)
    assert judge(corrected, survived) is Verdict.SUPPORTED
    states: list[int] = [item.states for item in survived if isinstance(item, Fuzzed)]
    assert sum(states) > 40


@pytest.mark.parametrize("name", [*ALGEBRAIC, "ZQ-1", "ZQ-2", "ZQ-12"])
def test_a_fresh_misprint_is_refuted(name):
    true = claim(claim(name).correction or name)
    wrong = replace(true, id=f"{name}~misprint", statements=(misprinted(true.statements[0]),))
    found = search(wrong, LIGHT)[-1]
    assert isinstance(found, Counterexample), name


def test_the_table_is_printed_in_every_form():
    found = errata(LIGHT, claims=[claim("ZQ-18"), claim("SUM-3"), claim("LW-1")], options=Options(proofs=False))
    assert [item.printed["id"] for item in found] == ["ZQ-18", "SUM-3"]
    assert found[0].correction is not None
    assert found[0].correction["id"] == "ZQ-18c"
    text, markdown, tex = (render(found, form) for form in FORMATS)
    assert "ZQ-18c" in text
    assert "η = " in text
    assert markdown.count("\n| ZQ-18 |") == 1
    assert tex.startswith("%")
    assert r"\gamma^{2}" in tex
    with pytest.raises(ValueError, match="format"):
        render(found, "html")


def test_every_row_of_the_papers_is_a_claim_and_every_correction_exists():
    known = {item.id: item for item in all_claims()}
    rows = [f"ML-{n}" for n in range(1, 13)] + [f"SUM-{n}" for n in range(1, 5)] + [f"ZQ-{n}" for n in range(1, 24)] + ["ZQ-19b"]
    rows += [f"ZS-{n}" for n in range(1, 7)] + ["LW-1", "LW-2", "LW-3"]
    assert not set(rows) - set(known)
    for item in known.values():
        assert not item.correction or item.correction in known, item.id
        assert item.kind != "empirical" or item.experiment or item.correction, item.id


def test_evidence_that_is_missing_is_no_erratum():
    assert judge(claim("ZQ-18"), [Skipped("z3", "not here")]) is Verdict.OPEN


def test_errata_are_read_off_a_ledger_and_name_what_is_missing():
    document = copy.deepcopy(small_ledger())
    document["claims"] += [
        {**document["claims"][-1], "id": "MADE-UP", "verdict": "refuted (statistical)", "correction": "LW-1", "latex": []}
    ]
    document["claims"][-1]["evidence"][0] |= {"agrees": False, "claimed": [None, 0.5]}
    found = errata_of(document)
    assert [item.printed["id"] for item in found] == ["SUM-1", "SUM-2", "MADE-UP"]
    assert repr(found[0]) == "Erratum(SUM-1, SUM: refuted, corrected by ML-2)"
    assert found[2].counterexample is None
    assert found[2].correction["id"] == "LW-1"
    for form in FORMATS:
        shown = render(found, form).replace("\\", "").replace("\n", " ")
        assert "slope of the peak in the width: 1.02, between 0.9 and 1.1 with 99 % confidence (64 samples)" in shown
        assert "where below 0.5 is claimed" in shown


def test_what_is_no_ledger_is_named(tmp_path):
    file = tmp_path / "other.json"
    for text in ("{}", "[", '{"schema_version": 1}'):
        file.write_text(text)
        with pytest.raises(ValueError, match=r"other\.json is not a ledger"):
            read_ledger(file)
