"""The cafés that stand in the open, as services of a directory: from the same rows as the pages of their times."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from driveout.core.bridge.directory.cafes import Cafe, Hours, Other, at_key, cafe_key, postcode
from driveout.core.bridge.directory.needs import NEEDS, key
from driveout.records.publish.helping import ORGANIZATION, SERVICE
from driveout.records.publish.models import (
    PublicChange,
    PublicEvent,
    PublicHelp,
    PublicMove,
    PublicOpening,
    PublicTimes,
)

TERM, TAXONOMY = key(NEEDS, "company"), key(NEEDS)


def keeper_key(organisation_id: int) -> str:
    """The number in the standard of whoever drives out."""
    return key("keeper", str(organisation_id))


@dataclass(frozen=True)
class Opened:
    """A café, and what it is found by."""

    cafe: Cafe
    provider_key: str

    def key(self, kind: str) -> str:
        return cafe_key(self.cafe.place_key) if kind == SERVICE else at_key(self.cafe.place_key)

    @property
    def said(self) -> str:
        one = self.cafe
        return f"café på hjul {one.place} {one.venue} {one.address} {one.municipality} gratis mad kaffe".casefold()

    @property
    def postcode(self) -> str:
        return postcode(self.cafe.address)


def cafes_open(today: date) -> list[Opened]:
    """Each place once, as it is in the first season that is not over, with the seasons after it; in the order of names.
    Six queries."""
    keepers = {row.key: row.document for row in PublicHelp.objects.filter(kind=ORGANIZATION)}
    whose = dict(PublicEvent.objects.order_by().values_list("season", "organisation").distinct())
    changes, moves = defaultdict(list), defaultdict(list)
    for change in PublicChange.objects.filter(date__gte=today):
        changes[change.season_id, change.place_key].append(change)
    for move in PublicMove.objects.filter(until__gte=today):
        moves[move.season_id, move.place_key].append(move)
    seasons: dict[str, list[Opened]] = defaultdict(list)
    for times in PublicTimes.objects.order_by("first_day", "published_at").prefetch_related("openings"):
        last = times.first_day + timedelta(7 * times.weeks - 1) if times.first_day else None
        if last and last < today:
            continue
        owner = keeper_key(whose.get(times.season_id, 0))
        places: dict[str, list[PublicOpening]] = defaultdict(list)
        for opening in times.openings.all():
            places[opening.place_key].append(opening)
        for place, rows in places.items():
            at = (times.season_id, place)
            one = _cafe(times, rows, last, changes[at], moves[at], keepers.get(owner), today)
            seasons[place].append(Opened(one, owner if owner in keepers else ""))
    found = [_in_one(sorted(rows, key=lambda row: row.cafe.first or date.min)) for rows in seasons.values()]
    return sorted(found, key=lambda one: (one.cafe.place.casefold(), one.cafe.place_key))


def _in_one(seasons: Sequence[Opened]) -> Opened:
    first, *later = seasons
    told_at = max(one.cafe.told_at for one in seasons)
    return replace(first, cafe=replace(first.cafe, later=[one.cafe for one in later], told_at=told_at))


def _cafe(
    times: PublicTimes, rows: Sequence[PublicOpening], last: date | None, changes: Sequence[PublicChange],
    moves: Sequence[PublicMove], keeper: dict[str, Any] | None, today: date,
) -> Cafe:  # fmt: skip
    first = rows[0]
    move = next((one for one in moves if one.from_date > today), None)
    told = [times.published_at, *(one.told_at for one in changes), *(one.told_at for one in moves)]
    closed = [date.fromisoformat(day) for day in times.closed_dates]
    return Cafe(
        place_key=first.place_key, place=first.place, venue=first.venue, address=first.address,
        municipality=first.municipality, week=[(one.weekday, one.starts, one.minutes) for one in rows],
        first=times.first_day, last=last, closed=[day for day in closed if day >= today],
        others=[Other(one.date, one.promised, one.starts, one.minutes, one.cancelled, one.why) for one in changes],
        told_at=max(told), moves_on=move.from_date if move else None,
        week_before=_hours(move.before) if move else [], phone=getattr(first, "phone", ""),
        lat=getattr(first, "lat", None), lon=getattr(first, "lon", None), step_free=first.step_free,
        organization=keeper,
    )  # fmt: skip


def _hours(week: Sequence[Sequence[Any]]) -> list[Hours]:
    return [(int(one[0]), int(one[1]), int(one[2])) for one in week]
