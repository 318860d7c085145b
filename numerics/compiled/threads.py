"""Rows of a batch, shared out over threads that run one serial kernel without the interpreter lock.

The kernel of one thread is the kernel of many: a trajectory's bits cannot depend on the number of threads, no OpenMP or
other runtime is started (so a later fork is safe), and several Python threads may simulate at the same time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import inf

__all__ = ["WORTH_SHARING", "share_out", "thread_count"]

WORTH_SHARING = 1e7
"""Below this many floating-point operations a second thread costs more than it gains."""
# Chunks per thread: enough for balance when half the trajectories stop early, few enough to cost nothing.
_CHUNKS = 16
_pools: dict[int, ThreadPoolExecutor] = {}


def thread_count() -> int:
    """Threads that the compiled engine uses: the variable CATAPULT_THREADS, else the processors of this process."""
    wanted = os.environ.get("CATAPULT_THREADS", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(run: Callable[[int, int], object], rows: int, granule: int = 1, cost: float = inf) -> None:
    """Call ``run(first, last)`` on ranges that cover 0 … rows, each a multiple of ``granule`` long but the last.

    So few rows, or floating-point operations in all (``cost``), that another thread would gain nothing are one range.
    The calling thread takes its share, so a busy machine on which the others never get a turn delays nothing.
    """
    if rows <= granule or cost < WORTH_SHARING:
        run(0, rows)
        return
    threads = thread_count()
    size = -(-rows // (threads * _CHUNKS * granule)) * granule
    if threads == 1 or size >= rows:
        run(0, rows)
        return
    pool = _pools.get(threads)
    if pool is None:
        pool = _pools[threads] = ThreadPoolExecutor(threads, thread_name_prefix="catapult")
    starts = iter(range(0, rows, size))

    def work() -> None:
        # Taking the next item of a range iterator is one step of the interpreter: no two threads get the same.
        for first in starts:
            run(first, min(first + size, rows))

    helpers = [pool.submit(work) for _ in range(threads - 1)]
    work()
    for helper in helpers:
        if not helper.cancel():
            helper.result()


# Threads do not survive a fork: the child starts its own.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pools.clear)
