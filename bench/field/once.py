"""One database, in a process of its own: fill it, serve it, call. Prints one line of JSON."""

import gc
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.field.sending import Caller, Talk, at_once, once, written
from bench.field.town import Country, Size, build

WARM = 8  # calls that are not counted


def main(folder: Path, size: Size) -> dict[str, Any]:
    """Everything there is to say of this database. Django is set up by the environment."""
    import django
    from django.core.management import call_command
    from django.utils import timezone

    from tests.storm.real import Serving

    django.setup()
    call_command("migrate", verbosity=0)
    country = build(size, timezone.localdate())
    serving = Serving(dict(os.environ), folder)
    serving.start()
    try:
        asks: dict[str, Callable[[], dict[str, Any]]] = {
            "sent": lambda: send(serving.port, country.phones[: size.phones]),
            "spread": lambda: send(serving.port, country.phones[size.phones :], within=size.within),
            "again": lambda: send(serving.port, country.phones[: size.phones], again=True),
            "week": lambda: fetch(serving.port, country.phones[: size.phones]),
        }
        fetch(serving.port, country.phones[:WARM])
        said: dict[str, Any] = {name: with_work(serving, ask) for name, ask in asks.items()}
    finally:
        serving.stop()
    assert "Traceback" not in serving.log.read_text(), serving.log.read_text()
    return {**said, "books": books(country), "gaps": gaps(country, size.times)}


def with_work(serving: Any, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """How much the server worked for each call that it heard out, in seconds of a core, those it put off included: a
    busy machine changes that least."""
    before = serving.cpu()
    said = ask()
    return {**said, "work": (serving.cpu() - before) / len(said["heard"])}


def send(port: int, phones: Sequence[Any], *, within: float = 0.0, again: bool = False) -> dict[str, Any]:
    """These phones send their whole day; those that hear that the server is busy, when it told them. `within`: so many
    seconds; 0 is the same moment. `again`: though all has landed, as if no phone had heard it."""
    if again:
        for phone in phones:
            phone.disk.fates.clear()
    return said_by(at_once(port, [sends(phone) for phone in phones], within))


def sends(phone: Any) -> Caller:
    """A phone that has things to send, until nothing waits."""
    while request := phone.request():
        answer = yield written(request)
        phone.hear(request, answer.status, answer.body)


def said_by(talks: Sequence[Talk]) -> dict[str, Any]:
    """Seconds that each answer took, those among them that were heard out, and until each phone was done."""
    answers = [answer for talk in talks for answer in talk.answers]
    return {
        "seconds": [answer.seconds for answer in answers],
        "heard": [answer.seconds for answer in answers if not answer.again],
        "done": [talk.done for talk in talks],
        "most": max(len(talk.answers) for talk in talks),
        "statuses": Counter(str(answer.status) for answer in answers),
    }


def fetch(port: int, phones: Sequence[Any]) -> dict[str, Any]:
    """These phones ask for the week at the same moment."""
    calls = [written(phone.ask_for_the_week()) for phone in phones]
    talks = at_once(port, [once(call) for call in calls])
    return {**said_by(talks), "kB": max(len(talk.answers[-1].body) for talk in talks) / 1000}


def books(country: Country) -> dict[str, Any]:
    """Is everything there once, and do the sums agree with what was done?"""
    from tests.storm.books import kept_of, tally_of
    from tests.storm.truth import judge, sums

    said = judge(country.taps, kept_of(country.phones))
    at: dict[int, list[Any]] = {}
    for tap in said.there:
        at.setdefault(tap.item["occurrence"], []).append(tap)
    wrong = [number for number in country.cafes if not _agrees(tally_of(number), sums(at.get(number, [])))]
    return {**vars(said.counts), "wrong": said.wrong[:5], "wrong sums": wrong[:5]}


def _agrees(tally: dict[str, Any], mine: dict[str, Any]) -> bool:
    return all(tally[what] == mine[what] for what in mine)


def gaps(country: Country, times: int) -> dict[str, Any]:
    """The list of next week's gaps, each with whom to ask; and the people for one of them."""
    from datetime import timedelta

    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from driveout.records.drive.crew.gaps import gap_list, gaps_of, people_for
    from driveout.records.drive.crew.reading import crew_between

    gc.collect()
    gc.freeze()  # what is held here of 600 phones is not looked through again and again, as no server would
    first, last = country.monday + timedelta(days=7), country.monday + timedelta(days=13)
    now = timezone.now()
    with CaptureQueriesContext(connection) as captured:
        found, people = gap_list(country.season, first, last, now)

    def one() -> None:
        crew = crew_between(country.season, first, last)
        people_for(crew, gaps_of(crew, now)[0].shift, now)

    return {
        "gaps": len(found),
        "to ask": sum(len(those) for those in people.values()),
        "queries": len(captured),
        "list": timed(lambda: gap_list(country.season, first, last, now), times),
        "one": timed(one, times),
    }


def timed(act: Callable[[], Any], times: int) -> list[float]:
    seconds = []
    for _ in range(times):
        started = perf_counter()
        act()
        seconds.append(perf_counter() - started)
    return seconds


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Size(**json.loads(sys.argv[2])))))
