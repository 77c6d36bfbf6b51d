"""`driveout export ical DIR` and `jsonld DIR` write what the site publishes: read by others' libraries, and the same
there as here."""

import json
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from driveout.jobs.following import say_all
from driveout.records.drive.days import breaking
from driveout.records.models import Occurrence, PublicEvent
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from tests.jobs.cli import Run
from tests.on_dates import make_days
from tests.stored import cast, store_plan, store_season

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


@pytest.fixture
def cancelled():
    """Mosede on Monday in a week is cancelled, in times that are public."""
    people = cast()
    season = store_season(people["carla"])
    plan = store_plan(people["carla"], season)
    season.first_day, season.closed_dates = MONDAY, []
    season.save()
    by: dict[str, Any] = {"by": people["carla"].user, "now": timezone.now()}
    approve_plan(plan_id=plan.id, **by)
    publish_times(plan_id=plan.id, **by)
    make_days(plan_id=plan.id, today=MONDAY, **by)
    row = Occurrence.objects.get(date=MONDAY + timedelta(days=7), place="Mosede")
    breaking.cancel(occurrence_id=row.id, why="Bilen kan ikke køre.", **by)
    say_all(timezone.now())
    return row


def test_calendars_are_those_of_the_site(capsys, tmp_path, cancelled):
    run = Run(capsys, "export", "ical", tmp_path / "out", "--json")
    assert run.code == 0
    files = json.loads(run.out)["files"]
    assert sorted(files) == sorted(
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.ics")
    )
    event = PublicEvent.objects.filter(place="Mosede").first()
    here = (tmp_path / "out" / str(event.organisation) / "sted" / f"{event.place_key}.ics").read_bytes()
    assert here == Client().get(f"/tider/kalender/{event.organisation}/sted/{event.place_key}.ics").content
    parts: list[Any] = icalendar.Calendar.from_ical(here).walk("VEVENT")
    off = [part for part in parts if part["status"] == "CANCELLED"]
    assert [part["dtstart"].dt.date() for part in off] == [cancelled.date]


def test_events_say_the_same_as_the_cafes_own_page(capsys, tmp_path, cancelled):
    assert Run(capsys, "export", "jsonld", tmp_path).code == 0
    every = json.loads((tmp_path / "alle.jsonld").read_text(encoding="utf-8"))
    own = json.loads((tmp_path / "sted" / f"{cancelled.where.key}.jsonld").read_text(encoding="utf-8"))
    off = [one for one in every if one["eventStatus"].endswith("EventCancelled")]
    assert off == [one for one in own if one["eventStatus"].endswith("EventCancelled")] and len(off) == 1
    assert off[0]["startDate"].startswith(f"{cancelled.date}T10:00:00+0") and off[0]["url"].endswith(
        f"/sted/{cancelled.where.key}/"
    )


def test_nothing_public_is_said_and_no_file_is_written(capsys, tmp_path):
    run = Run(capsys, "export", "jsonld", tmp_path / "out")
    assert run.code == 0 and "Nothing is public" in run.out and not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_and_a_file_beside_the_word_are_refused_in_a_sentence(
    capsys, tmp_path, cancelled
):
    (tmp_path / "out").write_text("a file")
    assert Run(capsys, "export", "jsonld", tmp_path / "out").code == 2
    assert Run(capsys, "export", "ical", tmp_path, "--to", tmp_path / "x.ics").code == 2
    assert Run(capsys, "export", "season", "plan.json").code == 2


def test_a_seasons_folder_of_that_name_is_reached_by_its_path(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = Run(capsys, "export", "./ical", "plan.json", "--to", "x.csv")
    assert run.code == 2 and "ical" in run.err  # it is looked for as a season, and is not there
