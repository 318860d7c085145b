"""The report is complete, refers to nothing outside itself, escapes what it is given, and re-checks what it shows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from fractions import Fraction
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checks.report.claim_page import false_neighbours
from checks.report.drawings import tightness_drawing
from checks.toolkit.ledgers import small_ledger

pytest.importorskip("jinja2")
pytest.importorskip("latex2mathml")


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.targets, self.ids = [], set()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.targets += [values[name] for name in ("href", "src") if values.get(name)]
        if "id" in values:
            self.ids.add(values["id"])


@pytest.fixture(scope="module")
def ledger():
    return small_ledger()


@pytest.fixture(scope="module")
def site(ledger, tmp_path_factory):
    from checks.report import build_report

    out = tmp_path_factory.mktemp("report")
    build_report(ledger, out)
    return out


def test_every_link_resolves_inside_the_folder(site):
    for page in site.glob("*.html"):
        found = Links()
        found.feed(page.read_text(encoding="utf-8"))
        for target in found.targets:
            if target == "data:,":
                continue
            assert not re.match(r"[a-z]+:|//", target), f"{page.name} refers outside: {target}"
            path, _, anchor = target.partition("#")
            assert not path or (site / path).exists(), f"{page.name}: {target}"
            assert not anchor or path or anchor in found.ids


def test_a_page_for_each_claim_with_its_mathematics(site, ledger):
    for item in ledger["claims"]:
        text = (site / f"claim-{item['id']}.html").read_text(encoding="utf-8")
        assert text.count("<math") >= len(item["latex"])
        assert item["verdict"] in text
        assert f"catapult verify --only {item['id']}" in text


def test_theorems_are_listed_by_setting_and_only_those_of_the_ledger(site, ledger):
    text = (site / "theorems.html").read_text(encoding="utf-8")
    row = text.split("toy linear two layer, one datum, y = 0</th>")[1].split("</tr>")[0]
    assert re.findall(r">([A-Z]+-[\w-]+)</a>", row) == ["LW-1", "GRAM-KERNEL"], "its own, then a wider one"
    assert "MASTER-MONO" not in text
    assert "MASTER-MONO" not in {item["id"] for item in ledger["claims"]}


def test_false_neighbours_are_broken_claims_about_the_same_setting():
    def view(name, verdict, *settings, correction=""):
        return {"item": {"id": name, "verdict": verdict, "correction": correction}, "settings": list(settings)}

    true = view("T", "proved", "net, y = 0", "net, any y")
    near, far = view("N", "refuted", "net, any y"), view("F", "refuted", "other")
    mended, proved = view("M", "refuted", "third", correction="T"), view("P", "proved", "net, y = 0")
    assert false_neighbours(true, [true, near, far, mended, proved]) == [near, mended]


def test_derivations_of_a_known_claim_are_shown(site):
    text = (site / "claim-ML-2.html").read_text(encoding="utf-8")
    assert "It is not positive up to the learning rate" in text
    assert "one datum: how the weight norm moves" in text


def test_counterexample_files_replay(site):
    from checks.cli.replay import command

    files = sorted((site / "counterexamples").iterdir())
    assert [path.name for path in files] == ["SUM-1.json", "SUM-2.json"]
    import typer

    app = typer.Typer()
    app.command()(command)
    for path in files:
        result = CliRunner().invoke(app, [str(path)])
        assert result.exit_code == 0, result.output
        assert "fails" in result.output


def test_the_snippet_on_a_page_runs_and_shows_the_failure(site):
    from html import unescape

    text = unescape((site / "claim-SUM-1.html").read_text(encoding="utf-8"))
    snippet = re.search(r"(from fractions import Fraction\n.*?state\.weight_norm\))", text, re.S).group(1)
    snippet = snippet.replace("print(state.step, state.outputs, state.loss, state.weight_norm)", "print(state.weight_norm)")
    printed = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True, check=True).stdout
    norms = [Fraction(line) for line in printed.split()]
    data = json.loads((site / "counterexamples" / "SUM-1.json").read_text(encoding="utf-8"))
    assert norms[data["step"] + 1] > norms[data["step"]]


def test_pictures_and_benchmarks_are_shown_where_they_are_given(ledger, tmp_path):
    from checks.report import build_report

    (tmp_path / "figures" / "meltzer-liu").mkdir(parents=True)
    for name in ("phases-slope.png", "phases-depth.png", "meltzer-liu/fig2.png"):
        (tmp_path / "figures" / name).write_bytes(b"not really a picture")
    caption = '["phases-slope.png"]\ntitle = "Slope"\ndescription = """\nA map of phases\nby slope."""\n'
    (tmp_path / "figures" / "captions.toml").write_text(caption, encoding="utf-8")
    timing = {"median_s": 0.2, "least_s": 0.1, "median_ratio": 3.0, "least_ratio": 2.5}
    workload = {"name": "one datum", "description": "Many small nets.", "timings": {"catapult": timing, "NumPy loop": timing}}
    measured = {"schema_version": 1, "machine": {"cores": 2}, "workloads": [workload]}
    (tmp_path / "bench.json").write_text(json.dumps(measured), encoding="utf-8")
    build_report(ledger, tmp_path / "site", figures=tmp_path / "figures", benchmarks=[tmp_path / "bench.json"])
    text = (tmp_path / "site" / "experiments.html").read_text(encoding="utf-8")
    assert 'alt="A map of phases by slope."' in text
    assert 'alt="phases depth; not described in captions.toml"' in text
    (described,) = re.findall(r'figures/meltzer-liu/fig2.png" alt="([^"]*)"', text)
    assert "At every rate below the derived bound no step raises the weight norm." in described
    text = (tmp_path / "site" / "benchmarks.html").read_text(encoding="utf-8")
    assert "NumPy loop" in text
    assert "100 ms" in text


TIMING = {"least_s": 0.1, "least_ratio": 1.0, "median_ratio": 1.0}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bench.json", "[]", "must be an object"),
        ("bench.json", '{"machine": 3}', "must be an object"),
        ("bench.json", '{"workloads": {}}', r"workloads\[0\]"),
        ("bench.json", '{"workloads": [{"name": 1}]}', r"workloads\[0\]"),
        ("bench.json", json.dumps({"workloads": [{"name": "a", "description": "b", "timings": {"c": {}}}]}), "the timing of 'c'"),
        (
            "bench.json",
            json.dumps({"workloads": [{"name": "a", "description": "b", "timings": {"c": TIMING}}]})[:-9],
            "not a bench",
        ),
        ("bench.json", '{"workloads": [{"name": "a", "description": "b", "timings": {"c": {"least_s": 1e400}}}]}', "too large"),
        ("figures/captions.toml", "= 3", "captions.toml"),
        ("figures/captions.toml", '"a.png" = 3', "must be a table"),
        ("figures/captions.toml", '["a.png"]\ntitle = 7', "must be a table"),
    ],
)
def test_benchmarks_and_captions_from_elsewhere_are_checked(ledger, tmp_path, name, text, reason):
    from checks.report import build_report

    (tmp_path / "figures").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        build_report(
            ledger,
            tmp_path / "site",
            figures=tmp_path / "figures",
            benchmarks=[tmp_path / "bench.json"] if name == "bench.json" else (),
        )


def test_a_name_in_the_drawing_of_tightness_stands_where_there_is_room_for_it():
    def row(low, high):
        return {"id": "LONG-NAME", "tightness": {"low": low, "median": low, "high": high, "initialisations": 9}}

    drawing = tightness_drawing([row(0.0001, 0.001), row(0.005, 0.3), row(0.9, 0.95)])
    assert [part["before"] for part in drawing.rows] == [False, True, True]
    assert all((part["low"] if part["before"] else drawing.width - part["high"]) > 150 for part in drawing.rows)


def test_a_report_without_its_packages_is_refused_before_anything_is_verified(tmp_path, monkeypatch):
    import typer

    from checks.cli.report import command

    app = typer.Typer()
    app.command()(command)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.setattr("checks.cli.report._verified", lambda *_: pytest.fail("it was verified"))
    done = CliRunner().invoke(app, ["--out", str(tmp_path / "site")])
    assert (done.exit_code, 'pip install "catapult-verify[report]"' in done.stderr) == (2, True), done.output


def test_every_picture_of_the_project_is_described():
    folder = Path(__file__).parents[2] / "notebooks" / "figures"
    if not folder.is_dir():
        pytest.skip("the notebooks are not installed")
    captions = tomllib.loads((folder / "captions.toml").read_text(encoding="utf-8"))
    assert set(captions) == {path.name for path in folder.glob("*.png")}
    assert all(len(caption["description"]) > 100 for caption in captions.values())


def test_without_a_run_the_page_says_how_to_give_one(site):
    text = (site / "runs.html").read_text(encoding="utf-8").replace("<wbr>", "")
    assert "--run FILE" in text
    name, module = re.search(r"<code>(\w+)</code> of <code>([\w.]+)</code> wrote", text).groups()
    assert callable(getattr(import_module(module), name))


def test_the_experiments_page_lists_their_findings(site):
    text = (site / "experiments.html").read_text(encoding="utf-8")
    assert "meltzer-liu/fig2" in text
    assert ">shown<" in text


def test_experiments_are_listed_in_the_order_of_their_figures(site):
    titles = re.findall(r'<h2 id="meltzer-liu-fig(\d+)">', (site / "experiments.html").read_text(encoding="utf-8"))
    assert [int(title) for title in titles] == sorted(int(title) for title in titles)
    assert int(titles[-1]) > 9


def test_a_shipped_proof_and_a_refused_one_are_shown_as_what_they_are(site):
    text = (site / "claim-GRAM-KERNEL.html").read_text(encoding="utf-8")
    assert "proved (shipped, not re-checked)" in text
    assert "Shipped, not re-checked here." in text
    assert "<span>Coq (shipped)</span>" in (site / "index.html").read_text(encoding="utf-8")
    assert "Checked on the machine" not in text
    assert "Coq refuses its theorem: &lt;Error&gt;" in text


def test_formal_statements_with_all_hypotheses_stand_beside_the_words(site, ledger):
    from html import unescape

    table = unescape((site / "index.html").read_text(encoding="utf-8"))
    for item in ledger["claims"]:
        for part in item["formal"]:
            assert all(given in table for given in part["hypotheses"])
            assert part["conclusion"] in table


def test_the_method_page_explains_every_verdict(site):
    from checks.verdict.judge import Verdict

    text = (site / "method.html").read_text(encoding="utf-8").replace(" NAME)", ")")  # of the prover that was added
    assert [verdict.value for verdict in Verdict if f">{verdict.value}</span></dt>" not in text] == []
