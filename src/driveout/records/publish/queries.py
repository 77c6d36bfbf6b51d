"""Named reads. Each says how many queries it takes."""

from collections.abc import Iterable
from datetime import date

from driveout.records.publish.models import PublicChange, PublicOpening, PublicTimes
from driveout.records.publish.told import OpenOpening, OpenSeason

PLACES = "places"  # where and when: anything of any opening


def times_of(season_id: int) -> PublicTimes | None:
    """What stands in the open for a season. One query."""
    return PublicTimes.objects.filter(season_id=season_id).first()


def public_openings(times: PublicTimes) -> list[PublicOpening]:
    """Where and when, in the week's order. One query."""
    return list(times.openings.all())


def public_seasons(season_ids: Iterable[int]) -> set[int]:
    """Which of these have times that anyone can read. One query."""
    return set(PublicTimes.objects.filter(season__in=list(season_ids)).values_list("season_id", flat=True))


def public_changes(times: PublicTimes, today: date) -> list[PublicChange]:
    """What is cancelled or later from today on, by date. One query."""
    return list(PublicChange.objects.filter(season=times.season_id, date__gte=today))


def differs(times: PublicTimes, season: OpenSeason, openings: Iterable[OpenOpening]) -> list[str]:
    """What anyone reads otherwise than this: fields of OpenSeason, and PLACES. One query."""
    changed = [name for name in OpenSeason.__slots__ if getattr(times, name) != getattr(season, name)]
    stand = [OpenOpening(*values) for values in times.openings.values_list(*OpenOpening.__slots__)]
    return changed if sorted(stand) == sorted(openings) else [*changed, PLACES]


def all_openings() -> list[PublicOpening]:
    """Of every season that stands in the open, with its times. One query."""
    return list(PublicOpening.objects.select_related("times").order_by("times_id", "weekday", "starts", "id"))


def all_changes(today: date) -> list[PublicChange]:
    """Of every season, what is cancelled or later from today on. One query."""
    return list(PublicChange.objects.filter(date__gte=today).order_by("date", "promised", "id"))
