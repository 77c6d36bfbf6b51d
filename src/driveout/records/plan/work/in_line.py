"""The line of long work: searches and curves of everybody, one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from driveout.records.plan.models import Frontier, PlanRun
from driveout.records.plan.models.work import UNDER_WAY, State, Work
from driveout.records.plan.rules import is_silent


@dataclass(frozen=True)
class InLine:
    """Work under way. `of`: what a curve varies; empty for a search. `key`: kind and number of the row."""

    key: tuple[str, int]
    asked_at: datetime
    runs: bool
    of: str
    season: str
    organisation_id: int


def in_line(now: datetime) -> list[InLine]:
    """What runs, then what waits, in the order of the line; work whose worker died is not in it. Two queries."""
    kinds: tuple[Any, ...] = (PlanRun, Frontier)
    rows = [
        row
        for kind in kinds
        for row in kind.objects.filter(state__in=UNDER_WAY)
        .select_related("season")
        .defer("season__drives", "season__reach", "season__terms", "season__notes")
        if not is_silent(row, now)
    ]
    found = [
        InLine(
            _key(row), row.asked_at, row.state == State.RUNNING, getattr(row, "of", ""), row.season.name,
            row.season.organisation_id,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.runs, one.asked_at, one.key))


def ahead_of(work: Work, line: Sequence[InLine]) -> list[InLine]:
    """What comes before this work in the line."""
    mine = (work.asked_at, _key(work))
    return [one for one in line if one.key != mine[1] and (one.runs or (one.asked_at, one.key) < mine)]


def _key(work: Work) -> tuple[str, int]:
    return work._meta.model_name or "", work.pk
