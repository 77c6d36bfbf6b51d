"""Moving an opening: where it may go, the form for it, and what it costs before anything is stored."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.plan.season.asked.choice import Choice
from driveout.office.plan.season.asked.chosen_stop import Place
from driveout.office.plan.season.asked.facts import Facts
from driveout.office.plan.season.changes.sentences import when
from driveout.office.plan.season.stop.answers import between, in_all, open_hours, signed, source, sum_of
from driveout.records.plan import queries
from driveout.records.plan.models import Opening, StopWindow
from driveout.records.plan.wishes.move_prices import Priced
from driveout.records.plan.wishes.stop_wishes import Move
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change

STEP = 5  # minutes between the starts to choose from


class Handles:
    """What the timetable's openings carry, so that they can be dragged: only those this person may change.

    One query.
    """

    def __init__(self, facts: Facts, choice: Choice, member: Member) -> None:
        self.facts, self.choice = facts, choice
        mine = {o.stop_id for o in facts.openings if choice.hub in (None, o.hub_id)}
        self.stops = {stop for stop in mine if may_change(member, facts.hubs_of(stop))}
        self.windows: dict[int, list[StopWindow]] = {}
        if choice.hub is not None and self.stops:
            for window in queries.windows_of_stops(self.stops):
                self.windows.setdefault(window.stop_id, []).append(window)

    def of(self, opening: Opening) -> str:
        """JSON: from which weekday and minute, when its hall is open, and why other days cannot be."""
        if opening.stop_id not in self.stops:
            return ""
        windows = self.windows.get(opening.stop_id, [])
        others = [o.weekday for o in self.facts.visits[opening.stop_id] if o.weekday != opening.weekday]
        spans: dict[int, list[tuple[int, int]]] = {}
        for window in windows:
            spans.setdefault(window.weekday, []).append((window.opens, window.closes))
        apart = self.facts.terms.spacing_days
        closed = {day: why for day in self.choice.days if (why := _closed(day, set(spans), others, apart))}
        told = {"of": opening.weekday, "starts": opening.starts, "minutes": opening.minutes, "open": spans}
        ask = reverse("office:price", args=(self.facts.season.id, opening.stop_id))
        place = self.facts.stop[opening.stop_id].name
        return json.dumps({**told, "no": closed, "ask": ask, "place": place}, ensure_ascii=False)


def _closed(day: int, open_on: set[int], others: Sequence[int], apart: int) -> str:
    """Why an opening cannot go to this day; empty when it can."""
    if day not in open_on:
        return _("Hallen er lukket")
    if day in others:
        return _("Har åbent her")
    near = [other for other in others if min((day - other) % 7, (other - day) % 7) < apart]
    return _("For tæt på %(day)s") % {"day": say.day(near[0])} if near else ""


def forms(place: Place, move: Move | None) -> list[dict[str, Any]]:
    """A form for each opening of the stop: which day and hour it could have. `move`: what is chosen already."""
    days = sorted({window.weekday for window in place.windows})
    found = []
    for opening in place.visits:
        chosen = move if move and move.of == opening.weekday else Move(opening.weekday, opening.weekday, opening.starts)
        others = [o.weekday for o in place.visits if o is not opening]
        found.append(
            {
                "of": opening.weekday,
                "now": f"{say.capital(say.day(opening.weekday))} {say.span(opening.starts, opening.minutes)}",
                "days": [
                    {"value": day, "word": say.capital(say.day(day)), "chosen": day == chosen.day}
                    for day in days
                    if day not in others
                ],
                "times": _times(place, opening, chosen.starts),
                "ask": reverse("office:price", args=(place.season.id, place.stop.id)),
            }
        )
    return found


def _times(place: Place, opening: Opening, chosen: int | None) -> list[dict[str, Any]]:
    """Every five minutes that the hall is open on some day, and the planner's own choice."""
    least = min(place.stop.lengths, default=0)
    starts = {
        start
        for window in place.windows
        for start in range(-(-window.opens // STEP) * STEP, window.closes - least + 1, STEP)
    }
    free: dict[str, Any] = {"value": "", "word": _("Planen vælger"), "chosen": chosen is None}
    return [free, *({"value": at, "word": say.time(at), "chosen": at == chosen} for at in sorted(starts))]


def price_panel(place: Place, move: Move, priced: Priced) -> dict[str, Any]:
    """What it costs to move an opening: the question, what is found, or why it cannot be."""
    of = next((o for o in place.visits if o.weekday == move.of), None)
    address = f"{place.query}&flyt={move.of}&til={move.day}&kl={'' if move.starts is None else move.starts}"
    panel: dict[str, Any] = {
        "title": f"{place.stop.name}: {when(move.day, move.starts)}",
        "now": _("Nu: %(day)s %(time)s") % {"day": say.day(of.weekday), "time": say.span(of.starts, of.minutes)}
        if of
        else "",
        "state": _state(priced),
        "stop": place.stop.id,
        "plan": place.plan.id,
        "proposes": place.proposes,
        "move": move,
        "kl": "" if move.starts is None else move.starts,
        "page": f"{address}#pris",
        "poll": reverse("office:price", args=(place.season.id, place.stop.id)) + address,
        "retry": f"{address}&igen=1#pris",
        "leave": f"{place.query}#sted",
    }
    if panel["state"] == "closed":
        panel["hours"] = open_hours(place.windows)
    elif "told" in priced:
        panel |= _told(place, priced)
    return panel


def _state(priced: Priced) -> str:
    if "cannot" in priced:
        return "closed"
    if "failed" in priced:
        return "failed"
    if "told" not in priced:
        return "waits"
    possible = priced["told"]["possibility"]["possible"]
    return "unknown" if possible is None else "done" if possible else "clash"


def _told(place: Place, priced: Priced) -> dict[str, Any]:
    told, at = priced["told"], parse_datetime(priced["answered_at"])
    found = told["possibility"]
    sources = {"source": source(told, priced["seconds"], at if isinstance(at, datetime) else None)}
    if not found["possible"]:
        danish = get_language() == "da"
        return {"clash": [wish["danish" if danish else "sentence"] for wish in told["clash"]], **sources}
    said = between(found)
    times = [f"{say.day(o['weekday'])} {say.span(o['starts'], o['minutes'])}" for o in told["openings"]]
    return {
        "headline": _("%(guests)s gæster om ugen i alt, %(kr)s kr. og %(minutes)s minutter på vejen")
        % {
            "guests": signed(in_all(found), 1),
            "kr": signed(found["cost_kr"], 0),
            "minutes": signed(found["driving_minutes"], 0),
        },
        "times": _("Åbner så: %(times)s") % {"times": say.listing(times)},
        "unsure": _("Når planen er lavet om: %(between)s gæster om ugen.") % {"between": said} if said else "",
        "sum": sum_of(place.stop.name, found, place.stop.name),
        "opened_with": priced["mark"],
        **sources,
    }
