"""What stands of a season ahead, read before and after a plan is put there: the difference is what it does to whom."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Q

from driveout.records.drive.crew.both import Both, both_at_once
from driveout.records.drive.crew.held import held
from driveout.records.drive.models import Call, Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.drive.news.lists import ON_ITS_WAY
from driveout.records.plan.models import Season
from driveout.records.publish.models import PublicTimes
from driveout.records.tell.models import Message

Hour = tuple[int, int, int, str]  # weekday, start, minutes, hall
Slot = tuple[date, str, str]  # a date, the place or the hub, the role
Span = tuple[int, int]
Who = tuple[str, str]  # a hub, and a name there
CAFE = ("where", "place", "date", "starts", "minutes", "venue")
ON_SHIFT = (
    *("shift__trip__hub", "name", "shift__role", "shift__trip__date", "shift__trip__leaves", "shift__trip__returns"),
    *("shift__occurrence__place", "shift__occurrence__starts", "shift__occurrence__minutes"),
)


@dataclass(frozen=True)
class Stood:
    """`cafes`: place → date → hours. `names`: what places are called. `people`: (hub, name) → what they come to.
    `public`: which times stand in the open.
    """

    cafes: Mapping[int, Mapping[date, Hour]]
    names: Mapping[int, str]
    people: Mapping[Who, Mapping[Slot, Span]]
    public: tuple[object, ...]
    last_message: int
    last_call: int


@dataclass(frozen=True)
class OnePlace:
    """What becomes of a place. `first`: the first date that is another. `was`, `now`: its hours of a week from then on,
    each with on how many dates.
    """

    name: str
    was: tuple[tuple[Hour, int], ...]
    now: tuple[tuple[Hour, int], ...]
    first: date


@dataclass(frozen=True)
class OnePerson:
    """Whose shifts become others: how many they are put on, off, and how many have other hours."""

    hub: str
    name: str
    on: int
    off: int
    moved: int
    first: date


@dataclass(frozen=True)
class Effect:
    """What the act does. `told`: how many of the crew get a message. `to_ring`: how many nothing reaches but a call.
    `both`: who is in two places at once then.
    """

    places: tuple[OnePlace, ...]
    people: tuple[OnePerson, ...]
    told: int
    to_ring: int
    public: bool
    both: tuple[Both, ...]
    mark: str


def stood(season: Season, today: date) -> Stood:
    """What stands from today on. Five queries."""
    cafes: defaultdict[int, dict[date, Hour]] = defaultdict(dict)
    names = {}
    rows = Occurrence.objects.filter(season=season, date__gte=today, state=OccurrenceState.PLANNED)
    for where, name, day, starts, minutes, venue in rows.values_list(*CAFE):
        cafes[where][day] = (day.weekday(), starts, minutes, venue)
        names[where] = name
    times = PublicTimes.objects.filter(season=season).first()
    last = [table.objects.order_by("-pk").values_list("pk", flat=True).first() or 0 for table in (Message, Call)]
    public = (times.pk, times.plan_id, times.mark) if times else ()
    return Stood(cafes, names, _people(season, today), public, *last)


def _people(season: Season, today: date) -> dict[Who, dict[Slot, Span]]:
    """Who is on what is to be held. One query."""
    found: defaultdict[Who, dict[Slot, Span]] = defaultdict(dict)
    signed = Signup.objects.filter(held("shift__"), state=SignupState.SIGNED, shift__trip__season=season)
    rows = signed.filter(shift__trip__date__gte=today).values_list(*ON_SHIFT)
    for hub, name, role, day, leaves, returns, place, opens, minutes in rows:
        span = (leaves, returns) if opens is None else (opens, opens + minutes)
        found[hub, name][day, place or "", role] = span
    return found


def effect_of(before: Stood, after: Stood, season: Season, today: date) -> Effect:
    """The difference. Three queries, and those of `both_at_once`."""
    places = [_place(key, before, after) for key in before.cafes.keys() | after.cafes.keys()]
    people = [_person(key, before, after) for key in before.people.keys() | after.people.keys()]
    sent = Message.objects.filter(pk__gt=before.last_message, state__in=ON_ITS_WAY)
    sent = sent.filter(member__organisation=season.organisation_id)  # others tell theirs of theirs meanwhile
    told = sent.values("member").distinct().count()
    ring = Call.objects.filter(~Q(message__state__in=ON_ITS_WAY) | Q(message=None), pk__gt=before.last_call)
    to_ring = ring.filter(of_list__season=season).count()
    days = [day for cafes in after.cafes.values() for day in cafes]
    both = tuple(both_at_once(season.organisation_id, today, max(days))) if days else ()
    found = sorted((one for one in places if one), key=lambda one: (one.first, one.name))
    who = sorted((one for one in people if one), key=lambda one: (one.hub, one.name))
    mark = sha256(repr((found, who, before.public[1:], after.public[1:])).encode()).hexdigest()[:16]
    return Effect(tuple(found), tuple(who), told, to_ring, before.public != after.public, both, mark)


def _place(key: int, before: Stood, after: Stood) -> OnePlace | None:
    was, now = before.cafes.get(key, {}), after.cafes.get(key, {})
    if was == now:
        return None
    first = min(day for day in was.keys() | now.keys() if was.get(day) != now.get(day))
    name = after.names.get(key) or before.names[key]
    return OnePlace(name, _hours(was, first), _hours(now, first), first)


def _hours(cafes: Mapping[date, Hour], first: date) -> tuple[tuple[Hour, int], ...]:
    """Those from the first date that is another, each with on how many dates."""
    count: defaultdict[Hour, int] = defaultdict(int)
    for day, hour in cafes.items():
        if day >= first:
            count[hour] += 1
    return tuple(sorted(count.items()))


def _person(key: Who, before: Stood, after: Stood) -> OnePerson | None:
    was, now = before.people.get(key, {}), after.people.get(key, {})
    if was == now:
        return None
    on, off = now.keys() - was.keys(), was.keys() - now.keys()
    moved = [slot for slot in was.keys() & now.keys() if was[slot] != now[slot]]
    first = min(day for day, _, _ in (*on, *off, *moved))
    return OnePerson(*key, len(on), len(off), len(moved), first)
