"""A week's shifts as plain values: gaps first, then each day; and how fairly the season's shifts are shared."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Cannot, Gap, Hindrance, Shift
from driveout.look import crew as words
from driveout.look.crew import paper_word
from driveout.look.places import towns
from driveout.office import hidden, say
from driveout.office.drive.both import in_two_places
from driveout.records.drive.crew.checks import lacking
from driveout.records.drive.crew.gaps import gaps_of, people_for_all
from driveout.records.drive.crew.hours import volunteers_load
from driveout.records.drive.crew.own import first_date_from
from driveout.records.drive.crew.reading import Crew, Spot, crew_between
from driveout.records.drive.crew.rules import leads, leads_somewhere
from driveout.records.plan import queries
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role

ALL_HUBS = "alle"
MOST_GAPS = 40  # of all hubs; one hub's are all shown


def week_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """One week, of one hub or all. At most nineteen queries, however many stops there are."""
    today = timezone.localtime(now).date()
    monday = _monday(season, asked.get("fra", ""), today)
    hubs = hubs_in(season)
    hub = chosen_hub(member, hubs, asked.get("hub", ""))
    page: dict[str, Any] = {
        "season": season, "is_dated": monday is not None,
        "hubs": hub_choices(hubs, hub), "hub": hub, "hub_name": hubs.get(hub, ""),
        "may_plan": member.role == Role.COORDINATOR,
    }  # fmt: skip
    if monday is None:
        return page
    sunday = monday + timedelta(days=6)
    crew = crew_between(season, monday, sunday, near=spots())
    shifts = [shift for shift in crew.shifts.values() if monday <= shift.date <= sunday]
    found = [gap for gap in gaps_of(crew, now, hub=hub) if monday <= gap.shift.date <= sunday]
    best = people_for_all(crew, found[:MOST_GAPS], now) if not hidden.are_hidden() else {}
    lacks = _lacking(crew, hub, monday, sunday, now) if leads_somewhere(member) else []
    shown = found if hub else found[:MOST_GAPS]
    return {
        **page,
        "week": _("Uge %(n)s") % {"n": monday.isocalendar().week},
        "days": f"{say.date_short(monday)}–{say.date_short(sunday)}",
        "before": (monday - timedelta(days=7)).isoformat(),
        "after": (monday + timedelta(days=7)).isoformat(),
        "monday": monday.isoformat(),
        "gaps": [_gap(gap, best.get(gap.shift.id, []), member) for gap in shown],
        "gaps_left": len(found) - len(shown),
        "both": in_two_places(season, monday, sunday, now, hub=hub),
        "lacking": lacks if hub else lacks[:MOST_GAPS],
        "lacking_left": 0 if hub else max(0, len(lacks) - MOST_GAPS),
        "text": ngettext("%(n)s vagt mangler nogen", "%(n)s vagter mangler nogen", len(found)) % {
            "n": say.number(len(found))
        },
        "by_hub": _by_hub(shifts, hubs) if not hub else [],
        "by_day": _by_day([shift for shift in shifts if shift.hub == hub], crew) if hub else [],
    }  # fmt: skip


def load_page(season: Season, member: Member, asked: QueryDict) -> dict[str, Any]:
    """Shifts of each volunteer, with the Gini coefficient told in words. Six queries."""
    hubs = hubs_in(season)
    hub = chosen_hub(member, hubs, asked.get("hub", ""))
    found = volunteers_load(season, hub=hub)
    most = max((n for _name, n in found.shifts), default=0)
    people = len(found.shifts)
    fifth = max(1, round(people / 5))
    busiest = sum(n for _name, n in found.shifts[:fifth])
    return {
        "season": season, "hubs": hub_choices(hubs, hub), "hub": hub, "hub_name": hubs.get(hub, ""),
        "names": not hidden.are_hidden(),
        "gini": say.number(found.gini, 2), "total": say.number(found.total), "people": say.number(people),
        "mean": say.number(found.total / people, 1) if people else "0",
        "none": sum(n == 0 for _name, n in found.shifts),
        "busiest": say.percent(busiest / found.total) if found.total else "", "fifth": fifth,
        "rows": [
            {"name": name if not hidden.are_hidden() else _("Frivillig %(n)s") % {"n": at}, "n": n,
             "share": round(100 * n / most)}
            for at, (name, n) in enumerate(found.shifts, start=1) if n
        ],
        "free": [name for name, n in found.shifts if not n] if not hidden.are_hidden() else [],
    }  # fmt: skip


def hubs_in(season: Season) -> dict[str, str]:
    """Key → name of the season's hubs, in the alphabet. One query."""
    rows = sorted(queries.hubs_of(season.pk), key=lambda hub: say.danish_order(hub.name))
    return {str(hub.where_id): hub.name for hub in rows}


def chosen_hub(member: Member, hubs: Collection[str], asked: str) -> str:
    """The key of the hub: asked for, else the own, else all (empty)."""
    if asked in hubs:
        return asked
    if asked == ALL_HUBS or member.hub_key not in hubs:
        return next(iter(hubs)) if len(hubs) == 1 else ""
    return member.hub_key


def hub_choices(hubs: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    every = [{"value": ALL_HUBS, "word": _("Alle hubs"), "chosen": not chosen}] if len(hubs) > 1 else []
    return [*every, *({"value": key, "word": name, "chosen": key == chosen} for key, name in hubs.items())]


@lru_cache(maxsize=1)
def spots() -> dict[str, Spot]:
    """Towns by name; of one name the largest."""
    ordered = sorted(towns(), key=lambda town: town.inhabitants or 0)
    return {town.name: (town.lat, town.lon) for town in ordered}


def shift_values(shift: Shift) -> dict[str, Any]:
    """Day, time, place and duty."""
    return {
        "id": shift.id, "day": say.capital(say.day(shift.date.weekday())), "date": say.date_short(shift.date),
        "time": say.span(shift.starts, shift.ends - shift.starts), "place": words.where(shift),
        "hub": shift.hub_name, "hub_key": shift.hub,
        "duty": words.duty_word(shift.duty), "cancelled": shift.cancelled, "needed": shift.needed,
        "taken": shift.taken, "missing": shift.missing,
    }  # fmt: skip


def soon(days: int) -> str:
    """“i dag”, “i morgen”, “om 5 dage”."""
    if days <= 0:
        return _("i dag")
    return _("i morgen") if days == 1 else _("om %(n)s dage") % {"n": days}


def _gap(gap: Gap, people: list[Any], member: Member) -> dict[str, Any]:
    return {
        **shift_values(gap.shift), "nobody": gap.nobody, "soon": soon(gap.days_left), "is_soon": gap.days_left <= 3,
        "may": leads(member, gap.shift.hub), "can": len(people),
        "best": say.listing([one.helper.name for one in people[:3]]) if people else "",
    }  # fmt: skip


def _lacking(crew: Crew, hub: str, monday: date, sunday: date, now: datetime) -> list[dict[str, Any]]:
    """Who is on a shift of the week without a paper it needs: for those who lead, as the papers are."""
    return [
        {**shift_values(shift), "who": signup.name, "papers": _missing(papers, shift)}
        for shift, signup, papers in lacking(crew, now, hub=hub)
        if monday <= shift.date <= sunday
    ]


def _missing(papers: Sequence[Hindrance], shift: Shift) -> list[str]:
    """Papers that nobody has seen are one sentence: “Ikke set endnu: Kørekort og børneattest.” The others one each."""
    unseen = [paper_word(one.paper) for one in papers if one.why == Cannot.NO_PAPER and one.paper]
    rest = [words.what(one, shift) for one in papers if one.why != Cannot.NO_PAPER]
    told = _("Ikke set endnu: %(paper)s.") % {"paper": say.capital(say.listing(unseen, most=len(unseen)))}
    return [told, *rest] if unseen else rest


def _by_hub(shifts: list[Shift], hubs: Mapping[str, str]) -> list[dict[str, Any]]:
    """How each hub's week stands."""
    rows: defaultdict[str, list[Shift]] = defaultdict(list)
    for shift in shifts:
        if not shift.cancelled:
            rows[shift.hub].append(shift)
    return [
        {"key": hub, "name": name, "shifts": len(rows[hub]), "needed": sum(shift.needed for shift in rows[hub]),
         "missing": sum(shift.missing for shift in rows[hub])}
        for hub, name in hubs.items()
    ]  # fmt: skip


def _by_day(shifts: list[Shift], crew: Crew) -> list[dict[str, Any]]:
    days: defaultdict[date, list[Shift]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda one: (one.date, one.starts, one.place)):
        if shift.place or not shift.cancelled or crew.signed.get(shift.id):  # a trip nobody drives is no news
            days[shift.date].append(shift)
    return [
        {
            "day": f"{say.capital(say.day(day.weekday()))} {say.date_short(day)}",
            "shifts": [
                {**shift_values(shift), "people": ", ".join(hidden.hosts([one.name for one in crew.signed[shift.id]]))}
                for shift in found
            ],
        }
        for day, found in days.items()
    ]


def _monday(season: Season, asked: str, today: date) -> date | None:
    """The week asked for; else this one, or the next in which a café is held. None without dates."""
    first = first_date_from(season, today)
    if first is None:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = first
    return day - timedelta(days=day.weekday())
