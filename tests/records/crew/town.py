"""A season on dates with its crew: for tests of shifts."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.crew.rules import CannotTake
from driveout.records.drive.models import Absence, Call, CallList, Check, Occurrence, Shift, Signup, Standing, Swap
from driveout.records.meet.actions import take_events
from driveout.records.models import Phone, Season
from driveout.records.plan.actions import approve_plan
from driveout.records.team.models import Member, Role
from tests.on_dates import make_days
from tests.places import hub_at
from tests.remembered import remembered
from tests.stored import NOW, cast, many_towns, store_plan, store_season, store_unchecked

TODAY = NOW.date()  # a Tuesday
MONDAY = date(2026, 3, 2)
DAY = MONDAY + timedelta(days=7)  # ahead: Mosede and Lyngdal, driven from one trip, “A”


@remembered
def dated(season: Season, plan, carla) -> Season:
    """The small town's plan on its dates from Monday."""
    season.first_day = MONDAY
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=MONDAY)
    return season


def with_papers(member, *kinds, until=None):
    """At the town's hub, with these papers seen; all that a host needs when none is named."""
    member.base = hub_at(member, HUB)
    member.save()
    for kind in kinds or ("child safety", "introduction"):
        Check.objects.create(member=member, kind=kind, checked_on=date(2026, 1, 5), valid_until=until)
    return member


def on_dates_with(people, *hosts: str):
    """The cast, whose season is on dates; these of them may be hosts."""
    season = store_season(people["carla"])
    dated(season, store_plan(people["carla"], season), people["carla"])
    for name in hosts:
        with_papers(people[name])
    return people


def empty_shift(nth: int = 0, after: date = TODAY) -> Shift:
    """A host's shift after a day, with nobody on it any more."""
    rows = Shift.objects.filter(role="host", trip__date__gt=after).order_by("trip__date", "occurrence__starts")
    row = rows.select_related("trip", "occurrence")[nth]
    Signup.objects.filter(shift=row).delete()
    return row


def wrote(cafe: Occurrence, member, *events: tuple[str, dict[str, Any]]) -> list[str]:
    """What somebody wrote at a café on a new phone, (kind, body) of each; the events' ids."""
    phone = Phone.objects.create(id=uuid4(), member=member, name="x", public_key="", made_at=NOW, signed_in_at=NOW)
    items: list[dict[str, Any]] = [
        {"v": 1, "id": str(uuid4()), "seq": seq, "at": NOW.isoformat(), "kind": kind, "occurrence": cafe.pk,
         "body": body}
        for seq, (kind, body) in enumerate(events, 1)
    ]  # fmt: skip
    assert {fate.status for fate in take_events(items=items, phone=phone, now=NOW)} == {201}
    return [item["id"] for item in items]


def whys(act, **values) -> set[str]:
    """What stood in the way."""
    try:
        act(**values)
    except CannotTake as refused:
        return {hindrance.why.value for hindrance in refused.hindrances}
    return set()


def one_of_each(cafe, bo, dan) -> dict[str, int]:
    """Ids of a café's shift and of what may hang on it: for the table of rights."""
    shift = cafe.shifts.get(role="host")
    signup = shift.signups.get()
    bo.base = hub_at(bo, cafe.hub)
    bo.save()
    absence = Absence.objects.create(member=bo, first=cafe.date, last=cafe.date, made_at=NOW)
    check = Check.objects.create(member=bo, kind="introduction", checked_on=cafe.date)
    swap = Swap.objects.create(signup=signup, to=dan, asked_at=NOW)
    where = {"where_id": cafe.where_id, "place": cafe.place}
    row = CallList.objects.create(season=cafe.season, date=cafe.date, kind="cancelled", once="x", made_at=NOW)
    call = Call.objects.create(of_list=row, base_id=cafe.base_id, member=bo)
    promise = Standing.objects.create(member=bo, season=cafe.season, **where, weekday=1, made_at=NOW)
    return {
        "shift_id": shift.id, "signup_id": signup.id, "swap_id": swap.id, "standing_id": promise.id,
        "absence_id": absence.id, "check_id": check.id, "list_id": row.id, "call_id": call.id, "code": f"m{bo.id}",
    }  # fmt: skip


def big_crew(hubs: int = 15, stops: int = 20, volunteers: int = 400, weeks: int = 2):
    """(season, plan, coordinator): fifteen hubs, 300 stops and 400 volunteers who sign in, with their papers.

    The plan names nobody, so every host's shift is a gap.
    """
    carla = cast()["carla"]
    words = many_towns(hubs, stops)
    season = store_season(carla, words)
    season.first_day, season.weeks = MONDAY, weeks
    season.save(update_fields=["first_day", "weeks"])
    plan = store_unchecked(season, words)
    plan.approved_at = NOW
    plan.save(update_fields=["approved_at"])
    plan.openings.update(volunteers=[])
    known = [hub.where for hub in season.hubs.select_related("where")]
    users = get_user_model().objects.bulk_create(
        get_user_model()(username=f"v{n}", first_name=f"Frivillig {n}") for n in range(volunteers)
    )
    members = Member.objects.bulk_create(
        Member(user=user, organisation=carla.organisation, role=Role.VOLUNTEER, base=known[n % hubs])
        for n, user in enumerate(users)
    )
    Check.objects.bulk_create(
        Check(member=member, kind=kind, checked_on=date(2026, 1, 5))
        for member in members
        for kind in ("child safety", "introduction")
    )
    return season, plan, carla
