"""A ledger made without Coq, Z3, Arb and Numba goes through errata, replay and report, as does one made with what is here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks.ledger.table import read_ledger
from checks.verdict.judge import Verdict
from checks.verdict.words import verdict_of
from theory.provers.coq import checker

ABSENT = ("z3", "flint", "numba", "matplotlib", "zarr", "dask", "pooch")
REPORTING = ("jinja2", "latex2mathml")
CLAIMS = ("ML-2", "ML-12", "LW-1", "UV-PEAK", "SUM-1", "ZQ-5", "GRAM-KERNEL")


def catapult(folder: Path, *arguments: str, poor: bool, without: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """The command as a machine has it on which packages, and with ``poor`` all optional ones and Coq, are not installed."""
    absent = (*without, *(ABSENT if poor else ()))
    code = (
        f"import sys; sys.argv[0] = 'catapult'; sys.modules.update(dict.fromkeys({absent!r})); "
        "from checks.cli import main; main()"
    )
    environment = os.environ | ({"PATH": str(folder)} if poor else {})
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture(scope="module", params=["poor", pytest.param("with what is here", marks=pytest.mark.deep)])
def ledger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bool]:
    """A folder with ``ledger.json``, and whether it was made without optional packages."""
    folder, poor = tmp_path_factory.mktemp("ledger"), request.param == "poor"
    only = [word for name in CLAIMS for word in ("--only", name)]
    done = catapult(folder, "verify", *only, "--jobs", "1", "--json", "ledger.json", poor=poor)
    assert done.returncode == 0, done.stderr
    if poor:
        assert 'pip install "catapult-verify[proofs]"' in done.stdout
        assert "Coq is not present" in done.stdout
    return folder, poor


def test_the_words_say_whose_proofs_they_are(ledger: tuple[Path, bool]) -> None:
    folder, poor = ledger
    found = {claim["id"]: claim["verdict"] for claim in read_ledger(folder / "ledger.json")["claims"]}
    assert verdict_of(found["SUM-1"]) is Verdict.REFUTED
    if poor:
        assert found["GRAM-KERNEL"] == found["UV-PEAK"] == "proved (shipped, not re-checked)"
        assert found["LW-1"] == "proved (identity)"
        assert found["ML-2"].startswith("true with (shipped, not re-checked): ")
    elif checker.available():
        assert {found[name] for name in ("GRAM-KERNEL", "UV-PEAK", "LW-1")} == {"proved"}
        assert found["ML-2"].startswith("true with: ")


def test_errata(ledger: tuple[Path, bool]) -> None:
    folder, poor = ledger
    for form in ("text", "latex"):
        done = catapult(folder, "errata", "--from", "ledger.json", "--format", form, poor=poor)
        assert done.returncode == 0, done.stderr
        assert "SUM-1" in done.stdout
        assert not done.stderr
    text = catapult(folder, "errata", "--from", "ledger.json", poor=poor).stdout.replace("\n" + " " * 13, " ")
    for claim in read_ledger(folder / "ledger.json")["claims"]:
        if claim["id"] in ("SUM-1", "ML-2"):
            assert any(all(given in line for given in claim["formal"][0]["hypotheses"]) for line in text.splitlines())


def test_replay(ledger: tuple[Path, bool]) -> None:
    folder, poor = ledger
    done = catapult(folder, "replay", "ledger.json", poor=poor)
    assert done.returncode == 0, done.stderr
    assert "SUM-1: " in done.stdout
    assert "of statement 1: two layer, one datum" in done.stdout


def test_report(ledger: tuple[Path, bool]) -> None:
    for name in REPORTING:
        pytest.importorskip(name)
    folder, poor = ledger
    done = catapult(folder, "report", "--from", "ledger.json", "--out", "site", poor=poor)
    assert done.returncode == 0, done.stderr
    document = json.loads((folder / "site" / "ledger.json").read_text(encoding="utf-8"))
    for claim in document["claims"]:
        assert (folder / "site" / f"claim-{claim['id']}.html").is_file()
    assert ("Shipped, not re-checked here." in (folder / "site" / "claim-UV-PEAK.html").read_text(encoding="utf-8")) is (
        poor or not checker.available()
    )


@pytest.mark.parametrize("missing", [*[(name,) for name in REPORTING], REPORTING], ids=", ".join)
def test_a_report_without_its_packages_says_so_in_one_line(ledger: tuple[Path, bool], missing: tuple[str, ...]) -> None:
    folder, poor = ledger
    done = catapult(folder, "report", "--from", "ledger.json", "--out", "none", poor=poor, without=missing)
    assert done.returncode == 2
    assert done.stderr == 'catapult: the report needs Jinja2 and latex2mathml: pip install "catapult-verify[report]"\n'
    assert not (folder / "none").exists()


def test_a_ledger_of_an_older_version_is_named_as_one(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text('{"schema_version": 1, "claims": []}', encoding="utf-8")
    for arguments in ("errata --from old.json", "replay old.json", "report --from old.json --out site"):
        done = catapult(tmp_path, *arguments.split(), poor=True)
        assert done.returncode == 2, arguments
        assert "schema_version is 1; 2 is the one that is read here: run catapult verify --json again" in done.stderr
        assert len(done.stderr.splitlines()) == 1
