"""The ledger in a terminal: one line a claim at 80 columns and at 130, whose proof it is, one number, and no minus nothing."""

from __future__ import annotations

import re

import pytest

from checks.cli.ledger_lines import ledger_lines
from checks.cli.printing import print_ledger, print_wrapped
from checks.evidence.as_json import evidence_json
from checks.evidence.kinds import Dropped, Fuzzed, Measured
from checks.evidence.proofs import prove
from checks.evidence.tightness import Tightness
from checks.ledger.short import short_rows
from checks.verdict.entry import Entry
from checks.verdict.expected import expected_verdicts
from checks.verdict.judge import Verdict, judge
from theory.claims import all_claims, claim

EXPECTED = expected_verdicts()
WIDEST = {"with": "", "proof": "identity", "number": "tight 0.0023, sharp"}


def expected_row(name: str, source: str) -> dict[str, str]:
    """A row of a real claim with the widest proof and number that there are."""
    word, _, hypotheses = EXPECTED[name].partition(": ")
    proof = {} if word in ("proved", "true with") else {"proof": ""}
    return WIDEST | {"claim": name, "source": source, "word": word, "with": hypotheses} | proof


@pytest.mark.parametrize("width", [80, 130])
def test_every_claim_fits(width: int) -> None:
    rows = [expected_row(item.id, item.source.paper) for item in all_claims()]
    lines = [line.plain for line in ledger_lines(rows, width)]
    assert max(map(len, lines)) <= width
    below = [line for line in lines if line.startswith(" ")]
    assert len(lines) == 1 + len(rows) + len(below)
    assert all(line.split()[0] == "with" for line in below)
    assert len(below) > 5 if width == 80 else len(below) < 2


def test_whose_proof_it_is() -> None:
    item = claim("LW-1")
    evidence = tuple(prove(item, slow=False))
    verdict = judge(item, evidence)
    (row,) = short_rows([Entry(item, verdict, evidence)])
    whose = {Verdict.PROVED_SMT: "Z3", Verdict.PROVED_IDENTITY: "identity"}
    assert (row["word"], row["proof"]) == ("proved", whose[verdict])
    (row,) = short_rows([Entry(item, Verdict.SUPPORTED, evidence)])
    assert (row["word"], row["proof"]) == ("supported", "")


def test_what_it_is_true_with_is_beside_the_verdict() -> None:
    item = claim("ML-5")
    broken = Dropped("y = 0", found=None)
    (row,) = short_rows([Entry(item, Verdict.OPEN, (broken,))])
    assert (row["word"], row["with"]) == ("open without", "y = 0")
    assert ledger_lines([row], 80)[1].plain.endswith("without y = 0")


def test_one_number() -> None:
    item = claim("ML-5")
    searched = Fuzzed(0, 9, 40, -0.0, exact=False)
    measured = Measured("rate", 1.0, 0.5, 1.5, 0.95, 20, (0.0, 2.0))
    tight = Tightness(0.25, 0.1, 0.4, 12, "at η = 2")
    near = Tightness(0.25, 0.1, 0.4, 12, nearest="at η = 5")
    numbers = [
        short_rows([Entry(item, Verdict.SUPPORTED, evidence, tightness)])[0]["number"]
        for evidence, tightness in (
            ((searched,), None),
            ((searched, measured), None),
            ((searched,), tight),
            ((), near),
            ((), None),
        )
    ]
    assert numbers == ["40 states", "1/1 findings", "tight 0.25, sharp", "fails at 2.5 bounds", ""]


def test_nothing_is_printed_as_minus_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    searched = Fuzzed(0, 9, 40, -0.0, exact=False)
    print_ledger([Entry(claim("ML-5"), Verdict.SUPPORTED, (searched,))], long=True)
    out = capsys.readouterr().out
    assert "40 states, worst margin 0" in out
    assert "-0e" not in out
    assert max(map(len, out.splitlines())) <= 80
    assert str(evidence_json(searched)["worst_margin"]) == "0.0"


def test_many_claims_are_told_without_their_details(capsys: pytest.CaptureFixture[str]) -> None:
    entry = Entry(claim("ML-5"), Verdict.SUPPORTED, (Fuzzed(0, 9, 40, 0.1, exact=True),))
    print_ledger([entry])
    assert "no more than supported" in capsys.readouterr().out
    print_ledger([entry] * 20)
    out = capsys.readouterr().out
    assert "no more than supported" not in out
    assert "--long" in out
    assert len(re.findall(r"^ML-5 ", out, re.MULTILINE)) == 20


def test_long_lines_are_indented_below_themselves_and_whole_in_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "head\n    " + "eta*theta2_0 " * 12
    for columns, lines in (("80", 4), (None, 2)):
        monkeypatch.delenv("COLUMNS", raising=False) if columns is None else monkeypatch.setenv("COLUMNS", columns)
        print_wrapped(text)
        found = capsys.readouterr().out.splitlines()
        assert len(found) == lines
        assert all(line.startswith("      eta") for line in found[2:])


def test_every_verdict_has_a_line() -> None:
    for verdict in Verdict:
        row = {"claim": "A", "source": "ours", "word": verdict.value, "proof": "", "number": "", "with": ""}
        assert verdict.value in ledger_lines([row], 120)[1].plain
