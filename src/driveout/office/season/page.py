"""The season page, put together."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from driveout.office.guide import first_steps
from driveout.office.people.roles import me as me
from driveout.office.season import atlas, changes, proof, table, todo, week, why
from driveout.office.season.choice import ALL_STOPS, Choice, choose, filters
from driveout.office.season.facts import Facts, gather
from driveout.office.season.live import live
from driveout.records.plan import queries, whys
from driveout.records.plan.models import Season, Why
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change, may_plan


def season_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Plain values for the template; at most twelve queries, seven more with a chosen stop."""
    facts = gather(season, now)
    choice = choose(asked, facts, member.hub_name)
    is_list = choice.view == ALL_STOPS
    asked_stop, asked_hub = _asked(facts, choice)
    windows = queries.windows_of(choice.stop) if asked_stop and choice.stop else []
    may_wish = choice.stop is not None and may_change(member, _hubs_of(facts, choice.stop))
    return {
        "guide": first_steps.on_page(member, season),
        "season": proof.heading(facts),
        "proof": proof.proof(facts),
        "live": live(facts),
        "may_plan": may_plan(member),
        "filters": filters(choice, facts),
        "query": choice.address(),
        "is_list": is_list,
        "map": None if is_list else atlas.country(facts, choice),
        "near": None if is_list else atlas.near(facts, choice),
        "todo": todo.todo(facts, choice),
        "week": None if is_list else week.week(facts, choice),
        "hubs_week": None if is_list else week.hubs_week(facts, choice),
        "table": table.table(facts, choice) if is_list else None,
        "changes": changes.waiting(facts, facts.changes),
        "ways": changes.ways(facts, facts.stop[choice.stop]) if asked_stop and choice.stop and may_wish else None,
        "why": why.stop_panel(facts, choice, asked_stop, windows),
        "help": None if is_list else why.hub_panel(facts, choice, asked_hub),
    }


def _hubs_of(facts: Facts, stop: int) -> list[str]:
    return [facts.hub[serves.hub_id].name for serves in facts.stop[stop].served_by.all()]


def _asked(facts: Facts, choice: Choice) -> tuple[Why | None, Why | None]:
    """The questions that the address asks, about a stop and about its hub; put in line if nobody has asked before."""
    if facts.plan is None:
        return None, None
    about_stop = whys.ask_about(facts.plan, facts.stop[choice.stop], now=facts.now) if choice.stop else None
    if choice.hub is None:
        return about_stop, None
    hub = facts.hub[choice.hub]
    asked = whys.ask_about(facts.plan, hub, now=facts.now) if choice.helps else whys.answered(facts.plan, hub)
    return about_stop, asked
