"""Claims that a user brings: any importable module with a tuple ``CLAIMS``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from types import ModuleType

from theory.claims import all_claims
from theory.statements import Claim

__all__ = ["imported", "known_claims", "user_claims"]


def user_claims(name: str) -> tuple[Claim, ...]:
    """The ``CLAIMS`` of a module that can be imported from here (the current folder included).

    Raises
    ------
    ImportError
        If the module cannot be imported.
    ValueError
        If it has no ``CLAIMS``, they are none, or something in them is not a `Claim`.
    """
    claims = getattr(imported(name), "CLAIMS", None)
    if claims is None:
        raise ValueError(f"--module: {name!r} defines no CLAIMS")
    if not isinstance(claims, Iterable):
        raise ValueError(f"--module: CLAIMS of {name!r} must be a tuple of claims, not a {type(claims).__name__}")
    found = tuple(claims)
    if not found:
        raise ValueError(f"--module: CLAIMS of {name!r} is empty")
    for item in found:
        if not isinstance(item, Claim):
            raise ValueError(f"--module: CLAIMS of {name!r} holds a {type(item).__name__}, not a Claim")
    return found


def known_claims(modules: Iterable[str]) -> tuple[dict[str, Claim], dict[str, Claim]]:
    """The project's claims and those of a user's modules, by id.

    Raises
    ------
    ImportError, ValueError
        As for `user_claims`; also if two claims have one id.
    """
    shipped = {claim.id: claim for claim in all_claims()}
    own: dict[str, Claim] = {}
    for claim in (item for name in modules for item in user_claims(name)):
        if claim.id in shipped or claim.id in own:
            raise ValueError(f"--module: the claim id {claim.id!r} is already taken")
        own[claim.id] = claim
    return shipped, own


def imported(name: str) -> ModuleType:
    """Import a user's module; whatever goes wrong in it becomes an ImportError of one line that says where."""
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        return import_module(name)
    except (Exception, SystemExit) as error:
        plain = isinstance(error, ImportError) or (isinstance(error, TypeError) and name.startswith("."))
        what = f"{error}" if plain else f"{type(error).__name__}: {error}"
        hint = f"; write {name.removesuffix('.py')!r}, without .py" if name.endswith(".py") else ""
        raise ImportError(f"--module: cannot import {name!r}: {what}{_place(error)}{hint}") from error


def _place(error: BaseException) -> str:
    """The line of the user's module that failed; empty if the error lies in no line of it."""
    for frame in extract_tb(error.__traceback__):
        if frame.filename != __file__ and "importlib" not in frame.filename:
            return f" ({Path(frame.filename).name}, line {frame.lineno})"
    return ""
