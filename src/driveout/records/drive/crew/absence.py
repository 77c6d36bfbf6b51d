"""“I cannot come these days.” No reason is asked for, and the shifts of those days are free again."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from driveout.records.drive.crew.afterwards import has_begun
from driveout.records.drive.crew.plan_people import connected, signed_by_key, who_of_person
from driveout.records.drive.crew.rules import (
    NotADay,
    NotYours,
    check_leads,
    check_own_or_leads,
    may_take_shifts,
)
from driveout.records.drive.crew.signing import end
from driveout.records.drive.models import Absence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.team.holding import hold, hold_seasons
from driveout.records.team.models import Member, Person
from driveout.records.team.persons import hold_person
from driveout.records.trust.actions import leave_trace

SAID, ENDED = "said they are away", "is back from an absence"
LONGEST = timedelta(days=366)


@transaction.atomic
def say_absent(
    *, member: Member, first: date, last: date, by: Member, now: datetime, today: date
) -> tuple[Absence, list[Signup]]:
    """Keep the days, and give back the shifts on them; returns those. The same days twice are once.

    What has begun or is over stays: they were there. NotADay, NotYours.
    """
    member = hold(member)  # no shift is taken meanwhile, and the same days are kept once
    check_own_or_leads(by, member.pk, member.hub_key)
    if member.organisation_id != by.organisation_id or not may_take_shifts(member):
        raise NotYours
    if last < first or last < today or last - first > LONGEST:
        raise NotADay
    key = {"member": member, "first": first, "last": last, "ended_at": None}
    row, is_new = Absence.objects.get_or_create(**key, defaults={"made_at": now})
    ahead = Signup.objects.filter(
        member=member, state=SignupState.SIGNED, shift__trip__date__range=(max(first, today), last)
    )
    # Who is taken off meanwhile is asked about after it.
    list(ahead.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))
    rows = ahead.select_related("shift__trip", "shift__occurrence").order_by("shift__trip__date")
    given_back = [signup for signup in rows if not has_begun(signup, now)]
    for signup in given_back:
        end(signup, SignupState.ABSENT, by=by, now=now)
    if is_new:
        dates = {"first": first.isoformat(), "last": last.isoformat()}
        leave_trace(by=by.user, what=SAID, about=member, now=now, shifts=len(given_back), **dates)
    return row, given_back


@transaction.atomic
def say_person_absent(
    *, person: Person, first: date, last: date, by: Member, now: datetime, today: date
) -> tuple[Absence, list[Signup]]:
    """The same for somebody who does not sign in here and rang: said by who leads their hub. NotADay, NotYours,
    and NotHere as team.persons has it."""
    hub = str(person.base_id or "")
    check_leads(by, hub)
    if person.organisation_id != by.organisation_id:
        raise NotYours
    if last < first or last < today or last - first > LONGEST:
        raise NotADay
    hold_seasons(person.organisation_id)  # no leader puts them on a shift meanwhile
    hold_person(person)
    key = {"person": person, "first": first, "last": last, "ended_at": None}
    row, is_new = Absence.objects.get_or_create(**key, defaults={"made_at": now})
    mine = signed_by_key(person.organisation_id, person.base_id, person.key)
    ahead = Signup.objects.filter(
        mine, state=SignupState.SIGNED, shift__trip__date__range=(max(first, today), last)
    )  # fmt: skip
    # Who is taken off meanwhile is asked about after it.
    list(ahead.order_by("pk").select_for_update(of=("self",), no_key=True).values_list("pk"))
    rows = ahead.select_related("shift__trip", "shift__occurrence").order_by("shift__trip__date")
    given_back = [signup for signup in rows if not has_begun(signup, now)]
    for signup in given_back:
        end(signup, SignupState.ABSENT, by=by, now=now)
    if is_new:
        dates = {"first": first.isoformat(), "last": last.isoformat()}
        leave_trace(by=by.user, what=SAID, about=person, now=now, shifts=len(given_back), **dates)
    return row, given_back


@transaction.atomic
def end_absence(*, absence_id: int, by: Member, now: datetime) -> Absence:
    """Can come again. Shifts that were given back do not come back by themselves: others may have them."""
    row = Absence.objects.select_for_update(no_key=True).get(pk=absence_id)
    whose = row.member or row.person
    assert whose is not None  # the database holds it
    if whose.organisation_id != by.organisation_id:
        raise NotYours
    own = row.person is not None and who_of_person(row.person, connected(by.organisation_id)) == f"m{by.pk}"
    check_own_or_leads(by, by.pk if own else row.member_id, str(whose.base_id or ""))
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        leave_trace(by=by.user, what=ENDED, about=whose, now=now)
    return row


def absences_of(member: Member, today: date, *, ended: bool = False) -> list[Absence]:
    """Those that are not over, also said by a leader before they signed in; those that were ended when they are asked
    for. Four queries."""
    known = connected(member.organisation_id)
    rows = Absence.objects.filter(Q(member=member) | Q(person__organisation=member.organisation_id), last__gte=today)
    rows = (rows if ended else rows.filter(ended_at=None)).select_related("person")
    return [row for row in rows if row.person is None or who_of_person(row.person, known) == f"m{member.pk}"]
