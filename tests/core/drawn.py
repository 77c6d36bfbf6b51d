"""Small seasons drawn by number: hubs that share a budget and now and then a stop."""

from random import Random

from driveout.core.words import (
    Belief,
    Drive,
    Employee,
    Fairness,
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

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (Weekday(d) for d in range(5))
DAYS = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)


def season_of(seed: int) -> Season:
    """Two or three hubs of four stops, one budget; by turns with pins, weights, floors, a fair share, shared stops."""
    draw = Random(seed)
    hubs = [f"Hub {h}" for h in range(draw.choice((2, 2, 3)))]
    stops: list[Stop] = []
    drives: dict[tuple[str, str], Drive] = {}
    for h, hub in enumerate(hubs):
        for s in range(4):
            name, also = f"Stop {h}{s}", s == 3 and seed % 4 == 1 and h + 1 < len(hubs)
            first = draw.choice((9, 10, 11)) * 60
            days = draw.sample(DAYS, 3)
            stops.append(
                Stop(
                    name=name,
                    place=Place(name, 56.0 + h / 10, 9.0 + s / 10, str(601 + (h + s) % 2)),
                    hubs=(hub, hubs[h + 1]) if also else (hub,),
                    windows=tuple(Window(day, first, first + 240) for day in sorted(days)),
                    belief=Belief(draw.choice((3.0, 5.0, 7.0, 9.0)) + draw.random()),
                    lengths=(60, 90),
                    weight=draw.choice((1.0, 1.5)) if seed % 5 == 2 else 1.0,
                )
            )
    names = [*hubs, *(stop.name for stop in stops)]
    for a in names:
        for b in names:
            if a != b:
                minutes = drives[b, a].minutes if (b, a) in drives else draw.randrange(10, 45)
                drives[a, b] = Drive(minutes, float(minutes))
    fairness = {3: Fairness.FLOOR, 4: Fairness.PROPORTIONAL}.get(seed % 7, Fairness.NONE)
    return Season(
        name=f"Drawn {seed}",
        hubs=tuple(
            Hub(hub, Place(hub, 56.0, 9.0, "601"), tuple(Window(day, 480, 1020) for day in DAYS)) for hub in hubs
        ),
        stops=tuple(stops),
        vehicles=tuple(Vehicle(f"Van {hub}", hub, DAYS) for hub in hubs),
        employees=tuple(Employee(f"Employee {hub}", hub, DAYS, draw.choice((14, 18, 22)) * 60) for hub in hubs),
        volunteers=tuple(Volunteer(f"V{n} {hub}", hub, DAYS, 2, 3) for hub in hubs for n in range(2)),
        terms=Terms(
            budget_kr_a_week=draw.choice((1900.0, 2400.0, 2900.0)) * len(hubs), holidays="", fairness=fairness,
            floor_share=0.4, change_price_guests=draw.choice((0.0, 5.0, 15.0)),
        ),
        drives=drives,
        drives_source="drawn",
    )  # fmt: skip
