"""Pages on the Coq library: its README, and its sources as coqdoc shows them where Coq is present."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from theory.provers.coq.workshop import LIBRARY, SOURCES

__all__ = ["write_coq_page", "write_coqdoc"]

_ABSENT = "These pages were made without Coq: its sources are in `theory/coq/theories`."
_PRESENT = '<p><a href="../coq/toc.html">The sources, file by file</a>, with every definition, statement and proof.</p>'


def write_coqdoc(folder: Path) -> bool:
    """Write the sources as HTML into ``folder/coq``, which is emptied first; False without coqdoc."""
    target = folder.resolve() / "coq"
    shutil.rmtree(target, ignore_errors=True)
    program = shutil.which("coqdoc")
    if program is None:
        return False
    target.mkdir(parents=True)
    listed = (SOURCES / "_CoqProject").read_text(encoding="utf-8").splitlines()
    sources = [line for line in listed if line.endswith(".v")]
    options = ["--quiet", "--html", "--utf8", "--toc", "--lib-subtitles", "--parse-comments", "-d", str(target)]
    subprocess.run([program, *options, *LIBRARY, *sources], cwd=SOURCES, check=True, capture_output=True)
    return (target / "toc.html").is_file()


def write_coq_page(path: Path, *, sources: bool) -> None:
    """Write the README of the library as a page, with a link to its sources if there are any."""
    text = (SOURCES / "README.md").read_text(encoding="utf-8")
    link = f"```{{raw}} html\n{_PRESENT}\n```" if sources else _ABSENT
    path.write_text(f"{text}\n## Sources\n\n{link}\n", encoding="utf-8")
