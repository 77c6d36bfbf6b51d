"""Somebody who asks to be forgotten, and everything they are known by: who signs in, rows of registers, keys, names.

Tables of the steps are named, not imported: what is held on people is gathered here, and no step knows of another.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q

from driveout.core.words import alike
from driveout.records.team.models import Member
from driveout.records.trust.names import OTHERS, WORDS, former, is_former
from driveout.records.trust.wording import is_telling

REGISTERS = {"Employee": OTHERS, "Volunteer": WORDS["volunteer"]}  # table → what stands there for a name
KEYS = "keys"  # in an edit: row → key, see plan.registers.editing
AT = tuple[int, str]  # the place of a hub, and the key of somebody there


@dataclass(frozen=True)
class Person:
    """`rows`: (table, number) of each row in a register. `keys`: of them, at their hubs. `gone`: (edit, number) of rows
    that are in a register no more, and stand in what can be undone.

    `names`: all they are or were called. `telling`: those of them that are nobody else's and tell one person in a
    sentence. `word`: what stands where a name stood.
    """

    organisation_id: int
    member: Member | None
    rows: frozenset[tuple[str, int]]
    keys: frozenset[AT]
    gone: frozenset[tuple[int, str]]
    names: frozenset[str]
    telling: frozenset[str]
    word: str

    @property
    def doubtful(self) -> frozenset[str]:
        """Names that others may have too, or that are words of their own: only a person can say who is meant."""
        return self.names - self.telling


def table(name: str) -> Any:
    """The rows of one of our tables."""
    return apps.get_model("records", name).objects


def person_who_signs_in(member: Member) -> Person:
    """With what the registers have of them, where exactly one there has the name at their hub. Ten queries, and three
    for each register they stand in."""
    rows = _rows_called(member)
    return _person(member.organisation_id, member, _same(member.organisation_id, rows))


def person_in_register(kind: str, row_id: int, organisation_id: int) -> Person | None:
    """Somebody of a register; with their sign-in, where it is certain whose the row is. `kind`: a name of REGISTERS.
    None where there is no such row here. Queries as for who signs in, for each who is called that at the hub."""
    row = row_here(kind, row_id, organisation_id)
    if row is None or is_former(row.name):
        return None
    here = Q(base=row.hub.where_id, user__is_active=True, user__first_name=row.name)
    linked = table("Person").filter(base=row.hub.where_id, key=row.key, member__isnull=False).values("member")
    here |= Q(pk__in=linked)
    own = Member.objects.filter(here, organisation=organisation_id)
    for member in own.select_related("user", "organisation"):
        found = person_who_signs_in(member)
        if (kind, row.pk) in found.rows:
            return found
    return _person(organisation_id, None, _same(organisation_id, [(kind, row)]))


def row_here(kind: str, row_id: int, organisation_id: int) -> Any:
    """A row of a register of ours, with its hub and season; None where there is none. One query."""
    own = table(kind).filter(pk=row_id, hub__season__organisation=organisation_id)
    return own.select_related("hub__season").first()


def unsure(member: Member) -> list[tuple[str, Any]]:
    """(table, row) of those who have the person's name at the hub, where nobody can say which of them it is."""
    return [] if _rows_called(member) else _called(member)


def _called(member: Member) -> list[tuple[str, Any]]:
    name = member.user.first_name
    if not name or member.base_id is None:
        return []
    here = {"hub__season__organisation": member.organisation_id, "hub__where": member.base_id, "name": name}
    return [(kind, row) for kind in REGISTERS for row in table(kind).filter(**here).select_related("hub__season")]


def _rows_called(member: Member) -> list[tuple[str, Any]]:
    """Rows of whom somebody said that it is the member; else those at the hub that have the name, and none where two
    have it there, signing in or not."""
    if said := list(table("Person").filter(member=member, base__isnull=False).values_list("base", "key")):
        return _known_by(member.organisation_id, said)
    here = {"organisation": member.organisation_id, "base": member.base_id, "is_said": True}
    others_said = set(table("Person").filter(**here).values_list("key", flat=True))
    found = [(kind, row) for kind, row in _called(member) if row.key not in others_said]
    others = Member.objects.filter(organisation=member.organisation_id, base=member.base_id, user__is_active=True)
    twice = others.filter(user__first_name=member.user.first_name).exclude(pk=member.pk).exists()
    return [] if twice or len({row.key for _kind, row in found}) != 1 else found


def _known_by(organisation_id: int, keys: Collection[AT]) -> list[tuple[str, Any]]:
    """Rows of these keys in every season."""
    return [
        (kind, row)
        for kind in (REGISTERS if keys else ())
        for row in table(kind)
        .filter(_any("hub__where", "key", keys), hub__season__organisation=organisation_id)
        .select_related("hub__season")
    ]


@dataclass(frozen=True)
class _Stands:
    """What the registers and their edits have of somebody."""

    rows: frozenset[tuple[str, int]]
    keys: frozenset[AT]
    gone: frozenset[tuple[int, str]]
    names: frozenset[str]


def _same(organisation_id: int, rows: Iterable[tuple[str, Any]]) -> _Stands:
    """The same key at the same hub is the same person, season after season, whatever they are called there."""
    start = list(rows)
    keys = {(row.hub.where_id, row.key) for _kind, row in start}
    found: dict[tuple[str, int], Any] = {(kind, row.pk): row for kind, row in start}
    found |= {(kind, row.pk): row for kind, row in _known_by(organisation_id, keys)}
    names = {row.name for row in found.values()}
    called = {(row.hub.where_id, row.name) for row in found.values()}
    gone = set[tuple[int, str]]()
    hubs = dict(table("Hub").filter(season__organisation=organisation_id).values_list("pk", "where")) if keys else {}
    for edit, kind, pk, values, key in _edited(organisation_id) if keys else ():
        at = (hubs.get(values.get("hub"), 0), key or values.get("name", ""))
        if (kind, int(pk)) in found:
            names.add(values["name"])
            keys |= {(at[0], found[kind, int(pk)].key)} if at[0] else set()
        elif (at in keys or (not key and at in called)) and not table(kind).filter(pk=int(pk)).exists():
            names.add(values["name"])
            gone.add((edit, pk))
    return _Stands(frozenset(found), frozenset(keys), frozenset(gone), frozenset(names))


def _edited(organisation_id: int) -> Iterator[tuple[int, str, str, dict[str, Any], str]]:
    """(edit, table, number, values, key) of every row of people that an edit has, on either side. One query."""
    kinds = [kind.lower() for kind in REGISTERS]
    edits = table("Edit").filter(season__organisation=organisation_id, register__in=kinds).order_by("id")
    for edit, register, *sides in edits.values_list("pk", "register", "before", "after"):
        for side in sides:
            for pk, values in side.items():
                if pk.isdecimal() and values:
                    yield edit, register.capitalize(), pk, values, side.get(KEYS, {}).get(pk, "")


def _person(organisation_id: int, member: Member | None, stands: _Stands) -> Person:
    names = set(stands.names) | set(_signed_as(member, stands.keys)) | set(_of_member(member))
    names |= set(persons_of(member, stands.keys, organisation_id).values_list("phone", flat=True))
    names = {name for name in names if name and not is_former(name)}
    telling = {name for name in names if is_telling(name) and not _is_anothers(name, organisation_id, member, stands)}
    kind = next((kind for kind, _pk in sorted(stands.rows)), "Volunteer")
    word = former(member.role) if member else REGISTERS[kind]
    return Person(
        organisation_id, member, stands.rows, stands.keys, stands.gone, frozenset(names), frozenset(telling), word
    )


def _of_member(member: Member | None) -> Iterator[str]:
    if member is None:
        return
    user = member.user
    yield from (user.username, user.first_name, user.email, f"{user.first_name} {user.last_name}".strip())
    yield from table("Way").filter(member=member).values_list("address", flat=True)
    yield from table("Invitation").filter(links_of(member)).values_list("first_name", flat=True)


def links_of(member: Member) -> Q:
    """Which links were the person's: those to a new password, and the one they came by, used in the moment of which
    the trace tells."""
    came = table("Trace").filter(what="took an invitation", about=f"member {member.pk}").values_list("at", flat=True)
    by_link = Q(member=None, organisation=member.organisation_id, ended_at__in=list(came))
    return Q(member=member) | by_link


def signups_of(member: Member | None, keys: Iterable[AT], organisation_id: int) -> Any:
    """Their places on shifts. Before keys were kept a plan wrote the name alone, which was the key."""
    own = _any("shift__trip__base", "person", keys) | _any("shift__trip__base", "name", keys) & Q(person="")
    own &= Q(member=None, shift__trip__season__organisation=organisation_id)
    return table("Signup").filter((own | Q(member=member)) if member else own)


def persons_of(member: Member | None, keys: Iterable[AT], organisation_id: int) -> Any:
    """What is kept of them beside the seasons: whom to ring, papers and days away hang on it."""
    own = _any("base", "key", keys)
    return table("Person").filter(own | Q(member=member) if member else own, organisation=organisation_id)


def _signed_as(member: Member | None, keys: Iterable[AT]) -> Iterator[str]:
    own = _any("shift__trip__base", "person", keys) & Q(member=None)
    rows = table("Signup").filter((own | Q(member=member)) if member else own)
    yield from rows.order_by().values_list("name", flat=True).distinct()


def _is_anothers(name: str, organisation_id: int, member: Member | None, stands: _Stands) -> bool:
    """Has somebody else of the organisation this name?"""
    wanted = alike(name)
    others = Member.objects.filter(organisation=organisation_id).exclude(pk=member.pk if member else 0)
    for first, last, username in others.values_list("user__first_name", "user__last_name", "user__username"):
        if wanted in {alike(first), alike(f"{first} {last}"), alike(username)}:
            return True
    for kind in REGISTERS:
        rows = table(kind).filter(hub__season__organisation=organisation_id).values_list("pk", "name")
        if any(alike(called) == wanted for pk, called in rows if (kind, pk) not in stands.rows):
            return True
    return False


def _any(where: str, who: str, keys: Iterable[AT]) -> Q:
    """Rows of any of these people. None where there are none."""
    found = Q(pk__in=())
    for place, key in keys:
        found |= Q(**{where: place, who: key})
    return found
