"""Compile proof files, audit each, and have the compiled library read a second time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path

from theory.provers.coq.added import Addition, statements_in
from theory.provers.coq.audit import ALLOWED_AXIOMS, Audit, AuditError, suffixes, theorem_name, write_audit
from theory.provers.coq.compiled import Compiled
from theory.provers.coq.complaints import complaint
from theory.provers.coq.library import CoqStatement
from theory.provers.coq.results import KernelResult, text_hash
from theory.provers.coq.second_reading import SecondReadingError, second_reading
from theory.provers.coq.workshop import Workshop
from theory.provers.prover import Told, untold

__all__ = ["Session"]


class Session:
    """One copy of the library in which a Coq that has proved to judge compiles and audits proof files.

    Parameters
    ----------
    folder, printed
        As for `Workshop`.
    version
        Of Coq, recorded with the results.
    compiled
        Where compiled files of the library are taken from; if None all are compiled here.

    Attributes
    ----------
    workshop
        The copy.
    complaint
        Why nothing that this Coq says is believed; empty if it judges.
    audits
        The audit of each proof file that was accepted.
    """

    def __init__(self, folder: Path, printed: Mapping[str, str], version: str, compiled: Compiled | None = None) -> None:
        self.workshop = Workshop(folder, printed, compiled)
        self.version = version
        self.complaint = complaint(self.workshop)
        self.audits: dict[str, Audit] = {}
        self.added: dict[str, Addition] = {}

    def add(self, added: Addition) -> None:
        """Write an addition into the copy, so that its proof file can be checked."""
        self.workshop.write(added.files)
        self.added[added.item.file] = added

    def check(self, files: Sequence[str], jobs: int, *, twice: bool = False, told: Told = untold) -> list[KernelResult]:
        """Compile proof files with all they build on, and audit them; one result for each proposition, in order.

        What was accepted is refused all the same unless `coqchk` confirms it: with ``twice`` everything that was compiled here
        with all that is installed, else these files and those of the library that they build on. ``told`` is called with how
        many steps are done, how many there are, and what was done last.
        """
        steps = count(1)
        total = len(self.workshop.closure(files) - self.workshop.done.keys()) + len(files) + 1
        if not self.complaint:
            self.workshop.compile(files, jobs, lambda name: told(next(steps), total, f"{name} compiled"))
        found = []
        with ThreadPoolExecutor(jobs) as pool:
            for file, results in zip(files, pool.map(self._audit, files), strict=True):
                found += results
                told(next(steps), total, f"{file} audited")
        if found and all(result.ok for result in found):
            try:
                self._read_again(list(self.audits) if twice else files, whole=twice)
            except SecondReadingError as error:
                found = [replace(result, ok=False, message=str(error)) for result in found]
        return found

    def keep(self, files: Sequence[str], compiled: Compiled) -> None:
        """Keep what the library compiled to, of files and all they build on; what was added to it is not kept."""
        added = {Path(path).stem for addition in self.added.values() for path in addition.files}
        self.workshop.keep(self.workshop.closure(files) - added, compiled)

    def _audit(self, file: str) -> list[KernelResult]:
        statements = self._statements(file)
        unknown = (0.0, self.complaint or f"coqdep does not know {file}.v")
        seconds, message = self.workshop.done.get(file, unknown)
        found: dict[str, tuple[str, ...]] = {}
        if not message:
            audit = write_audit(file, statements)
            (self.workshop.folder / f"{_audit_name(file)}.v").write_text(audit.text, encoding="utf-8")
            extra, output, message = self.workshop.run(_audit_name(file))
            seconds += extra
            try:
                found = {} if message else audit.read(output)
                self.audits[file] = audit
            except AuditError as error:
                message = str(error)
        return [self._result(item, found, seconds, message) for item in statements]

    def _result(self, item: CoqStatement, found: Mapping[str, tuple[str, ...]], seconds: float, message: str) -> KernelResult:
        axioms = found.get(item.name, ())
        refused = sorted({*axioms} - ALLOWED_AXIOMS.keys())
        message = message or (f"axioms that are not allowed: {', '.join(refused)}" if refused else "")
        return KernelResult(
            item.id,
            item.number,
            item.name,
            f"{item.file}.v",
            text_hash(item.text),
            axioms,
            seconds,
            self.version,
            not message,
            message,
        )

    def _statements(self, file: str) -> tuple[CoqStatement, ...]:
        return statements_in(file, self.added.get(file))

    def _read_again(self, files: Sequence[str], *, whole: bool) -> None:
        theorems = [theorem_name(item, suffix) for file in files for item in self._statements(file) for suffix in suffixes(item)]
        planted = [f"{_audit_name(file)}.{axiom}" for file in files for axiom in self.audits[file].planted]
        ours = self.workshop.closure(files) | {_audit_name(file) for file in files}
        second_reading(self.workshop, theorems, planted, None if whole else ours)


def _audit_name(file: str) -> str:
    return f"Audit{file}"
