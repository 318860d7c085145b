"""A report of a ledger that somebody has written to harm its reader, and of what is no ledger."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from checks.toolkit.ledgers import small_ledger

pytest.importorskip("jinja2")
pytest.importorskip("latex2mathml")


@pytest.fixture(scope="module")
def ledger():
    return small_ledger()


def test_hostile_text_is_escaped(ledger, tmp_path):
    from checks.report import build_report

    hostile = json.loads(json.dumps(ledger))
    item = hostile["claims"][0]
    item["id"] = "../x<script>alert(1)</script>"
    item["statement"] = '"><img src=x onerror=alert(1)>'
    item["latex"] = [r"\text{<script>alert(2)</script>} < 1"]
    for found in item["evidence"]:
        if found["kind"] == "counterexample":
            found["sentence"] = "<b>bold</b>"
    pages = build_report(hostile, tmp_path / "site")
    assert all(page.parent == tmp_path / "site" for page in pages)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>bold" not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.parametrize("letter", ["\x1b", "\x00", "\x07", "\x9b", "\u202e", "\u2066", "\u200f", "\ufeff"])
@pytest.mark.parametrize("field", ["statement", "sentence", "source"])
def test_characters_that_steer_a_terminal_or_turn_a_line_are_refused(ledger, tmp_path, letter, field):
    from checks.report import build_report

    hostile = json.loads(json.dumps(ledger))
    item = hostile["claims"][0]
    if field == "sentence":
        found = next(one for claim in hostile["claims"] for one in claim["evidence"] if one["kind"] == "counterexample")
        found["sentence"] = f"gnp{letter}.exe"
    elif field == "source":
        item["source"]["paper"] = f"own{letter}"
    else:
        item["statement"] = f"The norm{letter}[2J falls."
    with pytest.raises(ValueError, match="which is not printable") as caught:
        build_report(hostile, tmp_path / "site")
    assert str(caught.value).isprintable()
    assert not (tmp_path / "site").exists()


def test_what_is_no_ledger_is_refused(tmp_path):
    import typer

    from checks.cli.report import command

    app = typer.Typer()
    app.command()(command)
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"claims": []}', encoding="utf-8")
    for arguments in (["--from", str(wrong)], ["--from", str(tmp_path / "absent.json")], ["--figures", str(tmp_path / "none")]):
        result = CliRunner().invoke(app, [*arguments, "--out", str(tmp_path / "site")])
        assert result.exit_code == 2, arguments
    assert not (tmp_path / "site").exists()
