"""Running a sweep: open the store, compute what is not finished, write block by block."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from numerics.arguments import integer, shown
from numerics.processes import process_pool, this_process
from numerics.progress import Progress as Shown
from numerics.sweep.blocks import Block
from numerics.sweep.errors import WorkerError
from numerics.sweep.provenance import provenance
from numerics.sweep.size import refuse_large
from numerics.sweep.specification import Specification
from numerics.sweep.store import open_store
from numerics.sweep.workers import Result, cluster, compute_block

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
    insist: bool = False,
    modules: Sequence[str] = (),
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
        Number of processes; None means one a processor, 0 computes in this process.
    repair
        Whether finished blocks that are damaged are computed again, and coordinates and metadata that are damaged are made
        again from the specification, instead of an error.
    insist
        Whether to run a sweep that is larger than `numerics.sweep.size.LIMITS`.
    modules
        Modules, by name, that every worker imports first: those that add the models, update rules and losses of one's own which
        the specification names to `numerics.ensemble.MODELS`, `numerics.updates.RULES` and `numerics.losses.LOSSES`.
    report
        Called at the start and after every block.

    Raises
    ------
    SweepError
        See `numerics.sweep.errors`; what was finished is saved.
    KeyboardInterrupt
        If interrupted; what was finished is saved.
    """
    if workers is not None:
        integer(workers, "workers")
    if not insist:
        refuse_large(specification)
    versions = provenance(specification.engine)
    with (
        open_store(out, specification, versions, repair=repair) as store,
        Shown("sweep", specification.block_count, "blocks", kept=f"finished blocks are saved in {out}") as shown,
    ):
        done = store.finished()
        for block, mark in done.items():
            store.verify(block, mark)
        progress = Progress(len(done), 0, specification.block_count, 0)
        shown.resume(len(done))
        if report is not None:
            report(progress)
        pending = (block for block in specification.blocks() if block not in done)
        count = min(processors() if workers is None else workers, progress.total - len(done))
        results = _computed(specification, pending, scheduler, count, tuple(modules))
        for block, values, used in results if len(done) < progress.total else ():
            if used != versions:
                raise WorkerError(f"a worker computes with {_apart(used, versions)}: bits could differ; finished blocks are safe")
            store.write(block, values)
            gained = len(specification.replicates_of(block)) * len(specification.learning_rate)
            progress = Progress(progress.reused, progress.computed + 1, progress.total, progress.trajectories + gained)
            shown.update(progress.finished)
            if report is not None:
                report(progress)
    return progress


def _computed(
    specification: Specification, pending: Iterator[Block], scheduler: str | None, workers: int, modules: tuple[str, ...]
) -> Iterator[Result]:
    """Results in the order in which they are ready; a pool that loses a worker is started again."""
    task = partial(compute_block, specification.canonical(), modules=modules)
    ahead = max(1, 4 * workers) if scheduler is None else 256
    lost: deque[Block] = deque()
    failures = 0
    while True:
        executor = _executor(scheduler, workers)
        running: dict[Future[Result], Block] = {}
        try:
            with executor as pool:
                for result in _drain(pool, task, pending, lost, running, ahead):
                    failures = 0
                    yield result
            return
        except BrokenExecutor as error:
            failures += 1
            if failures > _RESTARTS:
                raise WorkerError(f"workers died {failures} times in a row; finished blocks are safe") from error
            lost.extend(running.values())
        except CancelledError as error:
            raise WorkerError(f"the scheduler at {scheduler} is gone; finished blocks are safe") from error
        except (ImportError, AttributeError, TypeError, KeyError) as error:
            if scheduler is None:
                raise
            raise WorkerError(
                f"a worker of {scheduler} cannot run a block ({type(error).__name__}: {shown(str(error))}): it needs this "
                "version of catapult-verify, and the modules that are named; finished blocks are safe"
            ) from error


def _apart(theirs: dict[str, str], ours: dict[str, str]) -> str:
    """What differs between two sets of versions."""
    names = [name for name in {**ours, **theirs} if theirs.get(name) != ours.get(name)]
    return ", ".join(f"{name} {theirs.get(name, 'none')} (here {ours.get(name, 'none')})" for name in names)


def _executor(scheduler: str | None, workers: int) -> AbstractContextManager[Executor]:
    if scheduler is not None:
        return cluster(scheduler)
    return process_pool(workers) if workers else this_process()


def _drain(
    pool: Executor,
    task: Callable[[Block], Result],
    pending: Iterator[Block],
    lost: deque[Block],
    running: dict[Future[Result], Block],
    ahead: int,
) -> Iterator[Result]:
    """Submit blocks, lost ones first and never more than ``ahead`` at once, and yield what is ready."""
    try:
        while True:
            while len(running) < ahead and (block := lost[0] if lost else next(pending, None)) is not None:
                if not lost:
                    lost.append(block)
                running[pool.submit(task, block)] = block
                lost.popleft()  # only now, so that a pool that refuses it loses nothing
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                result = future.result()
                del running[future]
                yield result
    finally:
        for future in running:
            future.cancel()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
