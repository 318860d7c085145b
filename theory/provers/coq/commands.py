"""Shell commands that check a theorem with nothing but Coq."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from theory.provers.coq.added import Addition
from theory.provers.coq.audit import theorem_file
from theory.provers.coq.workshop import LIBRARY, SOURCES, required, source_of

__all__ = ["recheck_commands"]


def recheck_commands(files: Sequence[str], added: Addition | None = None) -> str:
    """Commands that check proof files, from the folder that holds ``coq``; what was added to the library is written by them.

    Parameters
    ----------
    files
        Names of the proof files, without ``.v``.
    added
        Sources beside those of the library.
    """
    texts = {} if added is None else added.files
    order = [line for line in (SOURCES / "_CoqProject").read_text(encoding="utf-8").splitlines() if line.endswith(".v")]
    sources = {Path(path).stem: text for path, text in texts.items()}
    needed: set[str] = set()
    todo = list(files)
    while todo:
        name = todo.pop()
        if name not in needed:
            needed.add(name)
            todo += required(sources.get(name) or (SOURCES / source_of(name)).read_text(encoding="utf-8"))
    lines = [f"cp -r {SOURCES.name} coq-check && cd coq-check"]
    lines += [f"cat > {path} <<'END-OF-FILE'\n{text}END-OF-FILE" for path, text in texts.items()]
    lines += [f"coqc {' '.join(LIBRARY)} {path}" for path in (*order, *texts) if Path(path).stem in needed]
    proved = " ".join(map(theorem_file, files))
    return "\n".join([*lines, f"coqchk -silent -o {' '.join(LIBRARY)} {proved}"])
