"""How the command line prints: the ledger table, progress, errors."""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console

if TYPE_CHECKING:
    from checks.verdict.entry import Entry
    from theory.statements import Claim

__all__ = ["fail", "print_ledger", "print_wrapped", "progress_bar"]

_FEW = 10
"""Claims of which the details are printed unasked."""
_IN_A_FILE = 132
"""Columns where there is no terminal and ``COLUMNS`` says nothing."""
_COMMAND = re.compile(r'pip install "[^"]*"')
"""What a reader copies into a terminal."""
_NUMBERED = re.compile(r"(?<=\d) ")
_UNBROKEN = "\N{NO-BREAK SPACE}"
_BROKEN = "counterexample"


def fail(message: str) -> NoReturn:
    """Print an error and exit with status 2."""
    typer.echo(f"catapult: {message}", err=True)
    raise typer.Exit(2)


def print_ledger(entries: Sequence[Entry], shown: Sequence[Entry] | None = None, *, long: bool = False) -> None:
    """Print one line a claim, what could not be checked, the verdicts counted; details of few claims, or of all with ``long``.

    If others were printed before, ``shown`` are the entries to print; the verdicts of all are counted.
    """
    from checks.cli.ledger_lines import ledger_lines, legend
    from checks.ledger.short import short_rows
    from checks.ledger.table import skipped_reasons, summary_line

    every = rows = short_rows(entries)
    if shown is not None:
        entries, rows = shown, short_rows(shown)
    console = Console(width=None if _has_columns() else _IN_A_FILE, highlight=False)
    for entry in entries if long else ():
        print_wrapped(f"{entry}\n  {_evidence(entry)}\n")
    console.print(*ledger_lines(rows, console.width), sep="\n", no_wrap=True, overflow="ignore", crop=False)
    details = long or len(entries) <= _FEW
    below = [*legend(rows), *(f"not checked here: {reason}" for reason in skipped_reasons(entries))]
    recalled = sum(entry.recalled for entry in entries)
    if recalled:
        below.append(f"read from this machine's record: searches of {recalled} of {len(entries)} claims; anew: --recheck")
    if not details:
        below.append("counterexamples, margins, searches of every claim: --long; of one: --only ID")
    for paragraph in (_details(entries, long) if details else [], below):
        for line in ["", *paragraph] if paragraph else ():
            _print_wrapped(console, line)
    console.print()
    _print_wrapped(console, _NUMBERED.sub(_UNBROKEN, summary_line(every)))


def _evidence(entry: Entry) -> str:
    """Every kind of evidence, and the tightness measured."""
    from checks.ledger.table import evidence_columns

    found = [f"{name} {text}" for name, text in evidence_columns(entry).items() if text and text != _BROKEN]
    found += [f"a {_BROKEN}"] * (_BROKEN in evidence_columns(entry).values())
    tight = [f"tightness: {entry.tightness.shown}"] if entry.tightness else []
    return "evidence: " + ("; ".join([*found, *tight]) or "none")


def _details(entries: Sequence[Entry], long: bool) -> list[str]:
    """Counterexamples, and on what support rests where it was not said already."""
    found = [item for entry in entries for item in entry.counterexamples]
    told = [f"{item.claim}: {item.sentence} fails at step {item.step}: {item.shown}; {item.case}" for item in found]
    supported = [entry for entry in entries if entry.grounds and not long]
    return told + [f"{entry.claim.id} is no more than {entry.verdict.value}: {entry.grounds}" for entry in supported]


def _print_wrapped(console: Console, line: str) -> None:
    """Print a line, and what does not fit on it indented below; brackets are text, not style."""
    console.print(_wrapped(line, console.width), markup=False, no_wrap=True, overflow="ignore", crop=False)


def print_wrapped(text: str, further: int = 2) -> None:
    """Print lines as wide as the terminal, what does not fit on one indented further below; whole where there is no terminal."""
    width = Console().width if _has_columns() else 0
    typer.echo("\n".join(_wrapped(line, width, further) if width else line for line in text.split("\n")))


def _has_columns() -> bool:
    return Console().is_terminal or "COLUMNS" in os.environ


def _wrapped(line: str, width: int, further: int = 2) -> str:
    """A line in several, with its own indentation and some more, no command in two."""
    whole = _COMMAND.sub(lambda found: found[0].replace(" ", _UNBROKEN), line)
    below = " " * (len(line) - len(line.lstrip()) + further)
    wrapped = textwrap.fill(whole, width, subsequent_indent=below, break_long_words=False, break_on_hyphens=False)
    return wrapped.replace(_UNBROKEN, " ")


@contextmanager
def progress_bar(total: int, quiet: bool) -> Iterator[Callable[[Claim], None]]:
    """One line on a terminal, a line every few seconds in a log, nothing if quiet."""
    from numerics.progress import Progress

    if quiet:
        yield lambda claim: None
        return
    with Progress("verify", total, "claims", log=True) as shown:
        yield lambda claim: shown.update(shown.done + 1, claim.id)
