"""Ferries as the command line tells them: what a season must know of each, and which departure a tour must reach."""

from typing import TYPE_CHECKING

from driveout.core.travel import boardings, crossed_in, told, told_of

if TYPE_CHECKING:
    from driveout.core.words import Plan, Saying, Season


def of_season(season: "Season", stop: str | None = None) -> "list[Saying]":
    """Each crossing between hubs and stops; with `stop`: only those on the way to it."""
    stated = {ferry.name: ferry for ferry in season.ferries}
    return [told_of(crossed, stated) for crossed in crossed_in(season) if stop is None or stop in crossed.stops]


def of_plan(season: "Season", plan: "Plan", stop: str | None = None) -> "list[Saying]":
    """Each crossing of each tour; with `stop`: only of tours that open there."""
    tours = {opening.tour for opening in plan.openings if stop in (None, opening.stop)}
    return [told(boarding) for boarding in boardings(season, plan) if boarding.tour in tours]


def show(sayings: "list[Saying]", lang: str) -> None:
    """One line each, on standard output: they are part of the answer."""
    for saying in sayings:
        print(saying.in_(lang))
