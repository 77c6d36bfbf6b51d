"""A name is never a key: the plan is the same whatever the keys are, and what people read names nobody by one."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from driveout.core.loop import repair
from driveout.core.plan.causes import causes
from driveout.core.plan.check import check
from driveout.core.plan.compare import compare
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.found import Patience
from driveout.core.plan.kept_searches import forget
from driveout.core.plan.reasons import explain_stop
from driveout.core.plan.resources import explain_hub
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.travel import ferries_of_plan, ferries_of_season
from driveout.core.words import (
    Broken,
    Forbidden,
    Mishap,
    Nonsense,
    Pin,
    Plan,
    Saying,
    Season,
    Status,
    Today,
    Volunteer,
    Weekday,
)  # fmt: skip
from tests.core.good_plan import good_plan, with_opening, with_tour
from tests.core.invented import refused, seasons
from tests.core.keyed import MARK, opaque, place, plan_with_opaque_keys, with_opaque_keys, with_other_names
from tests.pace import examples

EFFORT, TO_THE_END = Effort(time_limit_s=None, gap=0.0, processes=0), Patience()
# No shrinking: it takes minutes on seasons, and what differs is plain to see.
FEW = settings(max_examples=examples(10), phases=[Phase.explicit, Phase.generate])


def planned(season: Season) -> Plan | None:
    """None where the planner may say no before it plans."""
    try:
        return replace(draft(season, EFFORT), seconds=0.0)
    except Nonsense:
        assert refused(season)
        return None


def sentences(found: object) -> list[str]:
    """Every sentence that stands in an answer, whatever its kind; keys are no sentences."""
    if isinstance(found, Saying):
        return [found.english, found.danish]
    if isinstance(found, dict):
        return [s for field, one in found.items() if field not in KEYS for s in sentences(one)]
    if isinstance(found, list | tuple):
        return [s for one in found for s in sentences(one)]
    return [found] if isinstance(found, str) else []


# Fields of an answer that say who is meant; whoever shows them looks the name up.
KEYS = {"key", "stop", "hub", "tour", "vehicle", "employee", "volunteers", "moves", "openings", "tours", "to", "left"}


def said_of(season: Season, plan: Plan) -> list[str]:
    """All that is said of a season and a plan of it."""
    verdict = check(season, plan)
    judged: list[Any] = [*verdict.breaches, *plan.clash, *plan.remarks]
    every = [sentences(asdict(one)) for one in judged]
    every += [sentences(asdict(plan.proof)), sentences(ferries_of_season(season)), [t.name for t in plan.tours]]
    every += [sentences(ferries_of_plan(season, plan))]
    return [sentence for some in every for sentence in some]


@FEW
@given(season=seasons())
def test_with_other_keys_the_plan_is_the_same_and_is_told_in_the_same_words(season: Season):
    other, plan = with_opaque_keys(season), planned(season)
    again = planned(other)
    if plan is None or again is None:
        assert plan is again
        return
    asked = plan_with_opaque_keys(plan)
    assert again.openings == asked.openings
    assert again.tours == asked.tours
    assert (again.proof, again.remarks) == (plan.proof, plan.remarks)
    assert said_of(other, again) == said_of(season, plan)
    assert MARK not in " ".join(said_of(other, again))


@FEW
@given(season=seasons(), data=st.data())
def test_a_plan_that_breaks_rules_is_told_in_the_same_words(season: Season, data: st.DataObject):
    """Whatever is wrong with it: people of another hub, unknown ones, two tours a day, wrong figures."""
    plan = planned(replace(season, pins=(), forbidden=()))
    if plan is None or not plan.openings:
        return
    at = data.draw(st.integers(0, len(plan.openings) - 1))
    hosts = st.sampled_from([host.key for host in season.volunteers])
    wrong = [
        with_opening(plan, at, stop=data.draw(st.sampled_from([stop.key for stop in season.stops]))),
        with_opening(plan, at, volunteers=tuple(data.draw(st.lists(hosts, max_size=3)))),
        with_opening(plan, at, hub=data.draw(st.sampled_from([hub.key for hub in season.hubs])), guests=0.5),
        with_opening(plan, at, starts=data.draw(st.integers(0, 1439)), minutes=45),
        with_tour(plan, 0, vehicle=data.draw(st.sampled_from([van.key for van in season.vehicles])), km=1.0),
        with_tour(plan, 0, employee=data.draw(st.sampled_from([one.key for one in season.employees])), weekday=6),
        replace(plan, openings=plan.openings * 2, tours=(*plan.tours, *(replace(tour) for tour in plan.tours))),
    ]
    for one in wrong:
        told = said_of(with_opaque_keys(season), plan_with_opaque_keys(one))
        assert told == said_of(season, one)
        assert MARK not in " ".join(told)


@settings(FEW, max_examples=examples(4))
@given(season=seasons())
def test_reasons_prices_and_differences_are_told_in_the_same_words(season: Season):
    season = replace(season, pins=(), forbidden=())
    other, plan = with_opaque_keys(season), planned(season)
    if plan is None or plan.proof.status is Status.INFEASIBLE:
        return
    again = plan_with_opaque_keys(plan)
    for stop in season.stops[:2]:
        forget()
        one, two = (explain_stop(*of, TO_THE_END) for of in ((season, plan, stop.key), (other, again, place(stop.key))))
        assert two.stop == place(one.stop) and two.hub == place(one.hub)
        assert sentences(asdict(two)) == sentences(asdict(one))
        assert [[(place(who), won) for who, won in p.moves] for p in one.others] == [[*p.moves] for p in two.others]
    first, second = (explain_hub(*of, TO_THE_END) for of in ((season, plan, season.hubs[0].key),
                                                            (other, again, other.hubs[0].key)))  # fmt: skip
    assert sentences(asdict(second)) == sentences(asdict(first))
    fewer = replace(season, volunteers=season.volunteers[1:], weeks=season.weeks + 1)
    less = planned(fewer)
    assert less is not None
    found = compare(season, plan, fewer, less)
    the_same = compare(other, again, with_opaque_keys(fewer), plan_with_opaque_keys(less))
    assert sentences(asdict(the_same)) == sentences(asdict(found))
    why, told = causes(season, fewer, found), causes(other, with_opaque_keys(fewer), the_same)
    assert [one.said for one in told] == [one.said for one in why]
    assert MARK not in " ".join([*sentences(asdict(the_same)), *sentences([one.said for one in told])])


@FEW
@given(season=seasons())
def test_with_other_names_the_plan_is_the_same(season: Season):
    """Only the order in which equals are shown is that of the names."""
    plan, again = planned(season), planned(with_other_names(season, lambda name: f"{opaque('', name)[-1]} {name}"))
    if plan is None or again is None:
        assert plan is again
        return
    assert set(again.openings) == set(plan.openings)
    assert {replace(tour, name="") for tour in again.tours} == {replace(tour, name="") for tour in plan.tours}
    assert again.proof == plan.proof


def test_what_was_searched_for_one_season_is_not_told_of_another_that_only_has_other_keys():
    """The search sees numbers alone, and this process keeps it: an answer is written with the asker's own keys."""
    town, plan = small_town(), good_plan()

    def only_stops(key: str) -> str:
        return key if key == HUB else place(key)  # a hub is all that the search knows by its key

    other, again = with_opaque_keys(town, only_stops), plan_with_opaque_keys(plan, only_stops)
    forget()
    here = explain_stop(town, plan, "Sandholm", TO_THE_END)
    there = explain_stop(other, again, place("Sandholm"), TO_THE_END)
    moved = {stop for possibility in (there.one_more, *there.others) if possibility for stop, _ in possibility.moves}
    assert moved and moved <= {stop.key for stop in other.stops}
    assert sentences(asdict(there)) == sentences(asdict(here))


def test_a_repaired_day_is_the_same_with_other_keys():
    town, plan = small_town(), good_plan()
    broken = repair(
        town, plan, Today(Weekday.MONDAY, (Mishap(Broken.VOLUNTEER, "Bo", HUB), Mishap(Broken.HALL, "Mosede")))
    )
    mishaps = (Mishap(Broken.VOLUNTEER, opaque("host", "Bo"), place(HUB)), Mishap(Broken.HALL, place("Mosede")))
    again = repair(with_opaque_keys(town), plan_with_opaque_keys(plan), Today(Weekday.MONDAY, mishaps))
    held = plan_with_opaque_keys(replace(plan, openings=broken.openings, tours=broken.tours))
    assert again.openings == held.openings
    assert [tour.name for tour in again.tours] == [tour.name for tour in broken.tours]


def two_called_bo() -> Season:
    """Bo of Mondays and Tuesdays, and another Bo of Wednesdays and Thursdays."""
    town = small_town()
    other = Volunteer("Bo", HUB, (Weekday.WEDNESDAY, Weekday.THURSDAY), key="bo-2")
    return replace(town, volunteers=(town.volunteers[0], other, *town.volunteers[3:]))


def test_of_two_called_bo_each_serves_on_own_days():
    season = two_called_bo()
    plan = draft(season, EFFORT)
    assert check(season, plan).holds
    days = {key: {o.weekday for o in plan.openings if key in o.volunteers} for key in ("Bo", "bo-2")}
    assert days["bo-2"] and days["bo-2"] <= {Weekday.WEDNESDAY, Weekday.THURSDAY}
    assert days["Bo"] and days["Bo"] <= {Weekday.MONDAY, Weekday.TUESDAY}


def test_of_two_called_bo_only_the_one_who_is_ill_is_taken_off():
    season = two_called_bo()
    plan = with_opening(with_opening(good_plan(), 3, volunteers=("bo-2",)), 4, volunteers=("bo-2",))
    ill = repair(season, plan, Today(Weekday.WEDNESDAY, (Mishap(Broken.VOLUNTEER, "Bo", HUB),)))
    assert [o.volunteers for o in ill.openings] == [("bo-2",), ("bo-2",)] and not ill.lost
    other = repair(season, plan, Today(Weekday.WEDNESDAY, (Mishap(Broken.VOLUNTEER, "bo-2", HUB),)))
    assert all("bo-2" not in o.volunteers for o in other.openings)


def test_two_called_bo_are_told_apart():
    season = two_called_bo()
    plan = with_opening(good_plan(), 0, volunteers=("bo-2",))
    said = [breach.sentence for breach in check(season, plan).breaches if breach.rule == "12 volunteers"]
    assert "Bo (2) is not available on Monday." in said
    names = season.names
    assert (names.volunteer("Bo"), names.volunteer("bo-2")) == ("Bo (1)", "Bo (2)")
    assert names.volunteer("Bodil") == "Bodil" and names.volunteer("nobody") == "nobody"


def two_called_mosede() -> Season:
    """Mosede, and another stop of that name in another municipality, beside Vestermark."""
    town = small_town()
    mosede, vestermark = town.stops[0], town.stops[3]
    twin = replace(mosede, key="mosede-2", place=vestermark.place)
    drives = dict(town.drives)
    for (a, b), drive in town.drives.items():
        for pair in (("mosede-2", b) if a == vestermark.key else (), (a, "mosede-2") if b == vestermark.key else ()):
            if len(pair) == 2:
                drives[pair] = drive
    drives["mosede-2", "Vestermark"] = drives["Vestermark", "mosede-2"] = drives["Mosede", "Lyngdal"]
    reach = dict(town.reach) | {
        ("mosede-2", visits, minutes): guests
        for (stop, visits, minutes), guests in town.reach.items()
        if stop == "Mosede"
    }
    return replace(town, stops=(*town.stops, twin), drives=drives, reach=reach)


def test_of_two_stops_with_one_name_each_has_its_own_wishes_and_openings():
    season = two_called_mosede()
    wished = replace(season, pins=(Pin("mosede-2", Weekday.THURSDAY),), forbidden=(Forbidden("Mosede"),))
    plan = draft(wished, EFFORT)
    assert check(wished, plan).holds
    open_at = {key: {o.weekday for o in plan.openings if o.stop == key} for key in ("Mosede", "mosede-2")}
    assert open_at["Mosede"] == set() and Weekday.THURSDAY in open_at["mosede-2"]
    clashing = replace(wished, forbidden=(Forbidden("mosede-2"),))
    told = {wish.sentence for wish in draft(clashing, EFFORT).clash}
    assert told == {"Mosede (671) is open on Thursday.", "Mosede (671) is not visited."}


def test_a_stop_that_is_renamed_is_the_same_stop():
    """Its openings stay; what is said of it says its new name."""
    town, plan = small_town(), good_plan()
    renamed = replace(
        town, stops=tuple(replace(one, name="Ny Mosede") if one.key == "Mosede" else one for one in town.stops)
    )
    found = compare(town, plan, renamed, plan)
    assert len(found.kept) == len(plan.openings) and not found.given_up and not found.new
    fewer = replace(plan, openings=plan.openings[1:])
    (change, *_) = compare(town, plan, renamed, fewer).stops
    assert (change.key, change.name) == ("Mosede", "Ny Mosede")


@pytest.mark.parametrize(("ask", "what"), [(explain_stop, "stop"), (explain_hub, "hub")])
def test_who_is_not_in_the_season_is_told(ask, what):
    with pytest.raises(Nonsense, match=f"“Nowhere” is not a {what} of Small town"):
        ask(small_town(), good_plan(), "Nowhere")
