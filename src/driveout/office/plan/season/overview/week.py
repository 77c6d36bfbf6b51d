"""A hub's week as a timetable: each day a road, each opening a stop on it; vans out at the same time in lanes."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import hidden, say
from driveout.office.plan.season.asked.choice import Choice
from driveout.office.plan.season.asked.facts import Facts
from driveout.office.plan.season.stop.moving import Handles
from driveout.records.plan.models import Opening, Tour

SIDE_BY_SIDE = 7  # so many lanes fit beside the map
QUARTER, ROWS_BEFORE = 15, 2  # rows of a quarter of an hour; half an hour of air above the first hour


def week(facts: Facts, choice: Choice, handles: Handles) -> dict[str, Any] | None:
    """The chosen hub's week; None when all hubs are chosen, or there is no plan."""
    if facts.plan is None or choice.hub is None:
        return None
    tours = [tour for tour in facts.tours if tour.hub_id == choice.hub]
    shown = {tour.id: [o for o in facts.by_tour[tour.id] if _kept(o, facts, choice)] for tour in tours}
    openings = [opening for found in shown.values() for opening in found]
    first, last = _hours(tours, openings)
    on = {day: [tour for tour in tours if tour.weekday == day] for day in choice.days}
    days = [_day(facts, choice, day, on[day], shown, first, handles) for day in choice.days]
    return {
        "title": facts.hub[choice.hub].name,
        "sum": _sum(facts, choice, tours, openings),
        "days": days,
        "many": len(choice.days),
        "hours": [say.time(60 * hour) for hour in range(first, last + 1)],
        "rows": max(4, last - first),
        "wide": sum(day["lanes"] for day in days) > SIDE_BY_SIDE,
        "example": _example(openings),
        "query": choice.address(),
        "may_move": any(slot["move"] for day in days for slot in day["slots"]),
        "empty": not openings,
    }


def _kept(opening: Opening, facts: Facts, choice: Choice) -> bool:
    return choice.municipality in ("", facts.stop[opening.stop_id].municipality)


def _hours(tours: Sequence[Tour], openings: Sequence[Opening]) -> tuple[int, int]:
    """First and last full hour of the timetable."""
    if not openings:
        return 9, 16
    first = min(opening.starts for opening in openings) // 60
    last = -(-max(opening.starts + opening.minutes for opening in openings) // 60)
    return first, last


def _sum(facts: Facts, choice: Choice, tours: Sequence[Tour], openings: Sequence[Opening]) -> str:
    n, vans = len(openings), len({tour.vehicle_id for tour in tours})
    guests = round(sum(opening.guests for opening in openings))
    minutes = sum(tour.returns - tour.leaves for tour in tours)
    parts = [
        ngettext("%(n)s åbning", "%(n)s åbninger", n) % {"n": say.number(n)},
        ngettext("%(n)s gæst", "%(n)s gæster", guests) % {"n": say.number(guests)},
    ]
    if not choice.municipality:  # vans and hours are the whole hub's, not a municipality's
        hours = round(minutes / 60)
        parts.append(ngettext("%(n)s vogn", "%(n)s vogne", vans) % {"n": say.number(vans)})
        parts.append(ngettext("%(n)s time", "%(n)s timer", hours) % {"n": say.number(hours)})
    return " · ".join(parts)


def _day(
    facts: Facts, choice: Choice, day: int, tours: list[Tour], shown: dict[int, list[Opening]], first: int,
    handles: Handles,
) -> dict[str, Any]:  # fmt: skip
    lanes = _lanes(tours)
    openings = sorted((o for tour in tours for o in shown[tour.id]), key=lambda o: o.starts)
    guests = round(sum(opening.guests for opening in openings))
    many = max(lanes.values(), default=0)
    return {
        "day": day,
        "name": say.capital(say.day(day)),
        "short": say.day_short(day),
        "note": ngettext("%(n)s gæst", "%(n)s gæster", guests) % {"n": say.number(guests)} if openings else "",
        "chosen": day == choice.day,
        "address": choice.address(dag=day),
        "lanes": many,
        "rails": [
            {"lane": lanes[tour.id], **_rows(shown[tour.id][0].starts, _ends(shown[tour.id][-1]), first)}
            for tour in tours
            if shown[tour.id]
        ],
        "slots": [
            {
                "lane": lanes[opening.tour_id],
                **_rows(opening.starts, _ends(opening), first),
                **_slot(facts, opening, van=many > 1),
                "address": choice.address(sted=opening.stop_id, dag=day) + "#sted",
                "chosen": opening.stop_id == choice.stop,
                "locked": (opening.stop_id, day) in facts.pinned,
                "move": handles.of(opening),
            }
            for opening in openings
        ],
    }


def _ends(opening: Opening) -> int:
    return opening.starts + opening.minutes


def _lanes(tours: list[Tour]) -> dict[int, int]:
    """Tour → lane: the first lane that is free again when the van leaves."""
    free_at: list[int] = []
    lanes = {}
    for tour in sorted(tours, key=lambda tour: (tour.leaves, tour.id)):
        lane = next((n for n, free in enumerate(free_at) if free <= tour.leaves), len(free_at))
        free_at[lane : lane + 1] = [tour.returns]
        lanes[tour.id] = lane + 1
    return lanes


def _rows(starts: int, ends: int, first_hour: int) -> dict[str, int]:
    """Grid rows; starts and ends are rounded to the nearest quarter, the words say the exact time."""
    at = round((starts - 60 * first_hour) / QUARTER)
    until = round((ends - 60 * first_hour) / QUARTER)
    return {"at": at + 1 + ROWS_BEFORE, "long": max(4, until - at)}


def _slot(facts: Facts, opening: Opening, *, van: bool) -> dict[str, Any]:
    tour = facts.tour[opening.tour_id]
    # Narrow lanes name the van instead, and the day's list its driver; to a reader every driver is the same.
    driver = [] if van or hidden.are_hidden() else [hidden.crew(tour.employee.name)]
    crew = ", ".join([*driver, *hidden.hosts(facts.hosts(opening))])
    return {
        "time": say.span(opening.starts, opening.minutes),
        "place": facts.stop[opening.stop_id].name,
        "guests": say.guests(opening.guests, opening.guests_low, opening.guests_high),
        "crew": crew,
        "van": f"{tour.vehicle.name}, {hidden.crew(tour.employee.name)}" if van else "",
    }


def _example(openings: Sequence[Opening]) -> str:
    """How to read an interval, with a number from this very page."""
    known = [opening for opening in openings if opening.guests_low is not None]
    if not known:
        return ""
    one = known[0]
    return _("%(text)s betyder: forventet %(n)s, i 8 af 10 uger mellem %(low)s og %(high)s") % {
        "text": say.guests(one.guests, one.guests_low, one.guests_high),
        "n": say.number(one.guests),
        "low": one.guests_low,
        "high": one.guests_high,
    }


def hubs_week(facts: Facts, choice: Choice) -> dict[str, Any] | None:
    """All hubs' week as a table: openings and guests a day. None when one hub is chosen, or there is no plan."""
    if facts.plan is None or choice.hub is not None:
        return None
    cells: dict[tuple[int, int], list[Opening]] = {}
    for opening in facts.openings:
        if _kept(opening, facts, choice):
            cells.setdefault((opening.hub_id, opening.weekday), []).append(opening)
    words = {day: say.capital(say.day(day)) for day in choice.days}
    rows = [
        {
            "name": hub.name,
            "address": choice.address(hub=hub.id),
            "days": [{"day": words[day], **_cell(cells.get((hub.id, day), []))} for day in choice.days],
            "week": _cell([o for day in choice.days for o in cells.get((hub.id, day), [])]),
        }
        for hub in facts.hubs
    ]
    return {"days": list(words.values()), "rows": rows}


def _cell(openings: list[Opening]) -> dict[str, str]:
    return {"openings": say.number(len(openings)), "guests": say.number(sum(o.guests for o in openings))}
