"""What lies on a phone, as its owner and whoever ends it read it; and the owner's own phones."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.records.meet.held import Held, held_on, own_phones
from driveout.records.meet.models import Phone
from driveout.records.team.models import Member


def phones_of(member: Member | None) -> list[dict[str, Any]]:
    """A person's own phones. Two queries."""
    if member is None:
        return []
    rows = own_phones(member)
    held = held_on(rows)
    return [_row(phone, held[phone.pk]) for phone in rows]


def held_words(held: Held) -> dict[str, Any]:
    """How much a phone fetched last, which cafés it was, and what it had not sent."""
    return {
        "text": _fetched(held),
        "unsent": _unsent(held.waiting),
        "cafes": [f"{cafe.place}, {say.date_short(cafe.date)}" for cafe in held.cafes],
        "more": say.number(held.n_cafes - len(held.cafes)) if held.n_cafes > len(held.cafes) else "",
    }


def _row(phone: Phone, held: Held) -> dict[str, Any]:
    return {
        "id": phone.pk,
        "name": phone.name or _("en telefon"),
        "made": _("I brug siden %(when)s.") % {"when": say.moment(phone.made_at)},
        "ended": _ended(phone),
        "held": held_words(held),
    }


def _ended(phone: Phone) -> str:
    if phone.ended_at is None:
        return ""
    who = (phone.ended_by.first_name or phone.ended_by.username) if phone.ended_by else _("Drive Out")
    return _("%(who)s sluttede den %(when)s.") % {"who": who, "when": say.moment(phone.ended_at)}


def _fetched(held: Held) -> str:
    if held.fetched is None:
        return _("Vi ved ikke, hvad den har hentet.")
    cafes = ngettext("%(n)s café", "%(n)s caféer", held.n_cafes) % {"n": say.number(held.n_cafes)}
    people = ngettext("%(n)s fornavn", "%(n)s fornavne", held.people) % {"n": say.number(held.people)}
    contacts = ngettext("%(n)s kontakt på stedet", "%(n)s kontakter på stederne", held.contacts)
    told = {"when": say.moment(held.fetched), "cafes": cafes, "people": people}
    told["contacts"] = contacts % {"n": say.number(held.contacts)}
    return _("Hentede sidst %(when)s: %(cafes)s, %(people)s og %(contacts)s.") % told


def _unsent(waiting: int) -> str:
    if not waiting:
        return _("Intet ventede på at blive sendt, da den sidst ringede.")
    told = ngettext(
        "%(n)s ting var ikke sendt, da den sidst ringede.", "%(n)s ting var ikke sendt, da den sidst ringede.", waiting
    )  # fmt: skip
    return told % {"n": say.number(waiting)}
