"""Make the notebooks from their sources, or check that they are what their sources give.

A source in ``source/`` is a Python file whose cells begin with ``# %%``, text cells with ``# %% [markdown]``.

    python notebooks/build.py            write all notebooks, executed
    python notebooks/build.py 1 4        only those
    python notebooks/build.py --check    execute all, write nothing, compare text and LaTeX with what is committed

Runs in which a catapult magnifies rounding end in other digits on other processors. A cell that says so, by the line `ROUNDING`,
is compared without its numbers.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

HERE = Path(__file__).parent
SECONDS = 600  # of a cell that hangs; each notebook takes less than a minute where nothing else works
ROUNDING = "# Rounding grows in these runs: other processors print other digits."
COMPARED = ("text/plain", "text/latex", "text/markdown")  # the last one present counts


def sources(numbers: list[str]) -> list[Path]:
    """The sources in order, or those that begin with one of the numbers."""
    found = sorted((HERE / "source").glob("[0-9]*.py"), key=lambda path: int(path.name.split("_")[0]))
    return [path for path in found if not numbers or path.name.split("_")[0] in numbers]


def unexecuted(source: Path) -> NotebookNode:
    """The notebook of a source, without outputs; cell ids are numbers, so that it is the same every time."""
    cells: list[NotebookNode] = []
    for number, block in enumerate(source.read_text(encoding="utf-8").split("# %%")[1:], 1):
        head, _, body = block.partition("\n")
        if head.strip() == "[markdown]":
            lines = [line[2:] if line.startswith("# ") else line[1:] for line in body.strip().splitlines()]
            cell = nbformat.v4.new_markdown_cell("\n".join(lines))
        else:
            cell = nbformat.v4.new_code_cell(body.strip())
        cell["id"] = f"cell-{number}"
        cells.append(cell)
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def target(source: Path) -> Path:
    """Where the notebook of a source is kept."""
    return HERE / f"{source.stem}.ipynb"


def executed(source: Path) -> NotebookNode:
    """The notebook of a source with its outputs, in a fresh kernel, sliders at rest."""
    notebook = unexecuted(source)
    os.environ["CATAPULT_STATIC"] = "1"
    os.environ["CATAPULT_PROGRESS"] = "0"
    os.environ["PYTHONWARNINGS"] = "ignore"  # the kernel's own remarks about its transport
    NotebookClient(notebook, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def _joined(found: list[NotebookNode]) -> list[NotebookNode]:
    """Join what was printed in a row: where the kernel cuts a stream is an accident of timing."""
    joined: list[NotebookNode] = []
    for output in found:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def outputs(notebook: NotebookNode) -> list[tuple[str, str, str]]:
    """(cell, kind, text) of everything printed; pictures are left to the reader, and numbers where rounding grows."""
    found = []
    grows = {cell.id for cell in notebook.cells if ROUNDING in cell.source.splitlines()}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                found.append((cell.id, output.name, output.text))
            elif output.output_type == "error":
                found.append((cell.id, "error", output.evalue))
            elif not any(kind.startswith("image/") for kind in output.data):
                found += [(cell.id, kind, output.data[kind]) for kind in COMPARED if kind in output.data][-1:]
    return [(cell, kind, _without_numbers(text) if cell in grows else text) for cell, kind, text in found]


def _without_numbers(text: str) -> str:
    return re.sub(r" *\d+(\.\d+)?(e[+-]?\d+)?%?", " #", text)


def main(arguments: list[str]) -> int:
    """Write or check; 1 if a check fails."""
    check = "--check" in arguments
    wrong = 0
    for source in sources([name for name in arguments if name != "--check"]):
        start = time.perf_counter()
        notebook = executed(source)
        print(f"{source.stem}: {time.perf_counter() - start:.0f} s", flush=True)
        if not check:
            nbformat.write(notebook, target(source))
            continue
        committed = nbformat.read(target(source), as_version=4)
        for ours, theirs in zip(outputs(notebook), outputs(committed), strict=False):
            if ours != theirs:
                print(f"{source.stem}, {ours[0]}: found\n{ours[2]}\ncommitted\n{theirs[2]}")
                wrong += 1
        wrong += len(outputs(notebook)) != len(outputs(committed))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
