"""The scripts that monitor an ordinary training are short, run as they are, and draw catapults; the manual shows them."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "notebooks" / "scripts"
if not SCRIPTS.is_dir():
    pytest.skip("the notebooks are not part of an installed package", allow_module_level=True)


@pytest.mark.parametrize("name", ["torch", "jax"])
def test_a_script_of_fifteen_lines_draws_the_catapults(name, tmp_path, monkeypatch):
    pytest.importorskip(name)
    pytest.importorskip("matplotlib").use("Agg")
    path = SCRIPTS / f"monitor_{name}.py"
    assert len([line for line in path.read_text(encoding="utf-8").splitlines() if line]) <= 15
    monkeypatch.chdir(tmp_path)
    left = runpy.run_path(str(path))
    assert (tmp_path / "training.png").stat().st_size > 10_000
    record = left["monitor"].record()
    assert len(record.catapults) == 1
    assert record.measured["relative_rate"][0] > 2


@pytest.mark.parametrize("name", ["torch", "jax"])
def test_the_manual_shows_the_script_as_it_is(name):
    page = SCRIPTS.parents[1] / "docs" / "how-to" / "real-nets.md"
    assert (SCRIPTS / f"monitor_{name}.py").read_text(encoding="utf-8") in page.read_text(encoding="utf-8")
