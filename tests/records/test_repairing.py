"""A broken day: shown before it is done, done as it was shown, told to everybody from one fact."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driveout.core.simulate.small_town import HUB
from driveout.core.words import Broken, Mishap, Nonsense
from driveout.records.drive.days import breaking
from driveout.records.drive.days.board import board
from driveout.records.drive.days.repairing import from_plain, repair_day
from driveout.records.drive.days.settling import DayChanged, settle_repair
from driveout.records.models import Employee, Message, Occurrence, PublicChange, Signup, Trace, Trip
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.team.erasure import erase_from_register
from tests.on_dates import make_days
from tests.pace import examples
from tests.places import hub_key
from tests.remembered import remembered
from tests.stored import NOW

MONDAY = date(2026, 3, 2)
NEXT = MONDAY + timedelta(days=7)  # a Monday ahead: no van has left
WHY = "Bilen kan ikke køre."


@pytest.fixture
@remembered
def week(season, plan, carla):
    """The small town's week on its dates, its times public."""
    season.first_day = MONDAY
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    publish_times(plan_id=plan.id, by=carla.user, now=NOW)
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=MONDAY)
    return season


def out(kind: Broken, name: str) -> Mishap:
    return Mishap(kind, name, HUB)


def propose(season, *mishaps, day=NEXT, now=NOW):
    return repair_day(season=season, day=day, mishaps=[_by_key(season, one) for one in mishaps], now=now)


def _by_key(season, mishap: Mishap) -> Mishap:
    """The words of a day know the hub by its key."""
    key = {HUB: hub_key(season)}
    return replace(mishap, key=key.get(mishap.key, mishap.key), hub=key.get(mishap.hub, mishap.hub))


def settle(proposal, carla, why=WHY, now=NOW):
    return settle_repair(proposal=proposal, why=why, by=carla.user, now=now)


def stands(day=NEXT):
    rows = Occurrence.objects.filter(date=day).select_related("trip")
    return {row.place: (row.state, row.starts, row.trip.van) for row in rows}


def test_a_proposal_changes_nothing(week):
    before = stands(), board(week.id, NEXT).mark(), Trace.objects.count()
    proposal = propose(week, out(Broken.VAN, "Van 1"))
    assert (stands(), board(week.id, NEXT).mark(), Trace.objects.count()) == before
    assert not proposal.lost and {one.van for one in proposal.rides} == {"Van 2"}
    assert from_plain(proposal.as_plain()) == proposal


def test_another_van_takes_the_tour_and_nobody_else_is_moved(week, carla):
    trip = Trip.objects.get(date=NEXT)
    signed = set(Signup.objects.filter(shift__trip=trip, state="signed").values_list("id", flat=True))
    assert settle(propose(week, out(Broken.VAN, "Van 1")), carla)
    trip.refresh_from_db()
    assert trip.van == "Van 2" and {van for _, _, van in stands().values()} == {"Van 2"}
    assert signed == set(Signup.objects.filter(shift__trip=trip, state="signed").values_list("id", flat=True))
    assert not PublicChange.objects.exists()  # guests see the café where and when it was promised


def test_what_cannot_be_held_is_cancelled_everywhere_at_once(week, carla):
    proposal = propose(week, out(Broken.VAN, "Van 1"), out(Broken.VAN, "Van 2"))
    assert {one.place for one in proposal.lost} == {"Mosede", "Lyngdal"}
    assert proposal.guests_lost == pytest.approx(11.9)
    settle(proposal, carla)
    rows = Occurrence.objects.filter(date=NEXT)
    assert {(row.state, row.why, row.told_at, row.told_by_id) for row in rows} == {
        ("cancelled", WHY, NOW, carla.user.id)
    }
    told = PublicChange.objects.filter(date=NEXT)
    assert {(row.place, row.cancelled, row.why) for row in told} == {("Mosede", True, WHY), ("Lyngdal", True, WHY)}
    assert Occurrence.objects.filter(state="cancelled").count() == 2  # and no other date
    trace = Trace.objects.get(what="repaired the day")
    assert (trace.details["lost"], trace.details["broken"]) == (2, ["van"])
    assert "Bo" not in str(trace.details)


def test_twice_is_once(week, carla):
    proposal = propose(week, out(Broken.VAN, "Van 1"), out(Broken.VAN, "Van 2"))
    assert settle(proposal, carla)
    before = stands(), Message.objects.count(), PublicChange.objects.count()
    assert not settle(proposal, carla)
    assert (stands(), Message.objects.count(), PublicChange.objects.count()) == before
    assert Trace.objects.filter(what="repaired the day").count() == 1


def test_a_day_that_somebody_changed_meanwhile_is_left_alone(week, carla):
    proposal = propose(week, out(Broken.VAN, "Van 1"))
    row = Occurrence.objects.filter(date=NEXT).first()
    breaking.cancel(occurrence_id=row.id, why="Huset er optaget.", by=carla.user, now=NOW)
    before = stands()
    with pytest.raises(DayChanged):
        settle(proposal, carla)
    assert stands() == before


def test_who_cannot_come_is_absent_and_somebody_else_is_put_on(week, carla):
    settle(propose(week, out(Broken.VOLUNTEER, "Bo")), carla, why="")
    states = dict(Signup.objects.filter(shift__trip__date=NEXT, name="Bo").values_list("shift__occurrence", "state"))
    assert set(states.values()) == {"absent"}
    hosts = set(Signup.objects.filter(shift__trip__date=NEXT, shift__role="host", state="signed").values_list("name"))
    assert hosts and ("Bo",) not in hosts
    assert {state for state, _, _ in stands().values()} == {"planned"}
    assert Signup.objects.filter(name="Bo", state="absent", why="").count() == len(states)  # no reason is kept


def test_who_signed_up_by_themselves_counts_as_crew(week, carla):
    """Bo is out; Berit, whom the register does not know, stands at Lyngdal: she stays, and Mosede finds another."""
    mosede, lyngdal = Occurrence.objects.filter(date=NEXT).order_by("starts")
    shift = lyngdal.shifts.get()
    shift.signups.update(state="withdrawn", ended_at=NOW)
    Signup.objects.create(shift=shift, name="Berit", made_at=NOW)
    settle(propose(week, out(Broken.VOLUNTEER, "Bo")), carla, why="")
    assert board(week.id, NEXT).hosts(lyngdal) == ("Berit",)
    assert board(week.id, NEXT).hosts(mosede) not in ((), ("Bo",))


def test_a_gap_is_no_reason_to_cancel(week, carla):
    """Nobody is signed up at Mosede, and the road elsewhere is closed: Mosede is held as it was going to be."""
    mosede = Occurrence.objects.get(date=NEXT, place="Mosede")
    mosede.shifts.get().signups.update(state="withdrawn", ended_at=NOW)
    proposal = propose(week, Mishap(Broken.HALL, "Lyngdal"))
    assert [one.place for one in proposal.lost] == ["Lyngdal"]
    assert [one.place for one in proposal.held] == ["Mosede"]


def test_whom_a_proposal_puts_on_and_who_is_taken_out_meanwhile_is_not_written_anew(week, carla):
    """Their name stands in what the leader looked at, and nowhere on the day."""
    proposal = propose(week, out(Broken.EMPLOYEE, "Alma"))
    assert {ride.driver for ride in proposal.rides} == {"Anders"}
    anders = Employee.objects.get(hub__season=week, name="Anders")
    whose = {"kind": "Employee", "row_id": anders.pk, "organisation_id": carla.organisation_id}
    erase_from_register(**whose, by=carla.user, now=NOW)
    with pytest.raises(DayChanged):
        settle(proposal, carla)
    assert not Signup.objects.filter(name="Anders").exists() and not Trip.objects.filter(driver="Anders").exists()


def test_a_register_that_was_tidied_up_does_not_stop_the_repair(week, carla):
    week.stops.filter(name="Lyngdal").delete()
    week.hubs.get().vehicles.filter(name="Van 1").delete()
    proposal = propose(week, out(Broken.VAN, "Van 1"))
    assert proposal.unknown == ("Lyngdal",)
    assert [one.place for one in proposal.held] == ["Mosede"]


def test_a_cafe_that_is_late_is_told_as_late(week, carla):
    """The van comes back from Mosede at noon today: what had not begun is later, never earlier."""
    now = datetime(2026, 3, 9, 9, 55, tzinfo=ZoneInfo("Europe/Copenhagen"))
    proposal = propose(week, out(Broken.VAN, "Van 1"), now=now)
    assert proposal.late or proposal.lost
    settle(proposal, carla, now=now)
    for one in proposal.held:
        row = Occurrence.objects.get(pk=one.cafe)
        assert row.starts == one.starts >= row.promised
        assert PublicChange.objects.filter(place=row.place, cancelled=False).exists() == (row.starts > row.promised)


def test_a_day_behind_us_and_a_day_without_cafes_are_refused(week):
    with pytest.raises(breaking.Over):
        propose(week, out(Broken.VAN, "Van 1"), now=NOW + timedelta(days=30))
    with pytest.raises(Nonsense):
        propose(week, out(Broken.VAN, "Van 1"), day=NEXT + timedelta(days=5))
    with pytest.raises(Nonsense):
        propose(week, out(Broken.VAN, "Van 9"))


MISHAPS = st.sampled_from([
    out(Broken.VAN, "Van 1"), out(Broken.VAN, "Van 2"), out(Broken.EMPLOYEE, "Alma"), out(Broken.EMPLOYEE, "Anders"),
    out(Broken.VOLUNTEER, "Bo"), out(Broken.VOLUNTEER, "Birthe"), out(Broken.VOLUNTEER, "Bodil"),
    Mishap(Broken.HALL, "Mosede"), Mishap(Broken.HALL, "Vestermark"), Mishap(Broken.ROAD, HUB, to="Mosede"),
])  # fmt: skip


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.lists(MISHAPS, min_size=1, max_size=2, unique=True)), max_size=3))
def test_after_any_repairs_rows_and_public_changes_say_the_same(week, carla, history):
    """One fact: whoever looks finds each café once, held or cancelled with a reason, and nobody in two places."""
    from django.db import transaction

    with transaction.atomic():
        for ahead, mishaps in history:
            day = NEXT + timedelta(days=ahead)
            known = {m.key for m in mishaps if m.kind in (Broken.VOLUNTEER, Broken.EMPLOYEE, Broken.VAN)}
            try:
                settle(propose(week, *mishaps, day=day), carla)
            except Nonsense:  # everything of that day is cancelled already, or it never was there
                continue
            now = board(week.id, day)
            on = [name for cafe in now.cafes if cafe.state == "planned" for name in now.hosts(cafe)]
            on += [now.driver(t) for t in now.trips if any(c.state == "planned" for c in now.cafes_of[t.pk])]
            assert not known & {*on, *(t.van for t in now.trips if any(
                c.state == "planned" for c in now.cafes_of[t.pk]))}  # fmt: skip
        said = {(row.date, row.place): (row.cancelled, row.starts) for row in PublicChange.objects.all()}
        rows = Occurrence.objects.filter(date__gte=NEXT).exclude(why="")
        assert said == {(row.date, row.place): (row.state == "cancelled", row.starts) for row in rows}
        assert all(row.starts >= row.promised for row in Occurrence.objects.all())
        transaction.set_rollback(True)
