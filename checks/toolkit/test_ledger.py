"""The ledger: the same rows as a table, as JSON that its schema accepts, and at the end of a pytest session."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from checks.ledger.table import ledger_json, statement_latex, summary_line, table_rows, validate
from checks.verdict.entry import Entry
from checks.verdict.profiles import PROFILES
from checks.verdict.verification import Options, verify, verify_all
from theory.claims import all_claims, claim

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [verify(claim(name), PROFILES["dev"], Options(slow_provers=False)) for name in ("SUM-1", "UV-EDGE")]


def test_rows_and_summary(entries: list[Entry]) -> None:
    rows = table_rows(entries)
    assert rows[0]["verdict"] == "refuted"
    assert rows[0]["fuzzed"] == "counterexample"
    assert summary_line(rows).count("1 ") == 2


def test_json_follows_the_schema_and_nothing_else_does(entries: list[Entry]) -> None:
    document = ledger_json(entries, seed=0, profile="dev")
    validate(document)
    for key in ("schema_version", "claims"):
        with pytest.raises(jsonschema.ValidationError):
            validate({name: value for name, value in document.items() if name != key})
    document["claims"][0]["verdict"] = "obvious"
    with pytest.raises(jsonschema.ValidationError):
        validate(document)


def test_every_statement_prints_as_latex() -> None:
    for item in all_claims():
        for statement in item.statements:
            text = statement_latex(statement)
            assert text.count("{") == text.count("}")
            assert "_next" not in text


def test_claims_are_listed_by_paper_and_by_number() -> None:
    ids = [item.id for item in all_claims()]
    assert list(dict.fromkeys(name.split("-")[0] for name in ids))[:5] == ["ML", "ZQ", "ZS", "LW", "SUM"]
    for paper in ("ML", "ZQ", "ZS", "LW", "SUM"):
        numbers = [int(re.findall(r"\d+", name)[0]) for name in ids if name.startswith(f"{paper}-")]
        assert numbers == sorted(numbers)
    start = ids.index("ZQ-9")
    assert ids[start : start + 5] == ["ZQ-9", "ZQ-9c", "ZQ-10", "ZQ-11", "ZQ-11c"]


def test_entries_do_not_depend_on_the_number_of_processes() -> None:
    claims = [claim("SUM-1"), claim("SUM-4")]
    options = Options(slow_provers=False)
    alone, together = (list(verify_all(claims, PROFILES["dev"], options, jobs=jobs)) for jobs in (1, 2))
    assert alone == together


def test_evidence_depends_on_the_seed_alone() -> None:
    """Not on what the process judged before."""
    claims = ["LW-1", "BIAS-GAP"]
    code = "from checks.verdict.profiles import profile\nfrom checks.search.claim import sampled\nfrom theory import claim\n"
    found = [
        subprocess.run(
            [
                sys.executable,
                "-c",
                code + f"print([sampled(claim(item), profile('dev').of_proved, 0) for item in {order}][{place}])",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        ).stdout
        for order, place in ((claims, 1), (claims[::-1], 0))
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("extra", [(), ("-n", "2")])
def test_a_session_prints_what_it_verified(extra: tuple[str, ...]) -> None:
    if extra:
        pytest.importorskip("xdist")
    files = [f"checks/theorems/test_sum_{number}.py" for number in (2, 3, 4)]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, "-k", "sum_4 or sum_3", *extra]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    ledger = done.stdout[done.stdout.index("ledger") :]
    assert [name for name in ("SUM-1", "SUM-2", "SUM-3", "SUM-4") if name in ledger] == ["SUM-3", "SUM-4"]
    assert "2 refuted" in ledger
