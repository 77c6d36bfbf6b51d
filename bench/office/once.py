"""One database, in a process of its own: fill it, serve it, and ask. Prints one line of JSON."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from bench.office.addresses import every_address, values_of
from bench.office.asking import asked, crowd, prices, queries
from bench.office.town import Size, build
from bench.office.weight import first_load


def main(folder: Path, size: Size, *, browser: bool) -> dict[str, Any]:
    """Everything there is to say of this database. Django is set up by the environment."""
    import django
    from django.core.management import call_command

    from tests.served import Visitor, served

    django.setup()
    call_command("migrate", verbosity=0)
    season, theirs = build(size)
    with served(folder, os.environ["DRIVEOUT_DATABASE_URL"]) as server:
        carla = Visitor(server, "carla", "cafe-carla")
        prepare(carla, season)
        addresses, missing = every_address(values_of(season))
        said: dict[str, Any] = {"missing": missing}
        said["pages"] = pages(carla, addresses, size.requests)
        said["prices"] = prices(carla, season, size.changes)
        said["pairs"] = pairs(carla, season, size.requests)
        if browser:
            said["weight"] = first_load(server, carla, f"/office/seasons/{season.id}/")
        said["crowd"] = crowd(server, theirs)
        assert "Traceback" not in server.log.read_text(), server.log.read_text()
    return said


def pages(carla: Any, addresses: dict[str, str], times: int) -> dict[str, Any]:
    """Every page, asked many times; how many queries it takes is counted where it answers with itself. No posts."""
    said: dict[str, Any] = {}
    for name, to in addresses.items():
        found = asked(carla, to, times)
        if found["status"] != 405:
            said[name] = {**found, "queries": queries(to) if found["status"] == 200 else 0}
    return said


def prepare(carla: Any, season: Any) -> None:
    """One of each thing that a page can be about, made as people make them: a curve, a file out, a file in, and the
    newest plan on dates."""
    from driveout.jobs.season_template import TEMPLATE
    from driveout.records.models import Plan

    base = f"/office/seasons/{season.id}"
    plan, newest = Plan.objects.filter(season=season).first(), Plan.objects.filter(season=season).latest("made_at")
    assert plan is not None
    for ask in ("what-if/budget/ask/", f"plans/{plan.id}/files/csv/", f"plans/{newest.id}/approve/"):
        assert carla.hand_in(f"{base}/{ask}").status_code == 200, ask
    hold(carla, f"{base}/plans/{newest.id}/hold/")
    with TEMPLATE.open("rb") as file:
        form = {"csrfmiddlewaretoken": carla.cookies["csrftoken"]}
        carla.post("/office/seasons/new/", data=form, files={"file": file}, headers={"Referer": str(carla.base_url)})


def hold(carla: Any, to: str) -> None:
    """Press the button of a plan's preview, with what the page shows: publish it and put it on dates."""
    page = carla.get(to).text
    shown = {name: re.findall(rf'name="{name}" value="([^"]*)"', page)[-1] for name in ("fra", "vist")}
    assert carla.hand_in(to, page, **shown, ja="1").status_code == 200, to


def pairs(carla: Any, season: Any, times: int) -> dict[str, Any]:
    """As many comparisons, each of another two plans."""
    from driveout.records.models import Plan

    plans = list(Plan.objects.filter(season=season).values_list("id", flat=True))
    base = f"/office/seasons/{season.id}/plans"
    chosen = [(plans[at % len(plans)], plans[(3 * at + 1) % len(plans)]) for at in range(times)]
    return asked(carla, [f"{base}/{a}/compare/{b}/" for a, b in chosen if a != b], times)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Size(**json.loads(sys.argv[2])), browser=sys.argv[3] == "browser")))
