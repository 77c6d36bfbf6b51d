"""Taking shifts and giving them back, standing sign-ups, swaps and absence: each leaves a trace and is safe twice."""

from datetime import timedelta

import pytest

from driveout.records.drive.crew.absence import end_absence, say_absent
from driveout.records.drive.crew.rules import CannotTake, HasEnded, IsOver, NotADay, NotKnown, NotYours
from driveout.records.drive.crew.signing import put_on_of_register, sign_up, withdraw
from driveout.records.drive.crew.standing import end_standing, stand
from driveout.records.drive.crew.swaps import answer_swap, ask_swap, take_swap_back
from driveout.records.drive.days.making import put_on_dates
from driveout.records.drive.models import Check, Occurrence, Shift, Signup, Trip
from driveout.records.plan.models import Plan
from driveout.records.tell.models import Message
from driveout.records.trust.models import Trace
from tests.places import hub_at
from tests.records.crew.town import TODAY, empty_shift, whys, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(people):
    return with_papers(people["bo"])


@pytest.fixture
def dan(people):
    return with_papers(people["dan"])


def traces(what):
    return Trace.objects.filter(what=what).count()


def test_bo_takes_a_shift_once_however_often_he_presses(season, bo):
    row = empty_shift()
    first = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    again = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    assert first == again and Signup.objects.filter(shift=row).count() == 1
    assert (first.name, first.member, first.from_plan) == ("Bo", bo, False)
    assert traces("took a shift") == 1
    assert Message.objects.filter(member=bo, kind="confirmed").count() == 1


def test_all_that_is_missing_is_told_at_once(season, people):
    bo = people["bo"]
    bo.base = hub_at(bo, "Thy")
    bo.save()
    row = empty_shift()
    assert whys(sign_up, shift_id=row.id, member=bo, by=bo, now=NOW) == {"no paper", "other hub"}
    assert not Signup.objects.filter(shift=row).exists()


def test_the_last_place_is_one_persons(season, bo, dan):
    row = empty_shift()
    sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    Shift.objects.filter(pk=row.pk).update(needed=1)
    assert whys(sign_up, shift_id=row.id, member=dan, by=dan, now=NOW) == {"full"}


def test_a_cancelled_cafe_takes_nobody(season, bo):
    row = empty_shift()
    Occurrence.objects.filter(pk=row.occurrence_id).update(state="cancelled", why="sne", told_at=NOW)
    assert whys(sign_up, shift_id=row.id, member=bo, by=bo, now=NOW) == {"cancelled"}


def test_who_leads_decides_when_it_opens_and_nobody_decides_about_papers(season, bo, dan):
    row = empty_shift(after=TODAY + timedelta(weeks=7))
    assert whys(sign_up, shift_id=row.id, member=bo, by=bo, now=NOW) == {"not open"}
    assert sign_up(shift_id=row.id, member=bo, by=dan, now=NOW).state == "signed"
    assert traces("put somebody on") == 1
    bare = empty_shift(nth=3)
    bo.__class__.objects.filter(pk=bo.pk).update(base=dan.base)
    Check.objects.filter(member=bo).delete()
    assert whys(sign_up, shift_id=bare.id, member=bo, by=dan, now=NOW) == {"no paper"}


def test_bo_cannot_put_others_on_nor_take_them_off(season, bo, dan, people):
    row = empty_shift()
    with pytest.raises(NotYours):
        sign_up(shift_id=row.id, member=dan, by=bo, now=NOW)
    signup = sign_up(shift_id=row.id, member=dan, by=dan, now=NOW)
    with pytest.raises(NotYours):
        withdraw(signup_id=signup.id, by=bo, now=NOW)
    with pytest.raises(NotYours):
        sign_up(shift_id=row.id, member=people["eva"], by=people["eva"], now=NOW)


def test_another_organisations_shift_cannot_be_taken(season, people):
    finn = with_papers(people["finn"])
    with pytest.raises(NotYours):
        sign_up(shift_id=empty_shift().id, member=finn, by=finn, now=NOW)


def test_who_withdrew_may_come_back_and_who_was_taken_off_asks_first(season, bo, dan):
    row = empty_shift()
    signup = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    withdraw(signup_id=signup.id, by=bo, now=NOW)
    assert withdraw(signup_id=signup.id, by=bo, now=NOW).state == "withdrawn"
    assert traces("gave a shift back") == 1
    back = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    withdraw(signup_id=back.id, by=dan, now=NOW, why="en anden skal prøve")
    try:
        sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
        raise AssertionError("taken off, and on again")
    except CannotTake as refused:
        assert [(one.why.value, one.who) for one in refused.hindrances] == [("removed", "Dan")]
    assert sign_up(shift_id=row.id, member=bo, by=dan, now=NOW).state == "signed"


def test_what_is_over_is_not_withdrawn(season, bo):
    row = empty_shift()
    signup = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    with pytest.raises(IsOver):
        withdraw(signup_id=signup.id, by=bo, now=NOW + timedelta(days=60))


def test_somebody_of_the_register_is_put_on(season, dan, bo):
    row = Shift.objects.filter(role="host", trip__date__gt=TODAY).order_by("trip__date", "id").first()
    name = row.signups.first().name
    Signup.objects.filter(shift=row).delete()
    first = put_on_of_register(shift_id=row.id, person=name, by=dan, now=NOW)
    assert put_on_of_register(shift_id=row.id, person=name, by=dan, now=NOW) == first and first.member is None
    with pytest.raises(NotYours):
        put_on_of_register(shift_id=row.id, person=name, by=bo, now=NOW)
    with pytest.raises(NotKnown):
        put_on_of_register(shift_id=row.id, person="Ingen", by=dan, now=NOW)


def promised(bo, season, row):
    """“Every week at this place on this day.”"""
    day = {"where": row.occurrence.where_id, "weekday": row.trip.date.weekday()}
    return stand(member=bo, season=season, **day, by=bo, now=NOW, today=TODAY)


def test_a_standing_sign_up_takes_every_date_that_is_free(season, bo):
    row = empty_shift()
    weekday = row.trip.date.weekday() + 2  # as the database counts: Sunday is 1
    ahead = Shift.objects.filter(
        occurrence__place=row.occurrence.place, trip__date__gte=TODAY, trip__date__week_day=weekday
    )
    Signup.objects.all().delete()
    ahead.update(needed=1)
    Signup.objects.create(shift=ahead.order_by("-trip__date").first(), name="Birthe", made_at=NOW)
    promise, n = promised(bo, season, row)
    assert n == ahead.count() - 1 == Signup.objects.filter(member=bo).count() > 3
    assert promised(bo, season, row) == (promise, 0)
    withdraw(signup_id=Signup.objects.filter(member=bo).first().id, by=bo, now=NOW)
    assert promised(bo, season, row)[1] == 0, "who gave a date back keeps it back"
    end_standing(standing_id=promise.id, by=bo, now=NOW)
    end_standing(standing_id=promise.id, by=bo, now=NOW)
    assert traces("began a standing sign-up") == traces("ended a standing sign-up") == 1


def test_standing_sign_ups_are_kept_when_days_are_made(season, bo, people):
    row = empty_shift()
    plan = Plan.objects.get(season=season, approved_at__isnull=False)
    plan.openings.update(volunteers=[])
    Signup.objects.all().delete()
    _, n = promised(bo, season, row)
    Signup.objects.all().delete()
    made = put_on_dates(plan_id=plan.id, by=people["carla"].user, now=NOW, today=TODAY)
    assert made.standing == n == Signup.objects.filter(member=bo, state="signed").count() > 3


def test_a_swap_changes_hands_only_with_a_yes(season, bo, dan):
    row = empty_shift()
    Shift.objects.filter(pk=row.pk).update(needed=1)
    signup = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    swap = ask_swap(signup_id=signup.id, to=dan, by=bo, now=NOW)
    assert ask_swap(signup_id=signup.id, to=dan, by=bo, now=NOW) == swap
    assert Message.objects.filter(member=dan, kind="asked").count() == 1
    with pytest.raises(NotYours):
        answer_swap(swap_id=swap.id, yes=True, by=bo, now=NOW)
    signup.refresh_from_db()
    assert signup.state == "signed"
    answer_swap(swap_id=swap.id, yes=True, by=dan, now=NOW)
    assert answer_swap(swap_id=swap.id, yes=True, by=dan, now=NOW).yes is True
    with pytest.raises(HasEnded):
        answer_swap(swap_id=swap.id, yes=False, by=dan, now=NOW)
    signup.refresh_from_db()
    assert signup.state == "swapped"
    assert list(Signup.objects.filter(shift=row, state="signed").values_list("name", flat=True)) == ["Dan"]
    assert traces("said yes to a swap") == 1


def test_a_no_changes_nothing_and_a_question_can_be_taken_back(season, bo, dan, people):
    row = empty_shift()
    signup = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    swap = ask_swap(signup_id=signup.id, to=dan, by=bo, now=NOW)
    answer_swap(swap_id=swap.id, yes=False, by=dan, now=NOW)
    again = ask_swap(signup_id=signup.id, to=dan, by=bo, now=NOW)
    take_swap_back(swap_id=again.id, by=bo, now=NOW)
    with pytest.raises(HasEnded):
        answer_swap(swap_id=again.id, yes=True, by=dan, now=NOW)
    signup.refresh_from_db()
    assert signup.state == "signed"
    with pytest.raises(NotYours):
        ask_swap(signup_id=signup.id, to=people["finn"], by=bo, now=NOW)


def test_a_colleague_without_papers_cannot_take_over(season, bo, people):
    dan = people["dan"]
    dan.base = hub_at(dan, bo.hub_name)
    dan.save()
    signup = sign_up(shift_id=empty_shift().id, member=bo, by=bo, now=NOW)
    swap = ask_swap(signup_id=signup.id, to=dan, by=bo, now=NOW)
    assert whys(answer_swap, swap_id=swap.id, yes=True, by=dan, now=NOW) == {"no paper"}


def test_absence_gives_the_shifts_of_those_days_back(season, bo):
    row = empty_shift()
    day = row.trip.date
    signup = sign_up(shift_id=row.id, member=bo, by=bo, now=NOW)
    values = {"member": bo, "first": day, "last": day, "by": bo, "now": NOW, "today": TODAY}
    absence, given_back = say_absent(**values)
    assert given_back == [signup] and say_absent(**values) == (absence, [])
    assert whys(sign_up, shift_id=row.id, member=bo, by=bo, now=NOW) == {"absent"}
    end_absence(absence_id=absence.id, by=bo, now=NOW)
    assert sign_up(shift_id=row.id, member=bo, by=bo, now=NOW).state == "signed"
    assert traces("said they are away") == traces("is back from an absence") == 1


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-5, -1), (0, 400)])
def test_days_that_cannot_be_are_refused(season, bo, first, last):
    with pytest.raises(NotADay):
        say_absent(
            member=bo, first=TODAY + timedelta(days=first), last=TODAY + timedelta(days=last), by=bo, now=NOW,
            today=TODAY,
        )  # fmt: skip


def test_an_employees_trip_and_the_eleven_hours(season, people):
    alma = with_papers(people["alma"], "licence", "child safety", "introduction")
    row = Shift.objects.filter(role="employee", trip__date__gt=TODAY).select_related("trip").first()
    Signup.objects.filter(shift=row).delete()
    assert whys(sign_up, shift_id=row.id, member=alma, by=alma, now=NOW) == set()
    before = Shift.objects.create(trip=_trip(row, row.trip.date - timedelta(days=1)), role="employee", needed=1)
    assert whys(sign_up, shift_id=before.id, member=alma, by=alma, now=NOW) == {"rest"}


def _trip(row, day):
    trip = Trip.objects.get(pk=row.trip_id)
    cafe = trip.occurrences.first()
    trip.pk, trip.date, trip.name, trip.leaves, trip.returns = None, day, "sent hjem", 1200, 1430
    trip.save()
    cafe.pk, cafe.trip, cafe.date, cafe.place = None, trip, day, "Et andet sted"
    cafe.save()
    return trip
