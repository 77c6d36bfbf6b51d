"""Asking over HTTP, as a browser does, and counting: seconds, queries, bytes on the wire."""

import re
import threading
from collections.abc import Sequence
from itertools import cycle
from time import monotonic, perf_counter, sleep
from typing import Any

WARM = 3  # requests that are not counted; fewer where few are
HTMX = {"HX-Request": "true"}
POLL = re.compile(r'hx-get="([^"]+)"\s+hx-trigger="load delay:(\d+)ms"')
PATIENCE = 900.0  # seconds for ten searches


def asked(visitor: Any, to: str | Sequence[str], times: int) -> dict[str, Any]:
    """Seconds of each request, gzipped kB of the last one, and how it was answered."""
    addresses = [to] if isinstance(to, str) else list(to)
    headers = {} if visitor.get(addresses[0], follow_redirects=False).status_code == 200 else HTMX
    seconds: list[float] = []
    answer = None
    warm = min(WARM, times // 2)
    for address in [*addresses[:1] * warm, *(a for _, a in zip(range(times), cycle(addresses), strict=False))]:
        started = perf_counter()
        answer = visitor.get(address, headers=headers, follow_redirects=False)
        seconds.append(perf_counter() - started)
    assert answer is not None
    return {"seconds": seconds[warm:], "kB": answer.num_bytes_downloaded / 1000, "status": answer.status_code}


def queries(to: str) -> int:
    """How many queries the page takes, asked in this process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from driveout.records.models import Member

    client = Client(headers={"Host": "localhost"})
    client.force_login(Member.objects.get(user__username="carla").user)
    headers = {} if client.get(to).status_code == 200 else HTMX
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(to, headers=headers)
    return len(captured)


def prices(carla: Any, season: Any, times: int) -> dict[str, Any]:
    """Seconds from the click to the answer on screen, polling as the page does, for stops spread over the season.

    `reasons`: why a stop got what it got, with the price of each other possibility. `moves`: what it costs to move one
    of its openings to another day. `wishes`: a change is stored, and its page shows what it costs.
    """
    from driveout.records.models import Opening, Plan

    plan = Plan.objects.filter(season=season).first()
    assert plan is not None
    openings = list(Opening.objects.filter(plan=plan).select_related("stop").order_by("stop_id", "weekday"))
    chosen = openings[:: max(1, len(openings) // times)][:times]
    base = f"/office/seasons/{season.id}"
    said: dict[str, Any] = {"reasons": [], "moves": [], "wishes": []}
    for opening in chosen:
        said["reasons"].append(until_there(carla, f"{base}/?sted={opening.stop_id}", "sted"))
    for opening in chosen:
        days = set(opening.stop.windows.values_list("weekday", flat=True)) - {opening.weekday}
        to = min(days, default=opening.weekday)
        said["moves"].append(
            until_there(carla, f"{base}/?sted={opening.stop_id}&flyt={opening.weekday}&til={to}", "pris")
        )
    for opening in chosen:
        until_there(carla, f"{base}/?sted={opening.stop_id}", "sted")  # the form comes with the answer
        page = carla.get(f"{base}/?sted={opening.stop_id}").text
        mark = re.search(r'name="opened_with"\s+value="([^"]+)"', page)
        if mark is None:
            continue
        started = perf_counter()
        form = {"opened_with": mark[1], "plan": str(plan.id), "why": "", "wish": "never:"}
        answer = carla.hand_in(f"{base}/stops/{opening.stop_id}/wish/", page, **form)
        said["wishes"].append(perf_counter() - started + _rest(carla, answer.text, "sted"))
    return said


def until_there(visitor: Any, address: str, part: str) -> float:
    """Seconds until the part of the page no longer waits."""
    started = perf_counter()
    page = visitor.get(address).text
    return perf_counter() - started + _rest(visitor, page, part)


def _rest(visitor: Any, page: str, part: str) -> float:
    started = perf_counter()
    while poll := POLL.search(_element(page, part)):
        sleep(int(poll[2]) / 1000)
        page = visitor.get(poll[1].replace("&amp;", "&"), headers={**HTMX, "HX-Target": part}).text
        assert perf_counter() - started < 60, f"{part} never came"
    return perf_counter() - started


def _element(page: str, part: str) -> str:
    """The opening tag of the element with this id."""
    found = re.search(rf'<[^>]*\sid="{part}"[^>]*>', page)
    return found[0] if found else ""


def crowd(server: Any, seasons: Sequence[Any]) -> dict[str, Any]:
    """Everybody asks for a plan of a season of their own; pages are asked for until the last plan is there."""
    from django.db import connection

    from driveout.records.models import Plan, PlanRun
    from tests.served import Visitor

    people = [Visitor(server, f"person{at}", f"cafe-person{at}") for at in range(len(seasons))]
    before = {season.id for season in seasons}
    started = perf_counter()
    threads = [
        threading.Thread(target=person.hand_in, args=(f"/office/seasons/{season.id}/plan-again/",))
        for person, season in zip(people, seasons, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    in_line = perf_counter() - started
    runs, seconds, deadline = PlanRun.objects.filter(season__in=before), [], monotonic() + PATIENCE
    turn = cycle(
        (person, f"/office/seasons/{season.id}/{page}")
        for page in ("", "live/", "plans/", "?vis=steder")
        for person, season in zip(people, seasons, strict=True)
    )
    waits = 0
    while runs.filter(ended_at__isnull=True).exists() and monotonic() < deadline:
        person, address = next(turn)
        asked_at = perf_counter()
        answer = person.get(address, headers=HTMX if "live" in address else {})
        seconds.append(perf_counter() - asked_at)
        waits += "i køen" in answer.text
        sleep(0.1)
    connection.close()
    return {
        "people": len(people), "in line": in_line, "seconds": seconds, "all": perf_counter() - started,
        "states": sorted(runs.values_list("state", flat=True)), "told their place": waits,
        "plans": Plan.objects.filter(season__in=before).count(),
    }  # fmt: skip
