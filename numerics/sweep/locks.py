"""Locks on folders, where the system has such locks; they leave no file behind and end with their process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from numerics.sweep.errors import StoreError

try:
    import fcntl
except ImportError:  # no such locks here
    fcntl = None  # type: ignore[assignment]

__all__ = ["making", "writing"]


@contextmanager
def making(target: Path) -> Iterator[None]:
    """Wait for the lock on the folder above a store."""
    if fcntl is None:
        yield
        return
    try:
        handle = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise StoreError(f"cannot make {target}: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Hold the lock on a store, or raise an error if another process has it or the store cannot be written."""
    if not os.access(target, os.W_OK):
        raise StoreError(f"{target} cannot be written; nothing was changed")
    if fcntl is None:
        yield
        return
    handle = os.open(target, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(f"{target} is being written by another process") from error
        yield
    finally:
        os.close(handle)
