"""Long computations say how far they are, once, where somebody sees it, and what an interrupt left."""

from __future__ import annotations

import io
import sys
import time
from types import SimpleNamespace

import pytest

from numerics import progress as module
from numerics.progress import Progress


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    encoding = "ascii"

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that the test moves."""
    found = SimpleNamespace(now=0.0)
    monkeypatch.setattr(module, "monotonic", lambda: found.now)
    monkeypatch.delenv("CATAPULT_PROGRESS", raising=False)
    return found


def _run(clock: SimpleNamespace, stream: io.StringIO, seconds: float, parts: int = 10, **options: object) -> str:
    with Progress("training", parts, "steps", stream=stream, **options) as shown:
        for done in range(parts):
            clock.now += seconds
            shown.update(done + 1, "λ")
    return stream.getvalue()


def test_a_terminal_shows_one_line_with_an_estimate_and_takes_it_away(clock: SimpleNamespace) -> None:
    written = _run(clock, Terminal(), 60.0)
    assert "training: 1/10 steps, 1:00, about 9:00 left, ?" in written
    assert "training: 9/10 steps, 9:00, about 1:00 left, ?" in written
    assert "\n" not in written
    assert written.split("\r")[-2].isspace()


def test_what_is_soon_done_shows_nothing(clock: SimpleNamespace) -> None:
    assert _run(clock, Terminal(), 0.1) == ""


def test_a_log_has_a_line_every_ten_seconds_where_it_is_asked_for(clock: SimpleNamespace) -> None:
    assert len(_run(clock, io.StringIO(), 4.0, log=True).splitlines()) == 3
    assert _run(clock, io.StringIO(), 60.0) == ""


def test_the_outermost_shows_what_the_innermost_does(clock: SimpleNamespace) -> None:
    stream, inner = Terminal(), Terminal()
    with Progress("reproduce", 2, "experiments", stream=stream), Progress("fig3", 100, "seconds", stream=inner) as shown:
        for done in range(5):
            clock.now += 10
            shown.update(10 * done)
    assert "reproduce: 0/2 experiments, 0:20, fig3: 10/100 seconds" in stream.getvalue()
    assert inner.getvalue() == ""


def test_parts_that_were_done_before_do_not_count_for_the_estimate(clock: SimpleNamespace) -> None:
    with Progress("sweep", 100, "blocks", stream=io.StringIO()) as shown:
        shown.resume(50)
        clock.now = 10
        shown.update(60)
        assert shown.text() == "sweep: 60/100 blocks, 0:10, about 0:40 left"


def test_an_interrupt_says_what_is_kept(clock: SimpleNamespace) -> None:
    def interrupted() -> None:
        with Progress("sweep", 5, "blocks", kept="finished blocks are saved", stream=io.StringIO()) as shown:
            shown.update(3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as caught:
        interrupted()
    assert caught.value.__notes__ == ["3/5 blocks of sweep done when it was stopped; finished blocks are saved"]


def test_a_notebook_has_one_output_that_is_replaced(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, str]] = []

    def show(kind: str):
        def call(content: dict, raw: bool, display_id: object) -> SimpleNamespace:
            calls.append((kind, content["text/plain"]))
            return SimpleNamespace(display_id="1")

        return call

    shell = type("ZMQInteractiveShell", (), {})()
    fake = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", fake)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=show("new"), update_display=show("same")))
    with Progress("training", 3, "steps") as shown:
        for done in range(3):
            clock.now += 60
            shown.update(done + 1)
    assert calls == [
        ("new", "training: 1/3 steps, 1:00, about 2:00 left"),
        ("same", "training: 2/3 steps, 2:00, about 1:00 left"),
        ("same", "training: 3/3 steps, 3:00"),
        ("same", "training: 3/3 steps, 3:00"),
    ]


def test_it_can_be_turned_off(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATAPULT_PROGRESS", "0")
    assert _run(clock, Terminal(), 60.0) == ""
    monkeypatch.delenv("CATAPULT_PROGRESS")
    monkeypatch.setattr(module, "_silent", True)
    assert _run(clock, Terminal(), 60.0) == ""


def test_odd_streams_are_no_error(clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Terminal()
    closed.close()
    with Progress("training", 3, "steps", stream=closed) as shown:
        clock.now = 100
        shown.update(1)
    monkeypatch.setattr(sys, "stderr", None)
    with Progress("training", 3, "steps") as shown:
        clock.now = 200
        shown.update(1)


def test_the_clock_goes_on_while_a_part_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_DELAY", 0.0)
    monkeypatch.setattr(module, "_TICK", 0.02)
    monkeypatch.setattr(module, "_clock_thread", None)
    monkeypatch.delenv("CATAPULT_PROGRESS", raising=False)
    stream = Terminal()
    with Progress("proof", 2, "statements", stream=stream) as shown:
        time.sleep(1.3)
        written = stream.getvalue()
        shown.pause()
        cleared = stream.getvalue()
    assert "proof: 0/2 statements, 0:00" in written
    assert "proof: 0/2 statements, 0:01" in written
    assert cleared.split("\r")[-2].isspace()
    time.sleep(0.1)
    assert stream.getvalue() == cleared
