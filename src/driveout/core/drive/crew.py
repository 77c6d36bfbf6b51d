"""May this person take this shift? All reasons at once, and what is only worth a warning.

Nobody is turned away by half: whoever reads the reasons has to be able to mend them in one go.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from driveout.core.travel.crow import crow_km
from driveout.core.words import (
    MINUTES_A_DAY,
    Cannot,
    CrewTerms,
    Duty,
    Helper,
    Hindrance,
    Near,
    Paper,
    Shift,
    day_and_minute,
)

# Children come to every café, so everybody there needs the child-safety check and an introduction; who drives the van
# needs a licence. A food-hygiene course is noted where somebody has one, and asked of nobody.
NEEDED: dict[Duty, tuple[Paper, ...]] = {
    Duty.EMPLOYEE: (Paper.LICENCE, Paper.CHILD_SAFETY, Paper.INTRODUCTION),
    Duty.DRIVER: (Paper.LICENCE, Paper.CHILD_SAFETY, Paper.INTRODUCTION),
    Duty.HOST: (Paper.CHILD_SAFETY, Paper.INTRODUCTION),
}
TERMS = CrewTerms()
FASTEST_KM_AN_HOUR = (
    90.0  # as the crow flies, on a country road: nobody is told that a way is too far when it may be not
)


def cannot(
    helper: Helper, shift: Shift, booked: Sequence[Shift], terms: CrewTerms, now: datetime
) -> tuple[Hindrance, ...]:
    """Everything that stands in the way; empty when nothing does. Of whose papers nothing was noted at all, whoever
    leads decides: they are told by `cautions`.

    `booked`: the shifts the helper has, at least from the day before to the day after. `now`: local time.
    """
    found = [*_of_shift(helper, shift, booked, terms, now), *_of_helper(helper, shift)]
    found += lacks(helper, shift) if helper.papers is not None else ()
    found += [clash for other in booked if (clash := _clash(helper, shift, other, terms))]
    return tuple(found)


def cautions(helper: Helper, shift: Shift, booked: Sequence[Shift], terms: CrewTerms) -> tuple[Hindrance, ...]:
    """What to say before somebody takes the shift all the same."""
    others = [other for other in booked if other.id != shift.id and not other.cancelled]
    found = [tight for other in others if (tight := _tight(shift, other, terms))]
    if 1 + sum(other.date == shift.date for other in others) > helper.shifts_a_day:
        found.append(Hindrance(Near.MANY_A_DAY, needs=helper.shifts_a_day))
    week = shift.date.isocalendar()[:2]
    if 1 + sum(other.date.isocalendar()[:2] == week for other in others) > helper.shifts_a_week:
        found.append(Hindrance(Near.MANY_A_WEEK, needs=helper.shifts_a_week))
    if helper.weekdays is not None and shift.date.weekday() not in helper.weekdays:
        found.append(Hindrance(Near.UNUSUAL_DAY))
    if helper.papers is None:
        found.append(Hindrance(Near.PAPERS_ELSEWHERE))
    for paper in NEEDED[shift.duty]:
        last = _last_day(helper, paper, shift.date)
        if last is not None and last - shift.date <= timedelta(days=terms.soon_days):
            found.append(Hindrance(Near.RUNS_OUT, paper=paper, day=last))
    return tuple(found)


def lacks(helper: Helper, shift: Shift) -> tuple[Hindrance, ...]:
    """The papers a shift needs that nobody has seen of its person, or that have run out by that day."""
    return tuple(Hindrance(why, day=day, paper=paper) for why, paper, day in _papers(helper, shift))


def way_minutes(a: Shift, b: Shift, terms: CrewTerms) -> int:
    """How long it takes from one to the other, rounded up; 0 where they share a van."""
    if a.trip == b.trip:
        return 0
    km = crow_km(a.lat, a.lon, b.lat, b.lon) * terms.detour
    return -int(-km * 60 // terms.km_an_hour)


def at_once(a: Shift, b: Shift) -> bool:
    """Can nobody be at both? They overlap, or no car gets from one to the other, however straight and fast the road.

    Who drives a trip is at its cafés: the two are one.
    """
    if a.id == b.id or a.date != b.date or a.cancelled or b.cancelled:
        return False
    if a.trip == b.trip and Duty.HOST not in (a.duty, b.duty):
        return True
    if a.trip == b.trip and not (a.place and b.place):
        return False
    between = _between(a, b)
    far = crow_km(a.lat, a.lon, b.lat, b.lon) if a.place and b.place and a.trip != b.trip else 0.0
    return between < far * 60 / FASTEST_KM_AN_HOUR


def opens_on(shift: Shift, terms: CrewTerms) -> date:
    """The first day on which people may sign up for it themselves."""
    return shift.date - timedelta(weeks=terms.opens_weeks_before)


def is_over(shift: Shift, now: datetime) -> bool:
    """Has it ended?"""
    return (shift.date, shift.ends) <= day_and_minute(now)


def _of_shift(
    helper: Helper, shift: Shift, booked: Sequence[Shift], terms: CrewTerms, now: datetime
) -> Iterator[Hindrance]:
    has_it = shift.id in [other.id for other in booked]
    if is_over(shift, now):
        yield Hindrance(Cannot.OVER)
    if shift.cancelled:
        yield Hindrance(Cannot.CANCELLED)
    if has_it:
        yield Hindrance(Cannot.HAS_IT)
    elif shift.taken >= shift.needed:
        yield Hindrance(Cannot.FULL, needs=shift.needed)
    if opens_on(shift, terms) > now.date():
        yield Hindrance(Cannot.NOT_OPEN, day=opens_on(shift, terms))
    if shift.id in helper.removed:
        yield Hindrance(Cannot.REMOVED, who=helper.removed[shift.id])


def _of_helper(helper: Helper, shift: Shift) -> Iterator[Hindrance]:
    if shift.duty not in helper.duties:
        yield Hindrance(Cannot.OTHER_DUTY)
    if helper.hub and helper.hub != shift.hub:
        yield Hindrance(Cannot.OTHER_HUB)
    for first, last in helper.absent:
        if first <= shift.date <= last:
            yield Hindrance(Cannot.ABSENT, day=last)
            break


def _papers(helper: Helper, shift: Shift) -> Iterator[tuple[Cannot, Paper, date | None]]:
    for paper in NEEDED[shift.duty]:
        seen = [checked for checked in helper.papers or () if checked.paper is paper]
        if any(checked.counts_on(shift.date) for checked in seen):
            continue
        ended = [checked.until for checked in seen if checked.until is not None and checked.until < shift.date]
        if ended:
            yield Cannot.PAPER_RUN_OUT, paper, max(ended)
        else:
            yield Cannot.NO_PAPER, paper, None


def _last_day(helper: Helper, paper: Paper, day: date) -> date | None:
    """When the paper runs out; None where it does not, or does not count on the day."""
    counts = [checked.until for checked in helper.papers or () if checked.paper is paper and checked.counts_on(day)]
    known = [until for until in counts if until is not None]
    return max(known) if known and len(known) == len(counts) else None


def _clash(helper: Helper, shift: Shift, other: Shift, terms: CrewTerms) -> Hindrance | None:
    """How this one and one they have cannot both be; the first that is true."""
    if other.id == shift.id or other.cancelled or abs((other.date - shift.date).days) > 1:
        return None
    between = _between(shift, other)
    if between < 0:
        return Hindrance(Cannot.OVERLAPS, other=other)
    if other.date == shift.date:
        needs = way_minutes(shift, other, terms)
        return Hindrance(Cannot.TRAVEL, other=other, minutes=between, needs=needs) if between < needs else None
    if helper.employed and between < terms.rest_minutes:
        return Hindrance(Cannot.REST, other=other, minutes=between, needs=terms.rest_minutes)
    return None


def _tight(shift: Shift, other: Shift, terms: CrewTerms) -> Hindrance | None:
    """Enough time to get there, and hardly any more."""
    if other.date != shift.date or other.trip == shift.trip:
        return None
    spare = _between(shift, other) - way_minutes(shift, other, terms)
    if 0 <= spare < terms.slack_minutes:
        return Hindrance(Near.TIGHT, other=other, minutes=spare, needs=terms.slack_minutes)
    return None


def _between(a: Shift, b: Shift) -> int:
    """Minutes from the end of the earlier to the start of the later; below 0 where they overlap."""
    first, later = (a, b) if (a.date, a.starts) <= (b.date, b.starts) else (b, a)
    return (later.date - first.date).days * MINUTES_A_DAY + later.starts - first.ends
