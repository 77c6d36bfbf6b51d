"""Which places can be told of, and which of them are driven from one hub: what others hang up or embed."""

from dataclasses import dataclass
from datetime import date

from driveout.records.publish.models import PublicEvent, PublicOpening, PublicTimes
from driveout.records.publish.standing import is_over


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that can be told of: whose it is, its key and name, and its hub's, empty where that is not known."""

    organisation_id: int
    place_key: str
    place: str
    base_key: str
    hub: str


def offered(today: date) -> list[Offered]:
    """Every place that stands in the open in a season that is not over, by the name it has there. Three queries."""
    up = {times.pk: times for times in PublicTimes.objects.all() if not is_over(times, today)}
    names = {
        (up[times].season_id, key): name
        for times, key, name in PublicOpening.objects.filter(times__in=up).values_list("times", "place_key", "place")
    }
    said = PublicEvent.objects.filter(season__in={times.season_id for times in up.values()}).order_by()
    rows = said.values_list("organisation", "season", "place_key", "base_key", "hub").distinct()
    found = {
        (organisation, key): Offered(organisation, key, names[season, key], base, hub)
        for organisation, season, key, base, hub in rows
        if (season, key) in names
    }
    return list(found.values())


def places_of(organisation_id: int, **only: str) -> tuple[set[str], str]:
    """Keys of the places of a `base_key`, or the one of a `place_key`, that calendars know; and the hub's name as it
    was said last. Nothing where nothing is said. One query."""
    said = PublicEvent.objects.filter(organisation=organisation_id, **only).order_by("since", "pk")
    rows = list(said.values_list("place_key", "hub"))
    return {key for key, _hub in rows}, rows[-1][1] if rows else ""
