"""The experiments: found by name, resumable, judged with controls that must fail, and honest about what was not run."""

from __future__ import annotations

import linecache
import sys
from dataclasses import replace
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checks.evidence.kinds import Measured, Skipped
from checks.evidence.statistical import _experiment
from checks.experiments.beside import beside
from checks.experiments.findings import findings_of
from checks.experiments.judged import judge_experiment, out_of_date
from checks.experiments.page import Row, in_short, index, page, status
from checks.experiments.stored import stored_rows
from numerics.descent import simulate
from numerics.experiments import Experiment, experiments, find, load, remake
from numerics.experiments.cells import Cells
from numerics.experiments.plain import plain
from numerics.experiments.source import code_of
from numerics.experiments.span import reduce_first_layer
from numerics.experiments.store import save
from numerics.models.two_layer import TwoLayerNet
from theory.claims import all_claims

STORED = [name for name, experiment in experiments().items() if load(experiment) is not None]
PAPERS = ("meltzer-liu/fig1", "zhu-2022/top-eigenspace", "zhu-2023/several-catapults", "ours/depth")
OTHERS = [name for name, experiment in experiments().items() if name not in PAPERS and not experiment.needs]


def test_every_figure_of_the_papers_is_an_experiment() -> None:
    known = set(experiments())
    assert {f"meltzer-liu/fig{number}" for number in range(1, 17)} <= known
    assert {f"zhu-2022/{name}" for name in ("eigendirections", "generalisation", "top-eigenspace", "general-quadratic")} <= known
    assert {f"zhu-2023/{name}" for name in ("sgd-spikes", "top-eigenspace", "several-catapults", "batch-size-agop")} <= known
    assert "lewkowycz/relu-edge" in known
    with pytest.raises(ValueError, match="there are meltzer-liu/fig1"):
        find("meltzer-liu/fig99")


@pytest.mark.parametrize("name", sorted(experiments()))
def test_an_experiment_has_facts_or_says_what_it_lacks(name: str) -> None:
    experiment = find(name)
    findings = findings_of(name)
    assert findings or experiment.needs
    assert load(experiment) is None or not experiment.needs
    assert all(finding.measure is not None for finding in findings if finding.claimed)
    assert not {name for finding in findings for name in finding.claimed} - {item.id for item in all_claims()}


@pytest.mark.parametrize("name", STORED)
def test_stored_summaries_show_their_facts_and_their_controls_do_not(name: str) -> None:
    summary = load(find(name))
    assert summary is not None
    assert summary["version"] == "full"
    assert not out_of_date(summary), f"catapult reproduce {name} --out … makes it anew"
    outcomes = judge_experiment(summary)
    assert [str(outcome) for outcome in outcomes if not outcome.established] == []


@pytest.mark.parametrize("name", [name for name in experiments() if load(find(name), fresh=True) is not None])
def test_facts_hold_on_fresh_seeds_too(name: str) -> None:
    experiment = find(name)
    summary = load(experiment, fresh=True)
    assert summary is not None
    assert summary["settings"]["seed"] != experiment.settings()["seed"]
    assert not out_of_date(summary), f"catapult reproduce {name} --fresh --out … makes it anew"
    assert [str(outcome) for outcome in judge_experiment(summary) if not outcome.established] == []


@pytest.mark.parametrize("name", PAPERS)
def test_quick_versions_show_their_facts(name: str) -> None:
    outcomes = judge_experiment(remake(find(name), quick=True))
    assert [str(outcome) for outcome in outcomes if not outcome.established] == []


@pytest.mark.deep
@pytest.mark.parametrize(
    "name", [name for name, experiment in experiments().items() if name not in PAPERS and not experiment.needs]
)
def test_all_quick_versions_show_their_facts(name: str) -> None:
    if find(name).extra:
        pytest.importorskip(find(name).extra)
    outcomes = judge_experiment(remake(find(name), quick=True))
    assert [str(outcome) for outcome in outcomes if not outcome.established] == []


def test_a_false_number_is_noticed() -> None:
    summary = load(find("meltzer-liu/fig1"))
    assert summary is not None
    summary["results"]["main"]["norm_rise"][3] = 1e-3
    assert any("NOT SHOWN: At every rate below the derived bound" in str(outcome) for outcome in judge_experiment(summary))


def test_a_control_that_shows_the_fact_is_noticed() -> None:
    summary = load(find("meltzer-liu/fig8"))
    assert summary is not None
    summary["results"]["controls"]["linear net"] = summary["results"]["main"]
    assert any(outcome.fooled == ("linear net",) for outcome in judge_experiment(summary))


def _counting(calls: list[str]) -> Experiment:
    def compute(settings: Any, cells: Cells) -> dict[str, Any]:
        def cell(number: int) -> int:
            calls.append(str(number))
            if number == settings["stop"]:
                raise KeyboardInterrupt
            return number * number

        return {"main": {"squares": [cells(number, partial(cell, number)) for number in range(4)]}, "controls": {}}

    return Experiment("ours/test", "Counts", compute, lambda results, figure: None, {"stop": -1}, quick={"stop": -1})


def test_an_interrupted_run_resumes_and_ends_alike(tmp_path: Path) -> None:
    calls: list[str] = []
    experiment = _counting(calls)
    cells = Cells(tmp_path, "key")
    with pytest.raises(KeyboardInterrupt):
        experiment.compute({"stop": 2}, cells)
    resumed = experiment.compute({"stop": -1}, cells)
    assert calls == ["0", "1", "2", "2", "3"]
    assert cells.saved > 0
    assert resumed == experiment.compute({"stop": -1}, Cells())
    assert not list(tmp_path.glob("*.part"))
    assert experiment.compute({"stop": -1}, Cells(tmp_path, "another key")) == resumed
    assert len(calls) == 5 + 4 + 4
    next(tmp_path.glob("*.json")).write_text('{"result": 1', encoding="utf-8")
    assert experiment.compute({"stop": -1}, Cells(tmp_path, "key")) == resumed


def test_the_key_depends_on_settings_and_code() -> None:
    one = find("meltzer-liu/fig3")
    assert one.key() != one.key(quick=True)
    assert one.key() != replace(one, paper={**one.paper, "epochs": 999}).key()
    assert one.key() == replace(one, title="another title", printed={}).key()
    assert one.key() != replace(one, compute=find("meltzer-liu/fig1").compute).key()


def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, helper: str) -> str:
    """The code of ``compute`` in a module whose helper stands in another module of ours."""
    for name, content in (("numerics.experiments.made_here", text), ("numerics.experiments.made_helper", helper)):
        path = tmp_path / f"{name.rsplit('.', 1)[1]}.py"
        path.write_text(content, encoding="utf-8")
        spec = spec_from_file_location(name, path)
        assert spec is not None
        module = module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
    linecache.clearcache()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # it is found by its second and its size
    for name in ("numerics.experiments.made_helper", "numerics.experiments.made_here"):
        module = sys.modules[name]
        module.__spec__.loader.exec_module(module)
    return code_of(sys.modules["numerics.experiments.made_here"].compute)


def test_the_code_of_a_computation_is_all_that_it_reaches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "from numerics.experiments.made_helper import helper\n_FACTOR = 2\n"
        "def compute(x):\n    return _FACTOR * helper(x)\ndef draw():\n    return 1\n"
    )
    helper = 'def helper(x: int) -> int:\n    """Says."""\n    return deeper(x)\ndef deeper(x):\n    return x\n'
    same = _module(tmp_path, monkeypatch, text, helper)
    for new_text, new_helper, alike in (
        (text.replace("return 1", "return 2"), helper, True),
        (text, helper.replace("Says.", "Says more.").replace("x: int", "x: float"), True),
        (text, helper.replace("    return x\n", "    return -x\n"), False),
        (text.replace("= 2", "= 3"), helper, False),
    ):
        assert (_module(tmp_path, monkeypatch, new_text, new_helper) == same) is alike


def test_a_shared_helper_or_another_engine_make_a_summary_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    summary = load(find("meltzer-liu/fig1"))
    assert summary is not None
    assert "numerics.experiments.sweeping.sweep" in code_of(find("meltzer-liu/fig1").compute)
    assert not out_of_date(summary)
    moved = [value if value is None else value * (1 + 1e-4) for value in summary["engine"]]
    assert out_of_date({**summary, "engine": moved})
    assert not out_of_date({**summary, "engine": [value if value is None else value * (1 + 1e-7) for value in summary["engine"]]})
    assert out_of_date({name: value for name, value in summary.items() if name != "engine"})


def test_reductions_are_declared() -> None:
    assert find("zhu-2022/generalisation").reductions()["width"] == (5000, 1024)
    assert find("meltzer-liu/fig3").reductions() == {}
    with pytest.raises(ValueError, match="not among the paper's"):
        replace(find("meltzer-liu/fig3"), full={"widht": 3})
    with pytest.raises(ValueError, match="is named"):
        replace(find("meltzer-liu/fig3"), name="Figure 3")


def test_summaries_hold_what_json_can() -> None:
    assert plain({"a": np.array([1.0, np.nan, np.inf]), "b": np.bool_(True), "c": (1, "x")}) == {
        "a": [1.0, None, None],
        "b": True,
        "c": [1, "x"],
    }
    with pytest.raises(TypeError, match="cannot hold"):
        plain({"a": object()})


def test_the_span_of_the_data_is_enough() -> None:
    rng = np.random.default_rng(3)
    inputs, tests = rng.standard_normal((4, 9)), rng.standard_normal((5, 9))
    first, second = rng.standard_normal((16, 9)), rng.standard_normal(16)
    span = reduce_first_layer(inputs, tests, first, second)
    whole = TwoLayerNet(inputs, 16, scale=0.1)
    small = TwoLayerNet(span.inputs, 16, scale=0.1)
    start = np.concatenate((first.ravel(), second))
    targets = rng.standard_normal(4)
    runs = simulate(whole, start[None], targets, 3.0, 30)
    reduced = simulate(small, span.weights[None], targets, 3.0, 30)
    np.testing.assert_allclose(reduced.loss, runs.loss, rtol=1e-9)
    np.testing.assert_allclose(reduced.ntk, runs.ntk, rtol=1e-9)
    np.testing.assert_allclose(reduced.weight_norm + span.frozen_norm, runs.weight_norm, rtol=1e-12)
    layer, last = small.split(reduced.final_weights)
    z = span.test_inputs @ layer[0].T + span.test_offset
    there = TwoLayerNet(tests, 16, scale=0.1).outputs(runs.final_weights)[0]
    np.testing.assert_allclose(np.maximum(z, 0) @ last[0] * 0.1, there, rtol=1e-9)


def test_evidence_comes_from_fresh_summaries_only(monkeypatch: pytest.MonkeyPatch) -> None:
    evidence = _experiment.evidence_for("ZQ-23c")
    assert evidence
    assert all(isinstance(item, Measured) and item.agrees for item in evidence)
    assert all(isinstance(item, Skipped) for item in _experiment.evidence_for("ML-1"))
    monkeypatch.setattr(_experiment, "out_of_date", lambda summary: True)
    stale = _experiment.evidence_for("ZQ-23c")
    assert all(isinstance(item, Skipped) and "out of date" in item.reason for item in stale)


def test_pages_tell_what_was_reduced_and_what_was_not_run(tmp_path: Path) -> None:
    experiment = find("meltzer-liu/fig14")
    summary = load(experiment)
    assert summary is not None
    outcomes = judge_experiment(summary)
    text = page(experiment, summary, outcomes, "fig14.png")
    assert "| `width` | 1024 | 512 |" in text
    assert "not shown" not in text
    assert "| Runs at every rate up to 6 stay finite. | shown | not run |" in text
    assert "| Runs at every rate up to 6 stay finite. | shown | shown |" in page(experiment, summary, outcomes, "", outcomes)
    missing = find("meltzer-liu/fig13")
    assert "**not run here**: it needs cifar-10" in page(missing, None, None, "fig13.png")
    assert status(missing, None) == "not run here"
    assert "Reduced: width 512 for 1024;" in index([Row(experiment, summary, outcomes), Row(missing)])
    assert save(summary, tmp_path).read_text(encoding="utf-8").startswith("{\n")


def test_a_table_of_numbers_stands_on_the_page() -> None:
    experiment = find("ours/prediction")
    summary = load(experiment)
    assert summary is not None
    text = page(experiment, summary, judge_experiment(summary), "prediction.png")
    assert "| images | 8 | > 1 | 58 | 0.25, 0.98, 0.40 |" in text
    assert "## Numbers" not in page(replace(experiment, table=None), summary, judge_experiment(summary), "prediction.png")


def test_numbers_stand_beside_the_papers() -> None:
    experiment = find("meltzer-liu/fig3")
    summary = load(experiment)
    assert summary is not None
    told = {name: ours for name, _, ours in beside(summary, experiment.printed)}
    main = summary["results"]["main"]
    assert told["converges"] == "no run to 12 diverges"
    assert told["final kernel"] == f"η‖H_∞‖ at most {max(max(row) for row in main['ntk']):.3g}"
    main["diverged"][1][-1], main["ntk"][1][-1] = True, 99.0
    told = {name: ours for name, _, ours in beside(summary, experiment.printed)}
    assert told["converges"] == "to 11; some run at 12 diverges"
    assert "99" not in told["final kernel"]
    assert beside(summary, {"mood": "good"}) == [("mood", "good", "see the findings")]


def test_the_tables_are_those_of_the_stored_summaries() -> None:
    root, rows = Path(__file__).parents[2], stored_rows()
    assert (root / "notebooks" / "figures" / "README.md").read_text(encoding="utf-8") == index(rows)
    assert in_short(rows) in (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["meltzer-liu/fig1", "meltzer-liu/fig3", "zhu-2022/general-quadratic"])
def test_figures_are_drawn(name: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from numerics.experiments.panels import render

    experiment = find(name)
    summary = load(experiment)
    assert summary is not None
    path = render(experiment.draw, summary["results"], tmp_path / "figure.png")
    assert path.stat().st_size > 10_000
