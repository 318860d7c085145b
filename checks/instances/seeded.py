"""Hypothesis, made to draw the same for one seed whatever else the process has done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

try:
    from hypothesis.internal.conjecture import providers
except ImportError:  # versions that read no constants have no such module
    providers = None  # type: ignore[assignment]

__all__ = ["seed_alone"]

_READER = "_get_local_constants"


@contextmanager
def seed_alone() -> Iterator[None]:
    """Keep Hypothesis from mixing in constants that it reads off the source of the local modules imported so far.

    They would make a search depend on which claims the process judged before, on the number of processes, on how the
    toolkit is installed, and on edits of unrelated files. Hypothesis has no setting for this; versions without such
    constants need none.
    """
    if not hasattr(providers, _READER):
        yield
        return
    # Of the kind that the reader returns, which is not called: it writes what it reads into a folder where the user is.
    none = type(providers._local_constants)()
    providers.CONSTANTS_CACHE.cache.clear()
    with patch.object(providers, _READER, lambda: none):
        yield
    providers.CONSTANTS_CACHE.cache.clear()
