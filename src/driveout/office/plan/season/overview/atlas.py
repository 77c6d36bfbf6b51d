"""Two maps as drawings: all of Denmark, and the chosen hub's day with numbers that the list repeats."""

from collections.abc import Iterable
from math import hypot
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look.land import has_land, on_sheet
from driveout.office import hidden, say
from driveout.office.plan.season.asked.choice import Choice
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.models import Opening, Tour

Point = tuple[float, float]
LETTER, LINE = 6.9, 14  # a label's width a letter and its height, in the sheet's units
NEAR = (340, 262)  # the near map's size
ROOM = 38  # the room around its points
PIN_APART = 21  # and between its pins


def country(facts: Facts, choice: Choice) -> dict[str, Any]:
    """Denmark with hubs, stops and the day's tours."""
    tours = [tour for tour in facts.tours if tour.weekday == choice.day]
    today = {opening.stop_id for tour in tours for opening in facts.by_tour[tour.id]}
    hubs = [{"name": hub.name, "chosen": hub.id == choice.hub, "at": on_sheet(hub.lat, hub.lon)} for hub in facts.hubs]
    day = say.day(choice.day)
    n = len(tours)
    return {
        "title": ngettext("%(day)s kører %(n)s vogn", "%(day)s kører %(n)s vogne", n)
        % {"day": say.capital(day), "n": say.number(n)}
        if facts.plan
        else _("Hubs og steder"),
        "says": _(
            "Danmark med %(hubs)s hubs, %(stops)s steder og turene %(day)s. "
            "Samme oplysninger står i listen «Alle steder»."
        )
        % {"hubs": len(facts.hubs), "stops": len(facts.stops), "day": day},
        "tours": [
            {"path": _closed(_points_of(tour, facts, on_sheet)), "chosen": tour.hub_id == choice.hub} for tour in tours
        ],
        "stops": [
            {
                "at": on_sheet(stop.lat, stop.lon),
                "kind": "today" if stop.id in today else ("" if stop.id in facts.visits or not facts.plan else "none"),
                "dim": not choice.keeps(stop, facts) and choice.municipality != "",
            }
            for stop in facts.stops
        ],
        "hubs": hubs,
        "labels": _labels(hubs, [on_sheet(stop.lat, stop.lon) for stop in facts.stops]),
        "has_land": has_land(),
        "has_bornholm": any(lon > 14 for lon in [*(s.lon for s in facts.stops), *(h.lon for h in facts.hubs)]),
        "any_left_out": facts.plan is not None and len(facts.visits) < len(facts.stops),
        "planned": facts.plan is not None,
    }


def _points_of(tour: Tour, facts: Facts, project: Any) -> list[Point]:
    hub = facts.hub[tour.hub_id]
    stops = [facts.stop[opening.stop_id] for opening in facts.by_tour[tour.id]]
    return [project(spot.lat, spot.lon) for spot in [hub, *stops]]


def _closed(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"


def _labels(hubs: list[dict[str, Any]], stops: list[Point]) -> list[dict[str, Any]]:
    """Names beside their hubs: each takes the free side with least in its way, the chosen hub first."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in (hub["at"] for hub in hubs)]
    taken += [(x - 2, y - 2, x + 2, y + 2) for x, y in stops]
    labels = []
    for hub in sorted(hubs, key=lambda hub: not hub["chosen"]):
        x, y = hub["at"]
        away = 4 if hub["chosen"] else 0  # room for its ring
        wide = len(hub["name"]) * LETTER
        sides: tuple[tuple[float, float, str], ...] = (
            (x + 9 + away, y + 4, "start"),
            (x - 9 - away, y + 4, "end"),
            (x, y - 10 - away, "middle"),
            (x, y + 20 + away, "middle"),
            (x + 7, y - 8, "start"),
            (x + 7, y + 17, "start"),
            (x - 7, y - 8, "end"),
            (x - 7, y + 17, "end"),
        )
        best = min(sides, key=lambda side: _in_the_way(_box(side, wide), taken))
        taken.append(_box(best, wide))
        labels.append({"x": round(best[0], 1), "y": round(best[1], 1), "anchor": best[2], **hub})
    return labels


def _box(side: tuple[float, float, str], wide: float) -> tuple[float, float, float, float]:
    x, y, anchor = side
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return left, y - LINE + 3, left + wide, y + 3


def _in_the_way(box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]]) -> float:
    """The area that is covered already; outside the sheet counts as covered."""
    left, top, right, bottom = box
    lost = max(0.0, 4 - left) * LINE + max(0.0, right - 396) * LINE
    for a, b, c, d in taken:
        if a < right and c > left and b < bottom and d > top:  # most are far away: asked some 100,000 times a page
            lost += (min(right, c) - max(left, a)) * (min(bottom, d) - max(top, b))
    return lost


def near(facts: Facts, choice: Choice) -> dict[str, Any] | None:
    """The chosen hub's tours of the chosen day: numbered pins, and the list that repeats the numbers."""
    if facts.plan is None or choice.hub is None:
        return None
    tours = [tour for tour in facts.tours if tour.hub_id == choice.hub and tour.weekday == choice.day]
    hub = facts.hub[choice.hub]
    own = [stop for stop in facts.stops if facts.home[stop.id] == choice.hub]
    served = {opening.stop_id for tour in tours for opening in facts.by_tour[tour.id]}
    framed = [stop for stop in own if stop.id in served] or own
    scale, left, top = _frame([on_sheet(spot.lat, spot.lon) for spot in [hub, *framed]])

    def project(lat: float, lon: float) -> Point:
        x, y = on_sheet(lat, lon)
        return round((x - left) * scale, 1), round((y - top) * scale, 1)

    number, listed = 0, []
    for tour in tours:
        numbered = []
        for opening in facts.by_tour[tour.id]:
            number += 1
            stop = facts.stop[opening.stop_id]
            numbered.append({"no": number, "at": project(stop.lat, stop.lon), **_stop_of_tour(opening, facts)})
        path = _closed(_points_of(tour, facts, project))
        listed.append({**_tour(tour), "stops": numbered, "path": path})
    _spread([stop for tour in listed for stop in tour["stops"]])
    return {
        "title": _("%(hub)s, %(day)s") % {"hub": hub.name, "day": say.day(choice.day)},
        "tours": listed,
        "hub": {"name": hub.name, "at": project(hub.lat, hub.lon)},
        "others": [project(stop.lat, stop.lon) for stop in own if stop.id not in served],
        "view": f"0 0 {NEAR[0]} {NEAR[1]}",
        "move": f"scale({scale:.4f}) translate({-left:.2f} {-top:.2f})",
        "has_land": has_land(),
        "bornholm": hub.lon > 14,
    }


def _spread(pins: list[dict[str, Any]]) -> None:
    """Move pins that hide each other apart, a few units at most; the road goes to the true place."""
    for _round in range(12):
        for a in pins:
            for b in pins:
                (ax, ay), (bx, by) = a["at"], b["at"]
                apart = hypot(bx - ax, by - ay)
                if a["no"] < b["no"] and apart < PIN_APART:
                    push = (PIN_APART - apart) / 2
                    dx, dy = ((bx - ax) / apart, (by - ay) / apart) if apart else (1.0, 0.0)
                    a["at"] = (round(ax - dx * push, 1), round(ay - dy * push, 1))
                    b["at"] = (round(bx + dx * push, 1), round(by + dy * push, 1))


def _frame(points: list[Point]) -> tuple[float, float, float]:
    """Scale, left and top that put all points on the near map with room around them."""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    wide, high = max(max(xs) - min(xs), 4), max(max(ys) - min(ys), 4)
    scale = min((NEAR[0] - 2 * ROOM) / wide, (NEAR[1] - 2 * ROOM) / high)
    left = (min(xs) + max(xs)) / 2 - NEAR[0] / scale / 2
    top = (min(ys) + max(ys)) / 2 - NEAR[1] / scale / 2
    return scale, left, top


def _stop_of_tour(opening: Opening, facts: Facts) -> dict[str, Any]:
    stop = facts.stop[opening.stop_id]
    return {
        "place": stop.name,
        "venue": stop.venue,
        "time": say.span(opening.starts, opening.minutes),
        "guests": say.guests(opening.guests, opening.guests_low, opening.guests_high),
        "hosts": ", ".join(hidden.hosts(facts.hosts(opening))),
    }


def _tour(tour: Tour) -> dict[str, Any]:
    rest = say.time(tour.break_starts) if tour.break_starts is not None else ""
    return {
        "van": tour.vehicle.name,
        "driver": hidden.crew(tour.employee.name),
        "leaves": say.time(tour.leaves),
        "returns": say.time(tour.returns),
        "rest": rest,
        "sum": _("%(driving)s på vejen, %(km)s km, %(kr)s kr.")
        % {
            "driving": say.hours(tour.driving_minutes),
            "km": say.number(tour.km),
            "kr": say.number(tour.cost_kr),
        },
    }
