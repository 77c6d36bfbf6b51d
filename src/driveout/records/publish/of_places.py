"""What stands in the open of one place or of a hub's places, whichever season it is: others hang it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from driveout.records.publish.models import PublicChange, PublicEvent, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.standing import is_over


@dataclass(frozen=True, slots=True)
class Standing:
    """A season that is in the open and not over, of some places: its openings in the week's order, what is cancelled or
    later from today on, and what is moved. `hubs`: key → name of the hubs it is driven from.
    """

    times: PublicTimes
    openings: Sequence[PublicOpening]
    changes: Sequence[PublicChange]
    moves: Sequence[PublicMove]
    hubs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that can be told of: whose it is, its key and name, and its hub's, empty where that is not known."""

    organisation_id: int
    place_key: str
    place: str
    base_key: str
    hub: str


def standing(organisation_id: int, today: date, **only: str) -> list[Standing]:
    """The season that runs and those to come, of a `place_key` or a `base_key`, the nearest first. Five queries."""
    said = PublicEvent.objects.filter(organisation=organisation_id, **only).order_by()
    rows = set(said.values_list("season", "place_key", "base_key", "hub"))
    keys: dict[int, set[str]] = {}
    for season, place_key, _base, _hub in rows:
        keys.setdefault(season, set()).add(place_key)
    up = [times for times in PublicTimes.objects.filter(season__in=keys) if not is_over(times, today)]
    there = {times.season_id: times for times in up}
    of = {"place_key__in": {key for season in there for key in keys[season]}}
    openings = list(PublicOpening.objects.filter(times__in=up, **of))
    changes = list(PublicChange.objects.filter(season__in=there, date__gte=today, **of))
    moves = list(PublicMove.objects.filter(season__in=there, until__gte=today, **of))
    return [
        Standing(
            times,
            [one for one in openings if one.times_id == times.pk and one.place_key in keys[season]],
            [one for one in changes if one.season_id == season and one.place_key in keys[season]],
            [one for one in moves if one.season_id == season and one.place_key in keys[season]],
            {base: hub for of_season, _place, base, hub in rows if of_season == season and base},
        )
        for season, times in sorted(there.items(), key=lambda pair: (pair[1].first_day or date.min, pair[0]))
    ]


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
