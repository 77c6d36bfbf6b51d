"""What a search finds, as plain values: places, people, days and pages, each for those who see it elsewhere too. The
code of a card is led on to where codes are looked up."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.meet import typed_code
from driveout.core.words.day_meant import day_meant
from driveout.core.words.sought import LONG_ENOUGH_TO_STAND_ANYWHERE, Sought
from driveout.look.language import either
from driveout.look.say import municipality
from driveout.office import say
from driveout.office.me import role_word
from driveout.office.navigation.shown import href_of
from driveout.office.navigation.steps_and_pages import Page, all_pages, place_of
from driveout.office.plan.registers.names import SLUG_OF
from driveout.records.drive.days.queries import cafes_between
from driveout.records.meet.next_steps import may_see_steps
from driveout.records.plan import finding
from driveout.records.plan.models import Season, Stop
from driveout.records.plan.models.edit import Register
from driveout.records.team.finding import members_like
from driveout.records.team.models import Member
from driveout.records.team.rules import may_manage_people, may_see_crew

LONGEST, SHORTEST = 80, 2  # letters
MOST = 12  # of a kind
Row = dict[str, str]


def search_page(member: Member, asked: str, season: Season | None, today: date) -> dict[str, Any]:
    """Plain values; at most eight queries. Too short a search is asked to be longer, and nothing is looked for."""
    sought = Sought(asked)
    too_short = len("".join(sought.parts)) < SHORTEST
    groups = [] if too_short else [group for group in _groups(member, sought, season, today) if group["rows"]]
    many = sum(group["all"] for group in groups)
    card = "" if groups else _code_of_a_card(member, asked)
    return {
        "asked": asked,
        "groups": groups,
        "too_short": bool(asked) and too_short,
        "title": _("Er det koden på et kort?") if card else _title(asked, many, too_short),
        "nothing": bool(asked) and not too_short and not groups and not card,
        "card": card,
        "may_look_codes_up": may_see_steps(member),
        "searched": season.name if season else "",
    }


def _code_of_a_card(member: Member, asked: str) -> str:
    """A whole code, for those who may look it up; empty otherwise, and where it can only be a telephone number.

    Nothing is looked for: whether a guest has it is told where that leaves a trace, and to nobody who only guesses.
    """
    code = typed_code(asked) if may_see_steps(member) else ""
    return "" if code.replace("-", "").isdigit() else code


def _title(asked: str, many: int, too_short: bool) -> str:
    if not asked or too_short:
        return _("Søg i alt")
    if not many:
        return _("Intet fundet på «%(asked)s»") % {"asked": asked}
    said = ngettext("%(n)s fund på «%(asked)s»", "%(n)s fund på «%(asked)s»", many)
    return said % {"n": say.number(many), "asked": asked}


def _groups(member: Member, sought: Sought, season: Season | None, today: date) -> list[dict[str, Any]]:
    places = _places(season, sought) if season else []
    people = _crew(season, sought) if season and may_see_crew(member) else []
    people += _members(member, sought) if may_manage_people(member) else []
    days = _days(season, sought, today) if season else []
    return [
        _group("days", _("Dage"), days),
        _group("places", _("Steder"), places),
        _group("people", _("Folk"), people),
        _group("pages", _("Sider"), _pages(member, sought, season)),
    ]


def _group(key: str, title: str, rows: list[Row]) -> dict[str, Any]:
    more = len(rows) - MOST
    left = ngettext("%(n)s mere. Skriv lidt mere.", "%(n)s flere. Skriv lidt mere.", more) % {"n": say.number(more)}
    return {"key": key, "title": title, "rows": rows[:MOST], "all": len(rows), "more": left if more > 0 else ""}


def _row(icon: str, name: str, text: Iterable[str], href: str) -> Row:
    return {"icon": icon, "name": name, "text": " · ".join(part for part in text if part), "href": href}


def _nearest_first(rows: list[Row], sought: Sought) -> list[Row]:
    """Names that begin with it, then the others, each in the order of the Danish alphabet."""
    return sorted(rows, key=lambda row: (not sought.begins(row["name"]), say.danish_order(row["name"])))


def _at(season: Season, stop: Stop) -> str:
    return f"{reverse('office:season', args=(season.pk,))}?sted={stop.pk}#sted"


def _places(season: Season, sought: Sought) -> list[Row]:
    week = reverse("office:season", args=(season.pk,))
    hubs = [
        _row(
            "house", hub.name, (_("Hub"), hub.place_name if hub.place_name != hub.name else ""), f"{week}?hub={hub.pk}"
        )
        for hub in finding.hubs_like(season.pk, sought)
    ]
    stops = [
        _row("map-pin", stop.name, (stop.venue, municipality(stop.municipality)), _at(season, stop))
        for stop in finding.places_like(season.pk, sought)
    ]
    return _nearest_first(hubs + stops, sought)


def _crew(season: Season, sought: Sought) -> list[Row]:
    """Those on the season's lists, and whom to call at a place."""
    employees, volunteers = finding.crew_like(season.pk, sought)
    crew = [
        _row("user", one.name, (word, one.hub.name), reverse("office:row", args=(season.pk, SLUG_OF[register], one.pk)))
        for rows, register, word in (
            (employees, Register.EMPLOYEE, _("Medarbejder")),
            (volunteers, Register.VOLUNTEER, _("Frivillig")),
        )
        for one in rows
    ]
    contacts = [
        _row("house", _("Kontakt i %(place)s") % {"place": stop.name}, (stop.contact,), _at(season, stop))
        for stop in finding.contacts_like(season.pk, sought)
    ]
    return _nearest_first(crew, sought) + contacts


def _members(member: Member, sought: Sought) -> list[Row]:
    people = reverse("office:people")
    found = [
        _row(
            "user-plus",
            one.user.first_name or one.user.username,
            (_("Logger ind som %(role)s") % {"role": role_word(one.role)}, one.hub_name),
            f"{people}#p{one.pk}",
        )
        for one in members_like(member.organisation_id, sought)
    ]
    return _nearest_first(found, sought)


def _days(season: Season, sought: Sought, today: date) -> list[Row]:
    meant = day_meant(sought.text, today)
    if meant is None:
        return []
    days = reverse("office:days", args=(season.pk,))
    if meant.week:
        at = meant.day.isocalendar()
        name = _("Uge %(n)s, %(year)s") % {"n": at.week, "year": at.year}
        return [_row("calendar", name, (_cafes(season, meant.day, 7),), f"{days}?dag={meant.day}")]
    name = say.capital(f"{say.day(meant.day.weekday())} {say.date_long(meant.day)}")
    return [_row("calendar", name, (_cafes(season, meant.day, 1),), f"{days}{meant.day}/")]


def _cafes(season: Season, first: date, days: int) -> str:
    """“5 caféer”, “Ingen caféer”."""
    n = cafes_between(season.pk, first, days)
    return ngettext("%(n)s café", "%(n)s caféer", n) % {"n": say.number(n)} if n else _("Ingen caféer")


def _pages(member: Member, sought: Sought, season: Season | None) -> list[Row]:
    """By their name in the language of the page or in Danish, or by another word for it."""
    open_to = [page for page in all_pages() if page.may(member) and (season is not None or not page.of_season)]
    found = [page for page in open_to if sought.opens(_(page.name), page.name) or _is_about(page, sought)]
    season_id = season.pk if season else None
    rows = [_row("file", _(page.name), (_step_of(page),), href_of(page, season_id)) for page in found]
    return sorted(rows, key=lambda row: not sought.begins(row["name"]))


def _is_about(page: Page, sought: Sought) -> bool:
    """By another word for it, once enough of the word is written to know which."""
    return (
        bool(page.also) and min(map(len, sought.parts)) >= LONG_ENOUGH_TO_STAND_ANYWHERE and sought.opens(_(page.also))
    )


def _step_of(page: Page) -> str:
    """“Plan”; for what stands on another page, “Plan, Planer”."""
    place = place_of(page.address)
    if place is None:
        return ""
    step, its = place
    name = either(step.danish, step.english)
    return name if its == page else f"{name}, {_(its.name)}"
