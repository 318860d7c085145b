"""Who computes the blocks: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context, parent_process

from numpy import ndarray

from numerics.diagram import measure
from numerics.ensemble import problem
from numerics.sweep.errors import WorkerError
from numerics.sweep.provenance import provenance
from numerics.sweep.specification import Specification

__all__ = ["Result", "cluster", "compute_block", "local_pool"]

Result = tuple[tuple[int, ...], dict[str, ndarray], dict[str, str]]
"""A block, its values, and the versions that computed them."""


def compute_block(document: str, block: tuple[int, ...]) -> Result:
    """Compute one block of a sweep; ``document`` is the canonical specification."""
    specification = _specification(document)
    ensemble = specification.ensemble_at(block[:-1])
    drawn = problem(ensemble, specification.seed, list(specification.replicates_of(block)))
    values = measure(drawn, specification.learning_rate.array(), specification.steps, engine=specification.engine)
    return block, values, provenance(specification.engine)


@cache
def _specification(document: str) -> Specification:
    return Specification.model_validate_json(document)


def _enter_worker() -> None:
    """Leave Ctrl-C to the parent, end with it, and use one thread: the processes are the parallelism."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["CATAPULT_THREADS"] = "1"
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def local_pool(workers: int) -> Iterator[Executor]:
    """Processes of this machine, started afresh: a fork after the compiled engine has started threads is not safe."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_enter_worker)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask scheduler, such as ``tcp://host:8786``.

    Raises
    ------
    ImportError
        If Dask distributed is missing.
    WorkerError
        If no scheduler answers at the address.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise ImportError('a cluster needs Dask distributed: pip install "catapult-verify[sweeps]"') from error
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise WorkerError(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        yield client.get_executor(pure=False)
    except KilledWorker as error:
        raise WorkerError(f"workers of {address} died again and again; finished blocks are safe") from error
    finally:
        client.close()
