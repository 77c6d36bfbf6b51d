"""A café that has another time, length or hall each week than guests were told: announced once, in one row a place.

What was promised is never written over: beside what stands in the open, the row has what was told before and what holds
from when. It is told for four weeks from then.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from driveout.records.publish.models import PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.told import OF_PLACE, OpenOpening

TOLD_FOR = timedelta(days=28)
Hours = list[list[int | str]]  # each: weekday, start, minutes, hall


def announce(
    *, season_id: int, stands: Iterable[OpenOpening], comes: Iterable[OpenOpening], today: date, now: datetime
) -> None:
    """Tell of each place whose week `comes` to be another than guests were told last: than `stands` in the open, or
    than what was announced since. Call it inside the deed. Nothing that was told is told again; it is read under
    what the place is called now.
    """
    was, will = _by_place(stands), _by_place(comes)
    told = {row.place_key: row for row in PublicMove.objects.filter(season=season_id)}
    for key in was.keys() | will.keys() if was else ():
        before, after = told[key].after if key in told else _hours(was[key]), _hours(will[key])
        called = [*will[key], *was[key]][0]
        if before != after:
            PublicMove.objects.update_or_create(
                season_id=season_id,
                place_key=key,
                defaults={
                    "place": called.place,
                    "municipality": called.municipality,
                    "before": before,
                    "after": after,
                    "about": {name: getattr(called, name) for name in OF_PLACE},
                    "from_date": today,
                    "until": today + TOLD_FOR,
                    "told_at": now,
                },
            )
        elif key in told and told[key].place != called.place:
            told[key].place = called.place
            told[key].save(update_fields=["place"])


def open_openings(times: PublicTimes | None) -> list[OpenOpening]:
    """What stands in the open, as it was handed down; nothing where nothing does. One query."""
    rows = PublicOpening.objects.filter(times=times).order_by("weekday", "starts", "id") if times else []
    return [OpenOpening(**{name: getattr(row, name) for name in OpenOpening.__slots__}) for row in rows]


def holds_from(*, season_id: int, first: Mapping[str, date]) -> None:
    """Say from which date what was announced holds: place → date. Two queries, and one for each that is another."""
    for row in PublicMove.objects.filter(season=season_id, place_key__in=list(first)):
        if row.from_date != first[row.place_key]:
            row.from_date, row.until = first[row.place_key], first[row.place_key] + TOLD_FOR
            row.save(update_fields=["from_date", "until"])


def moves_of(season_id: int, today: date) -> list[PublicMove]:
    """What is announced of a season, and not too long ago. One query."""
    return list(PublicMove.objects.filter(season=season_id, until__gte=today))


def _by_place(openings: Iterable[OpenOpening]) -> defaultdict[str, list[OpenOpening]]:
    found: defaultdict[str, list[OpenOpening]] = defaultdict(list)
    for opening in openings:
        found[opening.place_key].append(opening)
    return found


def _hours(openings: Iterable[OpenOpening]) -> Hours:
    return sorted([one.weekday, one.starts, one.minutes, one.venue] for one in openings)
