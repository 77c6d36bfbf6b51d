"""What is looked at: a season of many stops with many plans kept, and a season for each of ten people who plan."""

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from bench.measure import AKUT

STOPS_A_HUB = 10


@dataclass(frozen=True)
class Size:
    """How much there is, and how often it is asked for. `seconds` look for the plan that the others are made from."""

    hubs: int = 30
    plans: int = 50
    requests: int = 30
    people: int = 10
    changes: int = 20
    seconds: int = 60


def build(size: Size) -> tuple[Any, list[Any]]:
    """Store it all, as Carla's; returns the season and those of the ten, whose sign-ins are as their seasons' names."""
    from django.utils import timezone

    from driveout.core.plan.draft import Effort, draft
    from driveout.core.simulate.nation import nation
    from driveout.outside.season_files import read_season
    from driveout.records.plan.seasons.taking_in import import_season
    from driveout.records.team.actions import welcome
    from driveout.records.team.models import Role
    from tests.stored import HERE, cast

    now = timezone.now()
    carla = cast()["carla"]
    ours: dict[str, Any] = {"organisation": carla.organisation, "by": carla.user, "now": now}
    today = timezone.localdate()
    words = replace(nation(size.hubs), first_day=today - timedelta(days=today.weekday()))
    season = import_season(words=words, **ours)
    plan = draft(words, Effort(time_limit_s=size.seconds, gap=1e-3, processes=2))
    for at in range(size.plans):
        kept = plan if at == size.plans - 1 else varied(plan, Random(at))
        keep(season, words, kept, by=carla.user, now=now - timedelta(hours=size.plans - at), last=at == size.plans - 1)
    akut, theirs = read_season(AKUT), []
    for at in range(size.people):
        name = f"person{at}"
        member = welcome(
            username=name, first_name="Carla", password=f"cafe-{name}", organisation=HERE, role=Role.COORDINATOR,
            by=None, now=now,
        )  # fmt: skip
        theirs.append(import_season(words=replace(akut, name=f"Akut {at}"), **{**ours, "by": member.user}))
    return season, theirs


def varied(plan: Any, chance: Random) -> Any:
    """Another plan: a tenth of the openings are gone, a tenth come half an hour later. It is only shown, not kept."""
    openings = []
    for opening in plan.openings:
        drawn = chance.random()
        if drawn >= 0.1:
            openings.append(replace(opening, starts=opening.starts + 30) if drawn < 0.2 else opening)
    return replace(plan, openings=tuple(openings))


def keep(season: Any, words: Any, plan: Any, *, by: Any, now: Any, last: bool) -> Any:
    """One plan. The last is stored as the office stores it; the varied ones as they are, for nobody checks them."""
    from driveout.records.models import Plan
    from driveout.records.plan.plans.saving import save_plan
    from driveout.records.plan.storing.fingerprints import season_fingerprint
    from driveout.records.plan.storing.writing import write_openings, write_tours

    if last:
        return save_plan(season_id=season.id, season=words, plan=plan, by=by, now=now, sent_by="bench")
    row = Plan.objects.create(
        season=season, made_at=now, made_by=by, status=plan.proof.status.value, objective=plan.proof.objective,
        bound=plan.proof.bound, seconds=plan.seconds, seed=0, guests=plan.guests_a_week,
        guests_low=0.9 * plan.guests_a_week, guests_high=1.1 * plan.guests_a_week, cost_kr=plan.cost_kr_a_week,
        driving_minutes=plan.driving_minutes_a_week, rules=["none: a measurement"], fingerprint=f"varied {now}",
        made_from=season_fingerprint(words),
    )  # fmt: skip
    write_openings(row, plan, write_tours(row, plan), [(5, 9)] * len(plan.openings))
    return row
