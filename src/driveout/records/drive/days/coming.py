"""Who comes where, read before and after a deed: what each of the crew is told is the difference, and nothing else."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from driveout.core.words import day_and_minute
from driveout.records.drive.crew.held import called_off, held
from driveout.records.drive.crew.plan_people import IN_ONE_GO, connected
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.drive.models import Occurrence, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.drive.news.one import News
from driveout.records.team.models import Member

Who = tuple[str, int | str]  # as in news.one: a member, or somebody of the register at a hub
Key = tuple[Who, str]  # of one of the crew, and what they come to


@dataclass(frozen=True)
class Coming:
    """One person's part of a day: at a café, or on a whole trip from its hub. `more`: a trip's van and cafés.

    `member` None: they do not sign in here, and `who` is their key at the hub, whose place is `base`.
    """

    member: Member | None
    who: str
    base: int
    cafe: int | None
    signup: int
    day: date
    place: str
    starts: int
    ends: int
    is_trip: bool
    more: tuple[object, ...] = ()

    def differs(self, other: "Coming") -> bool:
        """Is it another time, another van or other cafés?"""
        return (self.starts, self.ends, self.more) != (other.starts, other.ends, other.more)


def who_comes(season_id: int, first: date, last: date, *, everybody: int = 0) -> dict[Key, Coming]:
    """Everybody who signs in here and is on a shift that is to be held. One query, two with a whole trip.

    `everybody`: the organisation, where those who do not sign in are asked for too; three queries more.
    """
    days = (first, last)
    signed = Signup.objects.filter(held("shift__"), state=SignupState.SIGNED)
    rows = signed.filter(shift__trip__season=season_id, shift__trip__date__range=days)
    rows = rows if everybody else rows.filter(member__isnull=False)
    rows = rows.select_related("member__user", "shift__trip", "shift__occurrence")
    cafes = _cafes_of({row.shift.trip_id for row in rows if row.shift.occurrence_id is None}, season_id, days)
    known = connected(everybody) if any(row.member_id is None for row in rows) else {}
    found: dict[Key, Coming] = {}
    for row in rows:
        trip, cafe = row.shift.trip, row.shift.occurrence
        member = row.member or known.get((trip.hub_key, row.who))
        whose = (member, row.who, trip.base_id, cafe.pk if cafe else None, row.pk, trip.date)
        who: Who = ("member", member.pk) if member else ("person", f"{trip.base_id}\n{row.who}")
        if cafe:
            found[who, f"cafe {cafe.pk}"] = Coming(*whose, cafe.place, cafe.starts, cafe.starts + cafe.minutes, False)
        else:
            more = (trip.van, *cafes[trip.pk])
            found[who, f"trip {trip.pk}"] = Coming(*whose, trip.hub, trip.leaves, trip.returns, True, more)
    return found


def _cafes_of(trips: set[int], season_id: int, days: tuple[date, date]) -> dict[int, list[tuple[int, int]]]:
    """Trip → the places and hours of its cafés that are to be held."""
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    planned = Occurrence.objects.filter(season=season_id, date__range=days, state=OccurrenceState.PLANNED)
    planned = planned.order_by("starts", "id") if trips else planned.none()
    for trip_id, where, starts in planned.values_list("trip_id", "where", "starts"):
        found[trip_id].append((where, starts))
    return found


def tell_of_difference(before: dict[Key, Coming], after: dict[Key, Coming], *, now: datetime) -> list[News]:
    """Write the messages, in the deed's transaction; returns what each was told, or is to be told by somebody who
    rings. What is over is told to nobody.

    Whose café or trip is held without them reads that they are off it, not that it is cancelled. Who is put on many
    shifts at once is told of the first, and how many more there are; so is who has the same change every week.
    """
    gone = {key: one for key, one in before.items() if key not in after}
    new = {key: one for key, one in after.items() if key not in before}
    same = [(key, before[key], one) for key, one in after.items() if key in before]
    same += _another_trip(gone, new)
    told: list[News] = []
    off = _called_off([one.signup for one in gone.values()])
    for key, one in gone.items():
        told += _say(key, Told.CANCELLED if one.signup in off else Told.OFF_CREW, one, now)
    for key, was, one, more in _once_a_week(
        [row for row in same if row[1].differs(row[2]) and not _is_over(row[2], now)]
    ):
        told += _say(key, Told.CHANGED, one, now, was=was.starts, more=more)
    for key, one, more in _first_of_each({key: one for key, one in new.items() if not _is_over(one, now)}):
        told += _say(key, Told.CONFIRMED, one, now, more=more)
    return told


def _called_off(signups: list[int]) -> set[int]:
    """Those whose café or whole trip is cancelled. One query for every IN_ONE_GO, none for nobody."""
    some = (signups[start : start + IN_ONE_GO] for start in range(0, len(signups), IN_ONE_GO))
    rows = (Signup.objects.filter(called_off("shift__"), pk__in=ids) for ids in some)
    return {pk for found in rows for pk in found.values_list("pk", flat=True)}


def _another_trip(gone: dict[Key, Coming], new: dict[Key, Coming]) -> list[tuple[Key, Coming, Coming]]:
    """Who is moved from one trip to another of the same hub that day still comes: it is changed, not off and on."""
    free: defaultdict[tuple[Who, date, str], list[Key]] = defaultdict(list)
    for key, one in new.items():
        if one.is_trip:
            free[key[0], one.day, one.place].append(key)
    pairs = [
        (key, keys.pop(0)) for key, one in gone.items() if one.is_trip and (keys := free[key[0], one.day, one.place])
    ]
    return [(other, gone.pop(key), new.pop(other)) for key, other in pairs]


def _once_a_week(changed: list[tuple[Key, Coming, Coming]]) -> Iterator[tuple[Key, Coming, Coming, int]]:
    """The first of those that change a person's weekday at a place in the same way, with how many more there are."""
    alike: defaultdict[tuple[object, ...], list[tuple[Key, Coming, Coming]]] = defaultdict(list)
    for row in sorted(changed, key=lambda row: (row[2].day, row[2].starts)):
        (who, _), was, one = row
        hours = (was.starts, was.ends, was.more, one.starts, one.ends, one.more)
        alike[(who, one.place, one.is_trip, one.day.weekday(), *hours)].append(row)
    for (key, was, one), *more in alike.values():
        yield key, was, one, len(more)


def _first_of_each(new: dict[Key, Coming]) -> Iterator[tuple[Key, Coming, int]]:
    """Each person's first one, with how many more they have."""
    own: defaultdict[Who, list[tuple[date, int, Key]]] = defaultdict(list)
    for key, one in new.items():
        own[key[0]].append((one.day, one.starts, key))
    for found in own.values():
        key = min(found)[2]
        yield key, new[key], len(found) - 1


def _is_over(one: Coming, now: datetime) -> bool:
    here = timezone.localtime(now)
    return (one.day, one.ends) <= day_and_minute(here)


def _say(key: Key, kind: Told, one: Coming, now: datetime, *, was: int | None = None, more: int = 0) -> list[News]:
    if _is_over(one, now):
        return []
    once = f"{key[1]} {kind.value} {one.starts} {now.timestamp():.0f} {one.signup}"
    message = tell(member=one.member, kind=kind, once=once, place=one.place, day=one.day, starts=one.starts, was=was,
                   more=more, now=now)  # fmt: skip
    was = None if was == one.starts else was
    what = (one.base, kind, one.place, one.day, one.starts, was, one.cafe, one.is_trip)
    return [News(*what, one.member, one.who, message=message, more=more)]
