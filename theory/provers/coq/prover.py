"""Coq as a prover of statements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from shutil import which

from theory.certificates.algebra import Algebra
from theory.provers.coq import checker
from theory.provers.coq.generated import generated
from theory.provers.coq.library import coq_name, printed_statements
from theory.provers.coq.results import KernelReport
from theory.provers.coq.workshop import SOURCES
from theory.provers.prover import Found, Prover, Refusal, Told, untold
from theory.statements import Statement

__all__ = ["PROVER"]


class Coq(Prover):
    """Statements with a theorem in the Coq library, whatever the claim that makes them is called."""

    name = "coq"
    title = "Coq"
    column = "coq"
    words = ""
    cost = 3
    slow = True

    def covers(self, statement: Statement) -> bool:
        """Whether a theorem is printed from exactly this statement, or one can be generated."""
        return self.ships(statement) or generated(statement) is not None

    def version(self) -> str:
        """That it is there; its version is recorded with each proof."""
        return "present" if which("coqc") else ""

    @property
    def missing(self) -> str:
        """What becomes of its proofs."""
        return "" if checker.available() else "Coq is not present: its proofs are shipped, not re-checked"

    def prepare(self, statements: Iterable[Statement], *, jobs: int, force: bool, told: Told = untold) -> int:
        """Compile what this machine has not accepted yet; the number of files."""
        return checker.refresh(statements, jobs=jobs, force=force, told=told)

    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | Refusal | None:
        """Have the theorem checked now, or find it recorded as checked; a proof is shipped where Coq is not present."""
        report = checker.recheck(claim_id, statement)
        if report is not None and report.status == "refused":
            return Refusal(f"Coq refuses its theorem: {report.message}")
        return _found(report)

    def unrecorded(self, statement: Statement) -> bool:
        """Whether it would have to be compiled."""
        return checker.unrecorded(statement)

    def recorded(self, claim_id: str, statement: Statement) -> Found | None:
        """The recorded answer; a shipped theorem without one is as it is where Coq is not present."""
        return _found(checker.recheck(claim_id, statement, compiling=False))

    def has(self, statement: Statement, theorem: str) -> bool:
        """Whether the theorem is one of those that are shipped for the statement, or the one that is generated."""
        made = generated(statement)
        return theorem in checker.theorems_of(statement) or (made is not None and theorem == made.item.name)

    def reads(self, sentence: Algebra) -> Found | None:
        """Have a proof that is generated from the certificates checked now."""
        return _found(checker.check_algebra(sentence))

    def theorem_of(self, claim_id: str, number: int) -> str:
        """The Coq name."""
        return coq_name(claim_id, number)

    def shipped(self) -> Iterable[tuple[str, int, Statement]]:
        """The statements of claims that the library proves."""
        return tuple((item.id, item.number, item.source) for item in printed_statements() if item.source is not None)

    def ships(self, statement: Statement) -> bool:
        """Whether a theorem of the library is printed from exactly this statement."""
        return bool(checker.theorems_of(statement))

    def summary(self, artefact: str) -> str:
        """What the commands are for."""
        return "to check it without Python:"

    def file(self, claim_id: str, number: int, artefact: str) -> tuple[str, str]:
        """A script of the commands, which check all statements of the claim."""
        return f"{claim_id}-coq.sh", f"set -e\n{artefact}\n"

    def command(self, claim_id: str, file: str, artefact: str) -> str:
        """Write the library down, then the commands."""
        return f"catapult prove {claim_id} --out proofs\ncd proofs\n{artefact}"

    def sources(self) -> Path:
        """The Coq library."""
        return SOURCES


def _found(report: KernelReport | None) -> Found | None:
    if report is None:
        return None
    return Found(
        report.artefact,
        report.version,
        tuple(report.reasons),
        tuple(report.axioms),
        tuple(report.witness),
        report.theorem,
        report.status == "checked",
        report.statement_hash,
    )


PROVER = Coq()
