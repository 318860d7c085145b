"""What Coq has checked on this machine, so that it need not check the same sources twice.

The record of a proof file lies in the user's cache folder under a name that is the hash of all that the answer depends on: the
file, what it builds on, the propositions printed from the claims among it, the bytes of Coq and of its libraries, and how Coq is
asked. A changed claim, proof, prover or question finds no record; records of proofs that do not build on what changed stay. Each
carries a seal over that hash and its own content, so a record that was edited, damaged or moved is none either. Only acceptance
is recorded: a refusal may be due to a full disk, and is tried again.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from theory import records
from theory.provers.coq.added import Addition, statements_in
from theory.provers.coq.audit import ALLOWED_AXIOMS
from theory.provers.coq.installed import Prover
from theory.provers.coq.library import printed_files, proof_files
from theory.provers.coq.results import KernelResult, text_hash
from theory.provers.coq.workshop import Workshop

__all__ = ["forget", "read", "second_readings", "write", "write_second"]

_QUESTIONS = ("workshop.py", "audit.py", "complaints.py", "session.py", "second_reading.py", "compiled.py")
_LIBRARY, _PROVER = "library", "prover"
_KIND = "kernel"


@cache
def _digests() -> dict[str, str]:
    """The hash of each proof file and of all it builds on."""
    with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
        workshop = Workshop(Path(folder), printed_files())
        return {file: workshop.digest(file) for file in proof_files()}


@cache
def _asked() -> str:
    """The hash of the modules that ask Coq."""
    return sha256(b"".join(Path(__file__).with_name(name).read_bytes() for name in _QUESTIONS)).hexdigest()


@cache
def _digest_of(added: Addition) -> str:
    """The hash of what was added to the library and of all it builds on."""
    with tempfile.TemporaryDirectory(prefix="catapult-coq-") as folder:
        return Workshop(Path(folder), {**printed_files(), **added.files}).digest(added.item.file)


def _digest(name: str, prover: Prover, added: Addition | None = None) -> str:
    """The hash that a record's name and seal depend on: of a proof file, of the whole library, or of the prover alone."""
    if added is None:
        sources = {_LIBRARY: json.dumps(_digests(), sort_keys=True), _PROVER: ""}.get(name) or _digests().get(name, "")
    else:
        sources = _digest_of(added)
    return sha256(f"{prover.digest} {_asked()} {name} {sources}".encode()).hexdigest()


def _name(name: str, prover: Prover, added: Addition | None = None) -> str:
    return f"{name}-{_digest(name, prover, added)[:32]}"


def _load(name: str, prover: Prover, added: Addition | None = None) -> Any:
    """The content recorded under a name; None if there is none that bears its seal."""
    try:
        return records.load(_KIND, _name(name, prover, added), _digest(name, prover, added))
    except LookupError:
        return None


def _store(name: str, prover: Prover, content: object, added: Addition | None = None) -> None:
    """Record content under a name, for a reader of the file beside what the prover was."""
    records.store(_KIND, _name(name, prover, added), _digest(name, prover, added), content, prover=asdict(prover))


def read(file: str, prover: Prover, added: Addition | None = None) -> tuple[KernelResult, ...] | None:
    """Return the recorded results of one proof file, or None if this Coq has not checked these very sources here."""
    try:
        results = tuple(KernelResult(**{**item, "axioms": tuple(item["axioms"])}) for item in _load(file, prover, added))
    except (TypeError, KeyError):
        return None
    printed = {item.name: text_hash(item.text) for item in statements_in(file, added)}
    covers = {result.theorem: result.statement_hash for result in results} == printed
    allowed = all(result.ok and ALLOWED_AXIOMS.keys() >= {*result.axioms} for result in results)
    return results if covers and allowed else None


def write(file: str, prover: Prover, results: Sequence[KernelResult], added: Addition | None = None) -> None:
    """Record the results of one proof file that was accepted; a cache folder that cannot be written is no error."""
    if results and all(result.ok for result in results):
        _store(file, prover, [asdict(result) for result in results], added)


def second_readings(prover: Prover) -> frozenset[str]:
    """What `coqchk` has confirmed on this machine: ``"library"``, all of these sources; ``"prover"``, something by this Coq."""
    return frozenset(name for name in (_LIBRARY, _PROVER) if _load(name, prover) == name)


def write_second(prover: Prover, *, whole: bool) -> None:
    """Record that `coqchk` has confirmed what this Coq accepted, and whether that was the whole library."""
    for name in (_PROVER, _LIBRARY) if whole else (_PROVER,):
        _store(name, prover, name)


def forget(prover: Prover) -> None:
    """Drop the record of the present sources and of this Coq."""
    for name in (*proof_files(), _LIBRARY, _PROVER):
        records.path_of(_KIND, _name(name, prover)).unlink(missing_ok=True)
