"""What anyone reads of a plan, as plain values: copied once, and compared with the season whenever somebody asks."""

from driveout.core.words import told_hall
from driveout.core.words.fields import TOLD_TO_GUESTS
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.seasons.closed_dates import closed_dates
from driveout.records.publish.models import PublicTimes
from driveout.records.publish.queries import differs
from driveout.records.publish.told import OpenOpening, OpenSeason


def of_season(season: Season) -> OpenSeason:
    """What stands in the open of the season itself, by the names it has there. No query."""
    closed = [day.isoformat() for day in closed_dates(season)] or season.closed_dates
    return OpenSeason(season.name, season.first_day, season.weeks, closed)


def of_openings(plan: Plan) -> list[OpenOpening]:
    """What stands in the open of each opening. One query."""
    return [
        OpenOpening(
            place_key=opening.stop.where.key,
            place=opening.stop.name,
            venue=told_hall(opening.stop.venue),
            address=opening.stop.address,
            municipality=opening.stop.municipality,
            weekday=opening.weekday,
            starts=opening.starts,
            minutes=opening.minutes,
            lat=opening.stop.lat,
            lon=opening.stop.lon,
            phone=opening.hub.phone,
            **{field.name: getattr(opening.stop, field.name) for field in TOLD_TO_GUESTS},
        )
        for opening in plan.openings.select_related("stop__where", "hub")
    ]


def changed_since(times: PublicTimes, season: Season, plan: Plan) -> list[str]:
    """What anyone reads otherwise than the season says it now (see publish.queries.differs). Two queries."""
    return differs(times, of_season(season), of_openings(plan))
