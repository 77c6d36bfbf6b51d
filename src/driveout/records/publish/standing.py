"""All that stands in the open now, of every season that is not over: what the guests' own pages are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from driveout.core.tell.linked import days_from
from driveout.core.tell.occasions import Moving, Occasion, Otherwise, Span, Weekly, occasions
from driveout.records.publish.models import PublicChange, PublicEvent, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.told import OF_PLACE, OpenOpening

TIMES = ("id", "season", "name", "first_day", "weeks", "closed_dates", "published_at")
CHANGE = ("season", "date", "place_key", "place", "promised", "starts", "minutes", "cancelled", "why")
MOVE = ("season", "place_key", "place", "before", "after", "about", "from_date", "until")


def mark(today: date) -> str:
    """Another whenever anything that a page could say is another: read from the rows themselves, so that no writer has
    to think of it; of calendars, when one of them last said something else. Five queries, of plain values only."""
    rows: list[Any] = []
    with connection.cursor() as cursor:
        for sql, params in _asked(connection.vendor, today):
            cursor.execute(sql, params)
            rows.append(cursor.fetchall())
    return sha256(repr(rows).encode()).hexdigest()[:32]


@lru_cache(maxsize=4)
def _asked(vendor: str, today: date) -> list[tuple[str, Any]]:
    """The statements, written once a day and database: to write them takes longer than to have them answered."""
    events = PublicEvent._meta.db_table
    rows = (
        PublicTimes.objects.order_by("id").values_list(*TIMES),
        PublicOpening.objects.order_by("id").values_list("times", *OpenOpening.__slots__),
        PublicChange.objects.filter(date__gte=today).order_by("id").values_list(*CHANGE),
        PublicMove.objects.filter(until__gte=today).order_by("id").values_list(*MOVE),
    )
    return [
        *(each.query.sql_with_params() for each in rows),
        (f"SELECT COUNT(*), MAX(id), MAX(since) FROM {events}", ()),  # noqa: S608  # a table of ours
    ]


@dataclass(frozen=True)
class Standing:
    """One season in the open. `organisation`: whose calendars can be followed, None where there are none yet."""

    times: PublicTimes
    openings: list[PublicOpening]
    changes: list[PublicChange]
    moves: list[PublicMove]
    organisation: int | None
    followed: set[str] = field(default_factory=set)

    @cached_property
    def at(self) -> dict[str, PublicOpening]:
        """Place key → one of its openings: what is told of the place itself."""
        return {opening.place_key: opening for opening in reversed(self.openings)}

    @cached_property
    def leaving(self) -> dict[str, PublicMove]:
        """Place key → what was announced of a place that has left this season's week, or will on a date."""
        return {one.place_key: one for one in self.moves if not one.after and one.place_key not in self.at}

    def week(self, place_key: str, day: date) -> list[PublicOpening]:
        """A place's openings: those that stand, else those that held before it leaves; none when it has left."""
        if place_key in self.at:
            return [one for one in self.openings if one.place_key == place_key]
        move = self.leaving.get(place_key)
        return held_before(move) if move and move.from_date > day else []

    @property
    def span(self) -> Span | None:
        """The days of the season; None where it has no calendar."""
        times = self.times
        if times.first_day is None:
            return None
        return Span(times.first_day, times.weeks, frozenset(map(date.fromisoformat, times.closed_dates)))

    @property
    def last_day(self) -> date | None:
        return self.span.first + timedelta(weeks=self.span.weeks, days=-1) if self.span else None

    def dates(self, first: date, weeks: int, *, place_key: str = "") -> list[Occasion]:
        """What is held, cancelled or moved on each date of so many weeks; of one place where it is given. No query."""
        if self.span is None:
            return []

        def mine(key: str) -> bool:
            return place_key in ("", key)

        week = [
            Weekly(one.place_key, one.place, one.weekday, one.starts, one.minutes, one.venue)
            for one in self.openings
            if mine(one.place_key)
        ]
        otherwise = [Otherwise(*(getattr(one, name) for name in Otherwise.__slots__)) for one in self.changes]
        moving = [
            Moving(one.place_key, one.place, _hours(one.before), _hours(one.after), one.from_date)
            for one in self.moves
            if mine(one.place_key)
        ]
        told = [one for one in otherwise if mine(one.place_key)]
        return occasions(week, told, moving, self.span, days_from(first, weeks))


def held_before(move: PublicMove) -> list[PublicOpening]:
    """The openings that a place had, with what was told of it; in no table."""
    about = {name: move.about[name] for name in OF_PLACE if name in move.about}
    whose = {"place_key": move.place_key, "place": move.place, "municipality": move.municipality}
    return [
        PublicOpening(weekday=day, starts=starts, minutes=minutes, venue=hall, **whose, **about)
        for day, starts, minutes, hall in _hours(move.before)
    ]


def _hours(week: Iterable[list[int | str]]) -> tuple[tuple[int, int, int, str], ...]:
    return tuple((int(day), int(starts), int(minutes), str(hall)) for day, starts, minutes, hall in week)


def standing(today: date) -> list[Standing]:
    """Every season that runs or is to come, those that began first. Five queries."""
    up = [times for times in PublicTimes.objects.order_by("first_day", "id") if not is_over(times, today)]
    seasons = [times.season_id for times in up]
    openings = list(PublicOpening.objects.filter(times__in=[times.pk for times in up]))
    changes = list(PublicChange.objects.filter(season__in=seasons, date__gte=today))
    moves = list(PublicMove.objects.filter(season__in=seasons, until__gte=today))
    whose: dict[int, int] = {}
    followed: dict[int, set[str]] = {}
    for season, organisation, key in (
        _followed().filter(season__in=seasons).values_list("season", "organisation", "place_key")
    ):
        whose[season] = organisation
        followed.setdefault(season, set()).add(key)
    return [
        Standing(
            times,
            [one for one in openings if one.times_id == times.pk],
            [one for one in changes if one.season_id == times.season_id],
            [one for one in moves if one.season_id == times.season_id],
            whose.get(times.season_id),
            followed.get(times.season_id, set()),
        )
        for times in up
    ]


def is_over(times: PublicTimes, today: date) -> bool:
    return times.first_day is not None and (today - times.first_day).days >= 7 * times.weeks


def _followed() -> QuerySet[PublicEvent]:
    return PublicEvent.objects.order_by("season", "place_key").distinct()
