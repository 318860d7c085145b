"""How far a long computation is and how long it will still take: on a terminal, in a notebook, and in a log.

A computation opens one `Progress`. There is one line: that of the outermost, which ends with what the innermost says; nothing is
shown in the first seconds, nor where nobody would see it. While a part takes long a thread keeps the clock going. The environment
variable CATAPULT_PROGRESS=0 turns it off.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from threading import RLock, Thread
from time import monotonic, sleep
from types import TracebackType
from typing import Any, TextIO

__all__ = ["Progress", "silence"]

Write = Callable[[str], None]

_open: list[Progress] = []
_silent = False
_DELAY = 2.0
# Seconds between two looks of the thread that keeps the clock going, and after something else was printed.
_TICK = 1.0
_lock = RLock()
_clock_thread: Thread | None = None


def silence() -> None:
    """Show nothing in this process from now on."""
    global _silent
    _silent = True


class Progress:
    """The progress of one computation, as a context manager.

    Parameters
    ----------
    label
        What is computed.
    total
        How many parts it has; 0 if that is not known.
    unit
        What a part is, in the plural.
    kept
        What an interrupt leaves, for the note on the error.
    log
        Whether to write lines into a stream that is neither terminal nor notebook, every ten seconds.
    stream
        Where to; the standard error if None.

    Examples
    --------
    >>> import io
    >>> from numerics.progress import Progress
    >>> with Progress("training", 3, "steps", log=True, stream=io.StringIO()) as progress:
    ...     for step in range(3):
    ...         progress.update(step + 1)
    >>> progress.text()
    'training: 3/3 steps, 0:00'
    """

    def __init__(
        self,
        label: str,
        total: float,
        unit: str,
        *,
        kept: str = "nothing is kept",
        log: bool = False,
        stream: TextIO | None = None,
    ) -> None:
        self.label, self.total, self.unit, self.kept = label, total, unit, kept
        self.done = self._reused = 0.0
        self._note = ""
        self._log, self._stream = log, stream
        self._show: Write | None = None
        self._finish: Write = lambda text: None
        self._pause: Write = lambda text: None
        self._every = self._start = self._next = 0.0

    def __enter__(self) -> Progress:
        self._start = monotonic()
        if not (_open or _silent or os.environ.get("CATAPULT_PROGRESS") == "0"):
            self._choose(self._stream or sys.stderr)
        self._next = self._start + max(_DELAY, self._every)
        _open.append(self)
        if self._show is not None:
            _keep_the_clock_going()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with _lock:
            _open.remove(self)
            self._finish(self.text())
        if isinstance(error, KeyboardInterrupt):
            error.add_note(f"{self._count()} of {self.label} done when it was stopped; {self.kept}")

    def resume(self, done: float) -> None:
        """Count parts as done that were done before, and that say nothing about the time the others take."""
        self._reused = done
        self.update(done)

    def update(self, done: float, note: str = "") -> None:
        """Say how many parts are done, and which was the last."""
        self.done, self._note = done, note
        top = _open[0] if _open else self
        if top is not self:
            top._note = f"{self.label}: {self._count()}"
        if top._show is not None and monotonic() >= top._next:
            top._tell()

    def pause(self) -> None:
        """Take the line away from a terminal, for something else to be printed."""
        with _lock:
            self._next = max(self._next, monotonic() + _TICK)
            self._pause("")

    def _tell(self) -> None:
        """Show how far it is, unless that was done just now."""
        with _lock:
            now = monotonic()
            if self._show is None or now < self._next or self not in _open:
                return
            self._next = now + self._every
            try:
                self._show(self.text())
            except (OSError, ValueError):  # whoever looked is gone; the computation goes on
                self._show, self._finish = None, lambda text: None

    def text(self) -> str:
        """What is shown: parts done, time taken, time left at the same pace."""
        taken = monotonic() - self._start
        gained, left = self.done - self._reused, self.total - self.done
        words = [f"{self.label}: {self._count()}", _clock(taken)]
        words += [f"about {_clock(taken * left / gained)} left"] if self.total and gained > 0 and left > 0 else []
        words += [self._note] if self._note else []
        return ", ".join(words)

    def _count(self) -> str:
        return f"{self.done:.0f}/{self.total:.0f} {self.unit}" if self.total else f"{self.done:.0f} {self.unit}"

    def _choose(self, stream: TextIO) -> None:
        if self._stream is None and _in_notebook():
            self._every = 1.0
            self._show, self._finish = _notebook_line()
        elif _is_terminal(stream):
            self._every = 0.2
            self._show, self._finish = _terminal_line(stream)
            self._pause = self._finish
        elif self._log:
            self._every = 10.0
            self._show = lambda text: print(text, file=stream, flush=True)


def _keep_the_clock_going() -> None:
    """Start the thread that shows the outermost computation again and again, once a process."""
    global _clock_thread
    if _clock_thread is None:
        _clock_thread = Thread(target=_go_on, name="catapult-progress", daemon=True)
        _clock_thread.start()


def _go_on() -> None:
    while True:
        sleep(_TICK)
        for top in _open[:1]:
            top._tell()


def _forget_thread() -> None:
    global _clock_thread
    _clock_thread = None


# Threads do not survive a fork: the child starts its own.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_thread)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(min(seconds, 3.6e8)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty() and os.environ.get("TERM") != "dumb"
    except (AttributeError, ValueError):  # no stream, or a closed one
        return False


def _terminal_line(stream: TextIO) -> tuple[Write, Write]:
    """One line that is written over; whatever the terminal cannot show becomes a question mark."""
    shown = 0

    def write(text: str) -> None:
        nonlocal shown
        try:
            width = max((os.get_terminal_size(stream.fileno()).columns or 80) - 1, 1)  # 0: it does not know
        except (OSError, ValueError):
            width = 79
        text = text[:width].encode(stream.encoding or "ascii", "replace").decode(stream.encoding or "ascii")
        stream.write("\r" + text.ljust(min(shown, width)) + ("\r" if not text else ""))
        stream.flush()
        shown = len(text)

    def clear(text: str) -> None:
        if shown:
            write("")

    return write, clear


def _in_notebook() -> bool:
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell"


def _notebook_line() -> tuple[Write, Write]:
    """One output of the cell that is replaced."""
    from IPython.display import display, update_display

    shown: list[str] = []

    def write(text: str) -> None:
        content = {"text/plain": text}
        if shown:
            update_display(content, raw=True, display_id=shown[0])
        else:
            shown.append(display(content, raw=True, display_id=True).display_id)

    return write, lambda text: write(text) if shown else None
