"""Files that are written whole or not at all, whatever interrupts the writer."""

from __future__ import annotations

import errno
import os
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file under a temporary name beside it and rename it; a link is followed, a device or pipe is written to.

    Parameters
    ----------
    path
        Where to; what is there is replaced.
    content
        Text, written as UTF-8, or bytes.

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
    data = content.encode("utf-8") if isinstance(content, str) else content
    target = path.resolve()
    if path.exists() and not (path.is_file() and target.is_file()):
        path.write_bytes(data)
        return
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no folder", str(target.parent))
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(data)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
