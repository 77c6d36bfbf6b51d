"""The week as a guest reads it: by municipality, by weekday, in large letters; what is cancelled stands at the top."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from driveout.core.words import found_at, told_hall
from driveout.look import guests, say
from driveout.public.cards import closed_days
from driveout.public.changed import Changed
from driveout.public.everything import AHEAD_WEEKS
from driveout.public.moved import Moved
from driveout.records.publish.models import PublicChange, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.standing import Standing


def times_page(
    times: PublicTimes,
    openings: Sequence[PublicOpening],
    changes: Sequence[PublicChange],
    moves: Sequence[PublicMove],
    today: date,
) -> dict[str, Any]:
    """Plain values, without a query. `openings` in the week's order, `changes` from today on; `moves`: what is news."""
    moved = Moved(moves, today)
    season = Standing(times, list(openings), list(changes), list(moves), None)
    changed = Changed(changes, today, lambda key, first: season.dates(first, AHEAD_WEEKS, place_key=key))
    grouped: dict[str, list[PublicOpening]] = defaultdict(list)
    for opening in openings:
        grouped[say.municipality(opening.municipality)].append(opening)
    names = sorted(grouped, key=say.danish_order)
    return {
        "title": times.name,
        "weeks": say.weeks(times.first_day, times.weeks),
        "until": _until(times),
        "closed": closed_days([date.fromisoformat(day) for day in times.closed_dates], today),
        "published": say.moment(times.published_at),
        "moves": moved.lines(),
        "changes": changed.cards(),
        "parts": [
            {"id": f"k{n}", "name": name, "days": _days(grouped[name], changed, moved)}
            for n, name in enumerate(names, start=1)
        ],
    }


def _until(times: PublicTimes) -> dict[str, str] | None:
    """The first and last day, where the season has a calendar."""
    if times.first_day is None:
        return None
    last = date.fromordinal(times.first_day.toordinal() + 7 * times.weeks - 1)
    return {"first": say.date_long(times.first_day), "last": say.date_long(last)}


def _days(openings: Sequence[PublicOpening], changed: Changed, moved: Moved) -> list[dict[str, Any]]:
    days: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for opening in openings:
        where = {"place": opening.place, "venue": found_at(told_hall(opening.venue), opening.address)}
        row = {**where, "time": say.span(opening.starts, opening.minutes)}
        told = {"told": guests.told(opening), "moved": moved.at(opening), "changes": changed.at(opening)}
        days[opening.weekday].append({**row, **told})
    return [{"name": say.capital(say.day(day)), "openings": days[day]} for day in sorted(days)]
