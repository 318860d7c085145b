"""Have Coq check the theorems of ``theory/coq`` and say on which axioms they rest.

Everything is compiled in a temporary copy, against propositions printed afresh from the claims: a claim that changed since a
proof was written makes that proof fail. What a file says about itself is not believed, and nor is a program that only ends
with status 0: for each proof file an audit (`audit`) names the printed propositions in full and asks for the axioms of
each proof, and `coqchk` reads the compiled library a second time (`second_reading`).
"""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from theory.certificates.algebra import Algebra
from theory.provers.canonical import statement_hash
from theory.provers.coq import record
from theory.provers.coq.added import Addition
from theory.provers.coq.audit import ALLOWED_AXIOMS
from theory.provers.coq.commands import recheck_commands
from theory.provers.coq.compiled import Compiled
from theory.provers.coq.generated import generated
from theory.provers.coq.generated.algebra import algebra
from theory.provers.coq.installed import MISSING, Prover, programs, prover
from theory.provers.coq.library import printed_files, printed_from, printed_statements, proof_files
from theory.provers.coq.replay import replay
from theory.provers.coq.results import KernelReport, KernelResult
from theory.provers.coq.session import Session
from theory.provers.prover import Told, untold
from theory.statements import Statement

__all__ = [
    "ALLOWED_AXIOMS",
    "KernelReport",
    "KernelResult",
    "available",
    "check",
    "check_algebra",
    "recheck",
    "recheck_command",
    "refresh",
    "replay",
    "theorems_of",
    "unrecorded",
    "version",
]


def version() -> str:
    """Version of Coq, or an empty string if Coq or Coquelicot is absent."""
    found = prover()
    return "" if found is None else found.version


def available() -> bool:
    """Whether Coq and the Coquelicot library are present."""
    return bool(version())


def _wanted(ids: Iterable[str] | None) -> list[str]:
    if ids is None:
        return list(proof_files())
    if isinstance(ids, str):
        raise TypeError("a collection of ids is expected, not one text")
    asked = set(ids)
    unknown = sorted(asked - {item.id for item in printed_statements()})
    if unknown:
        raise KeyError(f"no Coq theorem for {', '.join(unknown)}")
    return list(dict.fromkeys(item.file for item in printed_statements() if item.id in asked))


def check(ids: Iterable[str] | None = None, workdir: Path | None = None, *, jobs: int = 2) -> list[KernelResult]:
    """Compile the theorems and everything they build on, and audit their axioms.

    Parameters
    ----------
    ids
        Claim ids (or names of propositions that no claim states); all theorems if None.
    workdir
        An empty folder to work in; a temporary one that is removed afterwards if None.
    jobs
        Files compiled side by side.

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
        raise RuntimeError(MISSING)
    wanted = _wanted(ids)
    if workdir is not None:
        return Session(Path(workdir), printed_files(), version()).check(wanted, jobs)
    with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
        return Session(Path(folder), printed_files(), version()).check(wanted, jobs)


@cache
def _session() -> tuple[Session, tempfile.TemporaryDirectory[str]]:
    """The copy that `recheck` shares between the claims of one run."""
    folder = tempfile.TemporaryDirectory(prefix="catapult-coq-")
    atexit.register(folder.cleanup)  # left to the garbage collector it would warn, wherever the program ends
    return Session(Path(folder.name), printed_files(), version(), Compiled(_present())), folder


@cache
def _results(file: str, added: Addition | None = None) -> tuple[KernelResult, ...]:
    recorded = record.read(file, _present(), added)
    if recorded is not None:
        return recorded
    if added is not None:
        _session()[0].add(added)
    return tuple(_check(_session()[0], [file], jobs=2, added=added))


def _check(
    session: Session,
    files: list[str],
    *,
    jobs: int,
    force: bool = False,
    added: Addition | None = None,
    told: Told = untold,
) -> list[KernelResult]:
    """Check proof files, a second time with `coqchk`; record what was accepted.

    `coqchk` also reads what is installed with Coq if this Coq is new here, or if the whole library is checked.
    """
    coq, whole = _present(), len(files) == len(proof_files())
    twice = force or whole or "prover" not in record.second_readings(coq)
    found = session.check(files, jobs, twice=twice, told=told)
    if programs() != coq.programs:  # what was accepted, nobody knows by whom
        return [replace(result, ok=False, message="coqc, coqdep or coqchk was exchanged while it ran") for result in found]
    if all(result.ok for result in found):
        session.keep(files, Compiled(coq))
        if twice:
            record.write_second(coq, whole=whole)
    for file in files:
        record.write(file, coq, [result for result in found if result.file == f"{file}.v"], added)
    return found


def _present() -> Prover:
    coq = prover()
    if coq is None:
        raise RuntimeError(MISSING)
    return coq


def refresh(
    statements: Iterable[Statement] | None = None,
    *,
    jobs: int = 2,
    force: bool = False,
    told: Told = untold,
) -> int:
    """Check what this machine has not checked yet, side by side, so that `recheck` finds it recorded.

    What is checked is read a second time by `coqchk`; with ``force``, if it is the whole library, and if this Coq is new here,
    so is all that is installed with Coq.

    Parameters
    ----------
    statements
        Those whose theorems are wanted; the others are passed over. All theorems if None.
    jobs
        Files compiled side by side.
    force
        Whether to check again what is recorded.
    told
        Called with how many steps are done, how many there are, and which was the last.

    Returns
    -------
    int
        Number of files checked now; 0 if Coq is absent.
    """
    if not available():
        return 0
    coq = _present()
    compiled = Compiled(coq)
    if force:
        record.forget(coq)
        compiled.forget()
    wanted = None if statements is None else {item.file for statement in statements for item in printed_from(statement)}
    asked = [file for file in proof_files() if wanted is None or file in wanted]
    missing = [file for file in asked if record.read(file, coq) is None]
    if missing:
        with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
            session = Session(Path(folder), printed_files(), coq.version, compiled)
            _check(session, missing, jobs=jobs, force=force, told=told)
    return len(missing)


def unrecorded(statement: Statement) -> bool:
    """Whether Coq is present, has a theorem for the statement, and has not checked it on this machine."""
    if not available():
        return False
    if found := printed_from(statement):
        return any(record.read(item.file, _present()) is None for item in found)
    added = generated(statement)
    return added is not None and record.read(added.item.file, _present(), added) is None


def recheck(claim_id: str, statement: Statement, *, compiling: bool = True) -> KernelReport | None:
    """Check the theorem for a statement now, for `theory.provers.coq.prover`.

    Parameters
    ----------
    claim_id
        Claim id; of two theorems with one statement the one that was printed for this claim is taken.
    statement
        The statement. Its hash finds the theorem, so that whoever states it has the proof.
    compiling
        Whether a theorem that is not on record here is compiled; else it is ``"shipped"``, as where Coq is absent.

    Returns
    -------
    KernelReport or None
        None if no theorem is printed from this statement, and none can be generated and checked here. The status is
        ``"checked"``, ``"shipped"`` if Coq is absent, or ``"refused"``.
    """
    found = printed_from(statement)
    if not found:
        return _generated(statement) if compiling or not unrecorded(statement) else None
    item = next((theorem for theorem in found if theorem.id == claim_id), found[0])
    artefact, witness = recheck_command(item.id), (("Coq", f"{item.name}_witness"),)
    reasons: tuple[str, ...] = (f"theorem {item.name} of {item.file}.v, printed from statement {item.number} of {item.id}",)
    if not available() or not (compiling or record.read(item.file, _present())):
        return KernelReport("shipped", item.hash, item.name, "", artefact, (), reasons, witness)
    reasons += (_second_reading(),)
    (result,) = (result for result in _results(item.file) if result.theorem == item.name)
    status = "checked" if result.ok else "refused"
    return KernelReport(
        status, item.hash, item.name, result.version, artefact, result.axioms, reasons, witness, message=result.message
    )


def _generated(statement: Statement) -> KernelReport | None:
    """Check a proof that is generated for this statement; a wrong one can only fail, and then there is none."""
    added = generated(statement) if available() else None
    return None if added is None else _of_addition(added, statement_hash(statement), "printed from the statement")


def check_algebra(sentence: Algebra) -> KernelReport | None:
    """Check a proof that is generated from certificates; None without Coq, or if it is not accepted."""
    added = algebra(sentence) if available() else None
    return None if added is None else _of_addition(added, "", "printed from the sentence")


def _of_addition(added: Addition, expected: str, origin: str) -> KernelReport | None:
    (result,) = _results(added.item.file, added)
    if not result.ok:
        return None
    artefact = recheck_commands([added.item.file], added)
    reasons = (f"theorem {added.item.name}: proposition {origin}, proof generated for it",)
    witness = (("Coq", f"{added.item.name}_witness"),)
    return KernelReport("checked", expected, added.item.name, result.version, artefact, result.axioms, reasons, witness)


def _second_reading() -> str:
    if "library" in record.second_readings(_present()):
        return "coqchk has read the whole compiled library on this machine and lists the same axioms"
    return "coqchk has read this proof, but not the whole compiled library on this machine: catapult verify --recheck"


def theorems_of(statement: Statement) -> tuple[str, ...]:
    """Names of the theorems that are shipped for a statement, whoever states it."""
    return tuple(item.name for item in printed_from(statement))


def recheck_command(claim_id: str) -> str:
    """Return shell commands that check a claim's theorems with nothing but Coq, from the folder that holds ``coq``.

    Raises
    ------
    KeyError
        If the id has no theorem.
    """
    return recheck_commands(_wanted([claim_id]))
