"""Long runs of kernels tell how far they are, and stop when they are told to, soon."""

from __future__ import annotations

import _thread
import io
import signal
import threading
from collections.abc import Callable
from functools import partial
from time import monotonic

import numpy as np
import pytest

from checks.toolkit.test_compiled import build, starts
from numerics import progress
from numerics.descent import simulate
from numerics.models.base import Model

pytest.importorskip("numba")
ENDLESS = 10**11


def _moving(kind: str, data: int, width: int) -> tuple[Model, np.ndarray, np.ndarray]:
    """Trajectories that never come to rest: the rate is above the edge at which they would converge, or tiny."""
    model = build(kind, data, 2, width, (1.0, 0.5), 1.0, 5)
    weights = starts(model, 2, 6)
    return model, weights, np.full(2, 1e-12)


@pytest.mark.parametrize(
    ("kind", "data", "width"),
    [("net", 1, 7), ("net", 1, 3000), ("net", 3, 7), ("net", 33, 7), ("pure diagonal", 1, 7), ("biased", 3, 7)],
)
def test_an_interrupt_ends_a_simulation_of_years(kind: str, data: int, width: int) -> None:
    model, weights, rates = _moving(kind, data, width)
    run = partial(simulate, model, weights, 0.1, rates, engine="compiled", record_every=None, keep_outputs=False)
    run(steps=1)
    before = set(threading.enumerate())
    timer = threading.Timer(0.5, _thread.interrupt_main, (signal.SIGINT,))
    timer.start()
    start = monotonic()
    with pytest.raises(KeyboardInterrupt) as caught:
        run(steps=ENDLESS)
    timer.join()
    assert monotonic() - start < 10
    assert any("steps of simulation done when it was stopped" in note for note in caught.value.__notes__)
    assert not [one for one in set(threading.enumerate()) - before if one.name == "catapult-kernels" and one.is_alive()]


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def _shown(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> str:
    """What a terminal sees of something that takes years, until it is stopped."""
    stream = _Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("CATAPULT_PROGRESS", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_DELAY", 0.0)
    timer = threading.Timer(1.0, _thread.interrupt_main, (signal.SIGINT,))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        work()
    timer.join()
    return stream.getvalue()


@pytest.mark.parametrize("engine", ["numpy", "compiled"])
def test_a_terminal_sees_steps_and_an_estimate(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, weights, rates = _moving("net", 3, 7)
    run = partial(simulate, model, weights, 0.1, rates, engine=engine, record_every=None, keep_outputs=False)
    run(steps=1)
    written = _shown(monkeypatch, partial(run, steps=10**9))
    assert "simulation: " in written
    assert "000 steps" in written
    assert "about " in written


def test_counts_end_at_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trajectories that diverge or rest early are counted as done."""
    seen: list[float] = []
    monkeypatch.setattr("numerics.compiled.attended.LONG", 0.0)
    monkeypatch.setattr("numerics.compiled.attended.Progress.update", lambda self, done: seen.append(done / self.total))
    for kind, data in (("net", 1), ("net", 3), ("net", 33), ("general dense", 3)):
        model = build(kind, data, 2, 7, (1.0, 0.5), 1.0, 5)
        weights = starts(model, 30, 6)
        simulate(model, weights, 0.1, np.linspace(0.0, 9.0, 30), 2000, engine="compiled", record_every=None)
        assert 0.8 <= seen[-1] <= 1
