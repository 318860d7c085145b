"""The report's pages of own models, update rules and losses, monitored runs, and the search across pages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from sympy import symbols

from checks import own_claims
from checks.evidence.kinds import Counterexample
from checks.ledger.table import ledger_json
from checks.search.exact import search_exactly
from checks.toolkit.commands import catapult
from checks.verdict.entry import Entry
from checks.verdict.judge import Verdict
from numerics.training.record import COLUMNS, TrainingRecord
from numerics.training.record_files import load_record, save_record
from theory import all_claims, claim, from_unit

pytest.importorskip("jinja2")
pytest.importorskip("latex2mathml")


def record(steps: int = 40) -> TrainingRecord:
    """A run with one catapult: the loss rises from step 5 to 9, and the kernel drops from 8 to 3."""
    loss = np.exp(-0.05 * np.arange(steps))
    loss[5:13] *= [2, 8, 30, 90, 200, 60, 8, 2]
    measured = {name: np.full(steps, np.nan) for name in COLUMNS}
    measured["kernel"] = np.where(np.arange(steps) < 8, 8.0, 3.0)
    measured["relative_rate"] = np.where(np.arange(steps) < 8, 2.5, 0.9)
    return TrainingRecord(loss, np.full(steps, 0.3), np.arange(steps), measured, 2, 2.0, 10, 0.5, 5.0, 7)


def page(folder: Path, name: str) -> str:
    return unescape((folder / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from checks.report import build_report

    folder = tmp_path_factory.mktemp("trained")
    u, v = symbols("u v")
    own = own_claims(from_unit(u**2 * v, name="page cubic"))
    momentum = Entry(claim("HEAVY-MONO"), Verdict.OPEN, ())
    huber = next(item for item in all_claims() if any(part.setting.loss.words == "Huber loss" for part in item.statements))
    found = search_exactly(claim("SUM-2"), 0, most=400)
    assert isinstance(found, Counterexample)
    entries = [Entry(own[1], Verdict.SUPPORTED, ()), Entry(claim("SUM-2"), Verdict.REFUTED, (found,)), momentum]
    entries.append(Entry(huber, Verdict.OPEN, ()))
    save_record(record(), folder / "first_run.npz")
    claims = (*all_claims(), *own)
    document = ledger_json(entries, seed=0, profile="dev")
    build_report(document, folder / "site", claims=claims, runs=[folder / "first_run.npz"], modules=["mine"])
    return folder / "site"


def test_commands_about_claims_of_ones_own_name_their_module(site: Path) -> None:
    assert "catapult verify --only OWN-MONO --module mine" in page(site, "claim-OWN-MONO.html")
    assert "catapult verify --only SUM-2<" in page(site, "claim-SUM-2.html")


def test_an_own_model_stands_first_with_its_bounds_and_claims(site: Path) -> None:
    text = page(site, "models.html")
    assert text.index("Your own") < text.index("Families")
    own = text.split("page cubic</a>")[1].split("Families")[0]
    for part in ("Homogeneous of degree 3", "weight norm nonincreasing", "Sharp: attained at u = 1", "OWN-MONO", "supported"):
        assert part in own
    families = text.split("Families")[1]
    assert "SUM-2" in families.split("Fails")[1].split("</details>")[0]


def test_rules_and_losses_show_a_step_and_the_claims_about_them(site: Path) -> None:
    text = page(site, "rules.html")
    heavy = text.split("<h3>Heavy ball</h3>")[1].split("<h3>")[0]
    assert "HEAVY-MONO" in heavy
    assert "velocity" in heavy
    assert "∇" in heavy
    assert "SUM-2" not in heavy
    huber = text.split("<h3>Huber loss</h3>")[1].split("<h3>")[0]
    assert "residual beyond which" in huber
    squared = text.split("<h3>Squared loss</h3>")[1].split("<h3>")[0]
    assert "SUM-2" in squared.split("Fails")[1].split("</details>")[0]
    assert "HEAVY-MONO" in squared.split("Not decided")[1]


def test_a_verdict_that_changes_moves_the_claim(tmp_path: Path) -> None:
    from checks.report.trained import rules

    (rule,) = rules([claim("LIN-SUB")], {"LIN-SUB": "proved"})
    assert [item.id for item in rule["holds"]] == ["LIN-SUB"]
    (rule,) = rules([claim("LIN-SUB")], {"LIN-SUB": "open"})
    assert (rule["holds"], [item.id for item in rule["undecided"]]) == ([], ["LIN-SUB"])
    assert rules([claim("LIN-SUB")], {}) == []


def test_a_monitored_run_has_its_catapults(site: Path) -> None:
    text = page(site, "runs.html")
    assert "first run" in text
    assert "Spikes of the loss: 1, catapults among them: 1." in text
    assert "homogeneous of degree 2" in text
    (row,) = re.findall(r"<tr>(<td>.*?)</tr>", text.split("Spikes of the loss</caption>")[1].split("</table>")[0])
    cells = re.findall(r"<td>(.*?)</td>", row)
    assert (cells[4:], float(cells[3]) > 50) == (["8", "3", "yes"], True)


def test_a_file_that_holds_no_run_is_refused_before_anything_is_verified_or_written(tmp_path: Path) -> None:
    (tmp_path / "wrong.npz").write_text("loss", encoding="utf-8")
    found = catapult("report", "--run", "wrong.npz", "--out", "site", folder=tmp_path)
    assert (found.returncode, "wrong.npz holds no record of a monitored run" in found.stderr) == (2, True)
    assert not (tmp_path / "site").exists()


def test_every_page_can_be_searched_for(site: Path) -> None:
    text = page(site, "search.html")
    targets = re.findall(r'<li><a href="([^"]+)">', text.split('<ol class="entries">')[1])
    assert {target.partition("#")[0] for target in targets} >= {
        *(path.name for path in site.glob("claim-*.html")),
        *("models.html", "rules.html", "errata.html", "experiments.html", "runs.html", "method.html"),
    }
    for target in targets:
        name, _, anchor = target.partition("#")
        assert not anchor or f'id="{anchor}"' in page(site, name), target
    for other in site.glob("*.html"):
        assert ('action="search.html"' in page(site, other.name)) == (other.name != "search.html")


def test_a_record_is_kept_and_what_is_none_is_refused(tmp_path: Path) -> None:
    kept, file = record(), tmp_path / "run.npz"
    save_record(kept, file)
    again = load_record(file)
    assert again.catapults == kept.catapults != []
    for name in ("loss", "rate", "steps"):
        assert np.array_equal(getattr(again, name), getattr(kept, name))
    assert all(np.array_equal(again.measured[name], kept.measured[name], equal_nan=True) for name in COLUMNS)
    assert (again.degree, again.factor, again.memory, again.seconds, again.products) == (2, 2.0, 10, 0.5, 7)
    with pytest.raises(TypeError, match="record must be a TrainingRecord"):
        save_record({}, file)
    (tmp_path / "text.npz").write_text("loss", encoding="utf-8")
    np.savez(tmp_path / "other.npz", loss=np.ones(3))
    with np.load(file) as opened:
        parts = dict(opened)
    wrong = {"rate": np.ones(3), "steps": np.arange(40) + 1, "measured.kernel": np.ones(3), "loss": np.ones((2, 2))}
    for name, value in wrong.items():
        np.savez(tmp_path / f"{name}.npz", **{**parts, name: value})
    for name in ("text", "other", *wrong):
        with pytest.raises(ValueError, match=rf"{name}.npz holds no record of a monitored run: "):
            load_record(tmp_path / f"{name}.npz")
    np.savez(tmp_path / "objects.npz", loss=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="holds no record"):
        load_record(tmp_path / "objects.npz")
