"""Coq sources that are printed for one statement, beside those of the library: a user's own model and what is proved of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theory.provers.coq.library import CoqStatement, printed_statements

__all__ = ["Addition", "statements_in"]


@dataclass(frozen=True)
class Addition:
    """Printed sources, and the proposition that the last of them proves.

    Attributes
    ----------
    item
        The proposition. What proves it need not be believed: Coq reads it.
    texts
        (path, text) pairs, each after those it builds on.
    """

    item: CoqStatement
    texts: tuple[tuple[str, str], ...]

    @property
    def files(self) -> Mapping[str, str]:
        """The texts by their path in the library."""
        return dict(self.texts)


def statements_in(file: str, added: Addition | None = None) -> tuple[CoqStatement, ...]:
    """The propositions that a proof file proves: of the library, or the one of an addition."""
    if added is not None:
        return (added.item,) if added.item.file == file else ()
    return tuple(item for item in printed_statements() if item.file == file)
