"""Taking somebody's name out of all that is ours: by the key where it stands beside one, and by itself where the whole
of it stands in what others wrote. Everything that is added up stays as it was."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from driveout.records.place.models import new_key
from driveout.records.team.whose import KEYS, REGISTERS, Person, links_of, persons_of, signups_of, table
from driveout.records.trust.columns import CALLED, WRITTEN
from driveout.records.trust.names import take_name_away
from driveout.records.trust.wording import all_without, pattern_of, texts_in, without

# A guest's: nobody reads through them without a reason.
UNREAD = {"OwnWords", "Thread", "ThreadStep"}
OF_TRACE = ("name", "first_name", "username")  # in the details of a trace of the person
OF_SHIFT = (*OF_TRACE, "why")  # of their shifts: why somebody could not come goes with the name, as on the shift
IN_ONE_GO = 500


@dataclass(frozen=True)
class Said:
    """A text in which somebody may be meant. `text`: the sentence or the value. `by_hand`: what a thing is called is
    changed where the thing is."""

    table: str
    pk: str
    column: str
    text: str
    by_hand: bool

    @property
    def token(self) -> str:
        """What a form calls it."""
        return f"{self.table}.{self.column}.{self.pk}"


def scrub(person: Person, *, also: Collection[str], now: datetime) -> dict[str, int]:
    """Take the name away everywhere; returns how many rows of each table were changed. `also`: tokens of `said_of` in
    which a person has seen that it is this one who is meant. Call it in the transaction of the deed.

    Everything that people wrote is read through: some thousand rows a second.
    """
    done = {"Trace": _traces(person)}  # while it is still known what they tell of
    fresh = new_key()
    done |= {"Edit": _edits(person, fresh), "Opening": _openings(person, fresh), "Trip": _trips(person, fresh)}
    done["Signup"] = _signups(person, now)
    done["Reading"] = _rekey("Reading", "base", "person", person, fresh)
    done["register"] = _rows(person, fresh)
    done["Person"] = _persons(person)
    done["PlanFile"] = table("PlanFile").filter(plan__season__organisation=person.organisation_id).delete()[0]
    done["Upload"] = _uploads(person)
    done["written"] = _written(person, set(also))
    return done


def said_of(person: Person) -> list[Said]:
    """Where a name that others may have too stands in what people wrote: somebody has to look who is meant. Not in
    guests' own words. As slow as `scrub`."""
    written, called = pattern_of(person.doubtful), pattern_of(person.names)
    found: list[Said] = []
    if written:
        for name, (_way, columns) in WRITTEN.items():
            if name not in UNREAD:
                found += _said(person, name, columns, written, by_hand=False)
    if called:
        for name, (_way, columns) in CALLED.items():
            found += _said(person, name, columns, called, by_hand=True)
    return found


def _said(
    person: Person, name: str, columns: Collection[str], wanted: re.Pattern[str], *, by_hand: bool
) -> Iterator[Said]:
    """In one table. What is sure goes by itself, and is not asked about."""
    sure = None if by_hand else pattern_of(person.telling)
    edits = {f"edit {edit.pk}" for edit, _sides in _edits_of(person)} if name == "Trace" else set()
    rows = _of(person, name, CALLED if by_hand else WRITTEN).exclude(pk__in=_own(person, name))
    for row in rows.values("pk", *columns, *(("about",) if name == "Trace" else ())).iterator():
        for column in columns:
            value = row[column]
            if row.get("about") in edits:
                value = {key: one for key, one in value.items() if key not in OF_TRACE}
            for text in texts_in(value):
                if wanted.search(without(text, sure, "") if sure else text):
                    yield Said(name, str(row["pk"]), column, text, by_hand)


def _own(person: Person, name: str) -> Any:
    """Rows of a table that go, or are emptied, with the person: nobody need look at them."""
    member = person.member
    if name == "Signup":
        return signups_of(member, person.keys, person.organisation_id).order_by().values("pk")
    if name == "Trace":
        own = [about for about in _about(person) if not about.startswith("edit ")]
        return list(table("Trace").filter(about__in=own).values_list("pk", flat=True))
    return table(name).filter(member=member).values("pk") if member and name in ("Message", "Phone", "Standing") else ()


def _of(person: Person, name: str, kind: Any) -> Any:
    """The organisation's rows of a table."""
    own = Q(**{kind[name][0]: person.organisation_id})
    if name == "Trace":
        members = table("Member").filter(organisation=person.organisation_id).values_list("pk", flat=True)
        seasons = table("Season").filter(organisation=person.organisation_id).values_list("pk", flat=True)
        about = [f"member {pk}" for pk in members] + [f"season {pk}" for pk in seasons]
        own |= Q(who=None, about__in=about)
    return apps.get_model("records", name)._default_manager.filter(own).order_by("pk")


def _written(person: Person, also: Collection[str]) -> int:
    """Whole names out of what people wrote; and the others where somebody saw who is meant."""
    sure, every = pattern_of(person.telling), pattern_of(person.names)
    changed = 0
    for name, (_way, columns) in WRITTEN.items() if every else ():
        rows = []
        for row in _of(person, name, WRITTEN).iterator():
            for column in columns:
                pattern = every if f"{name}.{column}.{row.pk}" in also else sure
                was = getattr(row, column)
                new = all_without(was, pattern, person.word) if pattern else was
                if new != was:
                    setattr(row, column, _fitting(row, column, new))
                    rows += [row] if row not in rows else []
        for at in range(0, len(rows), IN_ONE_GO):
            type(rows[0])._base_manager.bulk_update(rows[at : at + IN_ONE_GO], list(columns))
        changed += len(rows)
    return changed


def _fitting(row: Any, column: str, value: Any) -> Any:
    """No longer than the column."""
    longest = row._meta.get_field(column).max_length
    return value[:longest] if longest and isinstance(value, str) else value


def _traces(person: Person) -> int:
    """That something was done stays; what the person was called does not."""
    about = list(_about(person))
    rows = []
    for at in range(0, len(about), IN_ONE_GO):
        for row in table("Trace").filter(about__in=about[at : at + IN_ONE_GO]):
            known = {
                name for name in (OF_SHIFT if row.about.startswith("signup ") else OF_TRACE) if name in row.details
            }
            if row.about.startswith("edit "):
                known = {name for name in known if row.details[name] in person.names}
            if known:
                row.details = {key: value for key, value in row.details.items() if key not in known}
                rows.append(row)
    table("Trace").bulk_update(rows, ["details"], batch_size=IN_ONE_GO)
    return len(rows)


def _about(person: Person) -> Iterator[str]:
    """What traces call everything of theirs."""
    member = person.member
    if member:
        yield from (f"member {member.pk}", f"user {member.user_id}")
        yield from (f"phone {pk}" for pk in table("Phone").filter(member=member).values_list("pk", flat=True))
        yield from (
            f"invitation {pk}" for pk in table("Invitation").filter(links_of(member)).values_list("pk", flat=True)
        )
    signups = signups_of(member, person.keys, person.organisation_id).order_by()
    yield from (f"signup {pk}" for pk in signups.values_list("pk", flat=True))
    yield from {f"edit {edit.pk}" for edit, _sides in _edits_of(person)}


def _edits_of(person: Person) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """Each edit of a register that has them, with the side and number of each row that does."""
    kinds = [kind.lower() for kind in REGISTERS]
    for edit in table("Edit").filter(season__organisation=person.organisation_id, register__in=kinds).order_by("pk"):
        kind = edit.register.capitalize()
        found = [
            (side, pk)
            for side in ("before", "after")
            for pk, values in getattr(edit, side).items()
            if pk.isdecimal() and values and ((kind, int(pk)) in person.rows or (edit.pk, pk) in person.gone)
        ]
        if found:
            yield edit, found


def _edits(person: Person, fresh: str) -> int:
    """What can be undone says the same of the row as the row does: it can still be undone, and brings nobody back."""
    n = 0
    for edit, found in _edits_of(person):
        for side, pk in found:
            kept = getattr(edit, side)
            kept[pk] = {**kept[pk], "name": REGISTERS[edit.register.capitalize()]}
            if pk in kept.get(KEYS, {}):
                kept[KEYS] = {**kept[KEYS], pk: fresh}
        if edit.name in person.names:
            edit.name = REGISTERS[edit.register.capitalize()]
        edit.save(update_fields=["before", "after", "name"])
        n += 1
    return n


def _rows(person: Person, fresh: str) -> int:
    """The place in a register stays, without the name and under a new key: plans and what they add up to hang on it."""
    n = 0
    for kind, word in REGISTERS.items():
        pks = [pk for of, pk in person.rows if of == kind]
        n += table(kind).filter(pk__in=pks).update(name=word, key=fresh)
    return n


def _openings(person: Person, fresh: str) -> int:
    """In every plan that is kept, also of seasons that are over."""
    keys: dict[int, set[str]] = {}
    for place, key in person.keys:
        keys.setdefault(place, set()).add(key)
    own = table("Opening").filter(plan__season__organisation=person.organisation_id, hub__where__in=keys)
    rows = []
    for row in own.select_related("hub"):
        gone = keys[row.hub.where_id]
        if gone & set(row.volunteers):
            row.volunteers = [fresh if key in gone else key for key in row.volunteers]
            rows.append(row)
    table("Opening").bulk_update(rows, ["volunteers"], batch_size=IN_ONE_GO)
    return len(rows)


def _trips(person: Person, fresh: str) -> int:
    return sum(
        table("Trip")
        .filter(
            Q(driver_key=key) | Q(driver_key="", driver=key), base=place, season__organisation=person.organisation_id
        )
        .update(driver=REGISTERS["Employee"], driver_key=fresh)
        for place, key in person.keys
    )


def _persons(person: Person) -> int:
    """Whom to ring goes, and with it papers, days away and calls that were theirs by the register."""
    rows = persons_of(person.member, person.keys, person.organisation_id)
    n = len(rows)
    rows.delete()
    return n


def _uploads(person: Person) -> int:
    """A season's file that waits for an answer may name them, and would bring them back: it is handed in anew."""
    kept = table("Upload").filter(organisation=person.organisation_id, state="asks")
    return int(kept.update(state="faulty", content=None))


def _rekey(name: str, where: str, who: str, person: Person, fresh: str) -> int:
    rows = table(name).filter(organisation=person.organisation_id)
    return sum(rows.filter(**{where: place, who: key}).update(**{who: fresh}) for place, key in person.keys)


def _signups(person: Person, now: datetime) -> int:
    """Shifts to come are free again; those that were stay, with their hours and without the name."""
    own = signups_of(person.member, person.keys, person.organisation_id)
    numbers = list(own.order_by().values_list("pk", flat=True))
    for at in range(0, len(numbers), IN_ONE_GO):
        some = table("Signup").filter(pk__in=numbers[at : at + IN_ONE_GO])
        ahead = some.filter(state="signed", shift__trip__date__gt=timezone.localdate(now))
        ahead.update(state="withdrawn", ended_at=now)
        for row in some.select_related("member", "shift__trip").order_by("id"):
            take_name_away(row)
    return len(numbers)
