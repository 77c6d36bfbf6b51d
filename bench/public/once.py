"""One database, in a process of its own: fill it, serve both builds in turn, and ask. Prints one line of JSON."""

import json
import os
import statistics
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench.measure import at_95
from bench.public.asking import HEADERS, most, posted, steady

HUBS, STOPS_A_HUB = 25, 12
A_SECOND, SECONDS, FAST_SECONDS, FINDS = 100.0, 6.0, 4.0, 40


def main(folder: Path, runs: int, earlier: str) -> dict[str, Any]:
    """Everything there is to say of this database. Django is set up by the environment."""
    import django
    from django.core.management import call_command

    from tests.served import served

    django.setup()
    call_command("migrate", verbosity=0)
    season = fill()
    database = os.environ["DRIVEOUT_DATABASE_URL"]
    pages = {
        "front page": "/",
        "this week": "/tider/uge/",
        "everything": "/tider/",
        "the season's week": f"/tider/{season}/",
    }
    said: dict[str, Any] = {
        "stops": HUBS * STOPS_A_HUB, "runs": runs, "find": {"at 95 %": []}, "most": {"today": [], "earlier": []},
        "pages": {name: {"median": [], "at 95 %": [], "a second": []} for name in pages},
    }  # fmt: skip
    for _ in range(runs):
        with served(folder / "today", database, **here(folder)) as server:
            address = server.address.removeprefix("http://")
            for to in pages.values():
                most(address, to, 1.0)  # each of its processes has read its templates
            for name, to in pages.items():
                weigh(server.address + to, said["pages"][name])
                keep(said["pages"][name], *steady(address, to, A_SECOND, SECONDS))
            said["find"]["at 95 %"].append(at_95(posted(address, "/find/", {"q": "Havn 3 by 4"}, FINDS)))
            said["most"]["today"].append(most(address, "/", FAST_SECONDS))
        if earlier:
            with served(folder / "before", database, **here(folder), PYTHONPATH=earlier) as server:
                address = server.address.removeprefix("http://")
                most(address, f"/tider/{season}/", 1.0)
                said["most"]["earlier"].append(most(address, f"/tider/{season}/", FAST_SECONDS))
    return said


def here(folder: Path) -> dict[str, Any]:
    """Both builds look for SQLite's file in the same folder."""
    return {"DRIVEOUT_DATA": os.environ.get("DRIVEOUT_DATA", str(folder))}


def fill() -> int:
    """300 stops, open once a week, in the open with their calendars; the season's number."""
    from dataclasses import replace
    from datetime import timedelta

    from django.utils import timezone

    from driveout.jobs.following import say_all
    from driveout.records.models import Plan
    from driveout.records.plan.publishing.actions import publish_times
    from tests.stored import cast, many_towns, store_season, store_unchecked

    carla, now, today = cast()["carla"], timezone.now(), timezone.localdate()
    words = replace(many_towns(HUBS, STOPS_A_HUB), first_day=today - timedelta(days=today.weekday()), weeks=13)
    season = store_season(carla, words)
    season.stops.update(address="Kirkebakken 1, 7960 Karby", step_free="yes")
    season.hubs.update(phone="12 34 56 78")
    store_unchecked(season, words)
    plan = Plan.objects.get(season=season)
    Plan.objects.filter(pk=plan.pk).update(approved_at=now, approved_by=carla.user)
    publish_times(plan_id=plan.pk, by=carla.user, now=now)
    say_all(now)
    return int(season.pk)


def keep(page: dict[str, Any], seconds: list[float], a_second: float) -> None:
    page["median"].append(statistics.median(seconds))
    page["at 95 %"].append(at_95(seconds))
    page["a second"].append(a_second)


def weigh(address: str, page: dict[str, Any]) -> None:
    """How large it is, plain and as it is sent."""
    with urlopen(Request(address, headers={"Accept-Language": "da"})) as answer:
        page["kB"] = len(answer.read()) / 1000
    with urlopen(Request(address, headers=HEADERS)) as answer:
        page["kB zipped"] = len(answer.read()) / 1000


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])))
