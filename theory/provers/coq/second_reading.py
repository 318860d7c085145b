"""A second reading: `coqchk`, a program of its own, checks the compiled library once more, with all it is built on.

Its answer is believed if it names every library and every theorem as checked and lists exactly the allowed axioms beside those
that the audits assume on purpose; and if it refuses a file of which half is missing. What is installed with Coq takes it minutes,
and is read with the whole library; what is ours takes seconds, and is read whenever a proof is accepted.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from theory.provers.coq.audit import ALLOWED_AXIOMS
from theory.provers.coq.workshop import Workshop

__all__ = ["SecondReadingError", "second_reading"]

_CHECKED = "Modules were successfully checked"
_SECTIONS = {
    "Theory": {"Set is predicative"},
    "Axioms": set[str](),
    "Constants/Inductives relying on type-in-type": {"<none>"},
    "Constants/Inductives relying on unsafe (co)fixpoints": {"<none>"},
    "Inductives whose positivity is assumed": {"<none>"},
}
"""The summary that `coqchk -o` ends with; the axioms are filled in."""
_INSTALLED = ("Coq.", "Coquelicot.", "mathcomp.", "HB.", "elpi.")
_SECTION = re.compile(r"^\* (.*?):(.*?)(?=^\* |\Z)", re.MULTILINE | re.DOTALL)


class SecondReadingError(RuntimeError):
    """`coqchk` does not confirm the compiled library."""


def second_reading(
    workshop: Workshop, theorems: Iterable[str], planted: Iterable[str], files: Iterable[str] | None = None
) -> None:
    """Have `coqchk` read everything that was compiled in a workshop, and all that it is built on.

    Parameters
    ----------
    workshop
        The copy of the library, compiled.
    theorems
        Full names of the constants that must be named as checked.
    planted
        Full names of the axioms that the audits assume on purpose.
    files
        Names of the compiled files to read, without what is installed with Coq; if None all, and that as well.

    Raises
    ------
    SecondReadingError
        If `coqchk` refuses a file, or does not say all of what it has to say.
    """
    chosen = None if files is None else set(files)
    compiled = sorted(path for path in workshop.folder.rglob("*.vo") if chosen is None or path.stem in chosen)
    names = [workshop.module(path) for path in compiled]
    status, output = _run(workshop.folder, "-o", *(names if chosen is None else _each(names)))
    before, mark, summary = output.partition(_CHECKED)
    if status or not mark:
        raise SecondReadingError(f"coqchk refuses the compiled library: {' '.join(output.split())[-300:]}")
    said = {line.strip() for line in before.splitlines()}
    wanted = {f"Checking library: {name}" for name in names} | {f"checking cst:{name}" for name in theorems}
    if missing := sorted(wanted - said):
        raise SecondReadingError(f"coqchk does not say '{missing[0]}'")
    expected = {**_SECTIONS, "Axioms": {*ALLOWED_AXIOMS.values(), *planted}}
    found = {head: {line.strip() for line in body.splitlines() if line.strip()} for head, body in _SECTION.findall(summary)}
    if chosen is not None:  # what is sealed in a module that it does not read it lists as an axiom
        expected["Axioms"] |= {axiom for axiom in found.get("Axioms", ()) if axiom.startswith(_INSTALLED)}
    for head in dict.fromkeys((*expected, *found)):
        if found.get(head) != expected.get(head):
            more = ", ".join(sorted(found.get(head, set()) ^ expected.get(head, set())))
            raise SecondReadingError(f"coqchk: '{head}' is not as expected, in {more}")
    _refuse_half(workshop, compiled[0])


def _each(names: Iterable[str]) -> list[str]:
    """Arguments that name what is read, without what it is built on."""
    return [word for name in names for word in ("-norec", name)]


def _refuse_half(workshop: Workshop, path: Path) -> None:
    """Raise an error unless `coqchk` notices that half of a file is missing."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    status, output = _run(workshop.folder, "-norec", workshop.module(path))
    path.write_bytes(whole)
    if not status or _CHECKED in output:
        raise SecondReadingError("coqchk accepts half a file")


def _run(folder: Path, *arguments: str) -> tuple[int, str]:
    command = ["coqchk", "-R", "theories", "Catapult", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout
