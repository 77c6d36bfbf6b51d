"""The chosen stop with all that its panel says: read together with the page, or by itself when only the panel is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from driveout.office.plan.season.asked.choice import ADDRESS, Choice
from driveout.office.plan.season.asked.facts import Facts, read_season_at
from driveout.office.plan.season.asked.which_plan import shown
from driveout.records.plan import queries
from driveout.records.plan.models import Change, Opening, Plan, Season, Stop, StopWindow
from driveout.records.plan.plans import whose_stops
from driveout.records.plan.wishes import changing
from driveout.records.team.models import Member
from driveout.records.team.rules import may_change, may_propose, may_see_crew


@dataclass(frozen=True)
class Place:
    """`visits`: its openings in the plan. `waiting`: its changes the plan does not know of. `query`: the address.

    `may_wish`: may this person change it? `proposes`: or only ask for a change?
    """

    season: Season
    plan: Plan
    stop: Stop
    visits: list[Opening]
    windows: list[StopWindow]
    waiting: list[Change]
    query: str
    may_wish: bool
    proposes: bool
    may_call: bool


def on_page(facts: Facts, choice: Choice, member: Member) -> Place | None:
    """The stop that the page's address names. One query."""
    if facts.plan is None or choice.stop is None:
        return None
    stop = facts.stop[choice.stop]
    return Place(
        season=facts.season,
        plan=facts.plan,
        stop=stop,
        visits=facts.visits.get(stop.id, []),
        windows=queries.windows_of(stop.id),
        waiting=[change for change in facts.waiting if change.stop_id == stop.id],
        query=choice.address(),
        may_wish=(mine := may_change(member, facts.hubs_of(stop.id))),
        proposes=not mine and may_propose(member),
        may_call=may_see_crew(member),
    )


def alone(season: Season, member: Member, stop_id: int, asked: QueryDict) -> Place | None:
    """The same without the page around it; None without such a stop or a plan. Ten queries at most."""
    plan = shown(season.id, member, asked).plan
    stop = Stop.objects.filter(pk=stop_id, season=season).first()
    if plan is None or stop is None:
        return None
    since = read_season_at(plan, queries.latest_run(season.id))
    changes = changing.changes_since(plan, since)
    return Place(
        season=season,
        plan=plan,
        stop=stop,
        visits=queries.visits_in(plan, stop.id),
        windows=queries.windows_of(stop.id),
        waiting=[change for change in changes if change.stop_id == stop.id and changing.waits(change, since)],
        query=query_of(asked, sted=stop.id),
        may_wish=(mine := may_change(member, whose_stops.hubs_of(stop))),
        proposes=not mine and may_propose(member),
        may_call=may_see_crew(member),
    )


def asks(place: Place) -> bool:
    """Does this person get forms at all?"""
    return place.may_wish or place.proposes


def query_of(asked: QueryDict, **values: object) -> str:
    """What the page that a part belongs to is asked for."""
    kept = {name: asked[name] for name in ADDRESS if name in asked}
    return "?" + urlencode({**kept, **values})
