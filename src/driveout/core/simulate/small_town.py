"""The small town everyone knows: one hub, six stops, the cast, and figures given outright, so that sums fit in a head.

Everything here is invented; the places lie on land in the north-west of Jutland.
"""

from driveout.core.words import (
    Belief,
    Drive,
    Employee,
    Hub,
    Place,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)

HUB = "Havnby"
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY
DAYS = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)

# Name, municipality, latitude, longitude, people who come to an opening.
PLACES = (
    ("Mosede", "665", 56.52, 8.28, 9.0),
    ("Lyngdal", "665", 56.49, 8.35, 8.0),
    ("Fjordside", "665", 56.50, 8.43, 7.0),
    ("Vestermark", "671", 56.46, 8.50, 10.0),
    ("Kirkeby Hede", "671", 56.43, 8.42, 6.0),
    ("Sandholm", "671", 56.42, 8.33, 5.0),
)

# Minutes one way; every minute is a kilometre, which keeps the kroner easy.
MINUTES = {
    "Havnby": (10, 15, 20, 25, 25, 30),
    "Mosede": (0, 10, 15, 25, 20, 20),
    "Lyngdal": (10, 0, 10, 15, 15, 15),
    "Fjordside": (15, 10, 0, 10, 15, 20),
    "Vestermark": (25, 15, 10, 0, 10, 20),
    "Kirkeby Hede": (20, 15, 15, 10, 0, 10),
    "Sandholm": (20, 15, 20, 20, 10, 0),
}

# (visits a week, minutes) → guests a week, as a part of the people who come to one opening.
PARTS = {(1, 60): 0.7, (1, 90): 0.8, (2, 60): 1.2, (2, 90): 1.4}


def small_town() -> Season:
    """The season: Monday to Thursday, two vans, Alma and Anders drive, Bo and three others are hosts."""
    names = [place[0] for place in PLACES]
    drives = {
        (a, b): Drive(m, float(m)) for a, row in MINUTES.items() for b, m in zip(names, row, strict=True) if a != b
    }
    drives |= {(stop, HUB): drives[HUB, stop] for stop in names}
    return Season(
        name="Small town",
        hubs=(Hub(HUB, Place(HUB, 56.55, 8.31, "665"), tuple(Window(day, 8 * 60, 17 * 60) for day in DAYS)),),
        stops=tuple(
            Stop(
                name=name,
                place=Place(name, lat, lon, municipality, source="invented"),
                hubs=(HUB,),
                windows=tuple(Window(day, 10 * 60, 15 * 60) for day in DAYS),
                belief=Belief(people),
                lengths=(60, 90),
            )
            for name, municipality, lat, lon, people in PLACES
        ),
        vehicles=(Vehicle("Van 1", HUB, DAYS), Vehicle("Van 2", HUB, DAYS)),
        employees=(Employee("Alma", HUB, DAYS, 24 * 60, 8 * 60), Employee("Anders", HUB, DAYS, 8 * 60, 8 * 60)),
        volunteers=(
            Volunteer("Bo", HUB, (MONDAY, TUESDAY)),
            Volunteer("Birthe", HUB, (TUESDAY, WEDNESDAY, THURSDAY)),
            Volunteer("Bent", HUB, (MONDAY, WEDNESDAY, THURSDAY)),
            Volunteer("Bodil", HUB, DAYS, openings_a_day=3, openings_a_week=4),
        ),
        terms=Terms(budget_kr_a_week=6000.0, holidays=""),
        reach={
            (name, visits, minutes): round(people * part, 2)
            for name, _, _, _, people in PLACES
            for (visits, minutes), part in PARTS.items()
        },
        drives=drives,
        drives_source="Invented: whole fives, a minute a kilometre.",
    )
