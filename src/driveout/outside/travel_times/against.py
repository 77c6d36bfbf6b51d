"""What a service answered, held against the map: minutes no road allows, and minutes far from the estimate."""

from collections.abc import Mapping

from driveout.core.travel import drives_between
from driveout.core.travel.fill import fewest_minutes, places_of
from driveout.core.words import Drive, Saying, Season

# Answers that differ more from the estimate are listed; a minute or two on a short drive say nothing.
FAR_OFF, LEAST_MINUTES = 0.4, 5
MOST_TOLD = 20
Pair = tuple[str, str]
Drives = Mapping[Pair, Drive]


def too_fast(season: Season, answered: Drives) -> set[Pair]:
    """Pairs with fewer minutes than a straight line at 130 km/h takes: a service may write 0 where it is lost."""
    places = places_of(season)
    return {(a, b) for (a, b), drive in answered.items() if drive.minutes < fewest_minutes(places[a], places[b])}


def far_from_estimate(season: Season, answered: Drives) -> tuple[tuple[str, str, int, int], ...]:
    """(from, to, answered, estimated) minutes that differ by over 40 % of the estimate, the largest first."""
    known, shown = drives_between(season, list(answered)), season.names.place
    far = [
        (shown(a), shown(b), answered[a, b].minutes, estimated.minutes)
        for (a, b), estimated in known.items()
        if estimated is not None and _far(answered[a, b].minutes, estimated.minutes)
    ]
    return tuple(sorted(far, key=lambda row: (-abs(row[2] - row[3]), row)))


def _far(answered: int, estimated: int) -> bool:
    return abs(answered - estimated) > max(FAR_OFF * estimated, LEAST_MINUTES)


def listed(far: tuple[tuple[str, str, int, int], ...]) -> list[Saying]:
    """One sentence for each, at most MOST_TOLD, then how many more there are."""
    if not far:
        return []
    head = Saying(
        f"{len(far)} drives differ by over 40 % from the built-in estimate:",
        f"{len(far)} køretider er over 40 % fra det indbyggede skøn:",
    )
    lines = [
        Saying(f"  {a}, {b}: {minutes} minutes, estimated {known}", f"  {a}, {b}: {minutes} minutter, skønnet {known}")
        for a, b, minutes, known in far[:MOST_TOLD]
    ]
    more = len(far) - MOST_TOLD
    return [head, *lines, *([Saying(f"  and {more} more", f"  og {more} til")] if more > 0 else [])]
