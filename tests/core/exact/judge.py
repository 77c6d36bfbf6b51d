"""What the planner said of a season, judged by the exact twin and by the checker."""

from dataclasses import dataclass
from enum import StrEnum

from driveout.core.plan.check import check
from driveout.core.plan.draft import Effort, draft
from driveout.core.words import MINUTES_A_DAY, Nonsense, Plan, Season, Status
from tests.core.exact.guests import guests_of
from tests.core.exact.twin import SLACK, Week, best_week
from tests.core.exact.written import written
from tests.patience import HANG_S

SAME = 1e-6  # guests


class Finding(StrEnum):
    """How planner and twin stand to each other."""

    AGREED = "agreed"
    REFUSED = "refused"
    UNPROVEN = "unproven"
    DISAGREED = "disagreed"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding; `said` tells what was expected and what came, `below`: the part of the best that a plan lacks."""

    finding: Finding
    said: str = ""
    below: float = 0.0


def judge(season: Season, limit_s: float = HANG_S) -> Judgement:
    """Plan it to proof and compare: objective, bound, infeasibility, and what the checker says of both weeks."""
    guests = guests_of(season)
    week = best_week(season, guests)
    if week is not None and (breaches := check(season, written(season, guests, week)).breaches):
        return Judgement(Finding.DISAGREED, f"the checker refuses the twin's week: {breaches[0]}")
    try:
        plan = draft(season, Effort(time_limit_s=limit_s, gap=0.0, processes=0))
    except Nonsense as refusal:
        return Judgement(Finding.REFUSED if short_nights(season) else Finding.DISAGREED, str(refusal))
    except Exception as fault:  # a planner that falls over is a finding too
        return Judgement(Finding.DISAGREED, f"{type(fault).__name__}: {fault}")
    return compared(season, plan, week)


def compared(season: Season, plan: Plan, week: Week | None) -> Judgement:
    """A plan against the best week, None where there is none."""
    proof = plan.proof
    if week is None or proof.status is Status.INFEASIBLE:
        same = week is None and proof.status is Status.INFEASIBLE and not plan.openings
        return Judgement(Finding.AGREED) if same else Judgement(Finding.DISAGREED, f"{proof}; best: {week}")
    said = f"{proof}; best: {week.objective:.9f}"
    below = max(0.0, week.objective - proof.objective) / max(1e-9, abs(week.objective))
    if proof.bound < week.objective - SLACK:
        return Judgement(Finding.DISAGREED, f"bound below the best: {said}", below)
    if proof.objective > week.objective + SAME and proof.objective > _with_more_slack(season) + SAME:
        return Judgement(Finding.DISAGREED, f"better than the best: {said}", below)
    found = bool(plan.openings) or not plan.notes
    if found and (breaches := check(season, plan).breaches):
        return Judgement(Finding.DISAGREED, f"the checker refuses: {breaches[0]}", below)
    if proof.status is not Status.PROVEN:
        return Judgement(Finding.UNPROVEN, said, below)
    if proof.objective < week.objective - SAME:
        return Judgement(Finding.DISAGREED, f"proven below the best: {said}", below)
    return Judgement(Finding.AGREED)


def _with_more_slack(season: Season) -> float:
    """A municipality may be below its floor by rounding: by how much is not for planner and twin to agree on."""
    week = best_week(season, guests_of(season), slack=10 * SLACK)
    return week.objective if week else 0.0


def short_nights(season: Season) -> bool:
    """May a season be refused because its workdays leave too little rest between them?"""
    return any(
        after.opens + MINUTES_A_DAY - before.closes < season.terms.rest_minutes
        for hub in season.hubs
        for before in hub.workdays
        for after in hub.workdays
        if after.weekday == (before.weekday + 1) % 7
    )
