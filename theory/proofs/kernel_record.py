"""What the kernel has checked on this machine, so that it need not check the same sources twice.

The record lies in the user's cache folder under a name that is the hash of everything the answer depends on: every ``.v``
file, the propositions printed from the claims, and the version of Coq. A changed claim, proof or prover finds no record. Each
file carries a seal over that hash and its own content, so a record that was edited, damaged or moved is none either. Only
acceptance is recorded: a refusal may be due to a full disk, and is tried again.
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

from theory.proofs.coq_statements import printed_statements, statements_text
from theory.proofs.coq_workshop import SOURCES
from theory.proofs.kernel_audit import ALLOWED_AXIOMS
from theory.proofs.kernel_results import KernelResult, text_hash

__all__ = ["forget", "read", "write"]


@cache
def _digest(version: str) -> str:
    digest = sha256(version.encode())
    for source in sorted(SOURCES.glob("*.v")):
        if source.name != "Statements.v":
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    digest.update(statements_text().encode())
    return digest.hexdigest()


def _folder(version: str) -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "catapult-verify" / f"kernel-{_digest(version)[:32]}"


def _seal(file: str, version: str, results: list[dict[str, object]]) -> str:
    return sha256(json.dumps([_digest(version), file, results], sort_keys=True).encode()).hexdigest()


def read(file: str, version: str) -> tuple[KernelResult, ...] | None:
    """Return the recorded results of one proof file, or None if this machine has not checked these very sources."""
    try:
        stored = json.loads((_folder(version) / f"{file}.json").read_text(encoding="utf-8"))
        if stored["seal"] != _seal(file, version, stored["results"]):
            return None
        results = tuple(KernelResult(**{**item, "axioms": tuple(item["axioms"])}) for item in stored["results"])
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    printed = {item.name: text_hash(item.text) for item in printed_statements() if item.file == file}
    covers = {result.theorem: result.statement_hash for result in results} == printed
    return results if covers and all(result.ok and ALLOWED_AXIOMS.issuperset(result.axioms) for result in results) else None


def write(file: str, version: str, results: Sequence[KernelResult]) -> None:
    """Record the results of one proof file that was accepted; a cache folder that cannot be written is no error."""
    if not results or not all(result.ok for result in results):
        return
    folder = _folder(version)
    plain = [asdict(result) for result in results]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="utf-8") as partial:
            try:
                json.dump({"seal": _seal(file, version, plain), "results": plain}, partial)
                partial.flush()
                os.replace(partial.name, folder / f"{file}.json")
            except OSError:
                os.unlink(partial.name)
                raise
    except OSError:
        return


def forget(version: str) -> None:
    """Drop the record of the present sources."""
    folder = _folder(version)
    for path in folder.glob("*.json") if folder.is_dir() else ():
        path.unlink(missing_ok=True)
