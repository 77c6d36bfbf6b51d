"""What is held on one of our people, as somebody reads it: table by table, in words, and as one file."""

import re
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from driveout.core.words import KEEPING
from driveout.look import say
from driveout.office.deeds import of_old, sentences
from driveout.office.me import role_word
from driveout.office.trust.kept import length
from driveout.records.team.models import Member, Role
from driveout.records.trust.held import held_on

MOST_ROWS = 50  # of one table on the page; the file has all


def person_page(member: Member) -> dict[str, Any]:
    """Plain values; one query for each tie between tables."""
    held = held_on(member)
    about = held["about"] | {"Trace": _in_words(held["about"].get("Trace", []), member)}
    return {
        "name": _name(member),
        "account": [{"word": field_word(key), "value": value_word(value)} for key, value in held["account"].items()],
        "tables": [_table(name, rows) for name, rows in about.items() if rows and name != "Member"],
        "done": _done(held["done"]),
        "named": [{"season": row["season"], "id": row["season_id"], "table": row["table"]} for row in held["named"]],
    }


def _name(member: Member) -> str:
    return member.user.first_name or member.user.username


def _in_words(traces: list[dict[str, Any]], member: Member) -> list[dict[str, Any]]:
    """What was done, as the list of traces says it, the newest first. All are about the person; by others unnamed."""
    told, name = sentences(), _name(member)

    def words(row: dict[str, Any]) -> str:
        who = name if row["who"] == member.user_id else _("nogen")
        return say.capital(told.get(row["what"], of_old()) % {"who": who, "it": name})

    return [{**row, "what": words(row)} for row in reversed(traces)]


def rules_by_table() -> dict[str, Any]:
    """Table → the rule that says how long it is kept."""
    return {table: rule for rule in KEEPING.values() for table in rule.tables}


def _table(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    rule = rules_by_table()[name]
    language = get_language() or "da"
    ends = _("Gemmes, så længe organisationen er her.")
    if rule.days is not None:
        ends = _("Gemmes: %(how_long)s.") % {"how_long": f"{length(rule.days)} {rule.since.in_(language)}".lower()}
    columns = [key for key in rows[0] if key not in ("id", "member", "user")]
    return {
        "key": name,
        "what": _title(name) or rule.what.in_(language),
        "kept": ends,
        "count": ngettext("%(n)s række", "%(n)s rækker", len(rows)) % {"n": say.number(len(rows))},
        "columns": [field_word(key) for key in columns],
        "rows": [
            [{"word": field_word(key), "value": value_word(row[key])} for key in columns] for row in rows[:MOST_ROWS]
        ],
        "more": say.number(len(rows) - MOST_ROWS) if len(rows) > MOST_ROWS else "",
    }


def _title(table: str) -> str:
    """What a table is to the person it is about. Empty where the rule's own words will do."""
    words = {
        "Signup": _("Vagter"),
        "Swap": _("Vagter, der er bedt om at tage"),
        "Standing": _("Faste vagter"),
        "Check": _("Sete papirer"),
        "Way": _("Adresser til beskeder"),
        "Message": _("Beskeder"),
        "FeedAddress": _("Kalenderadresser"),
        "Phone": _("Telefoner"),
        "FieldEvent": _("Skrevet på telefonen"),
        "Invitation": _("Links til ny adgangskode"),
        "Trace": _("Spor"),
        "Reading": _("Hvem der har læst om personen"),
        "Person": _("Hvem man ringer til"),
        "Call": _("Ringelister"),
    }
    return words.get(table, "")


def _done(done: dict[str, list[Any]]) -> list[dict[str, str]]:
    """How much somebody has done, by what it was done to."""
    language = get_language() or "da"
    sums: dict[str, int] = {}
    for name, rows in done.items():
        what = rules_by_table()[name.partition(".")[0]].what.in_(language)
        sums[what] = sums.get(what, 0) + len(rows)
    return [{"word": what, "n": say.number(n)} for what, n in sums.items()]


def field_word(name: str) -> str:
    """What a field is called on the page; its own name where we have no word for it."""
    words = {
        "username": _("Brugernavn"), "first_name": _("Fornavn"), "organisation": _("Organisation"),
        "role": _("Rolle"), "hub": _("Hub"), "joined": _("Her siden"), "last_login": _("Sidst logget ind"),
        "has_access": _("Har adgang"), "state": _("Tilstand"), "name": _("Navn"), "made_at": _("Skrevet"),
        "ended_at": _("Sluttet"), "shift": _("Vagt nr."), "from_plan": _("Fra planen"), "said_by": _("Skrevet af nr."),
        "why": _("Hvorfor"), "extra_minutes": _("Minutter mere eller mindre"), "season": _("Sæson nr."),
        "place": _("Sted"), "weekday": _("Ugedag"), "first": _("Fra"), "last": _("Til"), "kind": _("Hvad"),
        "checked_on": _("Set den"), "checked_by": _("Set af nr."), "valid_until": _("Gælder til"),
        "channel": _("Vej"), "address": _("Adresse"), "stopped_at": _("Stoppet"), "subject": _("Emne"),
        "text": _("Tekst"), "once": _("Om"), "due_at": _("Skulle sendes"), "channel_": _("Vej"),
        "tries": _("Forsøg"), "trouble": _("Fejl"), "what": _("Handling"), "about": _("Om"), "at": _("Hvornår"),
        "who": _("Gjort af nr."), "signup": _("Vagt nr."), "to": _("Til nr."), "asked_at": _("Spurgt"),
        "answered_at": _("Svaret"), "yes": _("Svar ja"), "phone": _("Telefon"), "date": _("Dag"),
        "person": _("Person nr."), "member": _("Logger ind som nr."), "rung_at": _("Ringet op"),
        "phone_is_own": _("Nummeret har personen selv skrevet"), "rung_by": _("Ringet op af nr."),
        "weekdays": _("Dage"),
        "openings_a_day": _("Åbninger om dagen, højst"), "openings_a_week": _("Åbninger om ugen, højst"),
        "minutes_a_day": _("Minutter om dagen, højst"), "minutes_a_week": _("Minutter om ugen, højst"),
    }  # fmt: skip
    return words.get(name, name)


def value_word(value: Any) -> str:
    """A value as somebody reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, str) and value in Role.values:
        return role_word(value)
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d", value):
        return say.moment(datetime.fromisoformat(value))
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return say.date_long(date.fromisoformat(value))
    return str(value)
