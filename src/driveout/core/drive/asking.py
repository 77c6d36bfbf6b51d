"""Which shifts lack somebody, and whom to ask: who gave that day, lives near, and has had few."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from driveout.core.drive.crew import cannot, cautions, is_over
from driveout.core.stats.gini import gini
from driveout.core.travel.crow import crow_km
from driveout.core.words import Candidate, Cannot, CrewTerms, FairLoad, Gap, Helper, Shift

# Together 100. The day weighs most: who is asked for a day they did not give says no most often. The other two are
# alike: a short way is why people come again, and an even load is why they stay. Assumed, not learned.
DAY, WAY, LOAD = 40.0, 30.0, 30.0
FAR_KM = 40.0  # from here on the way gives nothing
ASKED_ALL_THE_SAME = frozenset({Cannot.NOT_OPEN})  # somebody who is asked need not wait for sign-up to open


def gaps(shifts: Iterable[Shift], now: datetime) -> list[Gap]:
    """Those that lack somebody and are not over, soonest first; of a moment's, the barest first."""
    found = [
        Gap(shift, shift.missing, (shift.date - now.date()).days)
        for shift in shifts
        if shift.missing and not is_over(shift, now)
    ]
    return sorted(found, key=lambda gap: (gap.shift.date, gap.shift.starts, not gap.nobody, gap.shift.place))


def right_people(
    shift: Shift, helpers: Collection[Helper], booked: Mapping[str, Sequence[Shift]], terms: CrewTerms, now: datetime,
    *, warn: int = 20,
) -> tuple[list[Candidate], Counter[Cannot]]:  # fmt: skip
    """Whom to ask, the best first; and of the others how many are kept from it by what.

    `booked`: helper id → shifts they have. Somebody may be kept by more than one reason, and counts in each. `warn`:
    for how many of the best the warnings are looked up.
    """
    can: list[Helper] = []
    kept: Counter[Cannot] = Counter()
    for helper in helpers:
        found = cannot(helper, shift, booked.get(helper.id, ()), terms, now)
        reasons = {hindrance.why for hindrance in found if isinstance(hindrance.why, Cannot)} - ASKED_ALL_THE_SAME
        kept.update(reasons)
        if not reasons:
            can.append(helper)
    most = max((helper.shifts for helper in can), default=0)
    people = [candidate(helper, shift, most) for helper in can]
    people.sort(key=lambda one: (-one.points, one.helper.shifts, one.helper.name, one.helper.id))
    for at, one in enumerate(people[:warn]):
        people[at] = replace(one, cautions=cautions(one.helper, shift, booked.get(one.helper.id, ()), terms))
    return people, kept


def candidate(helper: Helper, shift: Shift, most: int) -> Candidate:
    """What speaks for asking somebody. Where nobody knows the days or the way, half the points are given."""
    day = DAY / 2 if helper.weekdays is None else DAY if shift.date.weekday() in helper.weekdays else 0.0
    km = None
    if helper.lat is not None and helper.lon is not None:
        km = crow_km(helper.lat, helper.lon, shift.lat, shift.lon)
    way = WAY / 2 if km is None else WAY * max(0.0, 1 - km / FAR_KM)
    load = LOAD * (1 - helper.shifts / most) if most else LOAD
    return Candidate(helper, day, way, load, km, most)


def people_for_gaps(
    found: Sequence[Gap], helpers: Collection[Helper], booked: Mapping[str, Sequence[Shift]], terms: CrewTerms,
    now: datetime,
) -> dict[int, list[Candidate]]:  # fmt: skip
    """Shift id → whom to ask, without warnings. Each hub's own people are looked through for the hub's own gaps."""
    at_hub: defaultdict[str, list[Helper]] = defaultdict(list)
    for helper in helpers:
        at_hub[helper.hub].append(helper)
    return {
        gap.shift.id: right_people(gap.shift, [*at_hub[gap.shift.hub], *at_hub[""]], booked, terms, now, warn=0)[0]
        for gap in found
    }


def fair_load(shifts: Mapping[str, int]) -> FairLoad:
    """Who has how many, most first, and how unevenly they are shared. Those with none count too."""
    ordered = sorted(shifts.items(), key=lambda item: (-item[1], item[0]))
    return FairLoad(tuple(ordered), gini(list(shifts.values())))
