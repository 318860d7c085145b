"""Classes of models from outside the package that a counterexample file may name: those that were made known here."""

from __future__ import annotations

__all__ = ["allow", "allowed"]

_ALLOWED: dict[tuple[str, str], type] = {}


def allow(kind: type) -> None:
    """Let files name a class."""
    _ALLOWED[kind.__module__, kind.__name__] = kind


def allowed(module: object, name: object) -> type | None:
    """The class of this name, if it was made known."""
    return _ALLOWED.get((str(module), str(name)))
