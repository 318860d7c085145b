"""Processes of this machine that compute for this one: started afresh, silent on Ctrl-C, and gone when it ends or is stopped."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any

from numerics.progress import silence

__all__ = ["process_pool", "this_process"]


class _Pool(ProcessPoolExecutor):
    """Starts its processes with the interrupt key blocked: from their first instruction on it is left to this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if not hasattr(signal, "pthread_sigmask"):
            return super().submit(fn, *args, **kwargs)
        with _interrupt_kept():
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                return super().submit(fn, *args, **kwargs)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _interrupt_kept() -> Iterator[None]:
    """An interrupt is acted on at the end of the block: other threads, which do not block it, would pass it on at once."""
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        yield
        return
    kept: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda *received: kept.append(received))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if kept:
            before(*kept[0])


@contextmanager
def process_pool(workers: int, initializer: Callable[..., None] | None = None, initargs: tuple[Any, ...] = ()) -> Iterator[_Pool]:
    """A pool of processes, each started afresh: a fork after the compiled engine has started threads is not safe.

    At the end of the block, when this process is killed, and as soon as an exception leaves the block, the processes end,
    whatever they are computing.

    Parameters
    ----------
    workers
        Number of processes, each of which uses one thread.
    initializer, initargs
        Called in each process before anything else.
    """
    context = get_context("spawn")
    # Nothing is ever sent: the processes wait for the end of the pipe, which closes with this process or with the pool.
    watched, held = Pipe(duplex=False)
    pool = _Pool(workers, context, _enter, (watched, initializer, initargs))
    try:
        yield pool
        pool.shutdown(wait=True)
    finally:
        held.close()
        watched.close()
        pool.shutdown(wait=True, cancel_futures=True)


class _Here(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def this_process() -> Executor:
    """An executor that computes at once, here."""
    return _Here()


def _enter(watched: Connection, initializer: Callable[..., None] | None, initargs: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["CATAPULT_THREADS"] = "1"
    silence()
    threading.Thread(target=_end_with, args=(watched,), daemon=True).start()
    if initializer is not None:
        initializer(*initargs)


def _end_with(watched: Connection) -> None:
    try:
        watched.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)
