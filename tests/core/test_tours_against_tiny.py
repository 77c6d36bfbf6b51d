"""Hypothesis invents days until the listed tours and the slow twin's disagree: windows, waits, breaks, ferries.

The same 120 days every time; DRIVEOUT_DAYS=20000 invents so many new ones.
"""

import os
from dataclasses import replace
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from driveout.core.plan.build import build
from driveout.core.plan.check import check
from driveout.core.plan.worth import worth
from driveout.core.solve.listing import Tours, list_tours
from driveout.core.solve.timetable import timetable
from driveout.core.solve.tiny_tours import Tours as TinyTours
from driveout.core.words import (
    Belief,
    Drive,
    EarlierOpening,
    Employee,
    Hub,
    Opening,
    Place,
    Plan,
    Proof,
    Season,
    Status,
    Stop,
    Terms,
    Tour,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)
from tests.pace import examples

MANY = os.environ.get("DRIVEOUT_DAYS")
MONDAY, HUB = Weekday.MONDAY, "Havnby"
DAY_RULES = {"4 windows", "5 start", "7 times", "8 workday", "9 break", "13 cost"}
Worst = tuple[float, ...]  # minutes, kr., guests lost


@st.composite
def ways(draw: st.DrawFn) -> Drive:
    """A road, or now and then a ferry with hours, a ticket, or both."""
    minutes = draw(st.sampled_from((0, 5, 12, 20, 45, 70, 110)))
    if draw(st.integers(0, 3)):
        return Drive(minutes, float(minutes))
    first = draw(st.one_of(st.none(), st.integers(400, 800)))
    last = draw(st.one_of(st.none(), st.integers(max(first or 0, 450), 1000)))
    return Drive(minutes, float(minutes), ("Havnby–Øen",), first, last, draw(st.sampled_from((0.0, 90.0))))


@st.composite
def stops(draw: st.DrawFn, name: str, lengths: tuple[int, ...]) -> Stop:
    found = []
    for opens in draw(st.lists(st.integers(96, 200), min_size=1, max_size=2)):
        found.append(Window(MONDAY, opens * 5, min(1440, opens * 5 + draw(st.integers(12, 70)) * 5)))
    return Stop(
        name, Place(name, 56.0, 9.0, "101"), (HUB,), tuple(found), Belief(6.0), lengths,
        setup_minutes=draw(st.sampled_from((0, 10, 15))), packdown_minutes=draw(st.sampled_from((0, 7, 15))),
    )  # fmt: skip


@st.composite
def days(draw: st.DrawFn) -> Season:
    """One hub's Monday with up to three stops."""
    step = draw(st.sampled_from((15, 20, 30)))
    lengths = draw(st.sampled_from(((60,), (45, 90), (50, 100), (150,), (245,))))
    names = tuple(f"stop {n}" for n in range(draw(st.integers(1, 3))))
    roads = draw(ways()) if draw(st.booleans()) else None
    drives = {
        (a, b): roads if roads and not draw(st.integers(0, 2)) else draw(ways())
        for a, b in product((HUB, *names), repeat=2)
        if a != b
    }
    if not draw(st.integers(0, 2)):  # an island: out by a morning's ferry, home by an evening's, roads in between
        out, home = draw(st.integers(400, 520)), draw(st.integers(700, 900))
        for a, b in drives:
            if a == HUB:
                drives[a, b] = Drive(30, 5.0, ("Øen",), None, out, 45.0)
            elif b == HUB:
                drives[a, b] = Drive(30, 5.0, ("Øen",), home, None, 45.0)
            else:
                drives[a, b] = Drive(draw(st.sampled_from((0, 5, 12))), 1.0)
    terms = Terms(
        leg_step_minutes=step,
        load_minutes=draw(st.sampled_from((0, 10, 15))),
        unload_minutes=draw(st.sampled_from((0, 15))),
        break_after_minutes=draw(st.sampled_from((100, 150, 200, 240, 300, 360))),
        break_minutes=draw(st.sampled_from((0, 20, 30, 45))),
        change_price_guests=13.0,
    )
    habits = st.lists(st.builds(EarlierOpening, st.sampled_from(names), st.just(MONDAY), st.integers(96, 200).map(
        lambda n: n * 5), st.just(60)), max_size=2)  # fmt: skip
    every = (MONDAY,)
    return Season(
        "A day", (Hub(HUB, Place(HUB, 56.0, 9.0, "101"), (Window(MONDAY, draw(st.integers(380, 560)), draw(
            st.integers(900, 1200))),)),),
        tuple(draw(stops(name, lengths)) for name in names),
        (Vehicle("Van", HUB, every),), (Employee("Alma", HUB, every, 2220, draw(st.sampled_from((300, 480, 600)))),),
        (Volunteer("Bo", HUB, every, 6, 6),), terms, earlier=tuple(draw(habits)), drives=drives,
    )  # fmt: skip


def listed(season: Season) -> tuple[Tours, dict[frozenset[tuple[str, int]], set[Worst]]]:
    """What the planner lists, by what is visited."""
    problem = build(season, worth(season)).hubs[0]
    tours = list_tours(problem)
    found: dict[frozenset[tuple[str, int]], set[Worst]] = {}
    for t in range(len(tours)):
        visited = frozenset(
            (season.stops[problem.stops[i]].name, int(problem.lengths[k]))
            for i, k in zip(tours.stop[t], tours.length[t], strict=True)
            if i >= 0
        )
        one = (float(tours.minutes[t]), round(float(tours.cost[t]), 6), round(float(tours.loss[t]), 6))
        found.setdefault(visited, set()).add(one)
    return tours, {visited: pareto(of) for visited, of in found.items()}


def tried(season: Season) -> dict[frozenset[tuple[str, int]], set[Worst]]:
    """What the slow twin finds, by what is visited."""
    twin, most = TinyTours(season), season.employees[0].minutes_a_day
    price = season.terms.change_price_guests / season.weeks
    found = {}
    for many in range(1, min(len(season.stops), season.terms.stops_a_tour) + 1):
        for chosen in combinations(season.stops, many):
            for lengths in product(*(stop.lengths for stop in chosen)):
                visited = frozenset((stop.name, length) for stop, length in zip(chosen, lengths, strict=True))
                habits = sum(earlier.stop in {stop.name for stop in chosen} for earlier in season.earlier)
                of: set[tuple[float, ...]] = {
                    (float(t.returns - t.leaves), round(t.cost, 6), round(price * (habits - t.kept), 6))
                    for t in twin.timetables(HUB, MONDAY, visited)
                    if t.returns - t.leaves <= most
                }
                if of:
                    found[visited] = pareto(of)
    return found


def pareto(those: set[Worst]) -> set[Worst]:
    """Those that no other beats."""
    return {
        one
        for one in those
        if not any(other != one and all(a <= b + 1e-6 for a, b in zip(other, one, strict=True)) for other in those)
    }


def planned(season: Season, tours: Tours, t: int) -> Plan:
    """A plan of one listed tour at its hours."""
    problem = build(season, worth(season)).hubs[0]
    times = timetable(problem, tours, t)
    names = [season.stops[problem.stops[i]].name for i in tours.stop[t] if i >= 0]
    minutes = [int(problem.lengths[k]) for k in tours.length[t] if k >= 0]
    route = [HUB, *names, HUB]
    drives = [season.drives[pair] for pair in pairwise(route)]
    tour = Tour(
        "A", HUB, MONDAY, "Van", "Alma", times.leaves, times.returns, sum(d.minutes for d in drives),
        float(tours.km[t]), float(tours.cost[t]), times.break_starts,
    )  # fmt: skip
    assert tour.minutes == tours.minutes[t]
    openings = tuple(
        Opening(name, HUB, MONDAY, starts, length, 0.0, "A", ("Bo",))
        for name, starts, length in zip(names, times.starts, minutes, strict=True)
    )
    return Plan(season.name, openings, (tour,), Proof(0, 0, Status.PROVEN))


@settings(
    max_examples=int(MANY or examples(120)),
    derandomize=not MANY,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
@given(season=days())
def test_the_listed_tours_are_those_that_trying_everything_finds(season: Season):
    tours, found = listed(season)
    twin = tried(season)
    note(f"listed {found}")
    note(f"tried {twin}")
    assert found == twin
    for t in range(len(tours)):
        breaches = [b for b in check(season, planned(season, tours, t)).breaches if b.rule in DAY_RULES]
        assert breaches == [], (breaches, np.array(tours.stop[t]))


def island(most: int, opens: int, second: int, out: int | None, between: int | None, home: int | None) -> Season:
    """Two cafés one after the other; out by a last ferry, between them and home by a first one, where there is any."""
    one, other = (
        Stop(
            name, Place(name, 56.0, 9.0, "101"), (HUB,), (Window(MONDAY, at, at + 120),), Belief(6.0), (60,),
            setup_minutes=5, packdown_minutes=5,
        )
        for name, at in (("one", opens), ("other", opens + second))
    )  # fmt: skip
    ways = {
        (HUB, "one"): Drive(20, 20.0, leave_by=out),
        (HUB, "other"): Drive(20, 20.0, leave_by=out),
        ("one", "other"): Drive(35, 20.0, leave_from=between),
        ("other", "one"): Drive(35, 20.0),
        ("one", HUB): Drive(20, 20.0, leave_from=home),
        ("other", HUB): Drive(20, 20.0, leave_from=home, ticket_kr=45.0),
    }
    every = (MONDAY,)
    return Season(
        "An island", (Hub(HUB, Place(HUB, 56.0, 9.0, "101"), (Window(MONDAY, 360, 1200),)),), (one, other),
        (Vehicle("Van", HUB, every),), (Employee("Alma", HUB, every, 2220, 720),), (Volunteer("Bo", HUB, every, 6, 6),),
        Terms(leg_step_minutes=15, break_after_minutes=most, break_minutes=30), drives=ways,
    )  # fmt: skip


@pytest.mark.parametrize("most", [120, 150, 180, 210])
@pytest.mark.parametrize(
    ("out", "between", "home"), [(450, None, None), (None, 700, None), (None, None, 800), (450, 690, 790)]
)
def test_waiting_for_a_ferry_is_work_too(most: int, out: int | None, between: int | None, home: int | None):
    for opens, second in product((540, 585, 630), (90, 120, 180)):
        season = island(most, opens, second, out, between, home)
        assert listed(season)[1] == tried(season), (opens, second)


@pytest.mark.parametrize(("out", "home", "limit"), [(130, 10, 15), (10, 130, 15), (130, 20, 0), (20, 130, 0)])
def test_waiting_before_or_after_the_break_counts(out: int, home: int, limit: int):
    """The far way takes the break, for what lies behind it is too long already; the wait between the cafés must then
    be short enough on the other side."""
    drivable = set()
    for wait in range(0, 105, 15):
        season = island(180, 660, 45 + 30 + wait, None, None, None)
        stops = tuple(
            replace(stop, lengths=(45,), windows=(Window(MONDAY, w.opens, w.opens + 45),))
            for stop in season.stops
            for w in stop.windows
        )
        drives = {
            pair: replace(way, minutes=out if pair[0] == HUB else home if pair[1] == HUB else 5)
            for pair, way in season.drives.items()
        }
        season = replace(season, stops=stops, drives=drives)
        found = listed(season)[1]
        assert found == tried(season), wait
        drivable |= {wait} if any(len(visited) == 2 for visited in found) else set()
    assert drivable == set(range(0, limit + 1, 15))
