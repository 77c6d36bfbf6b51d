"""Telling of days that were made again: how far ahead, guests who read the times, and whom somebody rings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from driveout.core.words import Told
from driveout.records.drive.days.telling import tell_guests, waiting_at
from driveout.records.drive.models import CallList, Occurrence
from driveout.records.drive.models.calls import CallKind
from driveout.records.drive.news.lists import About, make_list
from driveout.records.drive.news.one import News
from driveout.records.plan.models import Opening, Plan
from driveout.records.trust.actions import By

# So far ahead people have planned their days. What lies further off is seen on their pages, and nobody gets thirteen
# messages because a café moves from Tuesdays to Thursdays.
TOLD_AHEAD = timedelta(days=28)


def tell_of_cancelled(gone: Sequence[Occurrence], *, season_id: int, today: date, now: datetime) -> None:
    """Say in the open that these cafés are not held. No query where there are none."""
    off = [row for row in gone if row.date <= today + TOLD_AHEAD]
    if off:
        tell_guests(off, season_id=season_id, now=now)


def houses(
    gone: Iterable[Occurrence], ahead: Iterable[tuple[Occurrence, Opening]], was: Mapping[int, int], today: date
) -> list[News]:
    """What those who are asked at a house are to hear. `ahead`: what is held; `was`: when those of them that stood
    before were to open. The same every week is said once, with how many more there are. No query."""
    return _once_a_week(one for one in _at_houses(gone, ahead, was) if one.day <= today + TOLD_AHEAD)


def _at_houses(
    gone: Iterable[Occurrence], ahead: Iterable[tuple[Occurrence, Opening]], was: Mapping[int, int]
) -> Iterator[News]:
    for row in gone:
        yield from waiting_at(row, Told.CANCELLED)
    for row, opening in ahead:
        before, row.stop = was.get(row.pk), opening.stop
        if before is None:
            yield from waiting_at(row, Told.CONFIRMED)
        elif before != row.starts:
            yield from waiting_at(row, Told.CHANGED, was=before)


def _once_a_week(news: Iterable[News]) -> list[News]:
    alike: defaultdict[object, list[News]] = defaultdict(list)
    for one in sorted(news, key=lambda one: (one.day, one.starts)):
        alike[one.target, one.kind, one.day.weekday(), one.starts, one.was].append(one)
    return [replace(those[0], more=len(those) - 1) for those in alike.values()]


def list_of(plan: Plan, *, first: date, news: Iterable[News], by: By, now: datetime) -> CallList | None:
    """The call list of a plan that was put on dates. Call it inside the deed's transaction, the season locked."""
    about = About(CallKind.PLAN, first, f"{deed_of(plan.pk)}{now.isoformat()}")
    return make_list(season=plan.season, about=about, news=news, by=by, now=now)


def deed_of(plan_id: int) -> str:
    """How the list's `once` begins."""
    return f"plan {plan_id} "
