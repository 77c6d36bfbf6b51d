"""What several vans drive on a day: the compiled list against every combination, and who can do a tour at all."""

from itertools import combinations

import numpy as np
import pytest

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.solve.crews import match_crew
from driveout.core.solve.day_sets import day_sets
from driveout.core.solve.days_kernel import tour_sets
from driveout.core.solve.hub_state import HubState
from driveout.core.solve.hub_week import work_of
from driveout.core.solve.listing import list_tours
from driveout.core.solve.patience import Patience
from driveout.core.solve.problem import Prices
from driveout.core.solve.staffing import staffed

A_HUB = Kind(hubs=1, stops=6, two_vans=1.0, vans=3, hosts=3, budget_a_hub=None)
FEW_HOSTS = Kind(hubs=1, stops=6, two_vans=0.0, hosts=3, budget_a_hub=None)


@pytest.mark.parametrize("seed", range(20))
def test_every_set_of_tours_without_a_stop_twice_is_listed(seed: int):
    rng = np.random.default_rng(seed)
    n, vans, most_hosts, room = 12, 3, 5, 1.5
    lost = np.sort(rng.uniform(-0.5, 1.5, n))
    hosts, words = rng.integers(0, 4, n), rng.integers(1, 64, (n, 1))
    members = np.full((5000, vans), -1, np.int64)
    count = tour_sets(lost, hosts, words, most_hosts, room, vans, members, 10_000)
    listed = {tuple(int(t) for t in row if t >= 0) for row in members[:count]}
    expected = {
        some
        for size in range(2, vans + 1)
        for some in combinations(range(n), size)
        if lost[list(some)].sum() <= room
        and hosts[list(some)].sum() <= most_hosts
        and sum(int(words[t, 0]).bit_count() for t in some)
        == int(np.bitwise_or.reduce(words[list(some), 0])).bit_count()
    }
    assert listed == expected and len(listed) == count


@pytest.mark.parametrize("seed", range(6))
def test_a_tour_is_kept_if_and_only_if_somebody_can_drive_and_host_it(seed: int):
    season = scattered(FEW_HOSTS, seed=seed)
    problem = build(season, worth(season)).hubs[0]
    tours = list_tours(problem)
    able, hosts = staffed(problem, tours)
    assert 0 < able.sum() < len(tours)
    for t in np.random.default_rng(seed).integers(0, len(tours), 60):
        work = work_of(problem, tours, [int(t)])
        assert (match_crew(problem.crew, work) is not None) == able[t]
        if able[t]:
            named = match_crew(problem.crew, work)
            assert named and hosts[t] <= len({v for people in named.volunteers[0] for v in people})


def test_of_sets_that_open_the_same_cafes_the_thinned_day_keeps_the_cheapest():
    season = scattered(A_HUB, seed=1)
    problem = build(season, worth(season)).hubs[0]
    state, ones, none = HubState(problem), np.ones(len(season.stops)), np.zeros(len(season.stops))
    losses = state.lp.solve(*state.worths(0, Prices(0.005, ones, none, none)))
    every, thin = day_sets(state, losses, 1.0), day_sets(state, losses, 1.0, thinned=True)
    assert len(thin.loss) < len(every.loss) and thin.thinned and not every.thinned

    def opens(sets, row):  # what is opened on which weekday
        day = int(sets.days[np.searchsorted(sets.ends, row, side="right")])
        tours = [int(sets.near[m]) for m in sets.members[row] if m >= 0]
        cafes = (
            (int(i), int(k)) for t in tours for i, k in zip(state.tours.stop[t], state.tours.length[t], strict=True)
        )
        return day, frozenset(cafe for cafe in cafes if cafe[0] >= 0)

    kept: dict[object, float] = {}
    for row in range(len(thin.loss)):
        kept[opens(thin, row)] = min(kept.get(opens(thin, row), np.inf), float(thin.loss[row]))
    for row in range(len(every.loss)):
        assert kept[opens(every, row)] <= every.loss[row] + 1e-9


def test_the_solver_s_clock_never_goes_back_so_each_run_s_limit_is_counted_from_where_it_stands():
    """HiGHS 1.14: `time_limit` is held against all runs of a solver together (findings/highs-time-limit-…)."""
    season = scattered(FEW_HOSTS, seed=1)
    problem = build(season, worth(season)).hubs[0]
    lp, none = HubState(problem).lp, np.zeros(len(season.stops))
    for price in (0.004, 0.006):
        before = lp.highs.getRunTime()
        state = HubState(problem)
        worths = state.worths(0, Prices(price, np.ones(len(season.stops)), none, none))
        lp.solve(*worths, Patience(5.0, 0.0, clock=lambda: 0.0))
        assert lp.highs.getOptionValue("time_limit")[1] >= before + 5.0
