"""Everything that was read, newest first: what is held on people, guests' own words, and next steps that were looked
at. For those who lead; and for everybody what was read of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from driveout.records.drive.models import Occurrence
from driveout.records.meet.own_words import cafes_led_by
from driveout.records.plan.models import Employee, Volunteer
from driveout.records.team.models import Member, Role
from driveout.records.trust.models import Reading, Trace, WordsRead
from driveout.records.trust.reading import Whose

WORDS, STEPS, CODE = "words", "looked at next steps", "looked up a code"
OF_GUESTS = (WORDS, STEPS, CODE)
A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `first`, `last`: days, both with them. `what`: of Seeing or OF_GUESTS. `by`: who read, a user.
    `of`: whose. `before`: only what was read before that moment."""

    first: date | None = None
    last: date | None = None
    what: str = ""
    by: int | None = None
    of: Whose | None = None
    before: datetime | None = None


@dataclass
class Read:
    """One reading. `who` None: somebody who is here no more. `of`: whose, where it is about the crew; else `cafe`, and
    how many of its words (`n`)."""

    at: datetime
    who: Any
    what: str
    why: str
    of: list[Whose] = field(default_factory=list)
    cafe: Occurrence | None = None
    n: int = 0


def read_by_others(member: Member, wanted: Wanted) -> tuple[list[Read], datetime | None]:
    """What was read of the member by anybody else, and as a file by themselves; and from which moment there is more.
    Three queries."""
    own = Reading.objects.filter(member=member)
    return _page([_of_people(own, wanted)], wanted)


def read_by_anybody(member: Member, wanted: Wanted, *, most: int = A_PAGE) -> tuple[list[Read], datetime | None]:
    """What those who lead may see: the coordinator all, a hub leader of the own hub's people and cafés. Eight queries.

    A page has every reading of the moments that are on it, and no moment is on two. `most`: moments.
    """
    people = _seen_by(member)
    sources = []
    if not wanted.what or wanted.what not in OF_GUESTS:
        sources.append(_of_people(people, wanted))
    if wanted.of is None:
        sources += [_of_words(member, wanted), *_of_steps(member, wanted)]
    return _page(sources, wanted, most)


def whose_was_read(member: Member) -> list[Whose]:
    """Everybody of whom something was read that the member may see, each once. One query."""
    people = _seen_by(member)
    return [Whose(*row) for row in people.order_by().values_list("member", "base", "person").distinct()]


def _seen_by(member: Member) -> QuerySet[Reading]:
    """Of the crew: the coordinator all, a hub leader of the own hub's, who has no hub none."""
    people = Reading.objects.filter(organisation=member.organisation_id)
    if member.role == Role.COORDINATOR:
        return people
    own = Q(member__base=member.base_id) | Q(base=member.base_id)
    return people.filter(own) if member.base_id else people.none()


def names_of(those: set[Whose]) -> dict[Whose, str]:
    """What they are called now; nothing for whom nobody knows any more. Three queries at most."""
    signs_in = {one.member for one in those if one.member is not None}
    users = Member.objects.filter(pk__in=signs_in).select_related("user") if signs_in else ()
    called = {row.pk: row.user.first_name or row.user.username for row in users}
    at = {(one.base, one.person) for one in those if one.member is None}
    keys = {person for _base, person in at}
    named: dict[Any, str] = {}
    for table in (Employee, Volunteer) if keys else ():
        rows = table.objects.filter(key__in=keys).order_by("hub__season")
        named |= {(base, key): name for base, key, name in rows.values_list("hub__where", "key", "name")}
    return {
        one: called.get(one.member, "") if one.member is not None else named.get((one.base, one.person), "")
        for one in those
    }


Source = tuple[QuerySet[Any], str]


def _of_people(rows: QuerySet[Reading], wanted: Wanted) -> Source:
    if wanted.what:
        rows = rows.filter(what=wanted.what)
    if wanted.of:
        rows = rows.filter(member=wanted.of.member, base=wanted.of.base, person=wanted.of.person)
    return _asked(rows, wanted), "people"


def _of_words(member: Member, wanted: Wanted) -> Source:
    rows = WordsRead.objects.filter(words__occurrence__in=cafes_led_by(member)).select_related("words__occurrence")
    return _asked(rows if wanted.what in ("", WORDS) else rows.none(), wanted), WORDS


def _of_steps(member: Member, wanted: Wanted) -> Iterator[Source]:
    """A hub leader's are those of the own hub's cafés: their numbers stand in the trace as text."""
    kinds = [what for what in (STEPS, CODE) if wanted.what in ("", what)]
    rows = Trace.objects.filter(what__in=kinds, who__member__organisation=member.organisation_id)
    if member.role != Role.COORDINATOR:
        rows = rows.filter(about__in=[f"occurrence {pk}" for pk in _looked_at(rows, member)])
    yield _asked(rows, wanted), STEPS


def _looked_at(rows: QuerySet[Trace], member: Member) -> QuerySet[Occurrence, int]:
    numbers = {about.partition(" ")[2] for about in rows.order_by().values_list("about", flat=True).distinct()}
    return cafes_led_by(member).filter(pk__in=numbers).values_list("pk", flat=True)


def _asked(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.first:
        rows = rows.filter(at__gte=_begins(wanted.first))
    if wanted.last:
        rows = rows.filter(at__lt=_begins(wanted.last + timedelta(days=1)))
    if wanted.by:
        rows = rows.filter(who=wanted.by)
    return rows.filter(at__lt=wanted.before) if wanted.before else rows


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _page(sources: list[Source], wanted: Wanted, most: int = A_PAGE) -> tuple[list[Read], datetime | None]:
    moments: set[datetime] = set()
    for rows, _kind in sources:
        moments |= set(rows.order_by("-at").values_list("at", flat=True).distinct()[: most + 1])
    shown = sorted(moments, reverse=True)
    from_on, more = shown[:most], len(shown) > most
    if not from_on:
        return [], None
    found: list[Read] = []
    for rows, kind in sources:
        newest = rows.filter(at__gte=from_on[-1]).order_by("-at", "pk").select_related("who")
        found += _people(newest) if kind == "people" else _words(newest) if kind == WORDS else _steps(newest)
    return sorted(found, key=lambda one: one.at, reverse=True), (from_on[-1] if more else None)


def _people(rows: QuerySet[Reading]) -> list[Read]:
    """Those of one moment, reader and reason are one reading of several people."""
    found: dict[tuple[Any, ...], Read] = {}
    for row in rows:
        key = (row.who_id, row.what, row.at, row.why)
        found.setdefault(key, Read(row.at, row.who, row.what, row.why)).of.append(
            Whose(row.member_id, row.base_id, row.person)
        )
    return list(found.values())


def _words(rows: QuerySet[WordsRead]) -> list[Read]:
    found: dict[tuple[Any, ...], Read] = {}
    for row in rows:
        cafe = row.words.occurrence
        one = found.setdefault((row.who_id, cafe.pk, row.at, row.why), Read(row.at, row.who, WORDS, row.why, cafe=cafe))
        one.n += 1
    return list(found.values())


def _steps(rows: QuerySet[Trace]) -> list[Read]:
    traces = list(rows)
    cafes = Occurrence.objects.in_bulk([int(row.about.partition(" ")[2]) for row in traces])
    found = defaultdict(list)
    for row in traces:
        cafe = cafes.get(int(row.about.partition(" ")[2]))
        found[row.at].append(Read(row.at, row.who, row.what, "", cafe=cafe))
    return [one for those in found.values() for one in those]
