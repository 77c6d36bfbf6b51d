"""Two leaders at one call list, or one who presses twice: it is written once, and the first who rang stands."""

from datetime import timedelta

import pytest

from driveout.records.drive.calls import ringing
from driveout.records.drive.calls.letters import crew_of_day, mark_of, write_letter
from driveout.records.drive.days import breaking
from driveout.records.models import Call, CallList, Occurrence, Person, Season, Trace
from driveout.records.team.persons import person_of
from tests.records.crew.town import MONDAY
from tests.records.crew.town import dated as on_dates
from tests.records.test_stock_races import alone, at_once, open_to_threads
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db(transaction=True)
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
def carla():
    carla = cast()["carla"]
    season = store_season(carla)
    on_dates(season, store_plan(carla, season), carla)
    return carla


def test_a_letter_that_is_sent_twice_at_once_is_one(tmp_path, carla):
    season = Season.objects.get()
    crew = crew_of_day(season, NEXT, carla)

    def send():
        return write_letter(
            season=season, crew=crew, shown=mark_of(crew), day=NEXT, about="mandag", text="Kom før.", once="1",
            by=carla, now=NOW,
        )  # fmt: skip

    with open_to_threads(tmp_path):
        one, other = at_once([send, send])
        assert one == other and isinstance(one, CallList), (one, other)
        assert alone(lambda: (CallList.objects.count(), Call.objects.count())) == (1, len(crew))


def test_two_who_tick_off_one_call_at_once_leave_one_trace(tmp_path, carla):
    cafe = Occurrence.objects.filter(date=NEXT).first()
    breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=carla.user, now=NOW)
    call = Call.objects.first()
    with open_to_threads(tmp_path):
        done = at_once([lambda: ringing.tick(call_id=call.pk, by=carla, now=NOW) for _ in range(4)])
        assert all(isinstance(one, Call) for one in done), done
        assert alone(lambda: Trace.objects.filter(what=ringing.RANG).count()) == 1


def test_two_cafes_cancelled_at_once_ring_each_once(tmp_path, carla):
    """Who is on the whole trip has one call that is open, with both."""
    first, last = Occurrence.objects.filter(date=NEXT).order_by("starts")

    def off(row, minute):
        now = NOW + timedelta(minutes=minute)
        return lambda: breaking.cancel(occurrence_id=row.pk, why="Sne", by=carla.user, now=now)

    with open_to_threads(tmp_path):
        done = at_once([off(first, 0), off(last, 1)])
        assert all(isinstance(one, Occurrence) for one in done), done
        rows = alone(
            lambda: list(Call.objects.filter(ended_at=None, person__isnull=False).values_list("person", "news"))
        )
    people = [person for person, _news in rows]
    assert len(people) == len(set(people))
    assert max(len({news["cafe"] for news in told}) for _person, told in rows) == 2


def test_one_person_is_made_once(tmp_path, carla):
    base = Occurrence.objects.filter(date=NEXT).first().base_id
    made = {"organisation_id": carla.organisation_id, "base_id": base, "key": "Kim", "now": NOW}
    with open_to_threads(tmp_path):
        found = at_once([lambda: person_of(**made) for _ in range(4)])
        assert len({one.pk for one in found}) == 1 and all(isinstance(one, Person) for one in found), found
