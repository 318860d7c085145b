"""Run proofs against other wordings of their propositions: a strengthened one has to break its proof."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from theory.provers.coq.compiled import Compiled
from theory.provers.coq.installed import MISSING, prover
from theory.provers.coq.library import printed_files, printed_statements
from theory.provers.coq.workshop import SOURCES, Workshop, source_of

__all__ = ["replay"]


def replay(mutants: Iterable[tuple[str, str]], *, jobs: int = 2) -> list[str]:
    """Run the proof of a proposition against another wording of it, and return Coq's complaint each time.

    Parameters
    ----------
    mutants
        Pairs of the Coq name of a proposition and the text of its Coq module, in which the wording is changed.
    jobs
        Files compiled side by side.

    Returns
    -------
    list of str
        One for each pair: what Coq says, or an empty text if the proof still goes through.

    Notes
    -----
    The module shadows the printed one in a copy of the proof file, so nothing else is compiled again. A strengthened
    proposition has to break its proof; a proof that survives did not use what was strengthened.
    """
    coq = prover()
    if coq is None:
        raise RuntimeError(MISSING)
    pairs = list(mutants)
    items = {item.name: item for item in printed_statements()}
    with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
        workshop = Workshop(Path(folder), printed_files(), Compiled(coq))
        names = []
        for number, (name, text) in enumerate(pairs):
            item = items[name]
            source = (SOURCES / source_of(item.file)).read_text(encoding="utf-8")
            head, mark, tail = source.partition("Open Scope R_scope.\n")
            shadow = f"From Catapult Require {item.model}.\nModule Mutant.\n{text}\nEnd Mutant.\nImport Mutant.\n"
            names.append(f"Mutant{number}")
            (workshop.folder / f"Mutant{number}.v").write_text(head + mark + shadow + tail, encoding="utf-8")
        files = {items[name].file for name, _ in pairs}
        workshop.compile({need for file in files for need in workshop.needs[file]}, jobs)
        with ThreadPoolExecutor(jobs) as pool:
            return [message for _, _, message in pool.map(workshop.run, names)]
