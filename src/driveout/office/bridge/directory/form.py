"""The form of an entry."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.core.bridge.directory.ageing import EVERY
from driveout.core.bridge.directory.schedules import rules_of
from driveout.core.words import By, OpenRule
from driveout.office.bridge.directory import said
from driveout.office.bridge.directory.page import frame
from driveout.office.forms.forms import Field, Filled, Group, opened, sent
from driveout.office.forms.kinds import Kind, choice, days_of_year, spans, text, whole
from driveout.records.bridge.directory.as_words import document_of, languages_of, needs_of, phone_of
from driveout.records.bridge.directory.fields_typed import Written, is_weekly
from driveout.records.bridge.directory.models import HelpService
from driveout.records.bridge.directory.writing import place_typed
from driveout.records.team.models import Member

MOST_DAYS = 365


def words_ticked(options: list[tuple[str, str]]) -> Kind:
    """Several of a list, by their values."""
    known = dict(options)

    def read(typed: list[str]) -> list[str]:
        return [one for one in typed if one in known]

    return Kind(
        "ticks", lambda post, name: post.getlist(name), read, lambda value: list(value),
        lambda value: ", ".join(known[one] for one in value), options=options,
    )  # fmt: skip


def fields(row: HelpService | None) -> list[Group]:
    """Who and what; how to reach them; when; where; how sure."""
    yes_no = [("no", _("Nej")), ("yes", _("Ja"))]
    sectors = [(code, said.sector(code)) for code in ("unknown", "public", "civil")]
    states = [
        ("active", _("I gang")), ("temporarily closed", _("Lukket for en tid")), ("defunct", _("Findes ikke mere"))
    ]  # fmt: skip
    what = Group(_("Hvem og hvad"), [
        Field("name", _("Navn"), text(200, required=True)),
        Field("provider", _("Organisation"), text(200), _("Tomt: den hedder det samme.")),
        Field("sector", _("Hvem giver hjælpen"), choice(sectors), _("Det vises, men ingen kommer først for det.")),
        Field("needs", _("Hjælper med"), words_ticked(said.needs())),
        Field("description", _("Hvad de hjælper med"), text(2000, long=True)),
        Field("who_for", _("Hvem kan komme"), text(300)),
        Field("cost", _("Pris"), text(200)),
        Field("languages", _("Sprog"), text(200), _("Med komma imellem.")),
        Field("places_free", _("Ledige pladser"), whole(0, 100_000, optional=True)),
    ])  # fmt: skip
    reach = Group(_("Sådan får man fat i dem"), [
        Field("phone", _("Telefon"), text(40, required=True), _("Et nummer, et menneske tager.")),
        Field("email", _("Mail"), text(200)),
        Field("url", _("Hjemmeside"), text(300)),
        Field("national", _("For hele landet"), choice(yes_no)),
    ])  # fmt: skip
    when = Group(_("Hvornår"), [
        Field("hours", _("Døren er åben"), spans(past_midnight=True)),
        Field("phone_hours", _("Telefonen er åben"), spans(past_midnight=True)),
        Field("closed", _("Lukket på disse datoer"), days_of_year(), _("Én på hver linje. Helligdage ved vi selv.")),
    ])  # fmt: skip
    where = Group(_("Hvor"), [
        Field("hidden", _("Adressen må ikke vises"), choice(yes_no),
              _("For eksempel et krisecenter. Så gemmer vi den slet ikke.")),
        Field("street", _("Vej og nummer"), text(200)),
        Field("postcode", _("Postnummer"), text(10)),
        Field("town", _("By"), text(100)),
    ])  # fmt: skip
    sure = Group(_("Hvor sikkert er det"), [
        Field("every", _("Ring og spørg hver (dage)"), whole(1, MOST_DAYS)),
        Field("status", _("Findes det"), choice(states)),
    ])  # fmt: skip
    return [what, reach, when, *([where] if one_place(row) else []), sure]


def one_place(row: HelpService | None) -> bool:
    """Several places are changed by the list alone."""
    return row is None or len(row.at.all()) <= 1


def first(row: HelpService | None) -> Filled:
    """The form as it opens."""
    return opened(fields(row), _values(row))


def typed(row: HelpService | None, post: QueryDict) -> Filled:
    """The form as it was sent."""
    return sent(fields(row), post)


def _values(row: HelpService | None) -> dict[str, Any]:
    blank: dict[str, Any] = {
        **dict.fromkeys(("name", "provider", "description", "who_for", "cost", "languages", "phone", "email"), ""),
        **dict.fromkeys(("url", "street", "postcode", "town"), ""), "sector": "unknown", "needs": [], "hours": [],
        "phone_hours": [], "closed": [], "places_free": None, "national": "no", "hidden": "no", "every": EVERY,
        "status": "active",
    }  # fmt: skip
    if row is None:
        return blank
    doc = document_of(row)
    rules, _unread = rules_of(doc.get("schedules", []))
    rooms = [room["available"] for room in doc.get("capacities", []) if room.get("available") is not None]
    at = next(iter(row.at.all()), None)
    street, postcode, town = place_typed(at.place) if at else ("", "", "")
    return {
        **blank, "name": row.name, "provider": row.provider.name if row.provider else "",
        "sector": row.provider.sector if row.provider else "unknown", "needs": needs_of(row),
        "description": doc.get("description", ""), "who_for": doc.get("eligibility_description", ""),
        "cost": doc.get("fees_description", ""), "languages": ", ".join(languages_of(row)), "phone": phone_of(row),
        "email": doc.get("email", ""), "url": doc.get("url", ""), "hours": _spans(rules, By.DOOR),
        "phone_hours": _spans(rules, By.PHONE), "places_free": int(rooms[0]) if rooms else None,
        "closed": sorted({rule.first.isoformat() for rule in rules
                           if rule.is_closed and rule.first and rule.first == rule.last}),
        "national": "yes" if row.is_national else "no", "every": row.check_every_days,
        "hidden": "yes" if at and at.place.is_hidden else "no", "street": street, "postcode": postcode, "town": town,
        "status": row.status if row.status != "inactive" else "temporarily closed",
    }  # fmt: skip


def _spans(rules: list[OpenRule], by: By) -> list[list[int]]:
    """Each week's hours, as rows of the form; 24 hours end at the last minute that the form can say."""
    return sorted(
        [day, rule.opens or 0, rule.closes or 1440]
        for rule in rules
        if rule.by is by and is_weekly(rule)
        for day in rule.weekdays or range(7)
    )


def as_opened(row: HelpService | None) -> Written | None:
    """What the form says when nobody has touched it, read as it is read when it comes back."""
    if row is None:
        return None
    form, values = first(row), _values(row)
    return written(row, {**values, **form.read()})


def written(row: HelpService | None, values: Mapping[str, Any]) -> Written:
    """What the form says, as plain values."""
    place = (values["street"], values["postcode"], values["town"]) if one_place(row) else None
    return Written(
        name=values["name"], provider=values["provider"], sector=values["sector"], needs=values["needs"],
        description=values["description"], phone=values["phone"], email=values["email"], url=values["url"],
        who_for=values["who_for"], cost=values["cost"],
        languages=[one.strip() for one in values["languages"].split(",") if one.strip()],
        hours=values["hours"], phone_hours=values["phone_hours"],
        closed=[date.fromisoformat(day) for day in values["closed"]], places_free=values["places_free"],
        check_every_days=values["every"], is_national=values["national"] == "yes", status=values["status"],
        place=place, is_hidden=values.get("hidden") == "yes",
    )  # fmt: skip


def form_page(member: Member, row: HelpService | None, filled: Filled) -> dict[str, Any]:
    """For the template."""
    told = {"id": row.pk, "name": row.name, "source": row.source} if row else {}
    back = reverse("office:help_entry", args=(row.pk,)) if row else reverse("office:directory")
    page = {"entry": told, "title": row.name if row else _("Nyt tilbud"), "back": back}
    return {**frame(member), **page, "form": filled.shown(), "many": not one_place(row)}
