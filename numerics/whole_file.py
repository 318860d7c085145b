"""Files that are written whole or not at all, whatever interrupts the writer."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, text: str) -> None:
    """Write a text file under a temporary name beside it and rename it; a link is followed, a device or pipe is written to.

    Parameters
    ----------
    path
        Where to; what is there is replaced.
    text
        The content, written as UTF-8.

    Raises
    ------
    OSError
        If it cannot be written; then what was there is as it was.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "a.txt", "text")
    ...     (Path(folder) / "a.txt").read_text()
    'text'
    """
    target = path.resolve()
    if path.exists() and not (path.is_file() and target.is_file()):
        path.write_text(text, encoding="utf-8")
        return
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
