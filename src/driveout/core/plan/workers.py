"""Processes that hubs run in, on this machine."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from threading import active_count

from driveout.core.solve.warm import warm


@contextmanager
def workers(processes: int) -> Iterator[Executor | None]:
    """A pool of so many processes, or None for 0 or 1: then hubs run here, one after the other.

    Forked where that is safe (no other threads), so that workers inherit compiled kernels; else spawned.
    """
    if processes <= 1:
        yield None
        return
    warm()
    can_fork = "fork" in get_all_start_methods() and active_count() == 1
    pool = ProcessPoolExecutor(processes, mp_context=get_context("fork" if can_fork else "spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
