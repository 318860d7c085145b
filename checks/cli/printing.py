"""How the command line prints: the ledger table, progress, errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from shutil import which
from typing import TYPE_CHECKING, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    from checks.verification import Entry
    from theory.statements import Claim

__all__ = ["fail", "ledger_table", "print_ledger", "progress_bar"]

_COLOURS = {"proved": "green", "supported": "cyan", "refuted": "red", "open": "yellow"}
_COLUMNS = ("claim", "source", "verdict", "derived", "smt", "kernel", "enclosed", "fuzzed", "measured", "tightness")


def fail(message: str) -> NoReturn:
    """Print an error and exit with status 2."""
    typer.echo(f"catapult: {message}", err=True)
    raise typer.Exit(2)


def ledger_table(rows: Sequence[Mapping[str, str]]) -> Table:
    """The ledger's rows as a table without empty columns."""
    shown = [name for name in _COLUMNS if name in ("claim", "source", "verdict") or any(row[name] for row in rows)]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in shown:
        table.add_column(name, no_wrap=name in ("claim", "source"))
    for row in rows:
        colour = _COLOURS[row["verdict"].split()[0]]
        table.add_row(*(f"[{colour}]{row[name]}[/]" if name == "verdict" else row[name] for name in shown))
    return table


def print_ledger(entries: Sequence[Entry]) -> None:
    """Print the ledger, the counterexamples and what was skipped."""
    from checks.ledger import skipped_reasons, summary_line, table_rows
    from checks.numbers import equation

    rows = table_rows(entries)
    console = Console(width=None if Console().is_terminal else 132, highlight=False)
    console.print(ledger_table(rows))
    for entry in entries:
        found = entry.counterexample
        if found is not None:
            rate = equation("η", str(found.learning_rate))
            weights = _short(", ".join(map(str, found.weights)))
            values = ", ".join(equation(name, value) for name, value in found.values.items() if name != "eta")
            console.print(
                f"{entry.claim.id}: {found.sentence} fails at step {found.step} for weights ({weights}), {rate}: {values}"
            )
    for reason in skipped_reasons(entries):
        console.print(f"not checked here: {reason}")
    console.print(summary_line(rows))


def _short(text: str) -> str:
    return text if len(text) <= 48 else text[:45] + "…"


@contextmanager
def progress_bar(total: int, quiet: bool) -> Iterator[Callable[[Claim], None]]:
    """A progress bar on a terminal, one line per claim in a log, nothing if quiet."""
    console = Console(stderr=True)
    if quiet:
        yield lambda claim: None
        return
    if not console.is_terminal:
        yield lambda claim: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("first, Coq checks what it has not seen yet" if which("coqc") else "verifying", total=total)
        yield lambda claim: bar.update(task, advance=1, description=f"verified {claim.id}")
