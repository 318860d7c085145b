"""Whether what a command will write can be written: asked before minutes of work, not after."""

from __future__ import annotations

import os
from pathlib import Path

from checks.cli.printing import fail

__all__ = ["refuse_unwritable_file", "refuse_unwritable_folder"]


def refuse_unwritable_file(option: str, path: Path | None) -> None:
    """End with status 2 unless a file can be written there; devices and pipes are files, and no option is no file."""
    if path is None:
        return
    if path.is_dir():
        fail(f"{option}: cannot write {path}: it is a folder")
    if not path.parent.is_dir():
        fail(f"{option}: cannot write {path}: the folder {path.parent} does not exist")
    _refuse_closed(option, path, path if path.exists() and not path.is_file() else path.parent)


def refuse_unwritable_folder(option: str, path: Path | None) -> None:
    """End with status 2 unless files can be written to a folder, which may have to be made."""
    if path is None:
        return
    there = next(part for part in (path, *path.absolute().parents) if part.exists())
    if not there.is_dir():
        fail(f"{option}: cannot write {path}: {there} is not a folder")
    _refuse_closed(option, path, there)


def _refuse_closed(option: str, path: Path, there: Path) -> None:
    if not os.access(there, os.W_OK):
        fail(f"{option}: cannot write {path}: {there} may not be written to")
