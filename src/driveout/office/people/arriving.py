"""Coming in by a link: what the page asks for, and what is wrong with the answer."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from driveout.core.words import one_line
from driveout.office import say
from driveout.office.me import role_may, role_word
from driveout.records.team import giving, links, second
from driveout.records.team.models import Invitation
from driveout.records.team.queries import coordinators_of

LONGEST_NAME = 60
Troubles = dict[str, list[str]]


def arriving_page(link: Invitation | None, now: datetime) -> dict[str, Any]:
    """What the link is for, that it waits for a yes, or that it is over and who can make a new one. Two queries."""
    if link is None:
        return {"state": "unknown"}
    if not links.is_open(link, now):
        who = _first(coordinators_of(link.organisation_id))
        return {"state": "over", "who": who, "is_reset": link.member_id is not None}
    if giving.waits(link):
        return {"state": "waits", "who": _first(coordinators_of(link.organisation_id))}
    page = {"name": link.first_name, "organisation": link.organisation.name, "until": say.moment(link.expires_at)}
    if link.member:
        has_code = second.has_second(link.member.user_id)
        return {"state": "reset", "username": link.member.user.username, "has_code": has_code, **page}
    return {"state": "invited", "role": say.capital(role_word(link.role)), "may": role_may(link.role), **page}


def _first(names: list[str]) -> str:
    return names[0] if names else ""


def typed_name(value: str) -> str:
    """A sign-in name as it is kept: small letters, so that nobody has to remember which were large."""
    return one_line(value).lower()


def troubles_of(link: Invitation, username: str, password: str, again: str) -> Troubles:
    """Everything that is wrong at once, by field; empty when it can be kept."""
    found: Troubles = {}
    user = link.member.user if link.member else get_user_model()(username=username, first_name=link.first_name)
    if not link.member:
        try:
            user.clean_fields(exclude=["password", "first_name", "last_name", "email"])
        except ValidationError:
            found["username"] = [
                _("Et brugernavn er bogstaver, tal eller . _ - og højst %(most)s tegn.") % {"most": LONGEST_NAME}
            ]
        if len(username) > LONGEST_NAME:
            found.setdefault("username", [_("Brugernavnet er for langt.")])
        if get_user_model().objects.filter(username__iexact=username).exists():
            found |= name_taken()
    try:
        validate_password(password, user=user)
    except ValidationError as weak:
        found["password"] = list(weak.messages)
    if password != again:
        found["again"] = [_("De to adgangskoder er ikke ens.")]
    return found


def name_taken() -> Troubles:
    """Somebody has that name."""
    return {"username": [_("Det brugernavn er taget. Vælg et andet.")]}
