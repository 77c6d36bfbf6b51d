"""Processes that hubs run in, on this machine."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import cycle
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.synchronize import Event as EventType
from threading import Thread, active_count
from time import sleep
from typing import Any

from driveout.core.solve.patience import listen
from driveout.core.solve.warm import warm

GRACE_S = 0.3  # for workers to end by themselves


class Hands(Executor):
    """Executors that take turns: the n-th call of each round goes to the same one.

    Whoever works keeps what it knows of a hub (its tours, its linear program), and where a program has several
    best answers the path there decides: only with the same hub in the same hands does a plan repeat exactly.
    """

    def __init__(self, pools: Sequence[Executor], over: EventType | None = None) -> None:
        """`over`: set when nobody waits for an answer any more."""
        self.pools, self.over = pools, over
        self.turn = cycle(pools)

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return next(self.turn).submit(call, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        for pool in self.pools:
            pool.shutdown(wait=wait, cancel_futures=cancel_futures)


def own_processes(count: int) -> Hands:
    """Processes of this machine, one a pool."""
    # Forked where the caller has no threads of its own, so that workers inherit compiled kernels; else spawned. The
    # second and later ones are forked beside the first pools' threads, which hold nothing that a worker uses.
    can_fork = "fork" in get_all_start_methods() and active_count() == 1
    context = get_context("fork" if can_fork else "spawn")
    over = context.Event()
    pools = [ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(over,)) for _ in range(count)]
    return Hands(pools, over)


def _begin(over: EventType) -> None:
    """Ctrl-C is for the one who asked: it ends the search, and the best plan so far is kept."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listen(over.is_set)
    Thread(target=_end_with_parent, daemon=True).start()
    Thread(target=_end_when_over, args=(over,), daemon=True).start()


def _end_with_parent() -> None:
    """Nobody works on for one who was killed and can hear no answer."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _end_when_over(over: EventType) -> None:
    """Whoever is still in the middle of something that nobody waits for, such as a long listing, ends too."""
    over.wait()
    sleep(GRACE_S)
    os._exit(1)


@contextmanager
def workers(processes: int) -> Iterator[Executor | None]:
    """Hands for so many processes, or None for 0 or 1: then hubs run here, one after the other."""
    if processes <= 1:
        yield None
        return
    warm()
    hands = own_processes(processes)
    try:
        yield hands
    finally:
        if hands.over is not None:
            hands.over.set()
        hands.shutdown(wait=False, cancel_futures=True)
