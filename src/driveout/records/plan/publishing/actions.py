"""Putting a season's times in the open, and taking them down. One transaction each, with its trace; safe to send twice.

Approving a plan does not touch what is public: the old times stand until this one's are published. Taking approval, or
a whole season, back is here too: it is refused while the times are public.
"""

from datetime import datetime

from django.db import transaction

from driveout.records.plan.models import Plan, Season
from driveout.records.plan.publishing import copied
from driveout.records.plan.publishing.rules import check_approved, check_no_times, check_not_public
from driveout.records.plan.questions.reasons import reckon_anew
from driveout.records.plan.rules import check_binds
from driveout.records.plan.seasons import copies
from driveout.records.publish import actions as publish
from driveout.records.publish.models import PublicTimes
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def publish_times(*, plan_id: int, by: By, now: datetime, why: str = "") -> PublicTimes:
    """Copy an approved plan's times into the open, in place of those that stood there; NotApproved otherwise.

    The same plan again takes what was edited of season and places since; where nothing was, nothing happens. Times of
    the seasons whose place this one took are taken down. BindsNobody in a scenario.
    """
    plan = _held(plan_id)
    check_binds(plan.season)
    check_approved(plan)
    here = PublicTimes.objects.filter(season=plan.season_id).first()
    if here and here.plan_id == plan.id and not copied.changed_since(here, plan.season, plan):
        return here
    season = plan.season
    told, openings = copied.of_season(season), copied.of_openings(plan)
    replaced = copies.all_it_replaced(season)
    times = publish.put_up(
        season_id=season.pk, plan_id=plan.pk, season=told, openings=openings, instead_of=replaced, by=by, now=now
    )
    before = publish.take_down(season_ids=replaced)
    for plan_before in Plan.objects.filter(pk__in=before):
        leave_trace(by=by, what="took the times down", about=plan_before, now=now, why=why)
    instead_of = here.plan_id if here else None
    leave_trace(by=by, what="published the times", about=plan, now=now, why=why, instead_of=instead_of)
    return times


@transaction.atomic
def take_times_down(*, plan_id: int, by: By, now: datetime, why: str = "") -> None:
    """Take a plan's times out of the open. When they are not there, nothing happens."""
    plan = _held(plan_id)
    if PublicTimes.objects.filter(season=plan.season_id, plan=plan).exists():
        publish.take_down(season_ids=[plan.season_id])
        publish.forget_changes(season_id=plan.season_id)
        if not Plan.objects.filter(season=plan.season_id, approved_at__isnull=False).exists():
            reckon_anew(plan.season_id)  # planning again holds nothing now
        leave_trace(by=by, what="took the times down", about=plan, now=now, why=why)


@transaction.atomic
def take_approval_back(*, plan_id: int, by: By, now: datetime, why: str = "") -> Plan:
    """The plan is no longer the approved one. StillPublic while its times are in the open."""
    plan = _held(plan_id)
    if plan.approved_at is None:
        return plan
    check_not_public(plan)
    plan.approved_at = plan.approved_by = None
    plan.save(update_fields=["approved_at", "approved_by"])
    reckon_anew(plan.season_id)
    leave_trace(by=by, what="took approval back", about=plan, now=now, why=why)
    return plan


@transaction.atomic
def take_season_back(*, season_id: int, why: str, by: By, now: datetime) -> Season:
    """The season is a scenario again (see plan.copies). StillPublic while its times are in the open."""
    check_no_times(season_id)
    return copies.take_it_back(season_id=season_id, why=why, by=by, now=now)


def _held(plan_id: int) -> Plan:
    """The plan, with its season held: two who decide at once come one after the other."""
    season_id = Plan.objects.values_list("season_id", flat=True).get(pk=plan_id)
    season = Season.objects.select_for_update(no_key=True).defer("drives", "reach").get(pk=season_id)
    plan = Plan.objects.get(pk=plan_id)
    plan.season = season
    return plan
