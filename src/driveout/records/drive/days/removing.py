"""A season that came by mistake is removed, as long as nobody has come to rely on it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from driveout.records.drive.models import Trip
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.publishing.rules import check_no_times
from driveout.records.plan.rules import Refused, check_binds
from driveout.records.plan.seasons import copies
from driveout.records.trust.actions import By, leave_trace


class HasDays(Refused):
    """It stands on dates: crew and guests may have been there, or are expected."""


class TookAPlace(Refused):
    """It took another season's place: taken away, no season would count."""


def check_removable(season: Season) -> None:
    """Nothing in it is approved, public or on dates, it counts, and no other season is set aside for it.

    BindsNobody, StillDecided, StillPublic, HasDays, TookAPlace. Six queries at most.
    """
    check_binds(season)
    if Plan.objects.filter(season=season, approved_at__isnull=False).exists():
        raise copies.StillDecided(f"A plan of {season.name} is approved.")
    check_no_times(season.pk)
    if Trip.objects.filter(season=season).exists():
        raise HasDays(f"{season.name} stands on dates.")
    if copies.took_place_of(season):
        raise TookAPlace(f"{season.name} took another season's place.")


def on_dates(season_ids: Iterable[int]) -> set[int]:
    """Those of the seasons that stand on dates. One query."""
    rows = Trip.objects.filter(season__in=list(season_ids)).order_by()
    return set(rows.values_list("season_id", flat=True).distinct())


@transaction.atomic
def remove_season(*, season_id: int, by: By, now: datetime) -> None:
    """Remove it with its plans; its scenarios stay. As `check_removable`, and UnderWay while it is worked on.

    The trace keeps its name, so that an old link can be told what happened. Doing it again changes nothing.
    """
    # It goes: nobody may refer to it anew meanwhile.
    season = Season.objects.select_for_update().defer("drives", "reach").filter(pk=season_id).first()
    if season is None:
        return
    check_removable(season)
    copies.check_idle(season, now=now)
    what, whose = copies.DELETED_SEASON, season.organisation_id
    leave_trace(by=by, what=what, about=season, now=now, name=season.name, organisation=whose)
    season.delete()
