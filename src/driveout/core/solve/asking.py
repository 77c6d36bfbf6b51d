"""Asking many hubs at once: over any executor, in time, and telling whoever watches while they think."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

from driveout.core.solve.hub_state import keep_room_for
from driveout.core.solve.patience import Patience
from driveout.core.solve.problem import HubProblem

T = TypeVar("T")
Asked = Callable[[HubProblem, int, Any, Patience], T]  # (hub, its number, what it is asked, how long) → answer
EVERY_S = 0.2  # between two looks at who watches


def ask_all(
    ask: "Asked[T]", problems: Sequence[HubProblem], words: Sequence[Any], patience: Patience,
    executor: Executor | None, shares: int,
) -> list[T]:  # fmt: skip
    """Every hub's answer, in the hubs' order. Raises OutOfTime.

    Large hubs are dealt out first; the same share goes to the same hand each time, so answers repeat.
    """
    hubs = list(range(len(problems)))
    if executor is None:
        return [ask(problems[h], h, words[h], patience) for h in hubs]
    large_first = sorted(hubs, key=lambda h: -int(problems[h].slots.sum()) * len(problems[h].stops))
    dealt = [large_first[b::shares] for b in range(shares)]  # an empty one keeps the turns in step
    waiting = [
        executor.submit(
            _ask_some, ask, [problems[h] for h in some], some, [words[h] for h in some], patience.seconds_left
        )
        for some in dealt
    ]
    answers: dict[int, T] = {}
    for some, promise in zip(dealt, waiting, strict=True):
        answers.update(zip(some, _wait(promise, patience), strict=True))
    return [answers[h] for h in hubs]


def _wait(promise: "Future[list[T]]", patience: Patience) -> list[T]:
    while True:
        try:
            return promise.result(timeout=EVERY_S)
        except TimeoutError:
            patience.check()


def _ask_some(
    ask: "Asked[T]", problems: Sequence[HubProblem], hubs: Sequence[int], words: Sequence[Any], seconds: float | None
) -> list[T]:
    """Runs where the executor puts it: in a process of this machine, or on a cluster."""
    keep_room_for(len(problems))
    patience = Patience.of(seconds)
    return [ask(problem, hub, word, patience) for problem, hub, word in zip(problems, hubs, words, strict=True)]
