"""Hypothesis invents small seasons: one or two hubs, two to four stops, two or three weekdays, wide steps.

Small enough that `core.solve.tiny` tries everything, mean enough that every rule binds in some of them.
"""

from dataclasses import replace
from datetime import date
from math import prod

from hypothesis import assume
from hypothesis import strategies as st

from driveout.core.plan.worth import worth
from driveout.core.solve.tiny import Twin
from driveout.core.words import (
    Belief,
    Drive,
    EarlierOpening,
    Employee,
    Fairness,
    Forbidden,
    Hub,
    Pin,
    Place,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = Weekday
WEEKS = (
    (MONDAY, WEDNESDAY),
    (TUESDAY, WEDNESDAY),
    (MONDAY, TUESDAY, THURSDAY),
    (SUNDAY, MONDAY),
    (MONDAY, FRIDAY, SUNDAY),
)
STEPS = ((30, (60,)), (30, (60, 90)), (30, (30, 60)), (45, (90,)), (45, (45, 90)))  # and lengths, whole steps
MOST_CHOICES = 4000


def guests_of(season: Season) -> dict[tuple[str, int, int, int], float]:
    """What every opening meets, as the twin asks for it."""
    value = worth(season)
    return {(s, day, v, m): value.guests_at(s, day, v, m) for s, v, m in value.one for day in Weekday}


@st.composite
def some_of(draw: st.DrawFn, days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    """Mostly all of the days, sometimes fewer."""
    if draw(st.integers(0, 2)):
        return days
    return tuple(day for day in days if draw(st.booleans())) or days[:1]


@st.composite
def windows(draw: st.DrawFn, days: tuple[Weekday, ...]) -> tuple[Window, ...]:
    """One or two windows on most of the days; not all begin on the step."""
    found = []
    for day in draw(some_of(days)):
        opens = draw(st.sampled_from((540, 560, 600, 660)))
        found.append(Window(day, opens, opens + draw(st.sampled_from((90, 240, 300, 360)))))
        if not draw(st.integers(0, 3)):
            found.append(Window(day, 840, draw(st.sampled_from((900, 960)))))
    return tuple(found)


@st.composite
def stops(
    draw: st.DrawFn, number: int, hubs: tuple[str, ...], days: tuple[Weekday, ...], lengths: tuple[int, ...]
) -> Stop:
    """A stop that one hub serves, or both may."""
    name = f"stop {number}"
    home = draw(st.sampled_from(hubs))
    others = tuple(hub for hub in hubs if hub != home and draw(st.booleans()))
    most = draw(st.sampled_from((1, 2, 2, 2)))
    return Stop(
        name=name,
        place=Place(name, 56.0, 9.0, draw(st.sampled_from(("101", "147")))),
        hubs=(home, *others),
        windows=draw(windows(days)),
        belief=Belief(draw(st.sampled_from((3.0, 6.0, 9.0, 14.0)))),
        lengths=lengths,
        setup_minutes=draw(st.sampled_from((10, 15, 20))),
        packdown_minutes=draw(st.sampled_from((10, 15))),
        volunteers=draw(st.sampled_from((0, 1, 1, 1, 2))),
        weight=draw(st.sampled_from((1.0, 1.0, 1.5, 0.5))),
        visits_min=0 if draw(st.integers(0, 11)) else draw(st.integers(1, most)),
        visits_max=most,
    )


@st.composite
def drives(draw: st.DrawFn, hubs: tuple[str, ...], names: tuple[str, ...], near: bool) -> dict[tuple[str, str], Drive]:
    """One way need not be the other; some are long unless all is near, a few are not known, some are ferries."""
    far = st.sampled_from((5, 5, 10) if near else (5, 10, 10, 15, 25, 40, 70, 110))
    pairs = [(a, b) for a in (*hubs, *names) for b in (*hubs, *names) if a != b and not (a in hubs and b in hubs)]
    found = {pair: Drive(minutes := draw(far), minutes * draw(st.sampled_from((0.7, 1.0)))) for pair in pairs}
    if not draw(st.integers(0, 3)):
        island = draw(st.sampled_from(names))
        first, last = draw(st.sampled_from((None, 500, 560))), draw(st.sampled_from((None, 600, 720, 840)))
        for pair in pairs:
            if island in pair:
                found[pair] = replace(found[pair], leave_from=first, leave_by=last, ticket_kr=60.0)
    if not draw(st.integers(0, 29)):
        del found[draw(st.sampled_from(pairs))]
    return found


@st.composite
def crews(
    draw: st.DrawFn, hub: str, days: tuple[Weekday, ...], long: bool
) -> tuple[list[Vehicle], list[Employee], list[Volunteer]]:
    """One or two vans and employees and up to four volunteers."""
    vans = [Vehicle(f"{hub} van {n}", hub, draw(some_of(days))) for n in range(draw(st.integers(1, 2)))]
    hours, day = (
        st.sampled_from((700, 1440) if long else (300, 700)),
        st.just(480) if long else st.sampled_from((240, 360)),
    )
    drivers = [
        Employee(f"{hub} driver {n}", hub, draw(some_of(days)), draw(hours), draw(day))
        for n in range(draw(st.integers(1, 2)))
    ]
    hosts = [
        Volunteer(f"{hub} host {n}", hub, draw(some_of(days)), draw(st.integers(1, 2)), draw(st.integers(1, 4)))
        for n in range(draw(st.integers(1, 4)))
    ]
    return vans, drivers, hosts


@st.composite
def terms(draw: st.DrawFn, step: int) -> Terms:
    """Terms that bind now and then: budgets, breaks, short nights, fairness, a price on money and on change."""
    return Terms(
        budget_kr_a_week=draw(st.sampled_from((None, None, 1300.0, 2100.0, 3200.0, 4500.0))),
        leg_step_minutes=step,
        stops_a_tour=draw(st.sampled_from((4, 3, 2, 1))),
        break_after_minutes=draw(st.sampled_from((120, 180, 240, 360))),
        break_minutes=draw(st.sampled_from((20, 30, 45))),
        rest_minutes=660 if draw(st.integers(0, 9)) else draw(st.sampled_from((1080, 1200))),
        spacing_days=draw(st.sampled_from((1, 2, 2, 3))),
        second_visit_share=draw(st.sampled_from((0.3, 0.6))),
        fairness=draw(st.sampled_from(Fairness)),
        floor_share=draw(st.sampled_from((0.1, 0.3, 0.6))),
        change_price_guests=draw(st.sampled_from((15.0, 40.0, 130.0))),
        same_hour_minutes=draw(st.sampled_from((0, 30, 45))),
        guests_per_1000_kr=draw(st.sampled_from((0.0, 0.0, 1.5, 8.0))),
        holidays=draw(st.sampled_from(("", "DK"))),
    )


@st.composite
def wishes(
    draw: st.DrawFn, names: tuple[str, ...], days: tuple[Weekday, ...], lengths: tuple[int, ...]
) -> tuple[tuple[Pin, ...], tuple[Forbidden, ...], tuple[EarlierOpening, ...]]:
    """At most one pin and one forbidden stop; an earlier plan for some."""
    stop, day = st.sampled_from(names), st.sampled_from(days)
    pins = (
        ()
        if draw(st.integers(0, 3))
        else (
            Pin(
                draw(stop),
                draw(day),
                draw(st.sampled_from((None, None, 600, 660))),
                draw(st.sampled_from((None, lengths[0]))),
            ),
        )
    )
    forbidden = () if draw(st.integers(0, 3)) else (Forbidden(draw(stop), draw(st.one_of(st.none(), day))),)
    earlier = tuple(
        EarlierOpening(draw(stop), draw(day), draw(st.sampled_from((540, 600, 660, 690, 840))), lengths[0])
        for _ in range(draw(st.sampled_from((0, 0, 1, 2, 3))))
    )
    return pins, forbidden, earlier


@st.composite
def figures(draw: st.DrawFn, all_stops: tuple[Stop, ...]) -> dict[tuple[str, int, int], float]:
    """Guests outright for most stops, some combinations left out; the rest are asked of the reach table."""
    reach: dict[tuple[str, int, int], float] = {}
    for stop in all_stops:
        if not draw(st.integers(0, 4)):
            continue
        one = draw(st.integers(20, 140)) / 10
        more = draw(st.sampled_from((1.1, 1.4, 1.7)))
        for minutes in stop.lengths:
            for visits in (1, 2):
                if draw(st.integers(0, 11)):
                    longer = (minutes / stop.lengths[0]) ** 0.4
                    reach[stop.name, visits, minutes] = round(one * longer * (more if visits == 2 else 1.0), 3)
    return reach


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    """A small season; feasible or not."""
    days = draw(st.sampled_from(WEEKS))
    easy = draw(st.booleans())  # short roads and long days: tours of three and four, every day full
    hubs = ("Havnby", "Naboby")[: draw(st.sampled_from((1, 1, 2)))]
    step, lengths = draw(st.sampled_from(STEPS))
    all_stops = tuple(draw(stops(n, hubs, days, lengths)) for n in range(draw(st.integers(2, 4))))
    names = tuple(stop.name for stop in all_stops)
    opens, closes = draw(st.sampled_from(((480, 1020), (420, 960), (510, 900))))
    workdays = tuple(Window(day, opens, closes) for day in days)
    teams = [draw(crews(hub, days, easy)) for hub in hubs]
    pins, forbidden, earlier = draw(wishes(names, days, lengths))
    season = Season(
        name="Invented",
        hubs=tuple(Hub(hub, Place(hub, 56.0, 9.0, "101"), workdays) for hub in hubs),
        stops=all_stops,
        vehicles=tuple(van for vans, _, _ in teams for van in vans),
        employees=tuple(driver for _, drivers, _ in teams for driver in drivers),
        volunteers=tuple(host for _, _, hosts in teams for host in hosts),
        terms=draw(terms(step)),
        first_day=draw(st.sampled_from((None, date(2026, 3, 2)))),
        weeks=draw(st.sampled_from((4, 13))),
        closed_dates=(date(2026, 3, 9),),
        pins=pins,
        forbidden=forbidden,
        earlier=earlier,
        reach=draw(figures(all_stops)),
        drives=draw(drives(hubs, names, easy)),
    )
    assume(choices(season) <= MOST_CHOICES)
    return season


def choices(season: Season) -> int:
    """How many ways there are to give each stop a hub, weekdays and a length."""
    twin = Twin(season, guests_of(season))
    return prod(len(list(twin.choices(stop))) for stop in season.stops)


def refused(season: Season) -> bool:
    """What the planner may say no to before it plans: nights shorter than `rest_minutes` between a hub's workdays."""
    return any(_night(hub) < season.terms.rest_minutes for hub in season.hubs)


def _night(hub: Hub) -> int:
    """The shortest night between two of the hub's workdays that follow each other."""
    return min(
        (
            after.opens + 1440 - before.closes
            for before in hub.workdays
            for after in hub.workdays
            if after.weekday == (before.weekday + 1) % 7
        ),
        default=1440,
    )
