"""The notebooks are what their sources give, carry outputs without errors, and one of them is executed again."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
if not (NOTEBOOKS / "build.py").exists():
    pytest.skip("the notebooks are not part of an installed package", allow_module_level=True)


@pytest.fixture(scope="module")
def build():
    found = importlib.util.spec_from_file_location("build_notebooks", NOTEBOOKS / "build.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def number(path):
    return int(path.name.split("_")[0])


SOURCES = sorted((NOTEBOOKS / "source").glob("[0-9]*.py"), key=number)


def test_they_are_numbered_and_listed(build):
    assert build.sources([]) == SOURCES
    assert list(map(number, SOURCES)) == list(range(1, len(SOURCES) + 1))
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == {path.stem for path in SOURCES}
    page = (NOTEBOOKS.parent / "docs" / "notebooks.md").read_text(encoding="utf-8")
    assert re.findall(r"^notebooks/(\w+)$", page, re.M) == [path.stem for path in SOURCES]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_committed_notebook_is_its_source_with_outputs(build, source):
    fresh, committed = build.unexecuted(source), nbformat.read(build.target(source), as_version=4)
    nbformat.validate(committed)
    assert [(cell.id, cell.cell_type, cell.source) for cell in fresh.cells] == [
        (cell.id, cell.cell_type, cell.source) for cell in committed.cells
    ]
    found = build.outputs(committed)
    assert found
    assert not [item for item in found if item[1] in ("error", "stderr")]
    assert not [item for item in found if str(Path.home()) in item[2] or str(NOTEBOOKS.parent) in item[2]]


def test_sources_have_text_before_code(build):
    for source in SOURCES:
        cells = build.unexecuted(source).cells
        assert cells[0].cell_type == "markdown"
        assert cells[0].source.startswith(f"# {number(source)}. ")


def test_first_notebook_runs_again_to_the_same_text(build, monkeypatch):
    pytest.importorskip("ipykernel")
    pytest.importorskip("matplotlib")
    if sys.platform == "win32":
        pytest.skip("kernels need another event loop there")
    monkeypatch.setitem(os.environ, "CATAPULT_STATIC", "1")
    source = SOURCES[0]
    again = build.executed(source)
    assert build.outputs(again) == build.outputs(nbformat.read(build.target(source), as_version=4))


def test_numbers_count_but_in_cells_that_say_where_rounding_grows(build):
    def made(comment, text):
        cell = nbformat.v4.new_code_cell(f"{comment}\nprint()")
        cell.outputs = [nbformat.v4.new_output("stream", text=text)]
        cell["id"] = "cell-1"
        return build.outputs(nbformat.v4.new_notebook(cells=[cell]))

    assert made("# a run", "loss 1e-05\n") != made("# a run", "loss  2e-05\n")
    assert made(build.ROUNDING, "loss 1e-05,  3 spikes\n") == made(build.ROUNDING, "loss 2.5e-05, 33 spikes\n")
    assert made(build.ROUNDING, "loss 1e-05\n") != made(build.ROUNDING, "norm 1e-05\n")
