"""Nobody is in two places at once: whose shifts have come to overlap, however that came about, and telling them.

A plan made again, a café held later, two hubs or two seasons: it is looked for in what stands, not in what was done.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from typing import Any

from django.utils import timezone

from driveout.core.drive.crew import at_once
from driveout.core.words import Duty, Shift, Told, day_and_minute
from driveout.records.drive.crew.held import held
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.reading import key_of
from driveout.records.drive.crew.telling import tell
from driveout.records.drive.models import Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.team.models import Member

COLUMNS = (
    *("pk", "member_id", "name", "person", "shift_id", "shift__role", "shift__needed", "shift__trip_id"),
    *("shift__trip__season_id", "shift__trip__date", "shift__trip__base_id", "shift__trip__hub"),
    *("shift__trip__leaves", "shift__trip__returns", "shift__occurrence__place", "shift__occurrence__starts"),
    *("shift__occurrence__minutes", "shift__occurrence__lat", "shift__occurrence__lon"),
)


@dataclass(frozen=True)
class On:
    """Somebody's place on a shift that is to be held, and the season it belongs to."""

    signup: int
    member: int | None
    name: str
    shift: Shift
    season: int


@dataclass(frozen=True)
class Both:
    """One person who cannot be at both, the earlier first."""

    name: str
    member: int | None
    first: On
    second: On

    @property
    def until(self) -> tuple[date, int]:
        """Day and minute from which it is over."""
        return self.first.shift.date, min(self.first.shift.ends, self.second.shift.ends)


def both_at_once(organisation_id: int, first: date, last: date) -> list[Both]:
    """Everybody who is on two shifts at once on these days, in any season that counts; by time.

    One query, three where somebody is on a shift without signing in here.
    """
    rows = Signup.objects.filter(held("shift__"), state=SignupState.SIGNED, shift__trip__date__range=(first, last))
    here = {"season__organisation_id": organisation_id, "season__is_scenario": False, "season__set_aside_at": None}
    rows = rows.filter(**{f"shift__trip__{name}": value for name, value in here.items()})
    found = list(rows.order_by().values_list(*COLUMNS))
    known = connected(organisation_id) if any(row[1] is None for row in found) else {}
    days: defaultdict[tuple[str, date], list[On]] = defaultdict(list)
    for row in found:
        pk, member, name, person, *of_shift = row
        on = _on(pk, member, name, of_shift)
        key = key_of(member, on.shift.hub, person or name, known)
        days[key, on.shift.date].append(on)
    return sorted((one for those in days.values() for one in _pairs(those)), key=_when)


def tell_of_both(organisation_id: int, first: date, last: date, *, now: datetime) -> int:
    """Tell who is on two shifts at once, naming both; each such pair once. Call it inside the deed's transaction.

    Returns how many there are ahead. Queries as `both_at_once`, and some for each person.
    """
    here = timezone.localtime(now)
    moment = day_and_minute(here)
    ahead = [one for one in both_at_once(organisation_id, first, last) if one.until > moment]
    members = Member.objects.select_related("user").in_bulk([one.member for one in ahead if one.member])
    for one in ahead:
        a, b = one.first.shift, one.second.shift
        once = f"both {one.first.signup} {one.second.signup} {a.starts} {b.starts}"
        tell(
            member=members.get(one.member or 0), kind=Told.TWO_PLACES, once=once, place=_place(a), day=a.date,
            starts=a.starts, also=(_place(b), b.starts), now=now,
        )  # fmt: skip
    return len(ahead)


def _pairs(those: Sequence[On]) -> Iterator[Both]:
    ordered = sorted(those, key=lambda on: (on.shift.starts, on.shift.id))
    for a, b in combinations(ordered, 2):
        if at_once(a.shift, b.shift):
            yield Both(a.name, a.member or b.member, a, b)


def _on(pk: int, member: int | None, name: str, of_shift: list[Any]) -> On:
    shift, role, needed, trip, season, day, base, hub, leaves, returns, place, opens, minutes, lat, lon = of_shift
    starts, ends = (leaves, returns) if opens is None else (opens, opens + minutes)
    where = (lat or 0.0, lon or 0.0)
    word = Shift(shift, day, starts, ends, Duty(role), str(base), place or "", needed, 1, trip, *where, hub_name=hub)
    return On(pk, member, name, word, season)


def _place(shift: Shift) -> str:
    return shift.place or shift.hub_name


def _when(one: Both) -> tuple[date, int, str, int, int]:
    return one.first.shift.date, one.first.shift.starts, one.name, one.first.signup, one.second.signup
