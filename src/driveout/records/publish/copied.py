"""What anyone reads of a plan: copied once, and compared with the season again whenever somebody asks."""

from collections.abc import Iterable
from typing import Any

from driveout.records.plan.closed import closed_dates
from driveout.records.plan.models import Plan, Season
from driveout.records.publish.models import PublicTimes

OF_OPENING = ("place_key", "place", "venue", "municipality", "weekday", "starts", "minutes")
PLACES = "places"  # where and when: anything of any opening


def of_season(season: Season) -> dict[str, Any]:
    """What stands in the open of the season itself, by the names it has there. No query."""
    copied = {name: getattr(season, name) for name in ("name", "first_day", "weeks")}
    return {**copied, "closed_dates": [day.isoformat() for day in closed_dates(season)] or season.closed_dates}


def of_openings(plan: Plan) -> list[dict[str, Any]]:
    """What stands in the open of each opening. One query."""
    return [
        {
            "place_key": opening.stop.where.key,
            "place": opening.stop.name,
            "venue": opening.stop.venue,
            "municipality": opening.stop.municipality,
            "weekday": opening.weekday,
            "starts": opening.starts,
            "minutes": opening.minutes,
        }
        for opening in plan.openings.select_related("stop__where")
    ]


def changed_since(times: PublicTimes, season: Season, plan: Plan) -> list[str]:
    """What anyone reads otherwise than the season says it now: names of `of_season`, and PLACES. Two queries."""
    changed = [name for name, value in of_season(season).items() if getattr(times, name) != value]
    stand = times.openings.values_list(*OF_OPENING)
    same = _in_order(stand) == _in_order(tuple(one[name] for name in OF_OPENING) for one in of_openings(plan))
    return changed if same else [*changed, PLACES]


def _in_order(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(map(tuple, rows))
