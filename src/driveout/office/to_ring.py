"""Whom nothing reaches but a call: said where something was done, by name while they are few."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.records.drive.calls.reading import Reached, ToRing, calls_on, newest_of
from driveout.records.drive.models import CallList
from driveout.records.team.models import Member

NAMED = 5  # more than these are a number


def who_is_left(season_id: int, member: Member, deed: str) -> tuple[CallList | None, list[ToRing]]:
    """The newest list of a deed, and of those whom this member rings the ones whom no message reaches. `deed`: how the
    list's `once` begins. Eleven queries at most, one where there is no list."""
    row = newest_of(season_id, deed)
    return row, [one for one in calls_on(row, member) if one.reached is Reached.RING] if row else []


def said(left: Sequence[ToRing]) -> str:
    """“Anna og Kim får ingen besked herfra. Ring til dem.” Empty for nobody."""
    if not left:
        return ""
    names = [name_of(one) for one in left]
    who = say.number(len(names)) if len(names) > NAMED else say.listing(names, most=NAMED)
    return ngettext(
        "%(who)s får ingen besked herfra. Ring.", "%(who)s får ingen besked herfra. Ring til dem.", len(left)
    ) % {"who": who}


def name_of(one: ToRing) -> str:
    """Whom one rings: a person, a house, or who waits with goods."""
    return _("huset i %(place)s") % {"place": one.call.stop.name} if one.call.stop else one.name
