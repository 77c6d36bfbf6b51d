"""Why a stop got what it got, and what would help its hub: answers as they were worked out, in people's words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import found_at
from driveout.look.guests import told_facts
from driveout.look.language import either
from driveout.office import say
from driveout.office.plan.season.asked.chosen_stop import Place
from driveout.office.plan.season.changes.sentences import as_wish
from driveout.records.plan.models import Hub, Stop, StopWindow, Why

NOTHING = 0.05  # guests; less is shown as 0


def stop_panel(place: Place, why: Why) -> dict[str, Any]:
    """The chosen stop: what it is, why it has so many visits, and other possibilities."""
    stop, visits = place.stop, place.visits
    town = stop.place_name if stop.place_name != stop.name else ""
    panel: dict[str, Any] = {
        "id": stop.id,
        "title": _title(stop.name, len(visits)),
        "place": " · ".join(filter(None, (found_at(stop.venue, stop.address), town))),
        "facts": _facts(stop, place.windows),
        "times": [f"{say.capital(say.day(o.weekday))} {say.span(o.starts, o.minutes)}" for o in visits],
        "waits_for_plan": bool(place.waiting),
        "retry": f"{place.query}&igen=1#sted",
        **_waiting(why, reverse("office:why", args=(place.season.id, stop.id)) + place.query),
    }
    if why.is_answered:
        panel |= _reasons(stop, why)
    return panel


def hub_panel(hub: Hub, why: Why | None, query: str) -> dict[str, Any]:
    """What one more hour, van day, volunteer or 1,000 kr. would bring a hub. `query`: the page's, with its prices."""
    panel: dict[str, Any] = {"hub": hub.name, "ask": f"{query}#hjaelp", "retry": f"{query}&igen=1#hjaelp"}
    if why is None:
        return panel
    panel |= _waiting(why, reverse("office:help", args=(hub.season_id, hub.id)) + query)
    if why.is_answered:
        panel["prices"] = [_price(price) for price in why.told["prices"]]
        panel["source"] = source(why.told, why.seconds, why.answered_at)
    return panel


def _waiting(why: Why, address: str) -> dict[str, Any]:
    return {"state": "done" if why.is_answered else "failed" if why.failed else "waits", "poll": address}


def _title(stop: str, visits: int) -> str:
    if visits == 0:
        return _("%(stop)s: hvorfor intet besøg?") % {"stop": stop}
    if visits == 1:
        return _("%(stop)s: hvorfor én gang om ugen?") % {"stop": stop}
    return _("%(stop)s: hvorfor to gange om ugen?") % {"stop": stop}


def _facts(stop: Stop, windows: list[StopWindow]) -> list[tuple[str, str]]:
    """What is known of the place itself, each with its name."""
    lengths = say.listing([str(minutes) for minutes in stop.lengths])
    return [
        (_("Kan åbne"), open_hours(windows) or _("ikke oplyst")),
        (_("Åbningstid"), _("%(lengths)s minutter") % {"lengths": lengths}),
        (_("Pladser"), say.number(stop.seats)),
        (_("Frivillige"), say.number(stop.volunteers)),
        (_("Indbyggere"), say.number(stop.inhabitants) if stop.inhabitants else _("ikke oplyst")),
        *told_facts(stop),
    ]


def open_hours(windows: Sequence[StopWindow]) -> str:
    """“mandag–torsdag 10–15”."""
    by_time: dict[str, list[int]] = {}
    for window in windows:
        by_time.setdefault(say.span(window.opens, window.closes - window.opens), []).append(window.weekday)
    return "; ".join(f"{say.days(days)} {time}" for time, days in by_time.items())


def _reasons(stop: Stop, why: Why) -> dict[str, Any]:
    told = why.told
    more = told["one_more"]
    found: dict[str, Any] = {
        "sentence": "" if more and more["possible"] else in_language(told["why"]),
        "cause": in_language(told["cause"]) if told.get("cause") else "",
        "others": [_other(possibility) for possibility in told["others"]],
        "source": source(why.told, why.seconds, why.answered_at),
        "stop": stop.name,
        "ferries": [in_language(saying) for saying in told.get("ferries", ())],
    }
    if more and more["possible"]:
        own = _("%(stop)s, ét besøg mere") % {"stop": stop.name}
        found |= {"headline": _headline(more), "sum": sum_of(stop.name, more, own), "besides": _besides(more)}
        found["between"] = between(more)
        found["more"] = as_wish(more)
    return found


def _headline(more: dict[str, Any]) -> tuple[str, str, str]:
    """“Et besøg mere giver” “3 gæster mindre” “i alt.”"""
    total = in_all(more)
    size = say.number(abs(total), 1)
    if abs(total) < NOTHING:
        return _("Et besøg mere giver"), _("lige mange gæster"), _("i alt.")
    much = (_("%(n)s gæster mere") if total > 0 else _("%(n)s gæster mindre")) % {"n": size}
    return _("Et besøg mere giver"), much, _("i alt.")


def sum_of(stop: str, more: dict[str, Any], own: str) -> list[dict[str, str]]:
    """The arithmetic: this stop, called `own`, the others that win or lose, the other hubs, and the sum."""
    moves = sorted(more["moves"], key=lambda move: (move[0] != stop, -abs(move[1])))
    lines = [_line(own if name == stop else name, by) for name, by in moves]
    elsewhere, counted = more["guests_elsewhere"], more.get("counted", 0.0)
    if abs(elsewhere) >= NOTHING:
        kroner = say.number(abs(more["cost_kr"]))
        spent = _("Andre hubs mangler %(kr)s kr.") if more["cost_kr"] > 0 else _("Andre hubs får %(kr)s kr.")
        lines.append(_line(spent % {"kr": kroner} if round(more["cost_kr"]) else _("Andre hubs"), elsewhere))
    rest = more["guests"] - sum(by for _name, by in moves)
    if abs(rest) >= NOTHING:
        lines.append(_line(_("Små forskelle i resten af hubben"), rest))
    if abs(counted) >= NOTHING:
        lines.append(_line(_("Flyttede tider og vægte, regnet som gæster"), counted))
    return [*lines, {**_line(_("Gæster om ugen"), in_all(more)), "total": "total"}]


def _besides(more: dict[str, Any]) -> str:
    minutes, kroner = more["driving_minutes"], more["cost_kr"]
    return _("Hertil %(minutes)s minutter på vejen og %(kr)s kr. om ugen.") % {
        "minutes": signed(minutes, 0), "kr": signed(kroner, 0)
    }  # fmt: skip


def _other(possibility: dict[str, Any]) -> dict[str, str]:
    what = say.capital(in_language(possibility["what"]))
    if not possibility["possible"]:
        return {"what": what, "by": _cannot(possibility), "kind": "", "wish": "", "between": ""}
    return {**_line(what, in_all(possibility)), "wish": as_wish(possibility), "between": between(possibility)}


def _cannot(possibility: dict[str, Any]) -> str:
    return _("ikke fundet") if possibility["possible"] is None else _("kan ikke lade sig gøre")


def _price(price: dict[str, Any]) -> dict[str, str]:
    what = say.capital(in_language(price["what"]))
    if not price["possible"]:
        return {"what": what, "by": _cannot(price), "buys": "", "between": ""}
    total = in_all(price)
    n = round(total)
    guests = ngettext("%(n)s gæst", "%(n)s gæster", abs(n)) % {"n": signed(total, 1)}
    winners = [name for name, by in sorted(price["moves"], key=lambda move: -move[1]) if by > 0]
    losers = [name for name, by in price["moves"] if by < 0]
    buys = []
    if winners:
        buys.append(_("Flere gæster i %(places)s.") % {"places": say.listing(winners, 2)})
    if losers:
        buys.append(_("Færre i %(places)s.") % {"places": say.listing(losers, 2)})
    if not price["moves"]:
        buys.append(_("Det er noget andet, der mangler."))
    return {"what": what, "by": guests, "buys": " ".join(buys), "between": between(price)}


def source(told: dict[str, Any], seconds: float, at: datetime | None) -> str:
    """When it was worked out, on what, and how long that took."""
    how = _("Regnet ud %(when)s på %(seconds)s sekunder med samme regler og budget.") % {
        "when": say.moment(at) if at else "",
        "seconds": say.number(seconds, 1),
    }
    return f"{how} {in_language(told['assumptions'])}"


def _line(what: str, by: float) -> dict[str, str]:
    return {"what": what, "by": signed(by, 1), "kind": "plus" if by >= NOTHING else "minus" if by <= -NOTHING else ""}


def in_all(possibility: dict[str, Any]) -> float:
    """Guests a week in this hub and elsewhere, with what else the planner counts."""
    counted = possibility.get("counted", 0.0)
    return float(possibility["guests"]) + float(possibility["guests_elsewhere"]) + float(counted)


def between(possibility: dict[str, Any]) -> str:
    """“mellem −0,8 og −0,5”: what it becomes when the season is planned again; empty where one number says it."""
    said = possibility.get("said")
    return in_language(said) if said else ""


def signed(value: float, decimals: int) -> str:
    """With a plus or a true minus; what rounds to nothing has neither."""
    size = say.number(abs(value), decimals)
    if round(value, decimals) == 0:
        return say.number(0)
    return ("+" if value > 0 else "−") + size


def in_language(saying: dict[str, str]) -> str:
    """What core says in two languages, in the page's."""
    return either(saying["danish"], saying["english"])
