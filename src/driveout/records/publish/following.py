"""What calendars that anyone follows say: written by a job from what holds on each date, read by whoever asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from driveout.records.publish.models import PublicEvent, PublicKey, PublicTimes
from driveout.records.publish.standing import is_over

SAYS = ("place_key", "place", "base_key", "hub", "said", "since")
AT_A_TIME = 500  # rows in one statement
LATELY = timedelta(
    weeks=26
)  # as long is it said that what was taken down is cancelled; who followed has heard it by then


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
def say(*, organisation_id: int, season_id: int, events: Mapping[str, OpenEvent]) -> int:
    """Put these (uid → event) in place of what a season's calendars said. How many are others now; twice is once."""
    kept = {row.uid: row for row in PublicEvent.objects.filter(season=season_id)}
    PublicEvent.objects.filter(season=season_id, uid__in=kept.keys() - events.keys()).delete()
    new = [
        PublicEvent(
            organisation=organisation_id, season_id=season_id, uid=uid, **{name: getattr(event, name) for name in SAYS}
        )
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


def in_force(organisation_id: int, today: date, **only: str) -> list[PublicEvent]:
    """What holds now, of all of an organisation's seasons or those of a `place_key` or `base_key`, in an order that
    stays. Three queries.

    The season that runs and those to come; of what was taken down lately, that it is cancelled; where there is none of
    these, the newest. An event that two seasons say is the one's that guests read.
    """
    rows = PublicEvent.objects.filter(organisation=organisation_id, **only)
    newest = dict(rows.order_by().values_list("season").annotate(Max("since")))
    up = {times.season_id: times for times in PublicTimes.objects.filter(season__in=newest)}
    lately = {season for season, since in newest.items() if season not in up and (today - since.date()) <= LATELY}
    holds = {season for season, times in up.items() if not is_over(times, today)}
    last = sorted(up, key=lambda season: up[season].first_day or date.min) or sorted(newest, key=newest.__getitem__)
    found = rows.filter(season__in=holds | lately or last[-1:]).order_by("uid", "since")
    return list({row.uid: row for row in sorted(found, key=lambda row: row.season_id in up)}.values())


def whose(season_id: int) -> int | None:
    """Which organisation's calendars a season's are; None where it never had any. One query."""
    return PublicEvent.objects.filter(season=season_id).values_list("organisation", flat=True).first()


def leads_to(key: str) -> str:
    """The key of what a place or a hub is one with now; empty where it is one with nothing. One query."""
    return PublicKey.objects.filter(key=key).values_list("now", flat=True).first() or ""


def followed(season_id: int) -> Iterable[tuple[int, str, str, str, str]]:
    """What can be followed: whose, place's key and name, hub's key and name. One query."""
    rows = PublicEvent.objects.filter(season=season_id).order_by()
    return rows.values_list("organisation", "place_key", "place", "base_key", "hub").distinct()
