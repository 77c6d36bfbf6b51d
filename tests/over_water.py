"""A season with an island: Odder on the mainland serves Tranebjerg on Samsø, by the ferry from Hou."""

from driveout.core.travel import with_drives
from driveout.core.words import (
    Belief,
    Employee,
    Ferry,
    Hub,
    Place,
    Plan,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)

DAYS = (Weekday.MONDAY, Weekday.THURSDAY)
HOME = Place("Odder", 55.973, 10.153, "727")
ISLAND = {"Tranebjerg": (55.832, 10.594), "Ballen": (55.817, 10.638)}


def island_season(opens: int = 660, closes: int = 840, ferries: tuple[Ferry, ...] = (), **given) -> Season:
    """Without drives; the office works 7 to 23."""
    window = tuple(Window(day, opens, closes) for day in DAYS)
    return Season(
        name="Over vand",
        hubs=(Hub("Odder", HOME, tuple(Window(day, 420, 1380) for day in DAYS)),),
        stops=tuple(
            Stop(name, Place(name, *at, "741"), ("Odder",), window, Belief(7), (60, 90)) for name, at in ISLAND.items()
        ),
        vehicles=(Vehicle("Bil", "Odder", DAYS),),
        employees=(Employee("Alma", "Odder", DAYS, 1800, 720),),
        volunteers=(Volunteer("Bo", "Odder", DAYS),),
        terms=Terms(stops_a_tour=2),
        ferries=ferries,
        **given,
    )


def island_plan(**given) -> tuple[Season, Plan]:
    """The season with its drives, and a plan of it."""
    from driveout.core.plan.draft import Effort, draft

    season = with_drives(island_season(**given))
    return season, draft(season, Effort(time_limit_s=20, processes=1))
