"""The text of a ledger or counterexample file, read as JSON of a version that is understood."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["SCHEMA_VERSION", "parse"]

SCHEMA_VERSION = 1


def parse(text: str) -> Any:
    """Read JSON, of a ledger of this version if it is one.

    Raises
    ------
    ValueError
        If it is not JSON, is nested too deeply, or is a ledger of another schema version.
    """
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if isinstance(document, dict) and "claims" in document and document.get("schema_version") != SCHEMA_VERSION:
        raise ValueError(f"schema_version is {document.get('schema_version')!r}; {SCHEMA_VERSION} is the one that is read here")
    return document
