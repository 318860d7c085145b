"""What Coq said, as values."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

__all__ = ["KernelReport", "KernelResult", "text_hash"]


def text_hash(proposition: str) -> str:
    """SHA-256 of a printed proposition."""
    return sha256(proposition.encode()).hexdigest()


@dataclass(frozen=True)
class KernelResult:
    """What Coq said about one proposition.

    Attributes
    ----------
    id, number
        Claim id (or name of a proposition that no claim states) and the number of the statement, from 1.
    theorem, file
        The Coq names.
    statement_hash
        SHA-256 of the printed proposition.
    axioms
        Axioms of the proof together with those that the hypotheses can be met and that every part is defined, as Coq lists them.
    seconds
        Time to compile the file and audit it; files it builds on are not counted.
    version
        Of Coq.
    ok
        Whether the proof, its witness and what it owes besides were accepted on allowed axioms only.
    message
        Coq's complaint if not.
    """

    id: str
    number: int
    theorem: str
    file: str
    statement_hash: str
    axioms: tuple[str, ...]
    seconds: float
    version: str
    ok: bool
    message: str = ""


@dataclass(frozen=True)
class KernelReport:
    """The form in which `theory.provers.coq.prover` reads a result.

    Attributes
    ----------
    status
        ``"checked"``, ``"shipped"`` if Coq is absent, or ``"refused"``.
    statement_hash
        Of the statement the theorem is printed from.
    theorem
        Coq name of the theorem.
    version, artefact
        Of Coq, and the commands that check the theorem without us.
    axioms, reasons, witness
        As in `theory.provers.proof.Proof`.
    message
        Coq's complaint, if it has one.
    """

    status: str
    statement_hash: str
    theorem: str
    version: str
    artefact: str
    axioms: tuple[str, ...]
    reasons: tuple[str, ...]
    witness: tuple[tuple[str, str], ...]
    message: str = ""
