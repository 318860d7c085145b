"""What was found on this machine, kept so that it need not be found twice: sealed JSON files in the user's cache folder.

Each record is kept for a digest of all that the answer depends on, and bears a seal over that digest and its own content: one
that was edited, damaged, moved or made by other code is no record.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tempfile
from collections.abc import Callable
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

__all__ = ["Recall", "code_digest", "file_name", "load", "path_of", "put", "recalled", "store"]


class Recall(Enum):
    """What becomes of answers that may be on record."""

    NEVER = "they are found anew, and not recorded"
    READ = "they are read from the record, or found and recorded"
    RENEW = "they are found anew, and recorded"


Found = TypeVar("Found")
_UNREAD = frozenset(("__pycache__", "toolkit", "theorems", "conftest.py", "cli", "report"))
"""What no answer depends on: compiled code, tests, and what prints answers."""

_UNREADABLE = re.compile(r"[^A-Za-z0-9.-]+")


def path_of(kind: str, name: str) -> Path:
    """Where a record lies, whether or not it is there."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "catapult-verify" / kind / f"{name}.json"


def file_name(claim: str, about: str) -> str:
    """A name for the record of something about a claim: what can be read of its id, and a hash.

    Examples
    --------
    >>> file_name("ML-2 without y = 0", "a search").rpartition("-")[0]
    'ML-2_without_y_0'
    """
    return f"{_UNREADABLE.sub('_', claim)[:60]}-{sha256(about.encode()).hexdigest()[:16]}"


def load(kind: str, name: str, digest: str) -> Any:
    """The content that was recorded.

    Parameters
    ----------
    kind, name
        Folder and file name of the record.
    digest
        Of all that the content depends on.

    Raises
    ------
    LookupError
        If there is no record that bears the seal of this digest.
    """
    try:
        stored = json.loads(path_of(kind, name).read_text(encoding="utf-8"))
        content, seal = stored["content"], stored["seal"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LookupError(f"there is no record {kind}/{name}") from error
    if seal != _seal(digest, content):
        raise LookupError(f"the record {kind}/{name} is of something else")
    return content


def store(kind: str, name: str, digest: str, content: object, **beside: object) -> None:
    """Record content for a digest; a cache folder that is full or cannot be written is no error.

    Parameters
    ----------
    kind, name, digest
        As for `load`.
    content
        JSON data.
    **beside
        What a reader of the file should see as well.
    """
    document = {"seal": _seal(digest, content), **beside, "content": content}
    put(path_of(kind, name), json.dumps(document, indent=1).encode())


def put(path: Path, content: bytes) -> bool:
    """Write a file of the cache folder, whole or not at all; whether it was written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
            try:
                partial.write(content)
                partial.flush()
                os.replace(partial.name, path)
            except OSError:
                os.unlink(partial.name)
                raise
    except OSError:
        return False
    return True


def recalled(
    kind: str,
    name: str,
    digest: str,
    recall: Recall,
    make: Callable[[], Found],
    to_json: Callable[[Found], object],
    from_json: Callable[[Any], Found],
    *,
    worth: Callable[[Found], bool] = lambda found: True,
) -> tuple[Found, bool]:
    """An answer, and whether it was on record; else it is found now, and recorded.

    Parameters
    ----------
    kind, name, digest
        As for `load`.
    recall
        Whether the record is read and written.
    make
        Finds the answer.
    to_json, from_json
        The answer as JSON data and back; ValueError or TypeError of the latter says that the record is none.
    worth
        Whether an answer is recorded.
    """
    if recall is Recall.READ:
        try:
            return from_json(load(kind, name, digest)), True
        except (LookupError, TypeError, ValueError):
            pass
    found = make()
    if recall is not Recall.NEVER and worth(found):
        store(kind, name, digest, to_json(found))
    return found, False


def _seal(digest: str, content: object) -> str:
    return sha256(json.dumps([digest, content], sort_keys=True).encode()).hexdigest()


@cache
def code_digest(packages: tuple[str, ...], needed: tuple[str, ...]) -> str:
    """The hash of every file of these packages but their tests, of the versions of what they need, and of the processor.

    Parameters
    ----------
    packages
        Names of packages that can be imported.
    needed
        Names of distributions; one that is absent counts too.

    Examples
    --------
    >>> len(code_digest(("theory",), ("sympy", "z3-solver")))
    64
    """
    parts: dict[str, str] = {name: _version(name) for name in needed}
    parts["python"] = f"{sys.version} {platform.machine()} {_processor()}"
    for package in packages:
        spec = find_spec(package)
        for folder in (spec and spec.submodule_search_locations) or ():
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file() and not _UNREAD & {*path.relative_to(folder).parts}:
                    parts[f"{package}/{path.relative_to(folder)}"] = sha256(path.read_bytes()).hexdigest()
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """What the processor can do, where the system says so: floating-point sums are taken in the order of its vectors."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
