"""What the kernel has checked on this machine, so that it need not check the same sources twice.

The record lies in the user's cache folder under a name that is the hash of everything the answer depends on: every ``.v``
file, the propositions printed from the claims, and the version of Coq. A changed claim, proof or prover finds no record.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from theory.proofs.coq_statements import statements_text
from theory.proofs.coq_workshop import SOURCES
from theory.proofs.kernel_results import KernelResult

__all__ = ["forget", "read", "write"]


@cache
def _folder(version: str) -> Path:
    digest = sha256(version.encode())
    for source in sorted(SOURCES.glob("*.v")):
        if source.name != "Statements.v":
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    digest.update(statements_text().encode())
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "catapult-verify" / f"kernel-{digest.hexdigest()[:32]}"


def read(file: str, version: str) -> tuple[KernelResult, ...] | None:
    """Return the recorded results of one proof file, or None if this machine has not checked these very sources."""
    try:
        stored = json.loads((_folder(version) / f"{file}.json").read_text(encoding="utf-8"))
        return tuple(KernelResult(**{**item, "axioms": tuple(item["axioms"])}) for item in stored)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def write(file: str, version: str, results: Sequence[KernelResult]) -> None:
    """Record the results of one proof file; a cache folder that cannot be written is no error."""
    folder = _folder(version)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as partial:
            json.dump([asdict(result) for result in results], partial)
        os.replace(partial.name, folder / f"{file}.json")
    except OSError:
        return


def forget(version: str) -> None:
    """Drop the record of the present sources."""
    folder = _folder(version)
    for path in folder.glob("*.json") if folder.is_dir() else ():
        path.unlink(missing_ok=True)
