"""The season page, put together."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from driveout.office.guide import first_steps
from driveout.office.people.all import links_wait
from driveout.office.plan.registers import edits
from driveout.office.plan.registers.page import lacks
from driveout.office.plan.season.asked.choice import ALL_STOPS, choose, filters
from driveout.office.plan.season.asked.chosen_stop import on_page
from driveout.office.plan.season.asked.facts import gather
from driveout.office.plan.season.asked.which_plan import NEWEST, standing
from driveout.office.plan.season.changes import proposals, sentences
from driveout.office.plan.season.overview import atlas, table, todo, week
from driveout.office.plan.season.proof import reached
from driveout.office.plan.season.proof.known_times import holds_on
from driveout.office.plan.season.search.progress import live
from driveout.office.plan.season.stop import panels
from driveout.office.plan.season.stop.moving import Handles
from driveout.records.plan.models import Season
from driveout.records.plan.publishing.plan_people_know import plan_people_know
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan


def season_page(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Plain values for the template; at most twenty-seven queries, nine more with a chosen stop."""
    facts = gather(season, member, asked, now)
    choice = choose(asked, facts, member.base_id)
    is_list = choice.view == ALL_STOPS
    place, hub = on_page(facts, choice, member), facts.hub.get(choice.hub or 0)
    helps, again = choice.address(hjaelp=1), asked.get("igen") == "1"
    known = plan_people_know(season.id) if may_plan(member) and facts.plan else None
    return {
        "guide": first_steps.on_page(member, season),
        "season": reached.heading(facts),
        "standing": standing(
            season, facts.shown, member, choice.address(**{NEWEST: 1}), choice.address(**{NEWEST: None})
        ),
        "proof": reached.proof(facts),
        "live": live(facts),
        "may_plan": may_plan(member),
        "holds_on": holds_on(facts, known),
        "filters": filters(choice, facts),
        "query": choice.address(),
        "is_list": is_list,
        "map": None if is_list else atlas.country(facts, choice),
        "near": None if is_list else atlas.near(facts, choice),
        "todo": todo.todo(facts, choice),
        "week": None if is_list else week.week(facts, choice, Handles(facts, choice, member)),
        "hubs_week": None if is_list else week.hubs_week(facts, choice),
        "table": table.table(facts, choice) if is_list else None,
        "changes": sentences.waiting(facts, member),
        "edits": edits.waiting(season.id, facts.plan, facts.read_at, member, facts.hubs, now) if facts.plan else None,
        "proposals": proposals.panel(season.id, member, facts),
        "links_wait": links_wait(member, now),
        "missing": [] if facts.plan else lacks(season.id),
        **panels.of_stop(place, choice.move, now=now, again=again),
        **panels.of_move(place, choice.move, now=now, again=again),
        **panels.of_hub(facts.plan, None if is_list else hub, helps, asks=choice.helps, now=now, again=again),
    }
