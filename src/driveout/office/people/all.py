"""Who is here, what each may do, and the links that are on their way."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.me import role_may, role_word
from driveout.records.meet.own_words import may_read_words
from driveout.records.place.models import Place
from driveout.records.plan.queries import hubs_known
from driveout.records.team import giving, links, queries, second
from driveout.records.team.models import Invitation, Member, Role
from driveout.records.team.people import is_erased
from driveout.records.team.rules import INVITED, may_give
from driveout.records.trust.queries import last_copy

OLD = timedelta(days=2)  # a copy every night, and one that failed
Choices = list[dict[str, Any]]


def people_page(member: Member, now: datetime, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """Plain values; six queries, however many people. `typed`: an invitation that could not be made."""
    here = queries.members_of(member.organisation_id)
    keys = queries.with_passkey(member.organisation_id)
    hubs = hubs_in(member.organisation_id)
    n = sum(other.user.is_active for other in here)
    typed = typed or {}
    open_links = [_link(link, member) for link in links.open_links(member.organisation_id, now)]
    waiting = sum(link["waits"] for link in open_links)
    gives_all = may_give(member, Role.COORDINATOR)
    return {
        "organisation": member.organisation.name,
        "text": ngettext("%(n)s person", "%(n)s personer", n) % {"n": say.number(n)},
        "rows": [_row(other, member, keys, hubs) for other in here],
        "links": open_links,
        "waiting": _waiting(waiting) if waiting else "",
        "gives_all": gives_all,
        "who": "" if gives_all else ", ".join(queries.coordinators_of(member.organisation_id)[:1]),
        "typed": typed,
        "roles": _roles(typed.get("role", "")),
        "hubs": _hubs(hubs, typed.get("hub", "")),
        "may_see_readings": may_read_words(member),
        "second": _second(member, here, keys) if member.role == Role.COORDINATOR else None,
        "copied": None if settings.DEMO else copied(last_copy(), now),
    }


def _second(member: Member, here: list[Member], keys: set[int]) -> dict[str, Any]:
    """Whether a second factor is asked of coordinators and operators, and how many have one. One query."""
    concerned = [other for other in here if other.user.is_active and other.role in second.ASKED_OF]
    have = keys | second.with_second(member.organisation_id)
    told = {"n": say.number(sum(other.user_id in have for other in concerned)), "of": say.number(len(concerned))}
    text = _("%(n)s af %(of)s har en kode eller en adgangsnøgle.") % told
    asked = member.organisation.second_factor_asked
    first = _("I beder om en kode.") if asked else _("Koden er frivillig.")
    return {"asked": asked, "text": f"{first} {text}"}


def copied(last: datetime | None, now: datetime) -> dict[str, str]:
    """When the last good copy of the database was made, for those who can see to it that one is."""
    if last is None:
        return {
            "tone": "warn",
            "text": _("Der er ikke taget en kopi af databasen endnu. Bed den, der passer serveren, om det."),
        }
    told = {"when": say.moment(last), "days": (now - last).days}
    if now - last > OLD:
        text = _("Den sidste kopi af databasen er %(days)s dage gammel. Bed den, der passer serveren, om at se på det.")
        return {"tone": "warn", "text": text % told}
    return {"tone": "soft", "text": _("Den sidste gode kopi af databasen er fra %(when)s.") % told}


def hubs_to_choose(member: Member, other: Member | None = None) -> dict[str, Place | None]:
    """Key → hub that may be written beside a person: none, those of the seasons, and the one that stands there."""
    known = [*hubs_in(member.organisation_id), *([other.base] if other and other.base else [])]
    return {"": None, **{str(place.pk): place for place in known}}


def hubs_in(organisation_id: int) -> list[Place]:
    """Hubs of an organisation's seasons, each once, in the alphabet. One query."""
    return sorted(hubs_known(organisation_id), key=lambda place: say.danish_order(place.name))


def _row(other: Member, member: Member, keys: set[int], hubs: list[Place]) -> dict[str, Any]:
    user = other.user
    return {
        "id": other.id,
        "name": user.first_name or user.username,
        "username": user.username,
        "role": say.capital(role_word(other.role)),
        "hub": other.hub_name,
        "last": say.moment(user.last_login) if user.last_login else _("ikke endnu"),
        "passkey": user.pk in keys,
        "is_active": user.is_active,
        "is_erased": is_erased(other),
        "is_me": other.pk == member.pk,
        "roles": _roles(other.role),
        "hubs": _hubs(hubs, other.hub_key, other.base),
    }


def links_wait(member: Member, now: datetime) -> str:
    """“1 link venter på en koordinators ja.” for who can say it, where they come first. Empty when none does. One
    query."""
    if not may_give(member, Role.COORDINATOR):
        return ""
    n = sum(giving.waits(link) for link in links.open_links(member.organisation_id, now))
    return _waiting(n) if n else ""


def _waiting(n: int) -> str:
    told = ngettext(
        "%(n)s link venter på en koordinators ja.", "%(n)s links venter på en koordinators ja.", n
    )  # fmt: skip
    return told % {"n": say.number(n)}


def _link(link: Invitation, member: Member) -> dict[str, Any]:
    by = link.made_by
    waits = giving.waits(link)
    told = {"who": (by.first_name or by.username) if by else "–", "when": say.moment(link.made_at)}
    return {
        "id": link.id,
        "name": link.first_name,
        "what": _("ny adgangskode") if link.member_id else role_word(link.role),
        "hub": link.hub_name,
        "waits": waits,
        "may_confirm": waits and may_give(member, Role.COORDINATOR),
        "made": _("Lavet af %(who)s %(when)s.") % told,
        "ends": _("Gælder til %(when)s.") % {"when": say.moment(link.expires_at)},
    }


def _roles(chosen: str) -> Choices:
    return [
        {"value": role.value, "word": say.capital(role_word(role)), "may": role_may(role), "chosen": role == chosen}
        for role in INVITED
    ]


def _hubs(hubs: list[Place], chosen: str, own: Place | None = None) -> Choices:
    """`own`: the one that stands there, also where no season has it any more."""
    listed = {str(place.pk): place.name for place in ([own] if own and own not in hubs else []) + hubs}
    every = {"": _("ingen bestemt"), **listed}
    return [{"value": key, "word": name, "chosen": key == chosen} for key, name in every.items()]
