"""Long runs of kernels: they work in a thread of their own, so that this one can say how far they are, and be interrupted."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from numpy import int64, ndarray, zeros

from numerics.progress import Progress

__all__ = ["LONG", "attended", "heartbeat"]

LONG = 1e9
"""From this many floating-point operations on somebody may wait for the end: half a second and more."""
# Seconds between two looks.
_PATIENCE = 0.1


def heartbeat(batch: int) -> ndarray:
    """What a kernel and its caller tell each other: [0] is not 0 when it is to stop, [1 + first] the steps it has made."""
    return zeros(batch + 1, int64)


def attended(work: Callable[[], object], pulse: ndarray, steps: int, cost: float) -> None:
    """Do the work in a thread, and show how many of the steps are made; whatever is raised here meanwhile stops the kernels.

    Work of so few floating-point operations (``cost``) that nobody waits for it is done here.
    """
    if cost < LONG:
        work()
        return
    failures: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:  # raised again below, in the thread that asked
            failures.append(error)

    with Progress("simulation", steps, "steps") as shown:
        thread = Thread(target=run, name="catapult-kernels", daemon=True)
        thread.start()
        try:
            working = True
            while working:
                thread.join(_PATIENCE)
                working = thread.is_alive()
                shown.update(min(float(pulse[1:].sum()), steps))
        except BaseException:
            pulse[0] = 1
            thread.join()
            raise
    if failures:
        raise failures[0]
