"""``catapult phases``: text, pictures, the interactive page, and errors that name the option."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from checks.cli.phases import app
from numerics.diagram import phase_diagram
from numerics.ensemble import AXES, MODELS, Ensemble
from numerics.process_axes import PROCESS_AXES

MAP = ("--axis", "slope", "--values", "0,0.5,1")
SMALL = ["--width", "16", "--points", "12", "--replicates", "2", "--steps", "60"]


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


@pytest.mark.parametrize("model", MODELS)
def test_every_model_has_a_diagram(model: str) -> None:
    status, text = _run("diagram", "--model", model, *SMALL)
    assert status == 0, text
    assert re.search(r"\|[.^#?]{12}\|", text)
    assert "linear stability: 2" in text


@pytest.mark.parametrize(
    ("axis", "values", "model"),
    [
        ("width", "4,8", "two_layer"),
        ("depth", "2,3", "deep"),
        ("slope", "0,1", "two_layer"),
        ("target", "0,1.5", "nqm"),
        ("initial_scale", "0.5,2", "tanh"),
    ],
)
def test_every_axis_has_a_diagram(axis: str, values: str, model: str) -> None:
    status, text = _run("diagram", "--model", model, "--axis", axis, "--values", values, *SMALL)
    assert status == 0, text
    assert len(re.findall(r"\|[.^#?]{12}\|", text)) == 2
    assert axis in AXES


@pytest.mark.parametrize(
    ("axis", "values", "more", "proved"),
    [
        ("momentum", "0,0.5", (), "HEAVY-MONO: 4, 0.4444"),
        ("momentum", "0,0.5", (), "HEAVY-SHADOW: "),
        ("momentum", "0,0.5", (), "HEAVY-LEAKY: "),
        ("nesterov", "0,0.5", (), "NESTEROV-MONO: 4, 0.8"),
        ("weight_decay", "0,1", (), "DECAY-MONO: 4, "),
        ("batch_size", "1,2", ("--data", "points", "--data-count", "4", "--input-dimension", "2"), "BATCH-MONO: "),
        ("slope_bound", "1", (), "linear stability: 2"),
    ],
)
def test_axes_of_the_process_show_the_edge_that_a_claim_proves(
    axis: str, values: str, more: tuple[str, ...], proved: str
) -> None:
    status, text = _run("diagram", "--slope", "1", "--axis", axis, "--values", values, *more, *SMALL)
    assert status == 0, text
    assert proved in text
    assert axis in PROCESS_AXES
    status, text = _run("boundary", "--axis", axis, "--values", values, *SMALL)
    assert status == 2
    assert "--axis" in text


@pytest.mark.parametrize("model", ["pure_quadratic", "biased_quadratic", "tanh", "nqm", "deep"])
@pytest.mark.parametrize("axis", ["momentum", "nesterov", "weight_decay"])
def test_an_axis_of_the_process_goes_with_every_model(model: str, axis: str) -> None:
    status, text = _run("diagram", "--model", model, "--axis", axis, "--values", "0.5", *SMALL)
    assert status == 0, text
    assert "linear stability: " in text


def test_with_a_target_no_edge_of_a_process_is_proved() -> None:
    _, text = _run("diagram", "--slope", "1", "--target", "1", "--axis", "momentum", "--values", "0.5", *SMALL)
    assert "linear stability: 3" in text
    assert "HEAVY-MONO" not in text


def test_the_boundary_table_shows_that_the_edge_of_the_linear_net_is_sharp() -> None:
    status, text = _run("boundary", "--slope", "1", "--target", "0.5", "--width", "16", "--replicates", "3", "--steps", "400")
    assert status == 0, text
    (line,) = [line for line in text.splitlines() if "kernel edge η*" in line]
    assert float(line.split()[-4]) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(("ending", "axis"), [(".png", MAP), (".svg", ()), (".svg", MAP), (".pdf", ()), (".html", MAP)])
def test_pictures_are_the_same_bytes_twice(tmp_path: Path, ending: str, axis: tuple[str, ...]) -> None:
    pytest.importorskip("matplotlib")
    contents = []
    for name in ("first", "second"):
        status, text = _run("plot", "--out", str(tmp_path / (name + ending)), *axis, *SMALL)
        assert status == 0, text
        contents.append((tmp_path / (name + ending)).read_bytes())
    assert contents[0] == contents[1]
    assert len(contents[0]) > 3000


def test_a_picture_names_its_axes_and_bounds(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    _run("plot", "--out", str(tmp_path / "map.svg"), "--axis", "width", "--values", "8,16", *SMALL)
    text = (tmp_path / "map.svg").read_text()
    for expected in ("learning rate", "width", "linear stability", "weight norm (ML-2)", "monotone", "divergent"):
        assert expected in text


def test_the_interactive_page_needs_no_network(tmp_path: Path) -> None:
    from numerics.plots_html import interactive

    found = phase_diagram(Ensemble(width=8), [1.0, 3.0, 9.0], axis="slope", values=[0.0, 1.0], steps=30)
    page = interactive(found, tmp_path / "page.html", title="</script><script>alert(1)</script>").read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://[^\s\"']+", page))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"\b(src|href)=", page)
    assert "alert(1)</script>" not in page
    assert page.count("<script") == 2
    assert "eval" not in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("diagram", "--model", "three_layer"), "model must be one of"),
        (("diagram", "--axis", "width"), "--axis and --values belong together"),
        (
            ("diagram", "--axis", "height", "--values", "1"),
            "target, initial_scale, momentum",
        ),
        (("diagram", "--axis", "width", "--values", "1,x"), "--values must be numbers"),
        (("diagram", "--axis", "width", "--values", "1.5"), "width must be an integer"),
        (("diagram", "--axis", "slope", "--values", "0", "--model", "swish"), ""),
        (("diagram", "--from", "3", "--to", "2"), "--from < --to"),
        (("diagram", "--replicates", "0"), "--replicates must be positive"),
        (("diagram", "--steps", "0"), "--steps must be positive"),
        (("diagram", "--model", "pure_quadratic", "--width", "7"), "width must be even"),
        (("boundary", "--tolerance", "2"), "tolerance must be between 0 and 1"),
        (("plot", "--out", "picture.gif"), "--out must end in"),
        (("plot", "--out", "no/such/folder/picture.png"), "does not exist"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_why(arguments: tuple[str, ...], message: str) -> None:
    status, text = _run(*arguments, *(part for part in SMALL if not message.startswith(("width", "--replicates", "--steps"))))
    assert (status, message in text) == (2, True) if message else status == 0, text


def test_common_random_numbers_along_an_axis() -> None:
    found = phase_diagram(Ensemble(width=8), [1.0], axis="target", values=[0.0, 0.0], replicates=3, steps=5)
    np.testing.assert_array_equal(found.data["final_loss"][0], found.data["final_loss"][1])


def test_wrong_rates_are_refused() -> None:
    for rates in ([], [0.0], [-1.0], [np.inf]):
        with pytest.raises(ValueError, match="rates"):
            phase_diagram(Ensemble(width=4), rates)
