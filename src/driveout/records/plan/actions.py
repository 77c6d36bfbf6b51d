"""What people and the planner do with a season. One transaction each, with its trace; safe to send twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from driveout.core import words
from driveout.core.plan.check import check
from driveout.core.stats.reach import interval_met, interval_week, spread_met
from driveout.records.plan import crossings, line, sayings
from driveout.records.plan.fingerprints import season_fingerprint
from driveout.records.plan.models import Plan, PlanRun, Season
from driveout.records.plan.models.work import UNDER_WAY, State
from driveout.records.plan.reading import read_season
from driveout.records.plan.rules import OtherContent, check_binds, check_verdict
from driveout.records.plan.whys import reckon_anew
from driveout.records.plan.writing import (
    plan_fingerprint,
    write_openings,
    write_season,
    write_tours,
)
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import leave_trace

LIMIT_SECONDS = 60
Interval = tuple[int, int] | None


@transaction.atomic
def import_season(*, words: words.Season, organisation: Organisation, by: Any, now: datetime) -> Season:
    """Store a season. The same one again is the one that is there; other content under its name is refused.

    The same: as the season stands now, with what has been changed on screen since it was stored.
    """
    here = Season.objects.filter(organisation=organisation, name=words.name).first()
    if here is None:
        here = write_season(words, organisation_id=organisation.id, now=now)
        leave_trace(by=by, what="imported a season", about=here, now=now, stops=len(words.stops))
    elif read_season(here.id) != words:
        raise OtherContent(f"{words.name}: a season of this name is here already and says something else.")
    return here


@transaction.atomic
def forget_season(*, season: Season, by: Any, now: datetime) -> None:
    """Remove a season with its plans."""
    leave_trace(by=by, what="forgot a season", about=season, now=now, name=season.name)
    season.delete()


def ask_for_plan(
    *, season_id: int, by: Any, now: datetime, limit_seconds: int = LIMIT_SECONDS, follows: Plan | None = None
) -> PlanRun:
    """Put a search in line and return it; while one is under way, that one. A dead one is buried first.

    `follows`: the plan that people are used to; each of its openings that is moved or given up has its price.
    """
    from driveout.records.plan.tasks import search  # it calls the actions here

    bury_silent_runs(now=now)
    try:
        with transaction.atomic():
            run = PlanRun.objects.create(
                season_id=season_id, asked_at=now, asked_by=by, limit_seconds=limit_seconds, follows=follows
            )
            leave_trace(by=by, what="asked for a plan", about=run, now=now, follows=follows and follows.pk)
            search.enqueue(run_id=run.id)
            return run
    except IntegrityError:  # one is under way: the database holds the promise, also when two ask at once
        return PlanRun.objects.get(season_id=season_id, state__in=UNDER_WAY)


def stop_run(*, run_id: int, by: Any, now: datetime) -> None:
    """Ask a search to stop and keep the best it has found. One that waits in line is simply taken out."""
    line.stop(PlanRun, run_id, by=by, now=now, what="stopped a search")


def start_run(*, run_id: int, now: datetime) -> bool:
    """Take a search out of the line. False when somebody has, or it was called off: then there is nothing to do."""
    return line.start(PlanRun, run_id, now=now)


def end_run(
    *,
    run_id: int,
    state: State,
    now: datetime,
    plan: Plan | None = None,
    trouble: str = "",
    clash: Sequence[words.Wish] = (),
) -> None:
    """Close a search that is running; one that is closed stays as it is. A wish is kept in both languages."""
    said = [{"key": wish.key, "en": wish.sentence, "da": wish.danish or wish.sentence} for wish in clash]
    line.end(PlanRun, run_id, state=state, now=now, plan=plan, trouble=trouble, clash=said)


def bury_silent_runs(*, now: datetime) -> int:
    """Mark searches as failed whose worker has not been heard of. No plan is touched. Returns how many."""
    return line.bury_silent(PlanRun, now=now)


def save_plan(
    *, season_id: int, season: words.Season, plan: words.Plan, by: Any, now: datetime, sent_by: str,
    follows: int | None = None, kept: dict[str, Any] | None = None,
) -> Plan:  # fmt: skip
    """Store a plan that the independent checker finds nothing wrong with; NotChecked otherwise.

    `sent_by` names the search or file it comes from: sent twice, it is stored once. `follows`: the plan whose
    openings `season` was read with. `kept`: what was said of its wishes, and what they became. Checking takes place
    before the transaction, so that nobody waits for it.
    """
    fingerprint = plan_fingerprint(plan, sent_by=sent_by)
    if here := Plan.objects.filter(season_id=season_id, fingerprint=fingerprint).first():
        return here
    verdict = check(season, plan)
    check_verdict(verdict)
    intervals, week = _intervals(season, plan)
    ferries = crossings.as_stored(season, plan)
    with transaction.atomic():
        row = Plan.objects.create(
            season_id=season_id,
            made_at=now,
            made_by=by,
            status=plan.proof.status.value,
            objective=plan.proof.objective,
            bound=plan.proof.bound,
            seconds=plan.seconds,
            seed=plan.seed,
            guests=plan.guests_a_week,
            guests_low=week and week[0],
            guests_high=week and week[1],
            cost_kr=plan.cost_kr_a_week,
            driving_minutes=plan.driving_minutes_a_week,
            guests_per_1000_kr=plan.guests_per_1000_kr,
            rules=list(verdict.rules),
            notes=list(plan.notes),
            ferries=ferries,
            unproven=sayings.as_stored(plan.proof.why) if plan.proof.why else {},
            remarks=[sayings.as_stored(remark) for remark in plan.remarks],
            fingerprint=fingerprint,
            made_from=season_fingerprint(season),
            follows_id=follows,
            kept=kept or {},
        )
        write_openings(row, plan, write_tours(row, plan), intervals)
        leave_trace(by=by, what="stored a plan", about=row, now=now, guests=round(row.guests), gap=row.gap)
    return row


@transaction.atomic
def approve_plan(*, plan_id: int, by: Any, now: datetime, **details: Any) -> Plan:
    """Make this the season's approved plan. Approving it again changes nothing. `details` go into the trace.

    BindsNobody in a scenario. The season's public times stay what they are until this plan's are published.
    """
    plan = Plan.objects.select_for_update().get(pk=plan_id)
    if plan.approved_at is None:
        check_binds(Season.objects.only("name", "is_scenario", "set_aside_at").get(pk=plan.season_id))
        Plan.objects.filter(season=plan.season_id, approved_at__isnull=False).update(approved_at=None, approved_by=None)
        plan.approved_at, plan.approved_by = now, by
        plan.save(update_fields=["approved_at", "approved_by"])
        reckon_anew(plan.season_id)  # planning again would hold other times now
        leave_trace(by=by, what="approved a plan", about=plan, now=now, **details)
    return plan


def _intervals(season: words.Season, plan: words.Plan) -> tuple[list[Interval], tuple[float, float] | None]:
    """80 % intervals of each opening and of a single week; None where the season gives guests outright."""
    stops = {stop.name: stop for stop in season.stops}
    given = {stop for stop, _, _ in season.reach}
    visits: dict[str, int] = {}
    for opening in plan.openings:
        visits[opening.stop] = visits.get(opening.stop, 0) + 1
    each: list[Interval] = []
    spreads: list[tuple[float, float, str]] = []
    for opening in plan.openings:
        if opening.stop in given:
            each.append(None)
            continue
        stop = stops[opening.stop]
        shared = (1 + season.terms.second_visit_share) / 2 if visits[opening.stop] == 2 else 1.0
        play = {"seats": stop.seats, "minutes": opening.minutes, "stay": stop.stay_minutes, "demand_factor": shared}
        each.append(interval_met(stop.belief, **play))
        # The plan's number is averaged over holidays; a week's spread is that of its openings around it.
        spreads.append((opening.guests, spread_met(stop.belief, **play)[1], opening.stop))
    return each, (interval_week(spreads) if spreads and not given else None)
