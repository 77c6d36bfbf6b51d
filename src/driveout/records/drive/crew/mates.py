"""Everybody of a season's crew, whether they sign in or not: each once, with whom to ring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from django.db.models import Min, Q

from driveout.records.drive.crew.checks import crew_of
from driveout.records.drive.crew.plan_people import connected, signed_by_key
from driveout.records.drive.crew.reading import key_of
from driveout.records.drive.crew.rules import CREW
from driveout.records.drive.models import Absence, Check, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Employee, Season, Volunteer
from driveout.records.team.holding import hold_seasons
from driveout.records.team.models import Member, Person, Role
from driveout.records.team.persons import NotHere, person_of, person_of_member
from driveout.records.trust.names import is_former

Table = Literal["e", "v", "m"]
REGISTERS: Mapping[Table, type[Employee] | type[Volunteer]] = {"e": Employee, "v": Volunteer}


@dataclass(frozen=True)
class Mate:
    """One of the crew. `who`: as crew.reading.key_of. `code`: “e7” or “v7” by the register's row, “m7” who is in none.

    `hub`: the key of theirs, empty where they help anywhere. `key`: what the register has for them, empty in none.
    `person`: their row, where there was something to keep. `own`: the row in which they wrote their number themselves.
    `is_said`: somebody said who signs in as them.
    """

    who: str
    code: str
    name: str
    hub: str
    hub_name: str
    role: str
    key: str
    member: Member | None = None
    person: Person | None = None
    is_said: bool = False
    own: Person | None = None

    @property
    def phone(self) -> str:
        """Their own word before anybody else's."""
        row = self.own or self.person
        return row.phone if row else ""

    @property
    def base_id(self) -> int | None:
        return int(self.hub) if self.hub else None


def mates_of(season: Season, hub: str = "") -> list[Mate]:
    """By hub and name; of one hub when its key is given. Seven queries."""
    known = connected(season.organisation_id)
    persons = list(Person.objects.filter(organisation=season.organisation_id))
    by_key = {(str(one.base_id), one.key): one for one in persons if one.base_id}
    found: dict[str, Mate] = {}
    for code, table in REGISTERS.items():
        for row in table.objects.filter(hub__season=season).select_related("hub__where"):
            if is_former(row.name):
                continue
            at = str(row.hub.where_id)
            who = key_of(None, at, row.key, known)
            role = Role.EMPLOYEE if table is Employee else Role.VOLUNTEER
            member, person = known.get((at, row.key)), by_key.get((at, row.key))
            said = person is not None and person.is_said
            mate = Mate(who, f"{code}{row.pk}", row.name, at, row.hub.name, role, row.key, member, person, said)
            found.setdefault(who, mate)
    for member in crew_of(season.organisation_id):
        who = f"m{member.pk}"
        if who not in found:
            name = member.user.first_name or member.user.username
            at = member.hub_key
            found[who] = Mate(who, f"m{member.pk}", name, at, member.hub_name, member.role, "", member)
    mine = {one.member_id: one for one in persons if one.member_id}
    rows = [_with_row(one, mine) for one in found.values() if hub in ("", one.hub)]
    return sorted(rows, key=lambda one: (one.hub_name, one.name, one.who))


def mate_by(season: Season, code: str) -> Mate | None:
    """One of them by the code in an address: as `code`, or “m7” and “p7” by who signs in and by the person's row.

    None for a code of another season or organisation. Queries as `mates_of`.
    """
    return next((one for one in mates_of(season) if code in _codes(one)), None)


def _codes(one: Mate) -> set[str]:
    found = {one.code}
    found |= {f"m{one.member.pk}"} if one.member else set()
    return found | ({f"p{one.person.pk}"} if one.person else set())


def row_of(mate: Mate, *, organisation_id: int, now: datetime) -> Person:
    """Where what is known of them is kept, made when there is none. Call it in a transaction. NotHere (team.persons)
    for who was taken out since they were read: their key, which may be a name, is not written anew."""
    hold_seasons(organisation_id)
    if mate.person is not None:
        return mate.person
    if mate.key and mate.base_id is not None:
        if not is_known(organisation_id, mate.base_id, mate.key):
            raise NotHere
        return person_of(organisation_id=organisation_id, base_id=mate.base_id, key=mate.key, now=now)
    assert mate.member is not None  # who is in no register signs in
    return person_of_member(member=mate.member, now=now)


def is_known(organisation_id: int, base_id: int, key: str) -> bool:
    """Has a register, or a shift, somebody of this key at the hub? Three queries at most."""
    at = {"hub__season__organisation": organisation_id, "hub__where": base_id, "key": key}
    if any(table.objects.filter(**at).exists() for table in REGISTERS.values()):
        return True
    return Signup.objects.filter(signed_by_key(organisation_id, base_id, key)).exists()


def checks_by_who(mates: Iterable[Mate]) -> dict[str, list[Check]]:
    """Who → all that was noted, the newest of each kind first. One query."""
    found: dict[str, list[Check]] = {}
    members, persons = _ties(mates)
    rows = Check.objects.filter(Q(member__in=members) | Q(person__in=persons)).select_related("checked_by")
    rows = rows.order_by("kind", "-checked_on", "-id")
    for row in rows:
        who = members.get(row.member_id or 0) or persons[row.person_id or 0]
        found.setdefault(who, []).append(row)
    return found


def absences_of(mate: Mate, today: date) -> list[Absence]:
    """Those that are not over or ended. Two queries at most."""
    found: list[Absence] = []
    if mate.member is not None:
        found += Absence.objects.filter(member=mate.member, last__gte=today, ended_at=None)
    if mate.person is not None:
        found += Absence.objects.filter(person=mate.person, last__gte=today, ended_at=None)
    return sorted(found, key=lambda one: (one.first, one.pk))


def next_shifts(season: Season, mates: Iterable[Mate], today: date) -> dict[str, date]:
    """Who → the date of their next shift. One query."""
    of = {(one.hub, one.key): one.who for one in mates if one.key} | {
        ("", str(one.member.pk)): one.who for one in mates if one.member
    }
    rows = Signup.objects.filter(state=SignupState.SIGNED, shift__trip__date__gte=today)
    rows = rows.filter(shift__trip__season__organisation=season.organisation_id)
    found: dict[str, date] = {}
    columns = ("member_id", "shift__trip__base_id", "person", "name")
    for member, base, person, name, day in rows.order_by().values_list(*columns).annotate(day=Min("shift__trip__date")):
        who = of.get(("", str(member))) if member else of.get((str(base), person or name))
        if who is not None:
            found[who] = min(day, found.get(who, day))
    return found


def may_be(season: Season, mate: Mate) -> list[Member]:
    """Who may sign in as them: of their hub or of none, and not said to be somebody else. Two queries."""
    taken = set(Person.objects.filter(is_said=True, member__isnull=False).values_list("member_id", flat=True))
    rows = Member.objects.filter(organisation=season.organisation_id, role__in=CREW, user__is_active=True)
    rows = rows.select_related("user").order_by("user__first_name", "pk")
    return [row for row in rows if row.hub_key in ("", mate.hub) and row.pk not in taken]


def _with_row(one: Mate, mine: Mapping[int, Person]) -> Mate:
    """With the row of who signs in where the register's has none, or none of its own."""
    theirs = mine.get(one.member.pk) if one.member else None
    own = theirs if theirs and theirs.phone_is_own and theirs.phone else None
    return replace(one, person=one.person or theirs, own=own)


def _ties(mates: Iterable[Mate]) -> tuple[dict[int, str], dict[int, str]]:
    rows = list(mates)
    members = {one.member.pk: one.who for one in rows if one.member}
    return members, {one.person.pk: one.who for one in rows if one.person}
