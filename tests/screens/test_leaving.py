"""A place that leaves the week on a date is told of until then, and after it that nobody comes there any more."""

import json
from copy import copy
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from driveout.public.cards import card
from driveout.public.everything import Everything, Now
from driveout.public.spread import words
from driveout.records.models import PublicEvent, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.moves import announce, holds_from, open_openings
from tests.jobs.cli import Run
from tests.screens import test_front_door as door
from tests.screens.test_front_door import MONDAY, NEXT, NOW, TODAY, done, public

__all__ = ["done", "public"]
pytestmark = pytest.mark.django_db
LAST = NEXT + timedelta(days=7)


@pytest.fixture
def leave(public):
    """`leave(day)`: Mosede is in the week until that day. Returns its key."""

    def left(day: date) -> str:
        key, times = door.key_of("Mosede"), PublicTimes.objects.get(season=public)
        stands = open_openings(times)
        comes = [one for one in stands if one.place_key != key]
        announce(season_id=public.id, stands=stands, comes=comes, today=TODAY, now=NOW)
        PublicOpening.objects.filter(place_key=key).delete()
        holds_from(season_id=public.id, first={key: day})
        return key

    return left


def on_paper(key: str, name: str = "come"):
    organisation = PublicEvent.objects.filter(place_key=key).earliest("pk").organisation
    return Client().get(reverse(f"public:{name}", args=(organisation, "sted", key)), headers={"Accept-Language": "da"})


def test_until_its_date_everything_is_told_of_it_as_before(leave):
    key = leave(LAST)
    said = door.words(Client().get(f"/sted/{key}/"))
    assert "Hallen, Hovedgaden 1, 7620 Mosede" in said and door.NUMBER in said and "Ingen trin ved døren" in said
    assert "kommer vi her ikke mere" in said and "De næste gange" in said
    assert on_paper(key).headers["Location"] == f"/sted/{key}/"
    assert "1. Mosede" in door.words(door.ask("7620")) and "1. Mosede" in door.words(door.ask("mosede"))
    assert "Hver mandag kl." in on_paper(key, "poster").content.decode()
    assert f'href="/sted/{key}/"' in Client().get("/tider/naeste-uge/").content.decode()


def test_from_its_date_its_page_says_that_nobody_comes_and_nobody_is_sent_there(leave):
    key = leave(TODAY)
    answer = Client().get(f"/sted/{key}/")
    said = door.words(answer)
    assert answer.status_code == 200 and "Vi kommer ikke mere her lige nu." in said and "De næste gange" not in said
    assert on_paper(key).headers["Location"] == f"/sted/{key}/"
    assert on_paper(key, "poster").status_code == 404
    assert "Mosede</a>" not in door.ask("Lyngdal").content.decode()
    assert f"/sted/{key}/" not in Client().get("/tider/").content.decode()
    PublicMove.objects.update(until=TODAY - timedelta(days=1))
    assert Client().get(f"/sted/{key}/").status_code == 404


def test_after_the_last_date_of_a_season_no_week_is_told_and_without_a_first_day_it_is(public, plan):
    key = door.key_of("Mosede")
    everything = Everything(Now(MONDAY + timedelta(weeks=public.weeks, days=-1), 0))
    assert everything.seasons and everything.places[key]
    last = card(key, everything, "")
    assert (last["next"], last["weekly"]) == (None, [])
    PublicTimes.objects.update(first_day=None)
    assert card(key, Everything(), "")["weekly"] == ["mandag kl.\u00a010–11.30", "onsdag kl.\u00a010–11.30"]


def test_its_last_dates_are_in_what_is_written_out(leave, tmp_path, capsys):
    key = leave(LAST)
    assert Run(capsys, "export", "jsonld", tmp_path).code == 0
    told = json.loads((tmp_path / "sted" / f"{key}.jsonld").read_text(encoding="utf-8"))
    assert told and all(one["startDate"] < str(LAST) for one in told)
    assert told[0]["location"]["address"]["streetAddress"] == "Hovedgaden 1"


def test_a_place_that_left_one_season_and_stands_in_the_next_is_told_by_the_next(leave, public):
    key = leave(TODAY)
    following = PublicTimes.objects.get(season=public)
    other = copy(public)
    other.pk, other._state.adding, other.name, other.calendar_key = None, True, "Efter", ""
    other.save()
    following = PublicTimes.objects.create(
        season=other, plan_id=following.plan_id, name="Efter", first_day=LAST, weeks=4, published_at=NOW
    )
    PublicOpening.objects.create(times=following, place_key=key, place="Mosede", weekday=4, starts=780, minutes=60)
    of = words.Of(Everything(Now(MONDAY, 0)), [key])
    assert [one["hours"] for one in of.week()] == [["Hver fredag kl.\u00a013–14"]]
    assert of.season().times == following and len(of.coming(3)) == 3
    for name in ("spread_one", "poster", "week_card"):
        assert "13–14" in on_paper(key, name).content.decode(), name
