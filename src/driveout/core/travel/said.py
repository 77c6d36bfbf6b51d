"""All that a season or a plan has to say of ferries, for command line and screens alike."""

from driveout.core.travel.crossed import crossed_in, told_of, too_late_home
from driveout.core.travel.sailing import boardings, told
from driveout.core.words import Plan, Saying, Season


def ferries_of_season(season: Season, stop: str | None = None) -> list[Saying]:
    """Each crossing between hubs and stops, and stops that no ferry leaves late enough; `stop`: only of that key."""
    stated = {ferry.name: ferry for ferry in season.ferries}
    names = season.names
    found = [told_of(crossed, stated, names) for crossed in crossed_in(season) if stop is None or stop in crossed.stops]
    return found if stop else [*found, *too_late_home(season)]


def ferries_of_plan(season: Season, plan: Plan, stop: str | None = None) -> list[Saying]:
    """Each crossing of each tour, and the departure it must reach; `stop`: only of tours that
    open at the one of that key."""
    tours = {opening.tour for opening in plan.openings if stop in (None, opening.stop)}
    return [told(boarding) for boarding in boardings(season, plan) if boarding.tour in tours]
