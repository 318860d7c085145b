"""Running a sweep: open the store, compute what is not finished, write block by block."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from numerics.sweep.errors import WorkerError
from numerics.sweep.provenance import provenance
from numerics.sweep.specification import Specification
from numerics.sweep.store import open_store
from numerics.sweep.workers import Result, cluster, compute_block, local_pool

__all__ = ["Progress", "run_sweep"]

# A pool that lost a worker is started again this often without a block finished in between.
_RESTARTS = 3


@dataclass(frozen=True)
class Progress:
    """How far a sweep is: blocks finished before this run, finished by it, and all; trajectories finished by it."""

    reused: int
    computed: int
    total: int
    trajectories: int

    @property
    def finished(self) -> int:
        """Blocks finished so far."""
        return self.reused + self.computed


def run_sweep(
    specification: Specification,
    out: Path | str,
    *,
    scheduler: str | None = None,
    workers: int | None = None,
    repair: bool = False,
    report: Callable[[Progress], None] | None = None,
) -> Progress:
    """Run a sweep to its end, or continue one that was interrupted.

    Parameters
    ----------
    specification
        What to run.
    out
        Directory of the Zarr store; made if it does not exist.
    scheduler
        Address of a Dask scheduler; None uses processes of this machine.
    workers
        Number of processes; None means one a processor.
    repair
        Whether finished blocks that are damaged are computed again instead of an error.
    report
        Called at the start and after every block.

    Raises
    ------
    SweepError
        See `numerics.sweep.errors`; what was finished is saved.
    KeyboardInterrupt
        If interrupted; what was finished is saved.
    """
    versions = provenance(specification.engine)
    with open_store(out, specification, versions) as store:
        if repair:
            for block in store.damaged():
                store.forget(block)
        done = store.finished()
        store.verify(done)
        blocks = specification.blocks()
        progress = Progress(len(done), 0, len(blocks), 0)
        if report is not None:
            report(progress)
        pending = [block for block in blocks if block not in done]
        for block, values, used in _computed(specification, pending, scheduler, workers):
            if used != versions:
                raise WorkerError(f"a worker computes with {used}, this process with {versions}: bits could differ")
            store.write(block, values)
            gained = len(specification.replicates_of(block)) * len(specification.learning_rate.array())
            progress = Progress(progress.reused, progress.computed + 1, progress.total, progress.trajectories + gained)
            if report is not None:
                report(progress)
    return progress


def _computed(
    specification: Specification, pending: list[tuple[int, ...]], scheduler: str | None, workers: int | None
) -> Iterator[Result]:
    """Results in the order in which they are ready; a pool that loses a worker is started again."""
    left = dict.fromkeys(pending)
    count = min(workers or _processors(), max(1, len(pending)))
    failures = 0
    while left:
        executor: AbstractContextManager[Executor] = local_pool(count) if scheduler is None else cluster(scheduler)
        try:
            with executor as pool:
                for result in _drain(pool, specification.canonical(), list(left), 4 * count if scheduler is None else 256):
                    failures = 0
                    del left[result[0]]
                    yield result
        except BrokenExecutor as error:
            failures += 1
            if failures > _RESTARTS:
                raise WorkerError(f"workers died {failures} times in a row; finished blocks are safe") from error
        except CancelledError as error:
            raise WorkerError(f"the scheduler at {scheduler} is gone; finished blocks are safe") from error


def _drain(pool: Executor, document: str, blocks: list[tuple[int, ...]], ahead: int) -> Iterator[Result]:
    """Submit blocks, never more than ``ahead`` at once, and yield what is ready."""
    waiting = deque(blocks)
    running: set[Future[Result]] = set()
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                running.add(pool.submit(compute_block, document, waiting.popleft()))
            ready, running = wait(running, return_when=FIRST_COMPLETED)
            for future in ready:
                yield future.result()
    finally:
        for future in running:
            future.cancel()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
