"""One's own access: passkeys, and where one is signed in."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.people.accounts import say_device
from driveout.records.team import queries, second, sessions

FEW = 3  # recovery codes: time to make new ones


def own_page(user: Any, this_one: str | None, now: datetime) -> dict[str, Any]:
    """Plain values; four queries."""
    places = sessions.places_of(user.pk, this_one=this_one, now=now)
    return {
        "username": user.username,
        "passkeys": [_passkey(key) for key in queries.passkeys_of(user.pk)],
        "places": [_place(place) for place in places],
        "second": _second(user, now),
        "elsewhere": any(not place.is_this_one for place in places),
    }


def _second(user: Any, now: datetime) -> dict[str, Any]:
    """Whether a code is asked for at sign-in, and how many recovery codes are left."""
    if not second.has_second(user.pk):
        return {"on": False}
    left = second.codes_left(user.pk)
    told = ngettext("%(n)s nødkode er tilbage.", "%(n)s nødkoder er tilbage.", left) % {"n": left}
    return {"on": True, "left": told, "few": left < FEW}


def _passkey(key: Any) -> dict[str, Any]:
    used = (
        _("Sidst brugt %(when)s.") % {"when": say.moment(key.last_used_at)}
        if key.last_used_at
        else _("Ikke brugt endnu.")
    )
    made = _("Lavet %(when)s.") % {"when": say.moment(key.created_at)}
    return {"id": key.pk, "name": key.wrap().name, "text": f"{made} {used}"}


def _place(place: sessions.Place) -> dict[str, Any]:
    return {
        "mark": place.mark,
        "what": say_device(place.browser, place.system),
        "since": _("Siden %(when)s") % {"when": say.moment(place.at)} if place.at else "",
        "is_this_one": place.is_this_one,
    }
