"""A season is mended where it loses most: few hubs are asked, and it becomes better by that alone."""

from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered
from driveout.core.solve import prices
from driveout.core.solve.finish import FEW, make_season, mend_season
from driveout.core.solve.search import Search

HUBS, GAP = 60, 3e-5


def priced(monkeypatch) -> Search:
    """A search as it stands when prices bring nothing more, never mended on the way."""
    season = scattered(Kind(HUBS, 6, also=0.3), seed=2)
    problem = build(season, worth(season))
    search = Search(problem.hubs, problem.shared, GAP, lambda _found, _ceiling: True)
    monkeypatch.setattr(prices, "mend_season", lambda _search: None)
    money = prices.first_plan(search)
    prices.price_rounds(search, prices.start_prices(search, money))
    make_season(search)
    return search


def test_few_hubs_are_asked_and_the_season_is_better(monkeypatch):
    search, asked = priced(monkeypatch), []
    ask_some = search.ask_some

    def watched(told, ask, within):
        asked.append(len(within))
        return ask_some(told, ask, within)

    monkeypatch.setattr(search, "ask_some", watched)
    before, bound = search.value, search.bound
    assert not search.proven
    mend_season(search)
    assert search.value > before + 0.1
    assert search.bound == bound
    assert search.master.holds(search.best)
    assert all(0 < n <= FEW * HUBS for n in asked)
