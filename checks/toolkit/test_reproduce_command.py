"""``catapult reproduce`` from the outside."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from checks.cli.reproduce import command
from numerics.experiments import find

APP = Typer()
APP.command()(command)
RUNNER = CliRunner()


def test_the_list_tells_what_was_run() -> None:
    told = RUNNER.invoke(APP, ["--list"])
    assert told.exit_code == 0
    assert "meltzer-liu/fig13          not run here" in told.output
    assert "meltzer-liu/fig1           5 of 5 findings" in told.output


def test_a_quick_run_judges_and_writes(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    told = RUNNER.invoke(APP, ["meltzer-liu/fig10", "--quick", "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    assert "shown: Below the edge with a target" in told.output
    assert (tmp_path / "meltzer-liu" / "fig10.png").stat().st_size > 10_000
    assert "## Findings" in (tmp_path / "meltzer-liu" / "fig10.md").read_text(encoding="utf-8")
    stored = json.loads((tmp_path / "summaries" / "meltzer-liu__fig10.json").read_text(encoding="utf-8"))
    assert stored["version"] == "quick"


def test_what_needs_missing_data_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CATAPULT_DATA", raising=False)
    told = RUNNER.invoke(APP, ["meltzer-liu/fig13"])
    assert told.exit_code == 0
    assert "not run here: cifar-10 is not bundled" in told.output


def test_what_needs_a_missing_package_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ImportError('torch is not installed: pip install "catapult-verify[torch]"')

    monkeypatch.setattr("numerics.experiments.remake", refuse)
    told = RUNNER.invoke(APP, ["meltzer-liu/fig1"])
    assert isinstance(told.exception, ImportError)  # of an experiment that needs none
    known = find("meltzer-liu/fig1")
    monkeypatch.setattr("numerics.experiments.find", lambda name: replace(known, extra="torch"))
    told = RUNNER.invoke(APP, ["meltzer-liu/fig1"])
    assert told.exit_code == 0
    assert "not run here: torch is not installed" in told.output


def test_an_unknown_name_is_wrong_usage() -> None:
    told = RUNNER.invoke(APP, ["meltzer-liu/fig99"])
    assert told.exit_code == 2
    assert "no experiment 'meltzer-liu/fig99'; did you mean meltzer-liu/fig9" in told.output


def test_several_at_a_time_tell_the_same() -> None:
    names = ["meltzer-liu/fig6", "meltzer-liu/fig13", "meltzer-liu/fig10"]
    one, two = (RUNNER.invoke(APP, [*names, "--stored", "--jobs", jobs]) for jobs in ("1", "2"))
    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout  # progress, on the other stream, tells of seconds
    assert one.output.index("fig6 (stored)") < one.output.index("fig10 (stored)") < one.output.index("fig13: not run here")


def test_fresh_seeds_are_judged_without_a_page(tmp_path: Path) -> None:
    told = RUNNER.invoke(APP, ["meltzer-liu/fig10", "--fresh", "--stored", "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    assert "shown: Below the edge with a target" in told.output
    assert not list(tmp_path.iterdir())
