"""Who is put on, taken off or moved is told of it, once; and a cancelled trip is cancelled wherever one looks."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken, Mishap
from driveout.field.shifts.page import shifts_page
from driveout.records.drive.crew.absence import say_absent
from driveout.records.drive.crew.feed import entries, sequence_of
from driveout.records.drive.crew.hours import worked
from driveout.records.drive.crew.own import own_signups
from driveout.records.drive.crew.plan_people import REMADE
from driveout.records.drive.crew.signing import sign_up, withdraw
from driveout.records.drive.crew.swaps import answer_swap, ask_swap
from driveout.records.drive.days import breaking
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.days.settling import settle_repair
from driveout.records.drive.models import Occurrence, Shift, Signup, Standing, Trip
from driveout.records.models import Season
from driveout.records.tell.models import Message, Way
from tests.places import hub_at, hub_key
from tests.records.crew.town import MONDAY, TODAY, empty_shift, whys, with_papers
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
FAR = TODAY + timedelta(days=28)


def joins(people, *names):
    """Those the plan names sign in here from now on."""
    for name in names:
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
        first = people[name].user.first_name
        Signup.objects.filter(name=first, member=None).update(member=people[name])
    return people[names[0]]


def told(member, **only) -> list[tuple[str, str]]:
    rows = Message.objects.filter(member=member, **only).order_by("id")
    return [(row.kind, row.subject) for row in rows]


def kinds(member, **only) -> list[str]:
    return [kind for kind, _ in told(member, **only)]


def alma_drives(people) -> Trip:
    """Next Monday's trip with both its cafés, driven by Alma who signs in here."""
    alma, trip = joins(people, "alma"), Trip.objects.get(date=NEXT)
    Signup.objects.filter(shift__trip=trip, shift__role="employee").update(name="Alma", member=alma)
    return trip


def cancel(cafe, people, now=NOW):
    return breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=people["carla"].user, now=now)


def test_who_drives_hears_when_a_cafe_is_cancelled_moved_and_when_none_is_left(season, people):
    trip = alma_drives(people)
    first, last = trip.occurrences.order_by("starts")
    cancel(first, people)
    assert kinds(people["alma"]) == ["changed"], "the trip goes on to the other one"
    cancel(last, people)
    assert kinds(people["alma"]) == ["changed", "cancelled"]
    assert HUB in told(people["alma"])[1][1] and "Aflyst" in told(people["alma"])[1][1]
    cancel(last, people)
    assert len(told(people["alma"])) == 2, "told once"
    breaking.take_back(occurrence_id=last.pk, by=people["carla"].user, now=NOW + timedelta(minutes=1))
    assert kinds(people["alma"])[2:] == ["changed"]
    breaking.hold_later(
        occurrence_id=last.pk, starts=last.starts + 15, why="Sne", by=people["carla"].user,
        now=NOW + timedelta(minutes=2),
    )  # fmt: skip
    assert last.place in told(people["alma"])[3][1]


def test_a_volunteer_driver_hears_it_too_and_who_wants_no_messages_gets_none(season, people):
    trip = alma_drives(people)
    bo = with_papers(people["bo"], "licence")
    Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=NOW, stopped_at=NOW)
    extra = Shift.objects.create(trip=trip, role="driver", needed=1)
    Signup.objects.create(shift=extra, member=bo, name="Bo", made_at=NOW)
    for cafe in trip.occurrences.all():
        cancel(cafe, people)
    assert {row.state for row in Message.objects.filter(member=bo)} == {"stopped"}


def test_a_wholly_cancelled_trip_is_cancelled_on_the_page_in_the_calendar_and_in_the_hours(season, people):
    trip, alma = alma_drives(people), people["alma"]
    Signup.objects.filter(member=alma).exclude(shift__trip=trip).delete()
    later = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))

    def seen():
        (mine,) = shifts_page(alma, NOW)["mine"]
        (entry,) = entries(alma, TODAY)
        done = [(one.held, one.km > 0) for one in worked(season, later) if one.name == "Alma"]
        return mine["cancelled"], entry.is_cancelled, len(shifts_page(alma, later)["past"]), done

    assert seen() == (False, False, 1, [(1, True)])
    first, last = trip.occurrences.order_by("starts")
    cancel(first, people, now=NOW + timedelta(minutes=5))
    assert seen() == (False, False, 1, [(1, True)])
    before = entries(alma, TODAY)[0]
    cancel(last, people, now=NOW + timedelta(minutes=10))
    assert seen() == (True, True, 0, [])
    assert sequence_of(entries(alma, TODAY)[0]) > sequence_of(before), "a calendar takes it as news"


def repair(season, people, *mishaps):
    proposal = repair_day(season=season, day=NEXT, mishaps=mishaps, now=NOW)
    settle_repair(proposal=proposal, why="Bilen kan ikke køre.", by=people["carla"].user, now=NOW)
    return proposal


def test_a_lost_day_is_told_to_its_driver_once(season, people):
    alma_drives(people)
    repair(season, people, *(Mishap(Broken.VAN, name, hub_key(season)) for name in ("Van 1", "Van 2")))
    assert kinds(people["alma"]) == ["cancelled"]


def test_another_van_is_told_to_the_driver_and_to_no_host(season, people):
    alma_drives(people)
    joins(people, "bo")
    repair(season, people, Mishap(Broken.VAN, Trip.objects.get(date=NEXT).van, hub_key(season)))
    assert kinds(people["alma"]) == ["changed"] and kinds(people["bo"]) == []


def test_who_is_taken_off_by_a_repair_is_told_and_who_comes_instead_too(season, people):
    bo = joins(people, "bo")
    assert Signup.objects.filter(member=bo, shift__trip__date=NEXT).exists()
    Signup.objects.filter(shift__trip__date=NEXT, shift__role="employee").update(name="Anders", person="Anders")
    joins(people, "alma")
    repair(
        season,
        people,
        Mishap(Broken.VOLUNTEER, "Bo", hub_key(season)),
        Mishap(Broken.EMPLOYEE, "Anders", hub_key(season)),
    )
    assert set(kinds(bo)) == {"off the crew"}
    assert kinds(people["alma"]) == ["confirmed"], "she drives now"


def test_a_host_whom_a_repair_swaps_is_told(season, people):
    """Dan stands at Mosede beside what was planned; the repair has it with its own host alone."""
    cafe = Occurrence.objects.get(date=NEXT, place="Mosede")
    shift = cafe.shifts.get(role="host")
    joins(people, "bo")
    proposal = repair_day(
        season=season,
        day=NEXT,
        mishaps=[Mishap(Broken.VAN, Trip.objects.get(date=NEXT).van, hub_key(season))],
        now=NOW,
    )
    held = tuple(replace(one, hosts=("Berit",)) if one.cafe == cafe.pk else one for one in proposal.held)
    settle_repair(proposal=replace(proposal, held=held), why="", by=people["carla"].user, now=NOW)
    assert shift.signups.get(member=people["bo"]).state == "swapped"
    assert [kind for kind, subject in told(people["bo"]) if "Mosede" in subject] == ["off the crew"]


def test_whom_a_new_plan_no_longer_names_is_kept_as_ended_and_told(season, people, plan, again):
    bo = joins(people, "bo")
    Message.objects.all().delete()
    plan.openings.update(volunteers=[])
    plan.openings.filter(weekday=0).update(starts=615)
    made = again()
    ended = Signup.objects.filter(member=bo, shift__trip__date__gt=TODAY)
    assert {(row.state, row.said_by_id, row.why) for row in ended} == {("withdrawn", people["carla"].user.pk, REMADE)}
    assert made.taken_off >= ended.count() > 0
    near = ended.filter(shift__trip__date__lte=FAR, shift__occurrence__state="planned").count()
    assert kinds(bo) == ["off the crew"] * near, "not first that it is changed, and nothing of what is far ahead"
    again(now=NOW + timedelta(hours=1))
    assert len(told(bo)) == near, "the same again is no news"


def test_of_two_cafes_that_are_lost_to_one_only_the_cancelled_is_called_so(season, people, plan, again):
    """Another host comes to the one; the other is not in the plan any more."""
    bo = joins(people, "bo")
    first, other = plan.openings.filter(weekday=0).order_by("starts")
    for opening in (first, other):
        Signup.objects.update_or_create(
            shift=Occurrence.objects.get(date=NEXT, place=opening.stop.name).shifts.get(role="host"), member=bo,
            defaults={"name": "Bo B", "from_plan": True, "made_at": NOW},
        )  # fmt: skip
    Message.objects.all().delete()
    first.volunteers, gone = ["Berit"], other.stop.name
    first.save()
    other.delete()
    again()
    said = {subject.split(": ")[1].split(",")[0]: kind for kind, subject in told(bo) if "9. marts" in subject}
    assert said == {first.stop.name: "off the crew", gone: "cancelled"}


def test_who_drove_a_trip_whose_cafes_another_drives_to_is_off_it_and_nothing_is_cancelled(season, people, plan, again):
    trip = alma_drives(people)
    tour = plan.tours.get(name=trip.name)
    tour.name, tour.employee = "En anden tur", season.hubs.get().employees.get(name="Anders")
    tour.save()
    again()
    assert Signup.objects.filter(member=people["alma"], state="signed", shift__trip__date=NEXT).count() == 0
    assert {kind for kind, subject in told(people["alma"]) if "9. marts" in subject} == {"off the crew"}
    (entry,) = [one for one in entries(people["alma"], TODAY) if one.day == NEXT]
    assert entry.is_cancelled and entry.is_left


def test_a_calendar_says_whether_a_cafe_is_cancelled_or_held_without_one(season, people):
    trip = alma_drives(people)
    mine = Signup.objects.filter(member=people["alma"], shift__trip=trip)

    def seen():
        (entry,) = [one for one in entries(people["alma"], TODAY) if one.day == NEXT]
        return entry.is_cancelled, entry.is_left

    assert seen() == (False, False)
    mine.update(state="withdrawn", ended_at=NOW)
    assert seen() == (True, True)
    for cafe in trip.occurrences.all():
        cancel(cafe, people)
    assert seen() == (True, False)
    mine.update(state="signed", ended_at=None)
    assert seen() == (True, False)


def test_who_is_taken_off_by_who_leads_is_told_so_and_who_gives_back_is_told_nothing(season, people):
    bo, carla = with_papers(people["bo"]), people["carla"]
    for row, by, kind in (
        (empty_shift(), bo, []), (empty_shift(1), carla, ["off the crew"]), (empty_shift(2), carla, ["cancelled"]),
    ):  # fmt: skip
        mine = sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW)
        if kind == ["cancelled"]:
            Occurrence.objects.filter(pk=row.occurrence_id).update(state="cancelled", why="Sne", told_at=NOW)
        Message.objects.all().delete()
        withdraw(signup_id=mine.pk, by=by, now=NOW)
        withdraw(signup_id=mine.pk, by=by, now=NOW)
        assert kinds(bo) == kind


def test_whose_shift_a_colleague_takes_is_off_it_and_the_cafe_is_held(season, people):
    bo, dan = with_papers(people["bo"]), with_papers(people["dan"])
    mine = sign_up(shift_id=empty_shift().pk, member=bo, by=bo, now=NOW)
    Message.objects.all().delete()
    swap = ask_swap(signup_id=mine.pk, to=dan, by=bo, now=NOW)
    answer_swap(swap_id=swap.pk, yes=True, by=dan, now=NOW)
    assert kinds(bo) == ["off the crew"] and kinds(dan) == ["asked", "confirmed"]


def test_a_plan_that_names_them_again_takes_them_back_and_says_so_in_one_message(season, people, plan, again):
    bo = joins(people, "bo")
    names = {row.pk: row.volunteers for row in plan.openings.all()}
    plan.openings.update(volunteers=[])
    again()
    Message.objects.all().delete()
    for opening in plan.openings.all():
        opening.volunteers = names[opening.pk]
        opening.save()
    again(now=NOW + timedelta(hours=1))
    here = Signup.objects.filter(member=bo, state="signed", shift__trip__date__range=(TODAY, FAR))
    ((kind, _),) = told(bo)
    assert kind == "confirmed" and f"Og {here.count() - 1} til." in Message.objects.get(member=bo).text


def test_whom_only_the_plan_took_off_may_come_again_by_themselves_and_by_a_promise(season, people, plan, again):
    bo = with_papers(joins(people, "bo"))
    mine = Signup.objects.filter(member=bo, shift__trip__date__gt=TODAY).select_related("shift__occurrence").first()
    plan.openings.update(volunteers=[])
    again()
    assert "removed" not in whys(sign_up, shift_id=mine.shift_id, member=bo, by=bo, now=NOW)
    Signup.objects.filter(member=bo, state="signed").delete()
    Message.objects.all().delete()
    cafe = mine.shift.occurrence
    where = {"where_id": cafe.where_id, "place": cafe.place, "weekday": cafe.date.weekday()}
    Standing.objects.create(member=bo, season=season, **where, made_at=NOW)
    assert again(now=NOW + timedelta(hours=1)).standing > 5
    assert Signup.objects.filter(member=bo, shift=mine.shift, state="signed").exists()


def test_a_trip_without_cafes_goes_only_where_nobody_was_on_it(season, people, plan, again):
    bo = with_papers(people["bo"], "licence")
    trip = Trip.objects.filter(date=NEXT).get()
    other = Trip.objects.exclude(name=trip.name).filter(date__gt=NEXT).earliest("date")
    extra = Shift.objects.create(trip=trip, role="driver", needed=1)
    Signup.objects.create(shift=extra, member=bo, name="Bo", made_at=NOW)
    trip.occurrences.update(trip=other)
    bare = Trip.objects.create(
        season=season, date=NEXT, name="Tom", hub=HUB, van="Van 1", driver="Alma", leaves=480, returns=900,
        base=trip.base, driving_minutes=0, km=0,
    )  # fmt: skip
    plan.openings.filter(weekday=0).delete()
    again()
    assert not Trip.objects.filter(pk=bare.pk).exists()
    row = Signup.objects.get(shift=extra)
    assert (row.state, row.said_by, row.member) == ("withdrawn", people["carla"].user, bo)
    assert not Signup.objects.filter(shift__trip=trip, state="signed").exists()


def test_who_drives_another_tour_of_the_hub_that_day_is_not_told_off_and_on(season, people, plan, again):
    alma_drives(people)
    name = Trip.objects.get(date=NEXT).name
    tour = plan.tours.get(name=name)
    tour.name, tour.leaves = "En anden tur", tour.leaves + 10
    tour.employee = season.hubs.get().employees.get(name="Alma")
    tour.save()
    again()
    assert set(kinds(people["alma"])) == {"changed"}
    assert "signed" not in set(Signup.objects.filter(shift__trip__name=name, shift__trip__date__gte=TODAY).values_list(
        "state", flat=True))  # fmt: skip


def test_a_new_plan_takes_nobody_from_what_has_begun(season, people, plan, again):
    bo = joins(people, "bo")
    mine = Signup.objects.filter(member=bo, shift__trip__date__gt=TODAY).select_related("shift__occurrence").first()
    cafe = mine.shift.occurrence
    plan.openings.update(volunteers=[])
    noon = datetime.combine(cafe.date, datetime.min.time(), ZoneInfo("Europe/Copenhagen"))
    again(now=noon + timedelta(minutes=cafe.starts + 5), today=cafe.date)
    mine.refresh_from_db()
    assert mine.state == "signed"


def test_away_from_today_leaves_what_has_begun_or_is_over(season, people):
    bo = with_papers(people["bo"])
    worked_on = empty_shift()
    day = worked_on.trip.date
    mine = sign_up(shift_id=worked_on.pk, member=bo, by=bo, now=NOW)
    begins = datetime.combine(day, datetime.min.time(), ZoneInfo("Europe/Copenhagen")) + timedelta(
        minutes=worked_on.occurrence.starts
    )
    later = Signup.objects.create(
        shift=Shift.objects.filter(role="host", trip__date__gt=day).first(), member=bo, name="Bo B", made_at=NOW
    )
    for now in (begins + timedelta(minutes=1), begins + timedelta(hours=5)):
        _, given_back = say_absent(member=bo, first=day, last=day + timedelta(days=60), by=bo, now=now, today=day)
        mine.refresh_from_db()
        assert mine.state == "signed" and mine not in given_back
    later.refresh_from_db()
    assert later.state == "absent"


def test_a_season_that_another_took_the_place_of_has_no_shifts_ahead(people, season):
    trip = alma_drives(people)
    alma = people["alma"]
    before = {one.key: sequence_of(one) for one in entries(alma, TODAY)}
    assert own_signups(alma, TODAY)
    assert not any(one.is_cancelled for one in entries(alma, TODAY) if one.day == trip.date)
    Season.objects.filter(pk=season.pk).update(set_aside_at=NOW)
    assert own_signups(alma, TODAY) == []
    after = entries(alma, TODAY)
    assert {one.key for one in after} == set(before)
    assert all(one.is_cancelled == (one.day >= TODAY) for one in after), "what lies behind was held all the same"
    assert all(sequence_of(one) >= before[one.key] for one in after)


def test_a_cafe_that_is_moved_every_week_is_told_once(season, people, plan, again):
    """Mosede's Mondays are 5 minutes later from now on."""
    bo = joins(people, "bo")
    Message.objects.all().delete()
    mine = Signup.objects.filter(member=bo, state="signed", shift__trip__date__range=(TODAY, FAR))
    mondays = mine.filter(shift__occurrence__place="Mosede", shift__trip__date__week_day=2)
    assert mondays.count() > 2
    plan.openings.filter(weekday=0, stop__name="Mosede").update(starts=605)
    again()
    (message,) = Message.objects.filter(member=bo, kind="changed")
    assert (
        "kl. 10.05" in message.text and f"Og {mondays.count() - 1} til." in message.text and "Mosede" in message.subject
    )
