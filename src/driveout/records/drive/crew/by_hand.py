"""Somebody is put on a shift or taken off it by who leads: they are told, and where no message reaches them they stand
on a call list."""

from datetime import datetime

from driveout.core.words import Told
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.telling import tell
from driveout.records.drive.models import CallList, Shift, Signup
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.news.lists import ON_ITS_WAY, About, make_list
from driveout.records.drive.news.one import News
from driveout.records.tell.models import Message
from driveout.records.trust.actions import By


def tell_of(signup: Signup, row: Shift, kind: Told, *, now: datetime, mark: str = "") -> Message | None:
    """Tell the person of the shift, in the deed's own transaction."""
    cafe, trip = row.occurrence, row.trip
    return tell(
        member=signup.member, kind=kind, once=f"signup {signup.pk} {kind.value}{mark}",
        place=cafe.place if cafe else trip.hub, day=trip.date, starts=cafe.starts if cafe else trip.leaves, now=now,
    )  # fmt: skip


def tell_or_ring(signup: Signup, row: Shift, kind: Told, *, by: By, now: datetime) -> CallList | None:
    """The same, by who leads the hub; the list, where somebody has to ring. Call it with the season locked.

    Who signs in and is told by the register alone is told as themselves.
    """
    cafe, trip = row.occurrence, row.trip
    organisation = trip.season.organisation_id
    if signup.member is None:
        signup.member = connected(organisation).get((trip.hub_key, signup.who))
    message = tell_of(signup, row, kind, now=now)
    if message is not None and message.state in ON_ITS_WAY:
        return None
    place, starts = (cafe.place, cafe.starts) if cafe else (trip.hub, trip.leaves)
    news = News(
        trip.base_id, kind, place, trip.date, starts, None, cafe.pk if cafe else None, cafe is None, signup.member,
        signup.who, message=message,
    )  # fmt: skip
    about = About(CallKind.SHIFT, trip.date, f"{deed_of(signup)}{kind.value} {now.isoformat()}", place)
    return make_list(season=trip.season, about=about, news=[news], by=by, now=now)


def deed_of(signup: Signup) -> str:
    """How the list's `once` begins."""
    return f"signup {signup.pk} "
