"""What calendars that anyone follows say: written by a job from what holds on each date, read by whoever asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from driveout.records.publish.models import PublicEvent, PublicTimes

SAYS = ("place_key", "place", "base_key", "hub", "said", "since")
AT_A_TIME = 500  # rows in one statement


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """One event: where, and from which hub where that is known; its text, and since when (aware) it says so."""

    place_key: str
    place: str
    base_key: str
    hub: str
    said: str
    since: datetime


@transaction.atomic
def say(*, season_id: int, events: Mapping[str, OpenEvent]) -> int:
    """Put these (uid → event) in place of what a season's calendars said. How many are others now; twice is once."""
    kept = {row.uid: row for row in PublicEvent.objects.filter(season=season_id)}
    PublicEvent.objects.filter(season=season_id, uid__in=kept.keys() - events.keys()).delete()
    new = [
        PublicEvent(season_id=season_id, uid=uid, **{name: getattr(event, name) for name in SAYS})
        for uid, event in events.items()
        if uid not in kept or any(getattr(kept[uid], name) != getattr(event, name) for name in SAYS)
    ]
    PublicEvent.objects.bulk_create(
        new, batch_size=AT_A_TIME, update_conflicts=True, unique_fields=["season", "uid"], update_fields=SAYS
    )
    return len(new)


def seasons_said() -> set[int]:
    """Seasons whose times are in the open, or that said something. Two queries."""
    there = set(PublicTimes.objects.values_list("season", flat=True))
    return there | set(PublicEvent.objects.values_list("season", flat=True).distinct())


def events_of(season_id: int, **only: str) -> list[PublicEvent]:
    """All of a season's, or those of a `place_key` or a `base_key`, in an order that stays. One query."""
    return list(PublicEvent.objects.filter(season=season_id, **only).order_by("uid"))


def followed(season_id: int) -> Iterable[tuple[str, str, str, str]]:
    """What can be followed: place's key and name, hub's key and name. One query."""
    rows = PublicEvent.objects.filter(season=season_id).order_by()
    return rows.values_list("place_key", "place", "base_key", "hub").distinct()
