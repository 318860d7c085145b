"""Which Coq this is: the programs, the libraries and the settings that an answer depends on, as digests of their bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

__all__ = ["MISSING", "Prover", "programs", "prover"]

MISSING = "Coq with Coquelicot is needed: apt-get install coq libcoq-coquelicot"

_PROGRAMS = ("coqc", "coqdep", "coqchk")
_SETTINGS = ("COQ", "ROCQ", "OCAML", "CAML", "LD_")


@dataclass(frozen=True)
class Prover:
    """One installation of Coq with Coquelicot.

    Attributes
    ----------
    version
        As it says itself.
    programs
        SHA-256 of the file behind each program.
    libraries
        SHA-256 over the compiled standard library with all that is installed beside it, over Coquelicot, and over the plugins.
    settings
        Variables of the environment that change where Coq looks.
    """

    version: str
    programs: tuple[tuple[str, str], ...]
    libraries: tuple[tuple[str, str], ...]
    settings: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """SHA-256 of all of it."""
        return sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@cache
def prover() -> Prover | None:
    """The Coq that is called from here; None if one of its programs or Coquelicot is absent."""
    found = programs()
    if len(found) < len(_PROGRAMS):
        return None
    version = _says("coqc", "--print-version").split()
    where, core = Path(_says("coqc", "-where").strip()), _core()
    coquelicot = where / "user-contrib" / "Coquelicot"
    if not version or not where.is_absolute() or not coquelicot.is_dir():
        return None
    return Prover(
        version[0],
        found,
        (
            ("library", _digest(where.rglob("*.vo"))),
            ("Coquelicot", _digest(coquelicot.rglob("*.vo"))),
            ("plugins", _digest([*where.rglob("*.cmxs"), *(core.rglob("*.cmxs") if core else ())])),
        ),
        tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith(_SETTINGS))),
    )


def programs() -> tuple[tuple[str, str], ...]:
    """The digest of the file behind each program that is called from here, as it is now."""
    found = {name: path for name in _PROGRAMS if (path := shutil.which(name)) is not None}
    return tuple((name, _digest([Path(path).resolve()])) for name, path in found.items())


def _says(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False).stdout
    except OSError:  # a file that is no program
        return ""


def _core() -> Path | None:
    """Where the plugins are, if it is not with the library."""
    lines = dict(line.partition("=")[::2] for line in _says("coqc", "-config").splitlines())
    path = Path(lines.get("COQCORELIB", ""))
    return path if path.is_absolute() else None


def _digest(paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()
