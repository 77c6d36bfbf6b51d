"""Two volunteers called Bo at one hub: what happens to the one never happens to the other."""

from datetime import timedelta
from typing import Any

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken, Mishap
from driveout.records.drive.crew.absence import say_absent
from driveout.records.drive.crew.hours import worked
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.crew.standing import stand
from driveout.records.drive.days.board import board
from driveout.records.drive.days.mishaps import of_day
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.models import Shift, Signup
from driveout.records.team.actions import welcome
from driveout.records.team.erasure import erase
from driveout.records.team.models import Role
from driveout.records.tell.models import Message
from tests.places import hub_key
from tests.records.crew.town import MONDAY, TODAY, with_papers
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db
DAY = MONDAY + timedelta(days=7)


@pytest.fixture
def bos(people):
    """Bo, who was here first, and Bo."""
    told: dict[str, Any] = {
        "password": "cafe-bo-h",
        "organisation": HERE,
        "role": Role.VOLUNTEER,
        "by": None,
        "now": NOW,
    }
    second = welcome(username="bo-h", first_name="Bo", **told)
    return with_papers(people["bo"]), with_papers(second)


@pytest.fixture
def at_two_cafes(season, bos):
    """Each at another café of one Monday."""
    shifts = {row.occurrence.place: row for row in Shift.objects.filter(role="host", trip__date=DAY)}
    Signup.objects.filter(shift__in=shifts.values()).delete()
    return tuple(
        sign_up(shift_id=shifts[place].pk, member=bo, by=bo, now=NOW)
        for place, bo in zip(("Mosede", "Lyngdal"), bos, strict=True)
    )


def settle(season, people, mishap):
    found = repair_day(season=season, day=DAY, mishaps=[mishap], now=NOW)
    settle_repair(proposal=found, why="Vi mangler folk", by=people["carla"].user, now=NOW)
    return found


def states(signups):
    for row in signups:
        row.refresh_from_db()
    return [row.state for row in signups]


@pytest.mark.parametrize("ill", [0, 1])
def test_the_one_who_is_ill_is_off_and_the_other_stays(season, people, at_two_cafes, ill):
    """As the day's page tells it: the button at that café."""
    code = f"volunteer-{at_two_cafes[ill].pk}"
    settle(season, people, of_day(board(season.pk, DAY))[code].mishap)
    assert states(at_two_cafes)[ill] == "absent"
    assert states(at_two_cafes)[1 - ill] == "signed"
    told = Message.objects.filter(kind__in=("off the crew", "cancelled")).values_list("member", flat=True)
    assert at_two_cafes[ill].member_id in told
    off = Message.objects.filter(kind="off the crew").values_list("member", flat=True)
    assert at_two_cafes[1 - ill].member_id not in off


def test_a_name_alone_means_the_one_who_has_it_without_a_mark(season, people, at_two_cafes):
    settle(season, people, Mishap(Broken.VOLUNTEER, "Bo", hub_key(season)))
    assert states(at_two_cafes) == ["absent", "signed"]


def test_who_tells_of_it_in_words_may_call_the_hub_by_its_name(season, people, at_two_cafes):
    settle(season, people, Mishap(Broken.VOLUNTEER, "Bo", HUB))
    assert states(at_two_cafes) == ["absent", "signed"]


def test_the_day_shows_who_is_who(season, at_two_cafes):
    rows = board(season.pk, DAY)
    cafes = {cafe.place: rows.hosts(cafe) for cafe in rows.cafes}
    assert (cafes["Mosede"], cafes["Lyngdal"]) == (("Bo",), ("Bo (bo-h)",))
    told = {one.mishap for one in of_day(rows).values() if one.mishap.kind is Broken.VOLUNTEER}
    assert told == {
        Mishap(Broken.VOLUNTEER, "Bo", hub_key(season)),
        Mishap(Broken.VOLUNTEER, "Bo (bo-h)", hub_key(season)),
    }


def test_neither_is_swapped_for_a_house_that_is_closed(season, people, at_two_cafes):
    """Both stay where their cafés stay; the name of the register is not taken for a third who could come."""
    found = settle(season, people, Mishap(Broken.HALL, "Lyngdal"))
    held = {one.place: one.hosts for one in found.held}
    assert held["Mosede"] == ("Bo",)
    assert states(at_two_cafes[:1]) == ["signed"]


def test_both_may_be_on_one_shift_by_a_promise_too(season, bos):
    row = Shift.objects.filter(role="host", trip__date__gt=TODAY).earliest("trip__date")
    Signup.objects.all().delete()
    Shift.objects.filter(role="host").update(needed=2)
    day = {"where": row.occurrence.where_id, "weekday": row.trip.date.weekday()}
    for bo in bos:
        assert stand(member=bo, season=season, **day, by=bo, now=NOW, today=TODAY)[1] > 3
    assert set(Signup.objects.filter(shift=row).values_list("member", "name")) == {
        (bos[0].pk, "Bo"), (bos[1].pk, "Bo (bo-h)"),
    }  # fmt: skip


def test_days_away_hours_and_a_name_taken_out_are_the_ones_own(season, people, bos, at_two_cafes):
    say_absent(member=bos[1], first=DAY, last=DAY, by=bos[1], now=NOW, today=TODAY)
    assert states(at_two_cafes) == ["signed", "absent"]
    assert [one.ahead for one in worked(season, NOW) if one.name == "Bo"].count(1) >= 1
    erase(member=bos[1], by=people["carla"].user, now=NOW)
    assert states(at_two_cafes[:1]) == ["signed"] and at_two_cafes[0].name == "Bo"


def test_days_made_again_keep_both(season, people, at_two_cafes, again):
    again(now=NOW + timedelta(hours=1))
    assert states(at_two_cafes) == ["signed", "signed"]
