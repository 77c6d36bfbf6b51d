"""All plans of a season: what was kept, what people call it, and what was decided, by whom and why."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from driveout.core import words
from driveout.records.plan import actions
from driveout.records.plan.models import Change, Edit, Plan, PlanRun, Season
from driveout.records.plan.registers import editing
from driveout.records.plan.rules import Refused
from driveout.records.plan.seasons.copies import PEOPLE_KNOW
from driveout.records.plan.storing.keys import places_of, plan_with_keys, with_keys
from driveout.records.plan.storing.reading import read_season
from driveout.records.plan.wishes import changing
from driveout.records.trust.actions import By, leave_trace
from driveout.records.trust.models import Trace

NAME_LENGTH = 80
HEAVY = ("rules", "notes", "season__drives", "season__reach")
NAMED, APPROVED, TAKEN_BACK = "named a plan", "approved a plan", "took approval back"
HEAVY = ("rules", "notes", "season__drives", "season__reach")
PUBLISHED, TAKEN_DOWN = "published the times", "took the times down"
DECISIONS = (NAMED, APPROVED, TAKEN_BACK, PUBLISHED, TAKEN_DOWN)


class ChangedMeanwhile(Refused):
    """Somebody else was quicker, with other words or another decision."""


def plans_of(season_id: int) -> list[Plan]:
    """A season's plans, newest first, with who made and who approved them. One query."""
    plans = Plan.objects.filter(season_id=season_id).select_related("made_by", "approved_by")
    return list(plans.defer("rules", "notes"))


def newest_and_approved(season_id: int) -> tuple[Plan | None, Plan | None]:
    """The newest plan and the one that holds, which may be the same or none. One query."""
    newest = Plan.objects.filter(season_id=season_id).values("pk")[:1]
    either = Q(pk=Subquery(newest)) | Q(approved_at__isnull=False)
    found = list(Plan.objects.filter(either, season_id=season_id).select_related("made_by"))
    return next(iter(found), None), next((plan for plan in found if plan.approved_at), None)


def season_to_compare(season_id: int) -> words.Season:
    """What two plans are compared by: terms and municipalities, without the roads. 14 queries."""
    return read_season(season_id, roads=False)


def by_place(plan: Plan, season: words.Season, found: words.Plan) -> tuple[words.Season, words.Plan]:
    """A plan's season and the plan, with places for keys: so two seasons' are compared. Two queries."""
    places = places_of(plan.season_id)
    return with_keys(season, places), plan_with_keys(found, places)


def decisions_about(plan_ids: list[int], most: int = 20) -> list[Trace]:
    """What was decided about these plans, newest first. Files that were fetched are no decisions. One query."""
    about = [f"plan {plan_id}" for plan_id in plan_ids]
    done = Trace.objects.filter(about__in=about, what__in=DECISIONS)
    return list(done.select_related("who").order_by("-id")[:most])


def mark_of(plan: Plan) -> str:
    """Which words a form was opened with: it comes back with them, and tells when others were written meanwhile."""
    return sha256(f"{plan.name}\0{plan.why}".encode()).hexdigest()[:16]


@transaction.atomic
def name_plan(*, plan_id: int, name: str, why: str, opened_with: str, by: By, now: datetime) -> Plan:
    """Give a plan a name and a note. ChangedMeanwhile when others stand there than the form was opened with."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=plan_id)
    name, why = " ".join(name.split())[:NAME_LENGTH], why.replace("\r\n", "\n").strip()
    if (plan.name, plan.why) == (name, why):
        return plan
    if opened_with != mark_of(plan):
        raise ChangedMeanwhile("Somebody else has written a name or a note for this plan.")
    leave_trace(by=by, what=NAMED, about=plan, now=now, name=name, why=why, was=[plan.name, plan.why])
    plan.name, plan.why = name, why
    plan.save(update_fields=["name", "why"])
    return plan


@transaction.atomic
def decide_on(*, plan_id: int, instead_of: int | None, by: By, now: datetime, why: str = "") -> Plan:
    """Approve a plan in place of the one that was approved when the person chose. ChangedMeanwhile when it is another.

    The reason is part of the trace. Approving an approved plan changes nothing.
    """
    season_id = Plan.objects.values_list("season_id", flat=True).get(pk=plan_id)
    Season.objects.select_for_update(no_key=True).only("id").get(pk=season_id)
    stands = Plan.objects.filter(season_id=season_id, approved_at__isnull=False).values_list("id", flat=True).first()
    if stands == plan_id:
        return Plan.objects.get(pk=plan_id)
    if stands != instead_of:
        raise ChangedMeanwhile("Another plan has been approved meanwhile.")
    return actions.approve_plan(plan_id=plan_id, by=by, now=now, why=why, instead_of=stands)


def plans_beside(season: Season) -> list[Plan]:
    """Of each other season of the organisation the plan people know: approved, else newest. One query.

    In order of the seasons' first days, the last first; those without a day at the end.
    """
    of_one = Plan.objects.filter(season=OuterRef("season")).order_by(*PEOPLE_KNOW)
    plans = Plan.objects.filter(season__organisation_id=season.organisation_id, pk=Subquery(of_one.values("pk")[:1]))
    plans = plans.exclude(season=season).select_related("season").defer(*HEAVY)
    return list(plans.order_by(F("season__first_day").desc(nulls_last=True), "-season"))


def plan_seen_by(organisation_id: int, plan_id: int) -> Plan | None:
    """A plan of any season of the organisation, with its season. One query."""
    plans = Plan.objects.filter(season__organisation_id=organisation_id, pk=plan_id)
    return plans.select_related("season").defer(*HEAVY).first()


def read_at(plans: Collection[Plan]) -> dict[int, datetime]:
    """When each plan's own search read the season; else when the plan was made. One query."""
    runs = PlanRun.objects.filter(plan__in=plans, started_at__isnull=False).order_by("id")
    started = dict(runs.values_list("plan_id", "started_at"))
    return {plan.pk: started.get(plan.pk) or plan.made_at for plan in plans}


def not_in_plan(plan: Plan) -> int:
    """How many changes of wishes and registers the plan does not know of: made since its search read the season.

    Three queries.
    """
    since = read_at([plan])[plan.pk]
    wishes = sum(changing.waits(change, since) for change in changing.changes_since(plan, since))
    return wishes + sum(editing.waits(edit, since) for edit in editing.edits_since(plan, since))


def changes_between(season_id: int, since: datetime, until: datetime) -> tuple[list[Change], list[Edit]]:
    """What was changed of wishes and of registers, or taken back or done again, in a span of time; oldest first.

    Two queries.
    """
    made, turned = Q(made_at__gte=since, made_at__lt=until), Q(turned_at__gte=since, turned_at__lt=until)
    changes = Change.objects.filter(made | turned, season_id=season_id).order_by("id")
    edits = Edit.objects.filter(made | turned, season_id=season_id).order_by("id")
    people = ("made_by", "undone_by")
    return list(changes.select_related("stop", *people)), list(edits.select_related(*people))
