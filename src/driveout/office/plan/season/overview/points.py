"""The same points as the drawn map, as positions on Earth, for the map that can be moved."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from driveout.office import say
from driveout.office.plan.season.asked.choice import choose
from driveout.office.plan.season.asked.facts import Facts, gather
from driveout.records.plan.models import Season, Stop
from driveout.records.plan.models.season import Spot
from driveout.records.team.models import Member


def map_points(season: Season, member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """`bounds`: what to show first, the chosen hub's own places or everything."""
    facts = gather(season, member, asked, now)
    choice = choose(asked, facts, member.base_id)
    tours = [tour for tour in facts.tours if tour.weekday == choice.day]
    today = {opening.stop_id for tour in tours for opening in facts.by_tour[tour.id]}
    own = [stop for stop in facts.stops if choice.hub is None or facts.home[stop.id] == choice.hub]
    return {
        "hubs": [{"at": _at(hub), "name": hub.name, "chosen": hub.id == choice.hub} for hub in facts.hubs],
        "stops": [
            {"at": _at(stop), "name": stop.name, "today": stop.id in today, "says": _says(stop, facts)}
            for stop in facts.stops
        ],
        "tours": [
            {
                "path": [
                    _at(facts.hub[tour.hub_id]),
                    *(_at(facts.stop[opening.stop_id]) for opening in facts.by_tour[tour.id]),
                    _at(facts.hub[tour.hub_id]),
                ],
                "chosen": tour.hub_id == choice.hub,
            }
            for tour in tours
        ],
        "bounds": [_at(spot) for spot in [*own, *(hub for hub in facts.hubs if hub.id == choice.hub)]],
    }


def _at(spot: Spot) -> list[float]:
    return [round(spot.lat, 5), round(spot.lon, 5)]


def _says(stop: Stop, facts: Facts) -> str:
    times = [f"{say.day(o.weekday)} {say.span(o.starts, o.minutes)}" for o in facts.visits.get(stop.id, [])]
    return ", ".join(times)
