"""One BLAS thread while the engine runs, so that results do not depend on the number of cores."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import numpy as np

__all__ = ["single_thread"]

_NAMES = (
    "scipy_openblas_{}_num_threads64_",
    "scipy_openblas_{}_num_threads",
    "openblas_{}_num_threads64_",
    "openblas_{}_num_threads",
)


@cache
def _thread_controls() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """The getter and setter of the OpenBLAS that this NumPy carries, or None if it carries another BLAS."""
    package = Path(np.__file__).parent
    for library in sorted([*package.parent.glob("numpy.libs/*openblas*"), *package.glob(".dylibs/*openblas*")]):
        try:
            handle = ctypes.CDLL(str(library))
        except OSError:
            continue
        for name in _NAMES:
            getter, setter = getattr(handle, name.format("get"), None), getattr(handle, name.format("set"), None)
            if getter is not None and setter is not None:
                return getter, setter
    return None


@contextmanager
def single_thread() -> Iterator[None]:
    """Run the body with one BLAS thread, then restore the former number.

    Products of matrices differ in their last bits between one and several threads. Where NumPy is linked against another
    BLAS than its own OpenBLAS nothing is changed: set that library's thread variable instead.
    """
    controls = _thread_controls()
    if controls is None:
        yield
        return
    get, put = controls
    before = get()
    put(1)
    try:
        yield
    finally:
        put(before)
