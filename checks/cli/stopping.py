"""Being stopped: the interrupt key ends a command with status 130, SIGTERM with 143, and both unwind what is open."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer

__all__ = ["READING", "STOPS", "Terminated", "listen", "status_of", "told_when_stopped", "within"]

READING = 300.0
"""Seconds that the evidence in a ledger may take to be checked; that of all claims takes some."""


class Terminated(SystemExit):
    """Raised where the program is when SIGTERM arrives, so that files are closed and processes ended on the way out."""


STOPS = (KeyboardInterrupt, Terminated)
"""What a command catches that says what it has kept."""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # who asks twice does not want to wait
    raise Terminated(143)


def listen() -> None:
    """From now on SIGTERM raises `Terminated`, unless whoever started this process has it ignored."""
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)


def status_of(stop: BaseException) -> int:
    """The exit status of a command that was stopped."""
    return 143 if isinstance(stop, Terminated) else 130


@contextmanager
def told_when_stopped(kept: str) -> Iterator[None]:
    """End a command that is stopped with its status, and with a line that says what it has kept."""
    try:
        yield
    except STOPS as stop:
        typer.echo(f"catapult: stopped; {kept}", err=True)
        raise typer.Exit(status_of(stop)) from stop


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Raise ValueError if what is done takes longer: numbers in a file from elsewhere may ask for any amount of arithmetic."""

    def give_up(number: int, frame: FrameType | None) -> NoReturn:
        raise ValueError(f"{what} takes longer than {seconds:g} s")

    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
