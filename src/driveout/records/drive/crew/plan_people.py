"""The plan's own people on the plan's own shifts: by name, and by who signs in here where that is certain."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from driveout.core.words import day_and_minute
from driveout.records.drive.models import Absence, Shift, Signup, Trip
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Employee, Season, Volunteer
from driveout.records.team.models import Member, Person, Role
from driveout.records.team.persons import said
from driveout.records.trust.actions import By

CREW = (Role.EMPLOYEE, Role.VOLUNTEER, Role.HUB_LEADER)
REMADE = "Planen er lavet om."  # `why` on a sign-up that a new plan or a repair ended; the office says it
WHOSE = ("member_id", "person__member_id", "person__base_id", "person__key")  # columns that `who_of` reads
IN_ONE_GO = 900  # ids in one statement: older SQLite takes 999


@dataclass(frozen=True)
class Named:
    """Whom the plan names for a shift. `hub`: its key. `starts`: minute of the day. `people`: key → name."""

    hub: str
    day: date
    starts: int
    people: Mapping[str, str]


@dataclass(frozen=True)
class Signed:
    """How many were put on, and how many were taken off because the plan no longer names them."""

    new: int
    gone: int


def sign(season: Season, names: Mapping[Shift, Named], *, by: By, now: datetime) -> Signed:
    """Put them on, unless they were here before: who withdrew is not signed up again.

    Who took the place of somebody in the plan keeps it; somebody the plan no longer names is off it, and it says who
    made the days, but not from a shift that has begun; who is away that day is not put on. Seven statements.
    """
    crew = connected(season.organisation_id)
    away = days_away(season.organisation_id, crew)
    known: defaultdict[int, list[Signup]] = defaultdict(list)
    here = timezone.localtime(now)
    moment = day_and_minute(here)
    dates = [named.day for named in names.values()]
    if not dates:
        return Signed(0, 0)
    for row in Signup.objects.filter(shift__trip__season=season, shift__trip__date__gte=min(dates)):
        known[row.shift_id].append(row)
    gone, joined, new = [], [], []
    for shift, named in names.items():
        rows = known[shift.pk]
        on_it = [row for row in rows if row.state == SignupState.SIGNED]
        ahead = (named.day, named.starts) > moment
        left = [row for row in on_it if row.from_plan and row.who not in named.people and ahead]
        gone += [row.pk for row in left]
        there = {row.member_id for row in on_it}
        joined += [row for row in rows if _join(row, crew.get((named.hub, row.who)), there)]
        room = shift.needed - len(on_it) + len(left)
        known_here = {row.who for row in rows if not fell_out(row)}
        for who in [who for who in named.people if who not in known_here][: max(0, room)]:
            member, name = crew.get((named.hub, who)), named.people[who]
            at = f"m{member.pk}" if member else f"{named.hub}\n{who}"
            if not any(first <= named.day <= last for first, last in away[at]):
                new.append(Signup(shift=shift, name=name, person=who, member=member, from_plan=True, made_at=now))
    for start in range(0, len(gone), IN_ONE_GO):
        _take_off(Signup.objects.filter(pk__in=gone[start : start + IN_ONE_GO]), by, now)
    if joined:
        Signup.objects.bulk_create(joined, update_conflicts=True, unique_fields=["id"], update_fields=["member"])
    Signup.objects.bulk_create(new)
    return Signed(len(new), len(gone))


def clear(trips: QuerySet[Trip], *, by: By, now: datetime) -> int:
    """Trips without a café: who is on one is off it, and it is kept for that; those nobody was ever on go.

    Returns how many are off. One query, and four statements for every IN_ONE_GO trips: asked within one another, a
    database that has not counted its new rows yet can take minutes.
    """
    ids, off = list(trips.values_list("pk", flat=True)), 0
    for start in range(0, len(ids), IN_ONE_GO):
        some = ids[start : start + IN_ONE_GO]
        off += _take_off(Signup.objects.filter(shift__trip__in=some, state=SignupState.SIGNED), by, now)
        nobody = ~Exists(Signup.objects.filter(shift__trip=OuterRef("pk")))
        Trip.objects.filter(nobody, pk__in=some).delete()
    return off


def fell_out(row: Signup) -> bool:
    """Did a new plan end it, and nobody else? Then they may come back, with a plan or by themselves."""
    return row.state == SignupState.WITHDRAWN and row.why == REMADE


def signed_by_key(organisation_id: int, base_id: int | None, key: str) -> Q:
    """Shifts of somebody of the register at a hub who does not sign in: as Signup.who tells them. For a query."""
    here = {"shift__trip__base": base_id, "shift__trip__season__organisation": organisation_id}
    return Q(member=None, **here) & (Q(person=key) | Q(person="", name=key))


def connected(organisation_id: int) -> dict[tuple[str, str], Member]:
    """(key of a hub, key of a person) → who signs in here and is that person of the register. Three queries.

    Where nobody said so (team.persons) that is who has the name, and nobody where two have it, here or there.
    """
    return connected_and_doubled(organisation_id)[0]


def connected_and_doubled(organisation_id: int) -> tuple[dict[tuple[str, str], Member], set[tuple[str, str]]]:
    """As `connected`, and the names at hubs that are nobody's because two who sign in have them. Three queries.

    Who has a new name in the register has it by the key of before.
    """
    rows: Iterable[Member] = Member.objects.filter(
        organisation_id=organisation_id, role__in=CREW, user__is_active=True
    ).select_related("user")
    found: dict[tuple[str, str], Member] = {}
    twice: set[tuple[str, str]] = set()
    for row in rows:
        key = (row.hub_key, row.user.first_name)
        twice.update({key} & found.keys())
        found[key] = row
    sure = {at: row for at, row in found.items() if at not in twice}
    called = _called_otherwise(organisation_id)
    people = {at: row for at, row in sure.items() if at not in called}
    for (hub, name), keys in called.items():
        if (hub, name) in sure and len(keys) == 1:
            people[hub, next(iter(keys))] = sure[hub, name]
    return _as_said(organisation_id, people, {row.pk: row for row in rows}), twice


def _as_said(
    organisation_id: int, people: dict[tuple[str, str], Member], members: Mapping[int, Member]
) -> dict[tuple[str, str], Member]:
    """What somebody said comes before what names say: who is said to be one is no other at that hub. One query."""
    known = said(organisation_id)
    taken = {(hub, member) for (hub, _), member in known.items() if member is not None}
    found = {at: row for at, row in people.items() if at not in known and (at[0], row.pk) not in taken}
    return found | {at: members[member] for at, member in known.items() if member is not None and member in members}


def _called_otherwise(organisation_id: int) -> dict[tuple[str, str], set[str]]:
    """(key of a hub, name) → the keys of all who have it there, where any of them has another key than the name: two
    may be called that, or somebody has a new name. One query."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    employees, volunteers = (
        table.objects.filter(hub__season__organisation=organisation_id).order_by() for table in (Employee, Volunteer)
    )
    odd = (rows.filter(name__in=rows.exclude(key=F("name")).values("name")) for rows in (employees, volunteers))
    one, other = (rows.values_list("hub__where", "name", "key") for rows in odd)
    for where, name, key in one.union(other):
        found[str(where), name].add(key)
    return found


def _take_off(rows: QuerySet[Signup], by: By, now: datetime) -> int:
    return rows.update(state=SignupState.WITHDRAWN, ended_at=now, said_by=by, why=REMADE)


def _join(row: Signup, member: Member | None, here: Collection[int | None]) -> bool:
    """Somebody the plan named has come to sign in here, and is not on the shift beside that name already."""
    if (
        member is None
        or member.pk in here
        or row.member_id is not None
        or not row.from_plan
        or row.state != SignupState.SIGNED
    ):
        return False
    row.member = member
    return True


def days_away(
    organisation_id: int, known: Mapping[tuple[str, str], Member], *, on: date | None = None
) -> defaultdict[str, list[tuple[date, date]]]:
    """Who (see crew.reading.key_of) → the days they cannot come, whether they sign in or not; `on`: those that have
    that day. One query."""
    found: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    here = Q(member__organisation=organisation_id) | Q(person__organisation=organisation_id)
    rows = Absence.objects.filter(here, **({"first__lte": on, "last__gte": on} if on else {}), ended_at=None)
    for *whose, first, last in rows.values_list(*WHOSE, "first", "last"):
        found[who_of(whose, known)].append((first, last))
    return found


def who_of(whose: Sequence[Any], known: Mapping[tuple[str, str], Member]) -> str:
    """Whose a row is that has a member or a person, by its values of WHOSE."""
    member, linked, base, key = whose
    found = member or linked
    if found is None and (row := known.get((str(base), key))):
        found = row.pk
    return f"m{found}" if found else f"{base}\n{key}"


def who_of_person(person: Person, known: Mapping[tuple[str, str], Member]) -> str:
    """Who somebody with a row of their own is. No query."""
    return who_of((None, person.member_id, person.base_id, person.key), known)
