"""What a training step takes, clocked in the run itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import nan
from statistics import median

__all__ = ["Clock"]

_STEPS = 20
"""The last training steps, whose median stands for one."""


class Clock:
    """Tells the time of a run's training from that of its monitor.

    Parameters
    ----------
    now
        Seconds from any moment on: of the processor where it computes, of the day where another device does.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self._steps: deque[float] = deque(maxlen=_STEPS)
        self._left: float | None = None

    @property
    def step(self) -> float:
        """Seconds of a training step; NaN before the first."""
        return median(self._steps) if self._steps else nan

    @contextmanager
    def watching(self, due: Callable[[], bool]) -> Iterator[None]:
        """Where the monitor works, once a step; training steps are clocked where the one that follows is due to be measured."""
        if self._left is not None:
            self._steps.append(self.now() - self._left)
        try:
            yield
        finally:
            self._left = self.now() if due() else None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Where something is done that is part neither of the training nor of watching it."""
        start = self.now()
        try:
            yield
        finally:
            if self._left is not None:
                self._left += self.now() - start
