"""A season on dates with its crew: for tests of shifts."""

from datetime import date

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.crew_rules import CannotTake
from driveout.records.drive.days import make_days
from driveout.records.drive.models import Check, Shift, Signup
from driveout.records.models import Season
from driveout.records.plan.actions import approve_plan
from tests.stored import NOW

TODAY = NOW.date()  # a Tuesday
MONDAY = date(2026, 3, 2)


def dated(season: Season, plan, carla) -> Season:
    """The small town's plan on its dates from Monday."""
    season.first_day = MONDAY
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=carla.user, now=NOW)
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=MONDAY)
    return season


def with_papers(member, *kinds, until=None):
    """At the town's hub, with these papers seen; all that a host needs when none is named."""
    member.hub_name = HUB
    member.save()
    for kind in kinds or ("child safety", "introduction"):
        Check.objects.create(member=member, kind=kind, checked_on=date(2026, 1, 5), valid_until=until)
    return member


def empty_shift(nth: int = 0, after: date = TODAY) -> Shift:
    """A host's shift after a day, with nobody on it any more."""
    rows = Shift.objects.filter(role="host", trip__date__gt=after).order_by("trip__date", "occurrence__starts")
    row = rows.select_related("trip", "occurrence")[nth]
    Signup.objects.filter(shift=row).delete()
    return row


def whys(act, **values) -> set[str]:
    """What stood in the way."""
    try:
        act(**values)
    except CannotTake as refused:
        return {hindrance.why.value for hindrance in refused.hindrances}
    return set()
