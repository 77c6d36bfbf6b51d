"""One date on which a public opening is cancelled or later: written beside the deed it tells of, read by anyone."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from driveout.records.publish.models import PublicChange, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.told import News


def tell_all(*, season_id: int, news: Iterable[News], now: datetime) -> int:
    """Write what anyone should know, inside the deed's transaction; a café that is as promised is news no more,
    nor is one whose whole week is announced as another (see moves).

    Nothing is written while the season's times are not in the open. Returns how many changes stand there of these.
    """
    times = PublicTimes.objects.filter(season_id=season_id).first()
    if times is None:
        return 0
    week, moved = set(times.openings.values_list("place_key", "weekday")), _moved(season_id)
    where = dict(PublicOpening.objects.filter(times=times).order_by("-id").values_list("place_key", "municipality"))
    stands = 0
    for one in news:
        key: dict[str, Any] = {"season_id": season_id, "place_key": one.place_key, "date": one.date}
        told = one.by_plan and (one.place_key in moved or (one.place_key, one.date.weekday()) not in week)
        if told or (not one.cancelled and one.starts == one.promised):
            PublicChange.objects.filter(**key).delete()
            continue
        values = {
            "place": one.place,
            "municipality": where.get(one.place_key, ""),
            "promised": one.promised,
            "starts": one.starts,
            "minutes": one.minutes,
            "cancelled": one.cancelled,
            "why": one.why,
        }
        row = PublicChange.objects.filter(**key).first()
        if row is None or any(getattr(row, name) != value for name, value in values.items()):
            PublicChange.objects.update_or_create(**key, defaults={**values, "told_at": now})
        stands += 1
    return stands


def _moved(season_id: int) -> set[str]:
    return set(PublicMove.objects.filter(season=season_id).values_list("place_key", flat=True))
