"""Arrays by name as one compressed file, written whole or not at all; nothing in it is run when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, is_zipfile

import numpy as np
from numpy import ndarray

from numerics.arguments import shown
from numerics.whole_file import write_whole

__all__ = ["read_arrays", "write_arrays"]


def write_arrays(file: Path | str, arrays: Mapping[str, Any]) -> None:
    """Write arrays to a file that `numpy.load` reads too; an existing file is replaced.

    Raises
    ------
    OSError
        If it cannot be written.
    TypeError
        If ``file`` is no path.
    """
    packed = BytesIO()
    np.savez_compressed(packed, **arrays)
    write_whole(_path(file), packed.getvalue())


def read_arrays(file: Path | str) -> dict[str, ndarray]:
    """Read the arrays of a file.

    Raises
    ------
    OSError
        If it cannot be read.
    ValueError
        If it is no file of arrays, or holds something else as well.
    TypeError
        If ``file`` is no path.
    """
    path = _path(file)
    with path.open("rb") as opened:
        if not is_zipfile(opened):
            raise ValueError("it is no .npz file")
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except (ValueError, BadZipFile, TypeError, EOFError) as error:
        raise ValueError(f"it is no .npz file of arrays ({error})") from error


def _path(file: object) -> Path:
    if not isinstance(file, (str, PathLike)):
        raise TypeError(f"file must be a path, not {shown(file)}")
    return Path(file)
