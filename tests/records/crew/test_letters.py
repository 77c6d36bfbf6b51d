"""A leader writes to a crew: each by the way they have, once; the rest stand on a call list."""

from datetime import timedelta

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.calls.letters import (
    NothingToSay,
    OtherCrew,
    crew_of_day,
    crew_of_hub,
    mark_of,
    write_letter,
)
from driveout.records.drive.calls.reading import Reached, calls_on
from driveout.records.drive.crew.rules import NotYours
from driveout.records.models import CallList, Message, Signup, Trace, Trip, Way
from tests.places import hub_at
from tests.records.crew.town import MONDAY, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def dan(people):
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    return people["dan"]


@pytest.fixture
def trip(season, people) -> Trip:
    """Next Monday's, with Bo who reads mail, and all others told by the register alone."""
    trip = Trip.objects.get(season=season, date=NEXT)
    bo = with_papers(people["bo"])
    Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=NOW)
    Signup.objects.filter(shift__trip=trip).exclude(name="Bo").update(member=None)
    Signup.objects.filter(shift__trip=trip, name="Bo").update(member=bo)
    return trip


def write(season, by, crew, **values):
    known = {"shown": mark_of(crew), "day": NEXT, "about": "mandag", "text": "Mødet er i huset.", "once": "1"}
    return write_letter(season=season, crew=crew, by=by, now=NOW, **{**known, **values})


def test_each_gets_it_by_the_way_they_have_and_the_rest_are_to_be_rung(season, dan, trip, people):
    crew = crew_of_day(season, NEXT, dan)
    assert {one.name for one in crew} == {row.name for row in Signup.objects.filter(shift__trip=trip, state="signed")}
    assert {one.name: one.channel for one in crew if one.member} == {"Bo": "mail"}
    row = write(season, dan, crew)
    told = {one.name: one.reached for one in calls_on(row, dan)}
    assert told.pop("Bo") is Reached.WAITING and set(told.values()) == {Reached.RING}
    assert [message.text for message in Message.objects.filter(kind="letter")] == ["Mødet er i huset."]


def test_pressed_twice_it_is_sent_once(season, dan, trip):
    crew = crew_of_day(season, NEXT, dan)
    assert write(season, dan, crew) == write(season, dan, crew)
    assert CallList.objects.count() == Trace.objects.filter(what="wrote to a crew").count() == 1
    assert Message.objects.filter(kind="letter").count() == 1


def test_a_person_with_two_shifts_gets_one(season, dan, trip):
    assert Signup.objects.filter(shift__trip=trip, name="Bo").count() >= 1
    crew = crew_of_day(season, NEXT, dan)
    assert len({one.target for one in crew}) == len(crew)


def test_others_than_were_shown_get_nothing(season, dan, trip):
    crew = crew_of_day(season, NEXT, dan)
    with pytest.raises(OtherCrew):
        write(season, dan, crew[1:], shown=mark_of(crew))
    with pytest.raises(NothingToSay):
        write(season, dan, crew, text="  \n ")
    assert not CallList.objects.exists() and not Message.objects.filter(kind="letter").exists()


def test_only_a_crew_that_one_leads(season, dan, trip, people):
    crew = crew_of_day(season, NEXT, dan)
    for name in ("alma", "bo"):
        assert not crew_of_day(season, NEXT, people[name])
        with pytest.raises(NotYours):
            write(season, people[name], crew)
    dan.base = hub_at(dan, "Hubben ved siden af")
    dan.save()
    assert not crew_of_day(season, NEXT, dan) and not crew_of_hub(season, trip.hub_key, dan)


def test_everybody_of_a_hub_also_who_has_no_shift(season, dan, trip):
    names = {one.name for one in crew_of_hub(season, trip.hub_key, dan)}
    assert {"Bo", "Alma", "Birthe"} <= names and "Dan" not in names


def test_a_cancelled_cafes_crew_is_not_written_to(season, dan, trip):
    trip.occurrences.update(state="cancelled", why="Sne")
    assert not crew_of_day(season, NEXT, dan)
