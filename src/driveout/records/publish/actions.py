"""Putting a season's times in the open, and taking them down.

Whoever decides calls these inside their own transaction and leaves the trace: here nobody knows who may, or why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from driveout.records.publish.models import PublicChange, PublicEvent, PublicKey, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.moves import announce, open_openings
from driveout.records.publish.told import OpenOpening, OpenSeason, mark_of


def put_up(
    *,
    season_id: int,
    plan_id: int,
    season: OpenSeason,
    openings: Sequence[OpenOpening],
    instead_of: Sequence[int],
    by: User | None,
    now: datetime,
) -> PublicTimes:
    """A season's times in the open, in place of those that stood there, else of the newest of the seasons it is
    `instead_of`. What is another for guests is announced, once a place.
    """
    before = PublicTimes.objects.filter(season=season_id).first()
    before = before or PublicTimes.objects.filter(season__in=instead_of).order_by("-published_at").first()
    today = timezone.localdate(now)
    announce(season_id=season_id, stands=open_openings(before), comes=openings, today=today, now=now)
    PublicTimes.objects.filter(season=season_id).delete()
    by_whom = {"published_at": now, "published_by": by, "mark": mark_of(season, openings)}
    times = PublicTimes.objects.create(season_id=season_id, plan_id=plan_id, **by_whom, **asdict(season))
    PublicOpening.objects.bulk_create(PublicOpening(times=times, **asdict(one)) for one in openings)
    return times


def take_down(*, season_ids: Iterable[int]) -> list[int]:
    """Take what stands in the open of these seasons down. Returns the plans it was copied from."""
    times = PublicTimes.objects.filter(season__in=list(season_ids))
    plans = list(times.values_list("plan_id", flat=True))
    times.delete()
    return plans


def forget_changes(*, season_id: int) -> None:
    """The times are taken down: what was told of them and of their dates goes with them."""
    PublicChange.objects.filter(season_id=season_id).delete()
    PublicMove.objects.filter(season_id=season_id).delete()


def call_it_one(*, place_key: str, other_key: str) -> None:
    """What stands under the other key is the first's: whoever joined two places says so. Its address
    leads on, and so do those that led to it. Ten statements."""
    PublicOpening.objects.filter(place_key=other_key).update(place_key=place_key)
    PublicChange.objects.filter(place_key=other_key).update(place_key=place_key)
    PublicEvent.objects.filter(place_key=other_key).update(place_key=place_key)
    PublicEvent.objects.filter(base_key=other_key).update(base_key=place_key)
    PublicKey.objects.filter(now=other_key).update(now=place_key)
    PublicKey.objects.update_or_create(key=other_key, defaults={"now": place_key})
    told = PublicMove.objects.filter(place_key=place_key).values("season")
    PublicMove.objects.filter(place_key=other_key, season__in=told).delete()
    PublicMove.objects.filter(place_key=other_key).update(place_key=place_key)
