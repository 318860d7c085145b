"""Files of the library as this Coq compiled them on this machine, so that a new theorem need not compile what it builds on.

A compiled file is kept under the hash of all that it depends on: the program and its libraries, how it is asked, the source, and
the bytes of each compiled file that the source builds on. It is kept once `coqchk` has confirmed what was built on it, and
`coqchk` reads it again wherever it is used. One that was damaged is compiled anew.
"""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

from theory import records
from theory.provers.coq.installed import Prover

__all__ = ["Compiled"]

_KIND = "compiled"


class Compiled:
    """What one Coq has compiled here.

    Parameters
    ----------
    prover
        The Coq.
    """

    def __init__(self, prover: Prover) -> None:
        self._prover = prover.digest

    def fetch(self, name: str, inputs: str, target: Path) -> float | None:
        """Write a compiled file, and return the seconds it took to compile; None if it is not kept.

        Parameters
        ----------
        name
            Of the source, without ``.v``.
        inputs
            Digest of the source and of what it builds on.
        target
            Where the compiled file is written.
        """
        kept = _kept(name, self._digest(inputs))
        if kept is None:
            return None
        content, seconds = kept
        try:
            target.write_bytes(content)
        except OSError:
            return None
        return seconds

    def keep(self, name: str, inputs: str, compiled: Path, seconds: float) -> None:
        """Keep a compiled file; a cache folder that is full or cannot be written is no error."""
        digest = self._digest(inputs)
        if _kept(name, digest) is not None:
            return
        content = compiled.read_bytes()
        if records.put(_bytes(name, digest), content):
            records.store(_KIND, _file(name, digest), digest, {"sha256": sha256(content).hexdigest(), "seconds": seconds})

    def forget(self) -> None:
        """Drop all that is kept, of whichever Coq and sources."""
        shutil.rmtree(records.path_of(_KIND, "any").parent, ignore_errors=True)

    def _digest(self, inputs: str) -> str:
        return sha256(f"{self._prover} {inputs}".encode()).hexdigest()


def _kept(name: str, digest: str) -> tuple[bytes, float] | None:
    """What is kept for a digest, and the seconds it took; None if nothing is, or not whole."""
    try:
        record = records.load(_KIND, _file(name, digest), digest)
        content = _bytes(name, digest).read_bytes()
        return (content, float(record["seconds"])) if sha256(content).hexdigest() == record["sha256"] else None
    except (LookupError, OSError, TypeError, ValueError):
        return None


def _file(name: str, digest: str) -> str:
    return f"{name}-{digest[:32]}"


def _bytes(name: str, digest: str) -> Path:
    return records.path_of(_KIND, _file(name, digest)).with_suffix(".vo")
