"""Announcing that a café has another week: what the plan has otherwise, and from which date the days are so."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import Q

from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.drive.models import Occurrence
from driveout.records.drive.models.days import OccurrenceState
from driveout.records.plan.models import Plan
from driveout.records.plan.publishing import copied
from driveout.records.publish.moves import announce, holds_from, moves_of, open_openings
from driveout.records.publish.queries import times_of


def announce_plan(*, plan: Plan, today: date, now: datetime) -> None:
    """The days are made of this plan: what it has otherwise than stands in the open is announced, once a place, and
    from when.

    One query where no times are public. Call it inside the deed, before guests are told of single dates.
    """
    if times := times_of(plan.season_id):
        stands = open_openings(times)
        announce(season_id=plan.season_id, stands=stands, comes=copied.of_openings(plan), today=today, now=now)
        say_from_when(season_id=plan.season_id, today=today)


def say_from_when(*, season_id: int, today: date) -> None:
    """What is announced holds from the first date on which the days are so; until then they are as they were.

    Two queries at most where nothing is another than it was.
    """
    moves = {row.place_key: row for row in moves_of(season_id, today)}
    untold = Q(state=OccurrenceState.PLANNED, told_at=None) | Q(state=OccurrenceState.CANCELLED, why=NOT_IN_THE_PLAN)
    ahead = Occurrence.objects.filter(untold, season=season_id, date__gte=today, where__key__in=list(moves))
    rows = ahead.order_by("date").values_list("where__key", "date", "state", "starts", "minutes", "venue")
    last: dict[str, date] = {}
    so: defaultdict[str, list[date]] = defaultdict(list)
    for key, day, state, *rest in rows if moves else ():
        was, will = ([day.weekday(), *rest] in week for week in (moves[key].before, moves[key].after))
        held = state == OccurrenceState.PLANNED
        if was and not will and held:
            last[key] = day
        elif was != will:
            so[key].append(day)
    first = {key: next((day for day in days if key in last and day > last[key]), today) for key, days in so.items()}
    holds_from(season_id=season_id, first=first)
