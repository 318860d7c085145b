"""Have the Coq kernel check the theorems of ``theory/proofs/coq`` and say on which axioms they rest.

Everything is compiled in a temporary copy, against propositions printed afresh from the claims: a claim that changed since a
proof was written makes that proof fail. What a file says about itself is not believed. For each theorem a short audit file
is written that names the printed proposition in full and asks Coq for the axioms of the proof.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from theory.proofs import kernel_record
from theory.proofs.coq_statements import printed_statements, statements_text
from theory.proofs.coq_theorems import THEOREMS, CoqTheorem
from theory.proofs.coq_workshop import SOURCES, Workshop
from theory.proofs.kernel_audit import ALLOWED_AXIOMS, audit_text, axioms_listed, impostor
from theory.proofs.kernel_results import KernelReport, KernelResult, text_hash
from theory.statements import Statement

__all__ = [
    "ALLOWED_AXIOMS",
    "KernelReport",
    "KernelResult",
    "available",
    "check",
    "recheck",
    "recheck_command",
    "refresh",
    "replay",
    "version",
]

_MISSING = "Coq with Coquelicot is needed: apt-get install coq libcoq-coquelicot"


@cache
def version() -> str:
    """Version of Coq, or an empty string if Coq or Coquelicot is absent."""
    if shutil.which("coqc") is None or shutil.which("coqdep") is None:
        return ""
    found = subprocess.run(["coqc", "--print-version"], capture_output=True, text=True, check=False).stdout.split()
    where = subprocess.run(["coqc", "-where"], capture_output=True, text=True, check=False).stdout.strip()
    return found[0] if found and (Path(where) / "user-contrib" / "Coquelicot").is_dir() else ""


def available() -> bool:
    """Whether Coq and the Coquelicot library are present."""
    return bool(version())


def _judge(workshop: Workshop, theorem: CoqTheorem, jobs: int) -> list[KernelResult]:
    statements = [item for item in printed_statements() if item.file == theorem.file]
    workshop.compile([theorem.file], jobs)
    seconds, message = workshop.done[theorem.file]
    message = message or impostor(workshop.folder)
    axioms: tuple[str, ...] = ()
    if not message:
        audit = f"Audit{theorem.file}"
        (workshop.folder / f"{audit}.v").write_text(audit_text(theorem, statements), encoding="utf-8")
        extra, output, message = workshop.run(audit)
        seconds, axioms = seconds + extra, axioms_listed(output)
        refused = sorted(set(axioms) - ALLOWED_AXIOMS)
        if not message and refused:
            message = f"axioms that are not allowed: {', '.join(refused)}"
    return [
        KernelResult(
            item.id,
            item.number,
            item.name,
            f"{theorem.file}.v",
            text_hash(item.text),
            axioms,
            seconds,
            version(),
            not message,
            message,
        )
        for item in statements
    ]


def _wanted(ids: Iterable[str] | None) -> list[CoqTheorem]:
    if ids is None:
        return list(THEOREMS)
    if isinstance(ids, str):
        raise TypeError("a collection of ids is expected, not one text")
    asked = set(ids)
    known = {item.id: item.file for item in printed_statements()}
    unknown = sorted(asked - known.keys())
    if unknown:
        raise KeyError(f"no Coq theorem for {', '.join(unknown)}")
    files = {known_file for known_id, known_file in ((item.id, item.file) for item in printed_statements()) if known_id in asked}
    return [theorem for theorem in THEOREMS if theorem.file in files]


def check(
    ids: Iterable[str] | None = None,
    workdir: Path | None = None,
    *,
    jobs: int = 2,
    statements: str | None = None,
) -> list[KernelResult]:
    """Compile the theorems and everything they build on, and audit their axioms.

    Parameters
    ----------
    ids
        Claim ids (or names of propositions that no claim states); all theorems if None.
    workdir
        An empty folder to work in; a temporary one that is removed afterwards if None.
    jobs
        Files compiled side by side.
    statements
        Text in the place of the printed ``Statements.v``; tests use it to show that a stronger statement breaks its proof.

    Returns
    -------
    list of KernelResult
        One for each proposition in the files that prove these ids, in the order of the files.

    Raises
    ------
    RuntimeError
        If Coq or Coquelicot is absent.
    KeyError
        If an id has no theorem.
    """
    if not available():
        raise RuntimeError(_MISSING)
    wanted = _wanted(ids)
    text = statements_text() if statements is None else statements
    if workdir is not None:
        return _check_in(Path(workdir), text, wanted, jobs)
    with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
        return _check_in(Path(folder), text, wanted, jobs)


def _check_in(folder: Path, text: str, wanted: list[CoqTheorem], jobs: int) -> list[KernelResult]:
    workshop = Workshop(folder, text)
    workshop.compile([theorem.file for theorem in wanted], jobs)
    with ThreadPoolExecutor(jobs) as pool:
        return [result for results in pool.map(lambda theorem: _judge(workshop, theorem, 1), wanted) for result in results]


def replay(mutants: Iterable[tuple[str, str]], *, jobs: int = 2) -> list[str]:
    """Run the proof of a proposition against another wording of it, and return Coq's complaint each time.

    Parameters
    ----------
    mutants
        Pairs of the Coq name of a proposition and the text of its definitions, in which the wording is changed.
    jobs
        Files compiled side by side.

    Returns
    -------
    list of str
        One for each pair: what Coq says, or an empty text if the proof still goes through.

    Notes
    -----
    The definitions shadow the printed ones in a copy of the proof file, so nothing else is compiled again. A strengthened
    proposition has to break its proof; a proof that survives did not use what was strengthened.
    """
    if not available():
        raise RuntimeError(_MISSING)
    pairs = list(mutants)
    items = {item.name: item for item in printed_statements()}
    with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
        workshop = Workshop(Path(folder), statements_text())
        names = []
        for number, (name, text) in enumerate(pairs):
            item = items[name]
            source = (SOURCES / f"{item.file}.v").read_text(encoding="utf-8")
            head, mark, tail = source.partition("Open Scope R_scope.\n")
            shadow = f"Module Mutant.\nImport Catapult.Statements.{item.module}.\n{text}\nEnd Mutant.\nImport Mutant.\n"
            names.append(f"Mutant{number}")
            (workshop.folder / f"Mutant{number}.v").write_text(head + mark + shadow + tail, encoding="utf-8")
        files = {items[name].file for name, _ in pairs}
        workshop.compile({need for file in files for need in workshop.needs[file]}, jobs)
        with ThreadPoolExecutor(jobs) as pool:
            return [message for _, _, message in pool.map(workshop.run, names)]


@cache
def _workshop() -> tuple[Workshop, tempfile.TemporaryDirectory[str]]:
    """The copy that `recheck` shares between the claims of one run."""
    folder = tempfile.TemporaryDirectory(prefix="catapult-coq-")
    return Workshop(Path(folder.name), statements_text()), folder


@cache
def _results(file: str) -> tuple[KernelResult, ...]:
    recorded = kernel_record.read(file, version())
    if recorded is not None:
        return recorded
    (theorem,) = (theorem for theorem in THEOREMS if theorem.file == file)
    results = tuple(_judge(_workshop()[0], theorem, 2))
    kernel_record.write(file, version(), results)
    return results


def refresh(ids: Iterable[str] | None = None, *, jobs: int = 2, force: bool = False) -> int:
    """Check what this machine has not checked yet, side by side, so that `recheck` finds it recorded.

    Parameters
    ----------
    ids
        Claim ids; those without a theorem are passed over. All theorems if None.
    jobs
        Files compiled side by side.
    force
        Whether to check again what is recorded.

    Returns
    -------
    int
        Number of files checked now; 0 if Coq is absent.
    """
    if not available():
        return 0
    if force:
        kernel_record.forget(version())
    known = {item.id for item in printed_statements()}
    wanted = _wanted(None if ids is None else known & set(ids))
    missing = [theorem for theorem in wanted if kernel_record.read(theorem.file, version()) is None]
    if missing:
        with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
            found = _check_in(Path(folder), statements_text(), missing, jobs)
        for theorem in missing:
            results = [result for result in found if result.file == f"{theorem.file}.v"]
            kernel_record.write(theorem.file, version(), results)
    return len(missing)


def recheck(claim_id: str, statement: Statement) -> KernelReport | None:
    """Check the theorem for one statement of a claim now, for `theory.proofs.proof.accept_kernel`.

    Returns
    -------
    KernelReport or None
        None if no theorem is printed from this statement. The status is ``"checked"``, ``"shipped"`` if Coq is absent,
        or ``"refused"``.
    """
    from theory.proofs.proof import statement_hash

    expected = statement_hash(statement)
    for item in printed_statements():
        if item.id != claim_id or item.source is None or statement_hash(item.source) != expected:
            continue
        artefact = recheck_command(claim_id)
        witness = (("Coq", f"{item.name}_witness"),)
        if not available():
            return KernelReport("shipped", expected, "", artefact, (), witness)
        (result,) = (found for found in _results(item.file) if found.theorem == item.name)
        status = "checked" if result.ok else "refused"
        return KernelReport(status, expected, result.version, artefact, result.axioms, witness, result.message)
    return None


def recheck_command(claim_id: str) -> str:
    """Return shell commands that check a claim's theorems with nothing but Coq, from the folder of the ``.v`` files.

    Raises
    ------
    KeyError
        If the id has no theorem.
    """
    files = [theorem.file for theorem in _wanted([claim_id])]
    order = [line.strip() for line in (SOURCES / "_CoqProject").read_text(encoding="utf-8").splitlines() if line.endswith(".v")]
    lines = [f"cp -r {SOURCES.name} coq-check && cd coq-check"]
    last = max(order.index(f"{file}.v") for file in files)
    proofs = {f"{theorem.file}.v" for theorem in THEOREMS}
    needed = [name for name in order[: last + 1] if name not in proofs or name.removesuffix(".v") in files]
    lines += [f"coqc -R . Catapult {name}" for name in needed]
    return "\n".join(lines)
