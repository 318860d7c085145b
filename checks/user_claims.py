"""Claims that a user brings: any importable module with a tuple ``CLAIMS``."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from theory.statements import Claim

__all__ = ["user_claims"]


def user_claims(name: str) -> tuple[Claim, ...]:
    """The ``CLAIMS`` of a module that can be imported from here (the current folder included).

    Raises
    ------
    ImportError
        If the module cannot be imported.
    ValueError
        If it has no ``CLAIMS``, or something in them is not a `Claim`.
    """
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        module = import_module(name)
    except (ImportError, TypeError) as error:
        hint = f"; write {name.removesuffix('.py')!r}, without .py" if name.endswith(".py") else ""
        raise ImportError(f"--module: cannot import {name!r}: {error}{hint}") from error
    claims = getattr(module, "CLAIMS", None)
    if claims is None:
        raise ValueError(f"--module: {name!r} defines no CLAIMS")
    for item in claims:
        if not isinstance(item, Claim):
            raise ValueError(f"--module: CLAIMS of {name!r} holds a {type(item).__name__}, not a Claim")
    return tuple(claims)
