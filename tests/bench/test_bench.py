"""What is measured can be imported, the nation is what it says, and the peers' repair keeps every rule."""

from dataclasses import replace
from importlib import import_module

import pytest

from bench.measure import line
from bench.peers import by_hand, greedy
from bench.peers.book import Book, HubBook, Weeks
from bench.peers.days import Rolling, homes
from bench.peers.fill import refill, repair
from bench.peers.judge import judge, plan_of
from driveout.core.plan.build import build
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.worth import worth
from driveout.core.simulate.nation import nation
from driveout.core.solve.listing import list_tours

MODULES = (
    *("__main__", "plan_akut", "plan_nation", "small_plans", "season_page", "office.__main__", "office.once"),
    *("planner.__main__", "planner.once", "field.__main__", "field.once"),
    *("peers.__main__", "peers.run", "peers.make_book"),
)


@pytest.fixture(scope="module")
def whole():
    return nation()


@pytest.fixture(scope="module")
def season():
    """Two hubs of the nation: shared stops, two vans, narrow windows."""
    few = nation(2)
    shared = replace(few.stops[0], hubs=tuple(hub.name for hub in few.hubs))
    return replace(few, stops=(shared, *few.stops[1:]), terms=replace(few.terms, budget_kr_a_week=9_000.0))


@pytest.fixture(scope="module")
def book(season) -> Book:
    problem = build(season, worth(season))
    return Book(problem, [HubBook(hub, list_tours(hub)) for hub in problem.hubs])


def verdict(season, book: Book, weeks: Weeks, bound: float = 1e6):
    rows = tuple(
        tuple((day, hub.row[day][code]) for day, code in week) for hub, week in zip(book.hubs, weeks, strict=True)
    )
    return judge(season, plan_of(season, book, rows, bound), bound)


@pytest.mark.parametrize("name", MODULES)
def test_every_measurement_can_be_imported(name):
    import_module(f"bench.{name}")


def test_the_nation_has_98_hubs_and_900_stops_and_can_be_built(whole):
    season = whole
    assert len(season.hubs) == 98 and len(season.stops) >= 900
    assert len({stop.name for stop in season.stops}) == len(season.stops)
    narrow = [stop for stop in season.stops if len(stop.windows) == 3]
    assert 0.3 < len(narrow) / len(season.stops) < 0.45
    for stop in season.stops:
        assert season.drives[stop.hubs[0], stop.name].minutes <= 35
    build(season, worth(season))


def test_the_nation_is_always_the_same():
    assert nation(5) == nation(5)
    assert nation(5, seed=1) != nation(5)


def test_an_island_without_a_road_plans_its_own_week(whole):
    hub = next(hub for hub in whole.hubs if hub.name == "Bornholm")
    alone = replace(
        whole,
        hubs=(hub,),
        stops=tuple(stop for stop in whole.stops if stop.hubs == (hub.name,)),
        terms=replace(whole.terms, budget_kr_a_week=7_500.0),
    )
    assert draft(alone, Effort(gap=1e-3, processes=1)).openings


@pytest.mark.parametrize("peer", [by_hand, greedy], ids=["by hand", "greedy"])
def test_a_peer_keeps_every_rule(season, book, peer):
    answers: list[Weeks] = []
    peer.plan(book, 10.0, answers.append)
    judged = verdict(season, book, answers[-1])
    assert judged.broken == () and judged.openings > 5
    assert judged.guests == pytest.approx(book.worth_of(answers[-1]))


def test_repair_makes_a_week_of_any_wish(season, book):
    """Every stop, every day, the longest: nothing of it fits, and yet what is left keeps every rule."""
    wishes = [
        [(day, [(stop, hub.lengths - 1) for stop in range(first, hub.n, 2)]) for day in hub.days for first in (0, 1)]
        for hub in book.hubs
    ]
    repaired = repair(book, wishes)
    assert verdict(season, book, repaired).broken == ()
    filled = refill(book, repaired)
    assert verdict(season, book, filled).broken == ()
    assert book.worth_of(filled) >= book.worth_of(repaired) > 0


def test_no_peer_beats_the_proven_bound(season, book):
    plan = draft(season, Effort(processes=1))
    best = refill(book, book.nothing())
    assert book.worth_of(best) <= plan.proof.bound + 1e-6


def test_a_rolling_week_offers_a_second_visit_only_where_it_may_be(book):
    hub = book.hubs[0]
    rolling = Rolling(hub, homes(book.hubs)[0])
    every = list(range(hub.lengths))
    first = rolling.day(0, lambda stop: every).offers[0]
    rolling.take(0, [[(first.stop, first.length)]])
    assert first.stop not in {offer.stop for offer in rolling.day(1, lambda stop: every).offers}
    later = [o for o in rolling.day(2, lambda stop: every).offers if o.stop == first.stop]
    assert {o.length for o in later} <= {first.length}
    assert all(o.guests < first.guests for o in later)


def test_a_line_counts_the_runs_that_never_got_there():
    assert line("plan", [1.0, 3.0, 2.0], [10.0, None, 12.4]) == (
        "plan: median 2.00 s (1.00–3.00 over 3 runs), peak MB 12"
    )
    assert line("plan", [1.0, None]).endswith("not reached in 1")
    assert line("plan", [None, None]) == "plan: not reached in 2 runs"
