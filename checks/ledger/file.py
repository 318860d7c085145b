"""The text of a ledger or counterexample file, read as JSON of a version that is understood, within bounds."""

from __future__ import annotations

import json
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from numerics.arguments import shown

__all__ = ["LARGEST", "MOST_DIGITS", "SCHEMA_VERSION", "brief", "parse", "read_text", "refuse_unprintable"]

SCHEMA_VERSION = 2
LARGEST = 64 * 2**20
"""Bytes of the largest file that is read; a ledger of all claims has 3 · 10⁶."""
MOST_DIGITS = 4000
"""Digits of the longest whole number that is read: Python itself refuses to read 4300."""


def read_text(file: Path) -> str:
    """The text of a file that is not too large to be one of ours.

    Raises
    ------
    OSError
        If it cannot be read.
    ValueError
        If it is no plain file, is too large, or is not UTF-8.
    """
    if file.exists() and not file.is_file():
        raise ValueError("it is not a plain file")
    with file.open("rb") as source:
        content = source.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"it has more than {LARGEST} bytes")
    return content.decode("utf-8")


def brief(message: str) -> str:
    """An error message without what may be quoted in it at length."""
    return message if len(message) <= 300 else f"{message[:299]}…"


def parse(text: str) -> Any:
    """Read JSON, of a ledger of this version if it is one.

    Raises
    ------
    ValueError
        If it is empty or not JSON, is nested too deeply, names a field twice, holds a number that is not finite or very long, or
        a character that a terminal may act upon, or is a ledger of another schema version.
    """
    if not text.strip():
        raise ValueError("it is empty")
    try:
        document = json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_float=_float, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    refuse_unprintable(document)
    if isinstance(document, dict) and "claims" in document:
        found = document.get("schema_version")
        if type(found) is not int or found != SCHEMA_VERSION:  # True == 1 == 1.0
            wanted = f"{SCHEMA_VERSION} is the one that is read here"
            raise ValueError(f"schema_version is {shown(found)}; {wanted}: run catapult verify --json again")
    return document


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for place, (name, _) in enumerate(pairs) if name in {other for other, _ in pairs[:place]})
        raise ValueError(f"the field {shown(twice)} is there twice")
    return found


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise ValueError(f"it holds a whole number of {len(text)} digits")
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"the number {shown(text)} is too large")
    return number


def _refused(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number of JSON")


def refuse_unprintable(document: Any) -> None:
    """Raise ValueError if a text holds a character that is neither printable nor a line break: it may steer a terminal."""
    stack = [document]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            stack += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            stack += part
        elif isinstance(part, str) and not part.isprintable():
            wrong = next((letter for letter in part if not letter.isprintable() and letter not in "\n\t"), None)
            if wrong is not None:
                raise ValueError(f"a text in it holds the character {wrong!a}, which is not printable")
