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
        digest = self._digest(inputs)
        try:
            kept = records.load(_KIND, _file(name, digest), digest)
            content = _bytes(name, digest).read_bytes()
            if sha256(content).hexdigest() != kept["sha256"]:
                return None
            target.write_bytes(content)
            return float(kept["seconds"])
        except (LookupError, OSError, TypeError, ValueError):
            return None

    def keep(self, name: str, inputs: str, compiled: Path, seconds: float) -> None:
        """Keep a compiled file; a cache folder that is full or cannot be written is no error."""
        digest = self._digest(inputs)
        path = _bytes(name, digest)
        if path.exists():
            return
        content = compiled.read_bytes()
        if records.put(path, content):
            records.store(_KIND, _file(name, digest), digest, {"sha256": sha256(content).hexdigest(), "seconds": seconds})

    def forget(self) -> None:
        """Drop all that is kept, of whichever Coq and sources."""
        shutil.rmtree(records.path_of(_KIND, "any").parent, ignore_errors=True)

    def _digest(self, inputs: str) -> str:
        return sha256(f"{self._prover} {inputs}".encode()).hexdigest()


def _file(name: str, digest: str) -> str:
    return f"{name}-{digest[:32]}"


def _bytes(name: str, digest: str) -> Path:
    return records.path_of(_KIND, _file(name, digest)).with_suffix(".vo")
