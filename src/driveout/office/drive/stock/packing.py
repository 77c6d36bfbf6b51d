"""Load lists on screen: the week's trips, one trip with where each number comes from, and its pick-ups."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.drive import last_day
from driveout.core.words import LoadLine, Nonsense, PickUp, TwoWays, Use, as_seen, minute_of_day
from driveout.look.language import Holding, filled, holding
from driveout.office import say
from driveout.office.drive.stock import said
from driveout.office.drive.stock.shelves import frame
from driveout.office.forms.kinds import to_date
from driveout.office.me import me
from driveout.records.drive.models import Lot, Trip
from driveout.records.drive.stock.loads import TripLoad, load_of_trip, loads_of, trips_on
from driveout.records.drive.stock.queries import hubs_and_vans
from driveout.records.drive.stock.rules import hubs_of, may_stock
from driveout.records.plan.queries import season_now
from driveout.records.team.models import Member

ROWS = 3  # empty lines to write pick-ups in
LONGEST = 120


def loads_page(member: Member, asked: QueryDict, today: date) -> dict[str, Any]:
    """A week's trips of the hubs one may see; eleven queries."""
    first = to_date(asked.get("fra", "")) or today
    season = season_now(member.organisation_id, today)
    hubs = hubs_of(member, list(hubs_and_vans(season)))
    last = first + timedelta(days=6)
    trips = trips_on(member.organisation_id, first=first, last=last, hubs=hubs)
    found = loads_of(trips, member.organisation_id)
    days: dict[date, list[dict[str, Any]]] = {}
    for trip in trips:
        days.setdefault(trip.date, []).append(_short(found[trip.pk], several=len(hubs) > 1))
    return {
        **_frame(member),
        "days": [{"day": _day(day), "trips": rows} for day, rows in days.items()],
        "week": f"{say.date_long(first)} – {say.date_long(last)}",
        "before": (first - timedelta(days=7)).isoformat(),
        "after": (first + timedelta(days=7)).isoformat(),
        "has_hub": bool(hubs),
    }


def _frame(member: Member) -> dict[str, Any]:
    """A volunteer has no rooms of the office to go to."""
    page = frame(member)
    return page if page["me"]["office"] else {"me": me(member)}


def _day(day: date) -> str:
    return f"{say.capital(say.day(day.weekday()))} {say.date_long(day)}"


def _short(load: TripLoad, *, several: bool) -> dict[str, Any]:
    trip, n = load.trip, len(load.cafes)
    lacks = [line.good.name for line in load.lines if line.short]
    needed = [said.things(line.needed, line.good) for line in load.lines if line.needed]
    return {
        "id": trip.pk,
        "name": f"{trip.van}, {trip.hub}" if several else trip.van,
        "leaves": say.time(trip.leaves),
        "cafes": ngettext("%(n)s café", "%(n)s caféer", n) % {"n": n},
        "what": holding(say.listing(needed, 6), *(own for one in needed for own in one.own)),
        "lacks": holding(_("Mangler: %(what)s") % {"what": say.listing(lacks, 4)}, *lacks) if lacks else "",
        "over": any(line.over for line in load.lines),
        "pick_ups": [f"{say.time(one['at'])} {one['name']}" for one in trip.pick_ups],
    }


def load_page(member: Member, trip: Trip) -> dict[str, Any]:
    """One trip's list; eight queries."""
    load = load_of_trip(trip, member.organisation_id)
    return {
        **_frame(member),
        "trip": _trip(trip),
        "cafes": [{"place": cafe.place, "at": say.time(cafe.starts), "venue": cafe.venue} for cafe in load.cafes],
        "pick_ups": [_pick_up(one) for one in trip.pick_ups],
        "lines": [{**_line(line, load.lots, trip.date), "last": last_chance(line, load)} for line in load.lines],
        "may": may_stock(member, trip.hub_key),
        "to_move": any(line.take for line in load.lines),
        "key": uuid4().hex,
    }


def _trip(trip: Trip) -> dict[str, Any]:
    return {
        "id": trip.pk,
        "van": trip.van,
        "hub": trip.hub,
        "day": f"{say.capital(say.day(trip.date.weekday()))} {say.date_long(trip.date)}",
        "leaves": say.time(trip.leaves),
    }


def _pick_up(one: Mapping[str, Any]) -> dict[str, str]:
    return {"at": say.time(one["at"]), "name": one["name"], "what": one.get("what", "")}


def _line(line: LoadLine, lots: Mapping[int, Lot], day: date) -> dict[str, Any]:
    """`take`: from the store room; `uses`: where the number comes from."""
    return {
        "name": line.good.name,
        "unit": line.good.unit,
        "needed": said.amount(line.needed),
        "in_van": said.amount(line.in_van),
        "take": said.amount(sum(n for _lot, n in line.take)),
        "from": [
            filled(_("%(n)s med %(lot)s"), {"n": said.amount(n), "lot": said.lot(lots[lot])}) for lot, n in line.take
        ]
        if len(line.take) > 1 or any(lots[lot].best_before for lot, _n in line.take)
        else [],
        "short": said.amount(line.short) if line.short else "",
        "over": [said.things(row.quantity, line.good) for row in line.over],
        "soon": [
            {"things": said.things(row.quantity, line.good), "until": said.until(lots[row.lot], day)["text"]}
            for row in line.soon
        ],
        "uses": [_use(use) for use in line.uses],
    }


def today_or_never(trip: Trip, member: Member) -> list[Holding]:
    """What lies in the van and is past its date when it drives again. Six queries."""
    load = load_of_trip(trip, member.organisation_id)
    return [text for line in load.lines for text in last_chance(line, load)]


def last_chance(line: LoadLine, load: TripLoad) -> list[Holding]:
    """“6 stk. er bedst før 5. december 2026. Vognen kører først igen tirsdag den 8. december.”"""
    lasts = {lot: row.best_before for lot, row in load.lots.items()}
    if load.again is None:
        after = _("Vognen kører ikke mere i sæsonen.")
    else:
        day = {"day": say.day(load.again.weekday()), "date": say.date_year_free(load.again)}
        after = _("Vognen kører først igen %(day)s den %(date)s.") % day
    found = []
    for lot, n in last_day(line, lasts, load.again):
        words = {"things": said.things(n, line.good), "day": said.until(load.lots[lot], load.trip.date)["text"]}
        told = filled(_("%(things)s er bedst før %(day)s."), words)
        found.append(holding(f"{told} {after}", *told.own))
    return found


def _use(use: Use) -> str:
    """“Karby: 9. Op til 9 gæster × 1,0. Sådan var det de sidste 3 gange.”"""
    words = {
        "place": use.place, "n": say.number(use.n), "guests": say.number(use.guests),
        "each": say.number(use.per_guest, 2),
    }  # fmt: skip
    told = _("%(place)s: %(n)s. Op til %(guests)s gæster × %(each)s.") % words
    n = use.learned_from
    taught = ngettext("Sådan var det sidste gang.", "Sådan var det de sidste %(n)s gange.", n) % {"n": n}
    guess = _("Det er et gæt.")
    return f"{told} {taught if n else guess}"


def pick_ups_page(
    member: Member, trip: Trip, rows: Sequence[Mapping[str, str]] | None = None, faults: Sequence[str] = ()
) -> dict[str, Any]:
    """The form: what stands, and a few empty lines. Two queries."""
    stands = [{"name": one["name"], "at": say.time(one["at"]), "what": one.get("what", "")} for one in trip.pick_ups]
    filled = [*(stands if rows is None else rows), *([{"name": "", "at": "", "what": ""}] * ROWS)]
    numbered = [{**row, "no": no} for no, row in enumerate(filled, start=1)]
    return {**_frame(member), "trip": _trip(trip), "rows": numbered, "faults": list(faults)}


def read_pick_ups(post: QueryDict) -> tuple[list[PickUp], list[dict[str, str]], list[str]]:
    """Pick-ups, the rows as they were typed, and what is wrong with them. Rows without a name and a time are none."""
    columns = [[as_seen(cell).strip()[:LONGEST] for cell in post.getlist(name)[:20]] for name in ("name", "at", "what")]
    rows = [dict(zip(("name", "at", "what"), row, strict=True)) for row in zip(*columns, strict=False) if any(row[:2])]
    found, faults = [], []
    for row in rows:
        try:
            found.append(PickUp(row["name"], minute_of_day(row["at"]), row["what"]))
        except TwoWays as doubt:
            faults.append(say.two_ways(doubt))
        except Nonsense:
            words = {"name": row["name"] or row["at"]}
            faults.append(_("%(name)s: skriv et sted og et klokkeslæt, for eksempel 8.30.") % words)
    return found, rows, faults
