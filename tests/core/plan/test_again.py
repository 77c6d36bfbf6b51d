"""A season asked about again and again: what is taken over from an earlier question is what it would be made anew."""

from contextlib import suppress
from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from driveout.core.plan import kept_searches
from driveout.core.plan.again import A_MOMENT, Patience, SeasonAgain
from driveout.core.plan.build import build
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.found import Impossible, NotFound
from driveout.core.plan.rebuild import rebuild
from driveout.core.plan.resources import more_hours, more_money, more_people, van_day
from driveout.core.plan.searched import search
from driveout.core.plan.stop_wishes import Wished, instead
from driveout.core.plan.worth import worth
from driveout.core.solve.listing import list_tours
from driveout.core.solve.master import Master
from driveout.core.words import Forbidden, Pin, Season, Status
from tests.core.drawn import MONDAY, season_of

TO_PROOF = Effort(processes=0)


def never(season: Season, nth: int) -> Season:
    """No visit to this stop."""
    stop = season.stops[nth]
    return instead(stop.name, Wished((), (Forbidden(stop.name),), (0, 2), stop.lengths))(season)


def pinned(season: Season, nth: int) -> Season:
    """One visit to this stop, on its first day."""
    stop = season.stops[nth]
    day = stop.windows[0].weekday
    return instead(stop.name, Wished((Pin(stop.name, day),), (), (1, 1), stop.lengths))(season)


def changed(season: Season) -> list[Season]:
    """The season with one thing changed, of each kind."""
    hub = season.hubs[1].name
    other = replace(season.terms, stops_a_tour=season.terms.stops_a_tour - 1)
    people = [change(season) for change in (more_hours(hub), more_people(hub), more_money, van_day(hub, MONDAY))]
    stops = tuple(replace(stop, lengths=(60,)) if stop is season.stops[3] else stop for stop in season.stops)
    fewer = replace(season, hubs=season.hubs[1:], stops=tuple(s for s in season.stops if hub in s.hubs))
    made = [
        replace(season, terms=other),
        replace(season, stops=stops),
        replace(season, stops=season.stops[::-1]),
        fewer,
    ]
    return [season, *people, *made, never(season, 3), pinned(season, 3), replace(season, weeks=season.weeks + 9)]


@pytest.mark.parametrize("seed", [1, 3, 4])
def test_a_problem_made_from_another_is_the_one_made_anew(seed: int):
    season = season_of(seed)
    known = build(season, worth(season))
    for one in changed(season):
        anew, again = build(one, worth(one)), rebuild(one, known)
        assert [hub.key for hub in again.hubs] == [hub.key for hub in anew.hubs]
        assert again.worth.one == anew.worth.one and again.season is one
        for name, value in vars(anew.shared).items():
            assert np.array_equal(np.array(getattr(again.shared, name)), np.array(value)), name


def test_only_the_hub_that_changed_is_built_anew():
    season = season_of(2)
    known = build(season, worth(season))
    again = rebuild(more_hours(season.hubs[1].name)(season), known)
    assert [one is other for one, other in zip(again.hubs, known.hubs, strict=True)].count(False) == 1
    assert list_tours(again.hubs[1]) is list_tours(known.hubs[1])  # people change no tour


@pytest.mark.parametrize("seed", [0, 1, 2, 8])
def test_a_season_whose_wishes_are_stored_one_by_one_is_known_as_well_as_one_searched_anew(seed: int):
    kept_searches.forget()
    season = season_of(seed)
    plan = draft(season, TO_PROOF)
    assert SeasonAgain(season, plan, A_MOMENT).before is not None
    for nth in (0, 3, 6):
        season = never(season, nth) if nth % 2 else pinned(season, nth)
        now = SeasonAgain(season, plan, A_MOMENT).before
        proof = draft(season, TO_PROOF).proof
        assert (now is None) == (proof.status is Status.INFEASIBLE)
        if now is None:
            return
        assert proof.objective <= now.at_most + 1e-6 and now.value <= proof.bound + 1e-6


def test_a_search_that_was_cut_short_goes_on_with_the_next_question():
    season = season_of(1)
    problem, other = (build(one, worth(one)) for one in (season, never(season, 1)))
    proof, ticks = draft(never(season, 1), TO_PROOF).proof, count()
    short = None
    for seconds in range(1, 400):  # of a clock that ticks whenever somebody looks
        with suppress(NotFound):
            short = search(
                problem, replace(A_MOMENT, first_s=float(seconds), change_s=300.0), lambda: float(next(ticks))
            )
            if short.cut_short is not None and short.duals is not None:
                break
    assert short is not None and short.cut_short is not None
    before = short.first.at_most - short.first.value
    for _ in range(30):
        found = short.again(other)
        assert found.value <= proof.bound + 1e-6 and proof.objective <= found.at_most + 1e-6
        assert short.first.at_most - short.first.value <= before + 1e-9
    assert short.cut_short is None and short.first.at_most - short.first.value < before


def test_to_the_end_nothing_rests_on_what_was_asked_before():
    season = season_of(1)
    plan, other = draft(season, TO_PROOF), pinned(season, 0)
    kept_searches.forget()
    alone = SeasonAgain(other, plan, Patience()).searched.first
    kept_searches.forget()
    assert SeasonAgain(season, plan, Patience()).before is not None
    after = SeasonAgain(other, plan, Patience()).searched.first
    assert (alone.value, alone.at_most) == (after.value, after.at_most)


@pytest.mark.parametrize("patience", [Patience(), A_MOMENT])
def test_where_no_week_keeps_what_is_stored_nothing_is_said(patience: Patience):
    season = season_of(1)
    plan, hub = draft(season, TO_PROOF), season.hubs[0].name
    vans = tuple(van for van in season.vehicles if van.hub != hub)
    assert SeasonAgain(replace(pinned(season, 0), vehicles=vans), plan, patience).before is None


def with_budget_times(season: Season, share: float) -> Season:
    budget = season.terms.budget_kr_a_week
    return replace(season, terms=replace(season.terms, budget_kr_a_week=budget and budget * share))


@pytest.mark.parametrize("patience", [A_MOMENT, Patience(change_s=0.0)], ids=["a moment", "no time for a change"])
@pytest.mark.parametrize("seed", [1, 11, 23])
def test_whatever_is_asked_there_is_an_answer(seed: int, patience: Patience):
    """The season to go on from may hold weeks that the search that goes on has not met; and with little money no list
    may be long enough."""
    season = season_of(seed)
    known = search(build(season, worth(season)), patience)
    for nth in range(0, len(season.stops), 3):
        for wished in (never(season, nth), pinned(season, nth)):
            for other in (wished, with_budget_times(wished, 0.5)):
                with suppress(Impossible, NotFound):
                    found = known.again(build(other, worth(other)))
                    assert found.value <= found.at_most + 1e-6


@pytest.mark.parametrize("seed", [1, 13])
def test_with_more_money_a_hub_does_not_leave_a_stop_that_must_be_served(seed: int):
    """The stop is shared, so that no hub by itself must serve it."""
    season = pinned(season_of(seed), 3)
    problem = build(season, worth(season))
    known = search(problem, A_MOMENT)
    budget = season.terms.budget_kr_a_week
    assert problem.shared.required and budget is not None
    for hub in season.hubs:
        dearer = replace(season, terms=replace(season.terms, budget_kr_a_week=budget + 300.0))
        more = build(dearer, worth(dearer))
        assert Master(more.shared, len(more.hubs)).holds(known.one_hub_richer(more, hub.name).weeks)
