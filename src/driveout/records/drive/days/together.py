"""A plan holds for everybody at once: its times in the open, its cafés on dates, its people on shifts. One act, and a
preview of what it does to whom, which is the act itself, taken back before anybody has seen it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from driveout.core.drive.from_when import is_too_soon, needs_yes, usual_first
from driveout.records.drive.days.made_of import Effect, Stood, effect_of, stood
from driveout.records.drive.days.making import Made, put_on_dates
from driveout.records.drive.days.telling import publish_times
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.rules import Refused
from driveout.records.trust.actions import By


class TooSoon(Refused):
    """Sooner than in a week people keep what they were promised: a single day is repaired, with a reason."""


class TooLate(Refused):
    """After the season's last day: guests would read other times, and nobody would drive by them."""


class NeedsYes(Refused):
    """Sooner than in a fortnight it holds when somebody has said yes to that too."""


class NotAsShown(Refused):
    """It would do something else than was shown: look again."""


@dataclass(frozen=True)
class Preview:
    """What the act would do. `usual`: the date that is offered. `is_new`: nothing is promised yet, any date will do.

    `ended`: the season's last day, where the date is later than that.
    """

    first: date
    usual: date
    is_new: bool
    ended: date | None
    effect: Effect
    made: Made


def usual_date(season: Season, today: date) -> date:
    """From when a plan of the season holds when nobody says otherwise; today, or its first day, for the first one."""
    begins = max(today, season.first_day or today)
    return begins if is_new(season.pk, today) else max(begins, usual_first(today))


def is_new(season_id: int, today: date) -> bool:
    """Is no café ahead that anybody could have planned by? One query."""
    ahead = Occurrence.objects.filter(season=season_id, date__gte=today, state=OccurrenceState.PLANNED)
    return not ahead.exists()


@transaction.atomic
def hold_plan(
    *, plan_id: int, first: date, by: By, now: datetime, today: date, yes: bool = False, shown: str = "", why: str = ""
) -> Made:
    """Put the plan's times in the open and the plan on the dates from `first`, for guests, crew and phones alike.

    `yes`: to less than a fortnight. `shown`: the mark of the preview that somebody said yes to. TooSoon, NeedsYes,
    NotAsShown, and as put_on_dates and publish_times. Twice is once.
    """
    season_id = Plan.objects.values_list("season_id", flat=True).get(pk=plan_id)
    season = Season.objects.select_for_update(no_key=True).defer("drives", "reach").get(pk=season_id)
    check_first(season, first, today, yes=yes)
    before = stood(season, today) if shown else None
    made = _act(plan_id, first, by, now, today, why)
    if before and shown != effect_of(before, stood(season, today), season, today).mark:
        raise NotAsShown("It would do something else than was shown.")
    return made


def check_first(season: Season, first: date, today: date, *, yes: bool) -> None:
    """May a plan change what is promised from that date? The first plan may begin on any day of the season."""
    if is_too_late(season, first, today):
        raise TooLate("The season is over by then.")
    if is_new(season.pk, today):
        return
    if is_too_soon(first, today):
        raise TooSoon("A plan holds from a week ahead at the earliest.")
    if needs_yes(first, today) and not yes:
        raise NeedsYes("Sooner than in a fortnight: say yes to that too.")


def last_day(season: Season) -> date | None:
    """The season's last day; None where it has no first."""
    return season.first_day + timedelta(weeks=season.weeks, days=-1) if season.first_day else None


def is_too_late(season: Season, first: date, today: date) -> bool:
    """Is that date after the season? One that is over already is no promise to anybody: any day will do."""
    last = last_day(season)
    return last is not None and first > max(last, today)


def preview(*, plan_id: int, first: date | None, by: By, now: datetime, today: date) -> Preview:
    """What it would do to whom, from `first` or the usual date. Nothing is kept of it.

    NotApproved, NoDates, BindsNobody. As many queries as the act itself, and ten.
    """
    season = Season.objects.defer("drives", "reach").get(pk=Plan.objects.values("season").get(pk=plan_id)["season"])
    usual, new = usual_date(season, today), is_new(season.pk, today)
    chosen = max(first or usual, today)
    with transaction.atomic():
        before = stood(season, today)
        made = _act(plan_id, chosen, by, now, today, "")
        effect = effect_of(before, stood(season, today), season, today)  # while its messages are there to be counted
        transaction.set_rollback(True)
    ended = last_day(season) if is_too_late(season, chosen, today) else None
    return Preview(chosen, usual, new, ended, effect, made)


def _act(plan_id: int, first: date, by: By, now: datetime, today: date, why: str) -> Made:
    made = put_on_dates(plan_id=plan_id, by=by, now=now, today=today, first=first)
    publish_times(plan_id=plan_id, by=by, now=now, today=today, why=why)
    return made


__all__ = ["NeedsYes", "NotAsShown", "Preview", "Stood", "TooLate", "TooSoon", "hold_plan", "preview", "usual_date"]
