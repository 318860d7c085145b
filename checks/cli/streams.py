"""Standard output and error of a command: ASCII where a terminal has no Unicode, and silence once nobody reads.

``catapult verify | head -1`` closes the pipe after a line. What the command goes on to print is then dropped, and it ends with
its own status: that the reader has gone says nothing about the verdicts.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
import unicodedata
from typing import Any

__all__ = ["outlive_readers"]

_SIGNS = {
    **{"≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "→": "->", "−": "-", "–": "-", "—": "-"},
    **{"∞": "oo", "√": "sqrt", "÷": "/", "·": "*", "λ": "lambda"},
}


def _spelt(sign: str) -> str:
    """A sign in ASCII: relations as in Python, Greek letters by their names, indices and powers as plain digits; else a ``?``."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    name = unicodedata.name(sign, "")
    if name.startswith("GREEK") and " LETTER " in name:
        letter = name.split(" LETTER ")[1].split()[0].lower()
        return letter.capitalize() if "CAPITAL" in name else letter
    parts = [part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part)]
    return "".join(part if part.isascii() else _SIGNS.get(part, "?") for part in parts)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_spelt, error.object[error.start : error.end])), error.end


codecs.register_error("catapult.spelt", _spell)


class _Outliving(io.FileIO):
    """A file descriptor that drops what is written to it after its reader has gone."""

    def write(self, content: Any) -> int:
        try:
            return super().write(content)
        except OSError as error:
            # What is left in the buffers would fail once more at the end: a failure is reported once, or not at all.
            unread = os.open(os.devnull, os.O_WRONLY)
            os.dup2(unread, self.fileno())
            os.close(unread)
            if not isinstance(error, BrokenPipeError):
                raise
            return len(memoryview(content).cast("B"))


def outlive_readers() -> None:
    """Have standard output and error of this process outlive their readers."""
    sys.stdout, sys.stderr = (_outliving(stream) for stream in (sys.stdout, sys.stderr))


def _outliving(stream: Any) -> Any:
    if not isinstance(stream, io.TextIOWrapper):
        return stream  # a test, or an embedding program, has put something of its own there
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return stream
    stream.flush()
    raw = _Outliving(descriptor, "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors="catapult.spelt",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
