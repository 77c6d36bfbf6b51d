"""A leader writes to the crew of a day, a trip or a hub: by the ways they have, and the rest stand on a call list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from driveout.core.words import Told
from driveout.records.drive.crew.held import held
from driveout.records.drive.crew.mates import is_known, mates_of
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.rules import NotYours, Refused, check_here, leads
from driveout.records.drive.models import Call, CallList, Signup
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.news.one import Target
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.team.persons import person_of
from driveout.records.tell import telling
from driveout.records.trust.actions import leave_trace

WROTE = "wrote to a crew"
LONGEST = 1000  # signs of a letter


class NothingToSay(Refused):
    """A letter without a word."""


class OtherCrew(Refused):
    """Others are on it than were shown before it was sent."""


@dataclass(frozen=True)
class To:
    """One who gets it. `key`: the register's, of who does not sign in. `channel`: how; empty: only a call reaches."""

    name: str
    base: int
    member: Member | None
    key: str
    channel: str

    @property
    def target(self) -> Target:
        return ("member", self.member.pk) if self.member else ("person", f"{self.base}\n{self.key}")


def crew_of_day(season: Season, day: date, by: Member, *, hub: str = "", trip: int | None = None) -> list[To]:
    """Everybody on a shift that is to be held, once each, of the hubs that `by` leads; of one hub or one trip where it
    is named. Four queries, and one for each who signs in."""
    rows = Signup.objects.filter(held("shift__"), state=SignupState.SIGNED, shift__trip__season=season)
    rows = rows.filter(shift__trip__date=day, shift__trip__season__organisation=by.organisation_id)
    rows = rows.filter(shift__trip=trip) if trip is not None else rows
    known = connected(season.organisation_id)
    found: dict[Target, To] = {}
    for row in rows.select_related("member__user", "shift__trip").order_by("shift__trip__leaves", "pk"):
        at = row.shift.trip.hub_key
        if not leads(by, at) or hub not in ("", at):
            continue
        member = row.member or known.get((at, row.who))
        one = _to(row.name, row.shift.trip.base_id, member, row.who)
        found.setdefault(one.target, one)
    return list(found.values())


def crew_of_hub(season: Season, hub: str, by: Member) -> list[To]:
    """Everybody of a hub, sign-in or not. Seven queries, and one for each who signs in."""
    if not leads(by, hub) or by.organisation_id != season.organisation_id:
        return []
    rows = [one for one in mates_of(season, hub) if one.who != f"m{by.pk}"]
    return [_to(one.name, int(hub), one.member, one.key) for one in rows]


def mark_of(crew: Iterable[To]) -> str:
    """Changes when others are on it."""
    return sha256(repr(sorted(one.target for one in crew)).encode()).hexdigest()[:16]


@transaction.atomic
def write_letter(
    *, season: Season, crew: list[To], shown: str, day: date, about: str, text: str, once: str, by: Member,
    now: datetime,
) -> CallList:  # fmt: skip
    """Send it to each, once however often it is pressed; who gets no message stands on the list to be rung.

    `shown`: the mark of the crew as it was seen before. `about`: the day or the hub, in words. `once`: of this letter.
    NothingToSay, OtherCrew, NotYours.
    """
    text = text.strip()[:LONGEST]
    Season.objects.select_for_update(no_key=True).only("id").get(pk=season.pk)
    if known := CallList.objects.filter(season=season, once=f"letter {once}").first():
        return known
    if not text:
        raise NothingToSay
    check_here(by, season.organisation_id)
    if any(not leads(by, str(one.base)) for one in crew) or not crew:
        raise NotYours
    organisation = season.organisation_id
    if mark_of(crew) != shown or not all(one.member or is_known(organisation, one.base, one.key) for one in crew):
        raise OtherCrew
    row = CallList.objects.create(
        season=season, date=day, kind=CallKind.LETTER, once=f"letter {once}", subject=about, text=text, made_at=now,
        made_by=by.user,
    )  # fmt: skip
    for one in crew:
        _tell(row, one, now)
    leave_trace(by=by.user, what=WROTE, about=season, now=now, many=len(crew), date=day.isoformat())
    return row


def _tell(row: CallList, one: To, now: datetime) -> None:
    if one.member is None:
        organisation = row.season.organisation_id
        person = person_of(organisation_id=organisation, base_id=one.base, key=one.key, now=now)
        Call.objects.create(of_list=row, base_id=one.base, person=person)
        return
    message = telling.tell(
        member=one.member, kind=Told.LETTER, once=f"letter {row.pk} {one.member.pk}", subject=row.subject,
        text=row.text, due_at=now, now=now,
    )  # fmt: skip
    Call.objects.create(of_list=row, base_id=one.base, member=one.member, message=message)


def _to(name: str, base: int, member: Member | None, key: str) -> To:
    way = telling.way_of(member, Told.LETTER) if member else None
    name = (member.user.first_name or member.user.username) if member else name
    return To(name, base, member, "" if member else key, way.channel if way else "")
