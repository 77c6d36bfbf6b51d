"""The histories with `kill -9`, in a process of their own whose settings name the database: prints one line of JSON.

`python -m tests.storm.kill FOLDER KILLS`
"""

import json
import os
import sys
from pathlib import Path
from random import Random
from threading import Event
from time import monotonic, perf_counter, sleep
from typing import Any

from tests.patience import HANG_S

PHONES = 5  # of two persons
MOST_KILLS = 40


def main(folder: Path, kills: int) -> dict[str, Any]:
    """Phones send while the server is killed that many times; at the end everything is sent, and counted."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.test.utils import override_settings
    from django.utils import timezone

    from tests.storm import town as rows
    from tests.storm.real import Crew, Serving

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], ALLOWED_HOSTS=["*"]):
        town = rows.build()
        cafes = rows.cafes(town, timezone.localdate())
        phones = [_phone(town.clients[("alma", "bo")[at % 2]], at) for at in range(PHONES)]
    over, started = Event(), perf_counter()
    serving = Serving(dict(os.environ), folder)
    serving.start()
    chance = Random(os.getpid())
    crew = [Crew(phone, (cafes.ours, cafes.broken), serving, over, chance.random()) for phone in phones]
    for one in crew:
        one.start()
    while serving.kills < kills or (not any(one.cut for one in crew) and serving.kills < MOST_KILLS):
        _until_they_send(crew, landed=10)
        serving.kill()
        serving.start()
    _until_they_send(crew, landed=30)
    over.set()
    for one in crew:
        one.join()
        one.send_the_rest()
    serving.stop()
    said = _said(crew, cafes)
    return {**said, "kills": serving.kills, "seconds": perf_counter() - started, "log": _faults(serving.log)}


def _until_they_send(crew: list[Any], landed: int) -> None:
    """Until so many more calls came to an end, and one is on its way: the moment at which a kill cuts something off."""
    end, before = monotonic() + HANG_S, sum(one.landed for one in crew)
    while sum(one.landed for one in crew) < before + landed or not any(one.on_its_way for one in crew):
        assert monotonic() < end and not any(one.broken for one in crew), [one.broken for one in crew]
        sleep(0.001)


def _phone(client: Any, at: int) -> Any:
    """Registered as the app does it, with the session of somebody who signed in."""
    from django.utils import timezone

    from tests.storm.phone import Phone
    from tests.storm.weather import Server

    phone = Phone.new(f"phone {at}", timezone.now)
    reply = Server().take(phone.sign_in(), client)
    assert reply.status == 201, reply
    return phone


def _said(crew: list[Any], cafes: Any) -> dict[str, Any]:
    from tests.storm.books import kept_of, tally_of
    from tests.storm.truth import judge, sums

    said = judge([tap for one in crew for tap in one.taps], kept_of([one.phone for one in crew]))
    wrong = said.wrong + [f"somebody's phone broke: {one.broken!r}" for one in crew if one.broken]
    for number in (cafes.ours, cafes.broken):
        tally, mine = tally_of(number), sums([tap for tap in said.there if tap.item["occurrence"] == number])
        wrong += [f"{what}: {tally[what]}, not {mine[what]}" for what in mine if tally[what] != mine[what]]
    calls = {"sent": sum(one.sent for one in crew), "cut": sum(one.cut for one in crew)}
    return {**vars(said.counts), **calls, "wrong": wrong[:20]}


def _faults(log: Path) -> list[str]:
    """What the server wrote that nobody wants to read. A log may be cut off in the middle of a word."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if "Error" in line or "Traceback" in line][:20]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
