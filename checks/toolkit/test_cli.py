"""The command line: fast help, the main job on one claim, wrong usage, and a user's own claims, each from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checks.cli.application import application
from checks.cli.replay import _counterexamples
from checks.ledger.table import ledger_json, validate

OWN = """
from sympy import Le
from theory.statements import Claim, Quantifier, Setting, Source, Statement
from theory.symbols import OBSERVABLES, PARAMETERS

theta2, eta = OBSERVABLES["theta2"], PARAMETERS["eta"].symbol
statement = Statement(Setting("two_layer"), (eta < 1,), Quantifier.STEP, Le(theta2.next, theta2.now))
CLAIMS = (Claim(id="OWN-1", source=Source("own"), text="eta < 1 suffices", statements=(statement,)),)
"""


def catapult(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from checks.cli import main; sys.argv[0] = 'catapult'; main()"
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, text=True, timeout=300)


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['catapult', '--help']; from checks.cli import main; main(); "
        "print([name for name in ('numpy', 'sympy', 'scipy', 'hypothesis', 'typer', 'rich', 'theory', 'numerics') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "verify" in done.stdout
    assert done.stdout.rstrip().endswith("[]")


def test_verify_one_claim_writes_a_valid_ledger(tmp_path: Path) -> None:
    done = catapult(tmp_path, "verify", "--only", "SUM-1", "--json", "ledger.json", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert "refuted" in done.stdout
    document = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))
    validate(document)
    (claim,) = document["claims"]
    assert (claim["id"], claim["verdict"]) == ("SUM-1", "refuted")
    assert claim["latex"]
    assert claim["scope"]
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.json"]


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("replay empty.json", "empty.json: it is empty"),
        ("errata --from empty.json", "empty.json is not a ledger: it is empty"),
        ("report --from absent.json --out site", "--from: absent.json does not exist"),
        ("errata --module my_claims", "give the ledger with --from"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.json").touch()
    name, *_ = command.split()
    done = CliRunner().invoke(application({name: ""}, name), command.split())
    assert (done.exit_code, told in done.stderr, len(done.stderr.splitlines())) == (2, True, 1), done.output


@pytest.mark.parametrize(
    "command",
    [
        "prove ML-1 --out file/below",
        "errata --from ledger.json --out folder",
        "report --out file",
        "report --out file/below/it",
        "reproduce all --out file",
        "reproduce all --cells file/below",
        "verify --json folder",
        "verify --json none/ledger.json",
        "bench --plot none/bench.png",
        "phases plot --out none/plot.png",
    ],
)
def test_what_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "ledger.json").write_text(json.dumps(ledger_json([], seed=0, profile="dev")), encoding="utf-8")
    name, *_ = command.split()
    done = CliRunner().invoke(application({name: ""}, name), command.split())
    assert done.exit_code == 2
    *_, option, path = command.split()
    assert done.stderr.startswith(f"catapult: {option}: cannot write {path}: ")
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_a_missing_package_is_said_in_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(json.dumps(ledger_json([], seed=0, profile="dev")), encoding="utf-8")
    code = "import sys; sys.modules['jinja2'] = sys.modules['matplotlib'] = None; from checks.cli import main; main()"
    for arguments in ("report --from ledger.json --out site", "reproduce meltzer-liu/fig5 --stored --out site"):
        command = [sys.executable, "-c", code, *arguments.split()]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 2
        assert "pip install" in done.stderr
        assert len(done.stderr.splitlines()) == 1
        assert not [path for path in (tmp_path / "site").rglob("*") if path.is_file()]


def test_a_benchmark_that_does_not_exist_is_named(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    done = catapult(tmp_path, "bench", "--only", "NO-SUCH", "--quick")
    assert done.returncode == 2
    assert "'NO-SUCH'" in done.stderr


def test_a_terminal_without_unicode_shows_ascii(tmp_path: Path) -> None:
    code = "from checks.cli import main; main()"
    command = [sys.executable, "-c", code, "verify", "--only", "SUM-1", "--jobs", "1"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, env=ascii_only, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert b"theta2_next <= theta2 fails" in done.stdout
    assert b"eta = 99999/200000" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_a_full_disk_under_the_printed_table_is_said_in_one_line(tmp_path: Path) -> None:
    code = "from checks.cli import main; main()"
    command = [sys.executable, "-c", code, "verify", "--only", "SUM-1", "--jobs", "1", "--json", "ledger.json"]
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=300, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith("catapult: ")
    assert "Traceback" not in done.stderr
    validate(json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--only", "NO-SUCH"), "--only"),
        (("--only", "ml2"), "did you mean ML-2"),
        (("--module", "own_claims.py"), "without .py"),
        (("--profile", "huge"), "profile"),
        (("--module", "no_such_module"), "--module"),
        (("--only", "SUM-1", "--json", "missing/ledger.json"), "--json"),
        (("--unknown",), "--unknown"),
        (("--module", "../own_claims"), "--module"),
        (("--only", "SUM-1", "--json", "."), "--json"),
        (("--only", "SUM-1", "--jobs", "0"), "--jobs"),
        (("--only", "SUM-1", "--seed", "-1"), "--seed"),
    ],
)
def test_wrong_usage_exits_with_two_and_names_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(application({"verify": ""}, "verify"), ["verify", *arguments])
    assert done.exit_code == 2
    assert named in done.stderr
    assert done.exception is None or isinstance(done.exception, SystemExit)


def test_a_false_claim_of_the_user_exits_with_one(tmp_path: Path) -> None:
    (tmp_path / "own_claims.py").write_text(OWN, encoding="utf-8")
    done = catapult(tmp_path, "verify", "--module", "own_claims", "--jobs", "1")
    assert done.returncode == 1, done.stderr
    assert "OWN-1: refuted; a claim of your own is expected to stand" in done.stderr
    shown = catapult(tmp_path, "prove", "OWN-1", "--module", "own_claims")
    assert shown.returncode == 1, shown.stderr
    assert "no proof" in shown.stdout
    assert "fails at step" in done.stdout


def test_two_claims_of_one_id_are_refused(tmp_path: Path) -> None:
    """One of the two would never be looked at."""
    (tmp_path / "own_claims.py").write_text(OWN.replace("CLAIMS = (", "CLAIMS = 2 * ("), encoding="utf-8")
    done = catapult(tmp_path, "verify", "--module", "own_claims", "--jobs", "1")
    assert done.returncode == 2, done.stderr
    assert "already taken" in done.stderr


@pytest.mark.parametrize(
    "document",
    [[], 3, {"claims": 3}, {"claims": [{}]}, {"claims": [{"evidence": 3}]}, {"claims": [{"evidence": ["x"]}]}],
)
def test_a_file_that_is_no_ledger_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match="ledger"):
        _counterexamples(document)
