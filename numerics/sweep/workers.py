"""Who computes the blocks: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any

from numpy import ndarray

from numerics.arguments import shown
from numerics.diagram import measure
from numerics.ensemble import problem
from numerics.sweep.errors import WorkerError
from numerics.sweep.provenance import provenance
from numerics.sweep.specification import Specification, stored_specification

__all__ = ["Result", "cluster", "compute_block"]

_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss|ucx)://)?[^/\s]+:[0-9]{1,5}|inproc://\S+")

Result = tuple[tuple[int, ...], dict[str, ndarray], dict[str, str]]
"""A block, its values, and the versions that computed them."""


def compute_block(document: str, block: tuple[int, ...], modules: tuple[str, ...] = ()) -> Result:
    """Compute one block of a sweep.

    Parameters
    ----------
    document
        The canonical specification.
    block
        Its index.
    modules
        Modules to import before, which bring models, rules and losses that the specification names.

    Raises
    ------
    WorkerError
        If the memory of this process is too small, or an array would be larger than NumPy allows.
    """
    for module in modules:
        import_module(module)
    specification = _specification(document)
    ensemble = specification.ensemble_at(block[:-1])
    try:
        drawn = problem(ensemble, specification.seed, list(specification.replicates_of(block)))
        process: dict[str, Any] = {"engine": specification.engine, "update": specification.rule, "loss": specification.cost}
        values = measure(drawn, specification.learning_rate.array(), specification.steps, **process)
    except (MemoryError, ValueError) as error:
        raise WorkerError(f"block {block} cannot be computed: {error}; finished blocks are safe") from error
    return block, values, provenance(specification.engine)


@cache
def _specification(document: str) -> Specification:
    return stored_specification(document)


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
    # A client that is made for an address without meaning stays half made, and the process waits for it at its end.
    if not _ADDRESS.fullmatch(address):
        raise WorkerError(f"no Dask scheduler answers at {shown(address)}: an address looks like tcp://host:8786")
    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TypeError, TimeoutError) as error:
        raise WorkerError(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        yield client.get_executor(pure=False)
    except KilledWorker as error:
        raise WorkerError(f"workers of {address} died again and again; finished blocks are safe") from error
    finally:
        client.close()
