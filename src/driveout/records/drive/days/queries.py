"""Named reads of days: what was expected, what comes next, whether there are any days. Each says how many queries."""

from datetime import date, datetime, timedelta

from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Opening, Plan

Interval = tuple[int | None, int | None]


def approved_plan(season_id: int) -> Plan | None:
    """The plan that holds. One query."""
    return Plan.objects.filter(season_id=season_id, approved_at__isnull=False).first()


def intervals(season_id: int) -> dict[tuple[int, int], Interval]:
    """(place's number, weekday) → where the guests of 8 in 10 weeks fall, as the approved plan says. One query."""
    rows = Opening.objects.filter(plan__season_id=season_id, plan__approved_at__isnull=False)
    return {(place, day): (low, high) for place, day, low, high in rows.values_list(
        "stop__where", "weekday", "guests_low", "guests_high")}  # fmt: skip


def cafes_ahead(season_id: int, first: date, days: int = 7) -> list[Occurrence]:
    """Those to be held in the coming days. One query."""
    rows = Occurrence.objects.filter(season_id=season_id, state=OccurrenceState.PLANNED)
    return list(rows.filter(date__gte=first, date__lt=first + timedelta(days=days)))


def first_and_last(season_id: int) -> tuple[date, date] | None:
    """The first and last date on which there is anything; None where nothing stands on dates. Two queries."""
    days = Occurrence.objects.filter(season_id=season_id).order_by("date").values_list("date", flat=True)
    first, last = days.first(), days.last()
    return (first, last) if first and last else None


def cafes_of(season_id: int) -> list[Occurrence]:
    """Every date of every café, held or not, by date. One query."""
    return list(Occurrence.objects.filter(season_id=season_id).order_by("date", "starts", "id"))


def changed_since(season_id: int, since: datetime, first: date, *, hub: str = "") -> list[Occurrence]:
    """Dates from `first` on of which somebody has said something else since, by date; of one hub when its key is given.
    One query."""
    rows = Occurrence.objects.filter(season_id=season_id, date__gte=first, changed_at__gte=since)
    rows = rows.filter(base=int(hub)) if hub else rows
    return list(rows.order_by("date", "starts", "id"))


def cafes_between(season_id: int, first: date, days: int) -> int:
    """How many are to be held, or were, on these days; cancelled ones are none. One query."""
    rows = Occurrence.objects.filter(season_id=season_id, state=OccurrenceState.PLANNED)
    return rows.filter(date__gte=first, date__lt=first + timedelta(days=days)).count()
