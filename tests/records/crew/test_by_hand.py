"""A leader puts somebody on a shift or takes them off: who signs in is told, and whom nothing reaches is to be rung."""

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.calls.reading import Reached, calls_on
from driveout.records.drive.calls.ringing import tick
from driveout.records.drive.crew.signing import put_on_of_register, sign_up, withdraw
from driveout.records.models import Call, CallList, Message, Signup, Way
from tests.places import hub_at
from tests.records.crew.town import empty_shift, with_papers
from tests.records.test_stock_races import alone, at_once, open_to_threads
from tests.stored import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(season, people):
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    return people["dan"]


def on_list(people):
    return {one.name: one for one in calls_on(CallList.objects.first(), people["carla"])}


def test_one_of_the_register_is_to_be_rung_and_hears_what_when_and_where(people, leader):
    row = empty_shift()
    put_on_of_register(shift_id=row.pk, person="Bodil", by=leader, now=NOW)
    put_on_of_register(shift_id=row.pk, person="Bodil", by=leader, now=NOW)
    (one,) = on_list(people).values()
    assert (one.name, one.reached, CallList.objects.get().kind) == ("Bodil", Reached.RING, "shift")
    (news,) = one.call.news
    assert (news["kind"], news["place"], news["starts"]) == ("confirmed", row.occurrence.place, row.occurrence.starts)


def test_who_was_never_rung_and_is_off_again_need_not_be(people, leader):
    signup = put_on_of_register(shift_id=empty_shift().pk, person="Bodil", by=leader, now=NOW)
    withdraw(signup_id=signup.pk, by=leader, now=NOW)
    assert CallList.objects.count() == 1 and on_list(people)["Bodil"].reached is Reached.ENDED


def test_who_was_rung_and_is_off_again_is_rung_again(people, leader):
    signup = put_on_of_register(shift_id=empty_shift().pk, person="Bodil", by=leader, now=NOW)
    tick(call_id=Call.objects.get().pk, by=leader, now=NOW)
    withdraw(signup_id=signup.pk, by=leader, now=NOW)
    assert [one["kind"] for one in on_list(people)["Bodil"].call.news] == ["off the crew"]


@pytest.mark.parametrize("has_way", [True, False])
def test_who_signs_in_is_told_and_rung_only_where_they_want_no_messages(people, leader, has_way):
    bo = with_papers(people["bo"])
    if has_way:
        Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=NOW)
    signup = sign_up(shift_id=empty_shift().pk, member=bo, by=leader, now=NOW)
    assert Message.objects.filter(member=bo, kind="confirmed").exists() and CallList.objects.exists() != has_way
    withdraw(signup_id=signup.pk, by=leader, now=NOW)
    assert Message.objects.filter(member=bo, kind="off the crew").exists()
    assert not Call.objects.filter(ended_at=None).exists(), "put on and off, and heard of neither"


def test_who_does_it_alone_is_on_no_list(season, people):
    bo = with_papers(people["bo"])
    withdraw(signup_id=sign_up(shift_id=empty_shift().pk, member=bo, by=bo, now=NOW).pk, by=bo, now=NOW)
    assert not CallList.objects.exists()


def test_who_signs_in_and_stands_there_by_the_register_is_told_as_themselves(people, leader):
    bo = with_papers(people["bo"])
    Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=NOW)
    signup = Signup.objects.create(shift=empty_shift(), name="Bo", person="Bo", made_at=NOW)
    withdraw(signup_id=signup.pk, by=leader, now=NOW)
    assert Message.objects.get(member=bo).kind == "off the crew" and not CallList.objects.exists()
    signup.refresh_from_db()
    assert signup.member is None, "who they are is said elsewhere"


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_put_people_on_at_once_wait_for_nobody_for_ever(tmp_path, season, people, leader):
    carla = people["carla"]
    rows, bo = [empty_shift(), empty_shift(1)], with_papers(people["bo"])
    with open_to_threads(tmp_path):
        done = at_once([
            lambda: put_on_of_register(shift_id=rows[0].pk, person="Bodil", by=leader, now=NOW),
            lambda: put_on_of_register(shift_id=rows[1].pk, person="Birthe", by=carla, now=NOW),
            lambda: sign_up(shift_id=rows[1].pk, member=bo, by=leader, now=NOW),
            lambda: sign_up(shift_id=rows[0].pk, member=bo, by=bo, now=NOW),
        ])  # fmt: skip
        assert not [one for one in done if type(one).__name__ in ("OperationalError", "IntegrityError")], done
        assert alone(CallList.objects.count) >= 1
