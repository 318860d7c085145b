"""What a prover is: something that says which statements it covers, and proves them.

A prover is a folder here with a module ``prover`` that holds ``PROVER``; it is found, not registered. One from elsewhere is
added by `add_prover`, and every verdict that rests on it alone says so. What a prover says becomes a proof in
`theory.provers.proof` only.
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from theory.arguments import instance, shown
from theory.certificates.algebra import Algebra
from theory.statements import Statement

__all__ = ["ADDED_WORDS", "Found", "Prover", "Refusal", "Told", "add_prover", "added_provers", "provers", "untold"]

Told: TypeAlias = Callable[[int, int, str], None]
"""Told how many steps are done, of how many, and which was the last."""


def untold(done: int, total: int, what: str) -> None:
    """Tell nobody."""


ADDED_WORDS = " (added prover)"
"""What a verdict adds to ``proved`` where nobody proves a statement but a prover from elsewhere."""


@dataclass(frozen=True)
class Found:
    """What a prover says of a statement that it has proved.

    Attributes
    ----------
    artefact
        What to re-check without us: the identity, queries, or commands.
    version
        Of the prover; empty for a proof that is shipped and was not checked here.
    reasons, axioms, witness, theorem
        As in `theory.provers.proof.Proof`.
    checked
        Whether the prover checked it on this machine, now or as its record says.
    statement_hash
        Of the statement that the theorem was printed from; empty if it was the statement itself that was read.
    """

    artefact: str
    version: str
    reasons: tuple[str, ...] = ()
    axioms: tuple[str, ...] = ()
    witness: tuple[tuple[str, str], ...] = ()
    theorem: str = ""
    checked: bool = True
    statement_hash: str = ""


@dataclass(frozen=True)
class Refusal:
    """A proof that is shipped for a statement, and that the prover does not accept: something is broken or was changed."""

    reason: str


class Prover(ABC):
    """A means of proof.

    Attributes
    ----------
    name
        As proofs and ledgers record it.
    title, column
        What a report calls it, and the heading of its column in a ledger.
    words
        What a verdict adds to ``proved``: empty for the prover that leaves least to be believed.
    cost
        Cheaper provers are asked first.
    slow
        Whether it may take minutes the first time.
    listed
        Whether the artefact of a proof is short enough to be read.
    """

    name: str
    title: str
    column: str
    words: str
    cost: int
    slow: bool = False
    listed: bool = True

    @property
    def verdict(self) -> str:
        """The verdict on what it has proved: ``proved`` and the words, unless it has a word of its own."""
        return f"proved{self.words}"

    @abstractmethod
    def covers(self, statement: Statement) -> bool:
        """Whether the statement has the form that this prover speaks about; it may still fail to prove it."""

    @abstractmethod
    def prove(self, claim_id: str, statement: Statement, timeout: float) -> Found | Refusal | None:
        """Prove a statement, with so many seconds for each query; None if it is not proved, which refutes nothing."""

    @abstractmethod
    def version(self) -> str:
        """Of what it needs, or that it is present; empty if it is not."""

    @property
    @abstractmethod
    def missing(self) -> str:
        """What to tell a user where it cannot run, and why; empty where it can."""

    def prepare(self, statements: Iterable[Statement], *, jobs: int, force: bool, told: Told = untold) -> int:
        """Do what many proofs share, side by side, with ``force`` also what is recorded as done; how much was done.

        ``told`` is to be called with how many steps are done, how many there are, and which was the last.
        """
        return 0

    def unrecorded(self, statement: Statement) -> bool:
        """Whether `prove` may take minutes now, because nothing on this machine has checked this statement before."""
        return False

    def recorded(self, claim_id: str, statement: Statement) -> Found | None:
        """What is known without those minutes: the proof if its check is on record here, or that it is shipped."""
        return None

    def has(self, statement: Statement, theorem: str) -> bool:
        """Whether a proof of the statement can be this prover's, as far as is seen without asking it."""
        return self.covers(statement)

    def accepts(self, statement: Statement, artefact: str) -> bool:
        """Whether an artefact that was read from a file shows the statement, as far as is seen without searching for a proof."""
        return bool(artefact.strip())

    def reads(self, sentence: Algebra) -> Found | None:
        """The proof that it makes of a sentence about real numbers from its certificates; None if it checks no such proofs."""
        return None

    def theorem_of(self, claim_id: str, number: int) -> str:
        """Name of the theorem for the ``number``-th statement of a claim; empty if its proofs have no names."""
        return ""

    def shipped(self) -> Iterable[tuple[str, int, Statement]]:
        """The statements whose proofs are shipped with the project: claim id, number from 1, statement."""
        return ()

    def ships(self, statement: Statement) -> bool:
        """Whether a proof of exactly this statement is shipped, whoever states it."""
        return False

    @abstractmethod
    def summary(self, artefact: str) -> str:
        """What stands before the artefact of a proof, or in its place: what it is and how it is checked without us."""

    def file(self, claim_id: str, number: int, artefact: str) -> tuple[str, str]:
        """Name and text of the file that a proof of the ``number``-th statement is written to; empty if there is none."""
        return "", ""

    def command(self, claim_id: str, file: str, artefact: str) -> str:
        """What to type to check a proof that a report shows; ``file`` is where the report keeps it."""
        return ""

    def sources(self) -> Path | None:
        """A folder that must lie beside the files of its proofs; None if they need none."""
        return None


@cache
def _found() -> Mapping[str, Prover]:
    here = Path(__file__).parent
    folders = [info.name for info in pkgutil.iter_modules([str(here)]) if info.ispkg]
    found: list[Prover] = [import_module(f"{__package__}.{folder}.prover").PROVER for folder in folders]
    return {prover.name: prover for prover in found}


_ADDED: dict[str, Prover] = {}


def provers() -> Mapping[str, Prover]:
    """The provers by name, the cheapest first; those that were added in this process among them.

    Examples
    --------
    >>> list(provers())
    ['sympy', 'z3', 'certificate', 'coq']
    """
    known = [*_found().values(), *_ADDED.values()]
    return {prover.name: prover for prover in sorted(known, key=lambda prover: prover.cost)}


def add_prover(prover: Prover) -> None:
    """Have a prover from elsewhere asked in this process, and in those that it starts; adding it again changes nothing.

    Whoever reads a verdict that rests on it must believe it, and nothing of this package vouches for it. So its ``words`` are
    `ADDED_WORDS`, the weakest there are, whatever it does.

    Parameters
    ----------
    prover
        An instance of a subclass of `Prover` that a worker process can import.

    Raises
    ------
    TypeError
        If it is no prover.
    ValueError
        If its words are others, or its name is no word or that of another prover.
    """
    instance(prover, "prover", Prover)
    if prover.words != ADDED_WORDS:
        raise ValueError(f"prover: its words must be ADDED_WORDS, {ADDED_WORDS!r}, not {shown(prover.words)}")
    if not (prover.name.isascii() and prover.name.isidentifier()):
        raise ValueError(f"prover: its name must be a word of ASCII letters, digits and underscores, not {shown(prover.name)}")
    if prover.name in _found() or type(_ADDED.get(prover.name, prover)) is not type(prover):
        raise ValueError(f"prover: {prover.name!r} is the name of another one")
    _ADDED[prover.name] = prover


def added_provers() -> tuple[Prover, ...]:
    """The provers that were added, to be handed to another process."""
    return tuple(_ADDED.values())
