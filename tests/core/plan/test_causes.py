"""Why two plans differ, in words: what differs between their seasons, hub by hub."""

from dataclasses import replace

from driveout.core.plan.causes import causes
from driveout.core.plan.compare import compare, stayed
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import EarlierOpening, Fairness, Pin, Weekday
from tests.core.good_plan import good_plan, with_opening

TOWN = small_town()


def said(season, plan, *, hub=HUB):
    found = causes(TOWN, season, compare(TOWN, good_plan(), season, plan))
    return next(one.said for one in found if one.hub == hub)


def fewer():
    good = good_plan()
    return replace(good, openings=good.openings[:-1])


def test_a_hub_that_lost_volunteers_meets_fewer_because_of_it():
    told = said(replace(TOWN, volunteers=TOWN.volunteers[:2]), fewer())
    assert told.danish.startswith(f"{HUB}: ") and told.danish.endswith("fordi den mistede to frivillige.")
    assert told.english.endswith("guests fewer a week because it lost two volunteers.")


def test_what_points_the_other_way_is_no_cause():
    more = replace(TOWN.volunteers[0], name="Bente", key="")
    told = said(replace(TOWN, volunteers=(*TOWN.volunteers, more)), fewer())
    assert told.danish.endswith("selv om den fik én frivillig mere.") and "fordi" not in told.danish


def test_of_several_things_those_that_point_the_way_are_told():
    season = replace(
        TOWN,
        vehicles=TOWN.vehicles[:1],
        employees=(*TOWN.employees[:1], replace(TOWN.employees[1], minutes_a_week=13 * 60)),
        pins=(Pin("Mosede", Weekday.MONDAY),),
    )
    told = said(season, fewer())
    assert "den mistede fire vogndage" in told.danish and "der ønskes noget andet af Mosede" in told.danish
    assert "fem ansattimer" not in told.danish  # more hours make nobody meet fewer


def test_money_is_told_of_the_whole_programme():
    season = replace(TOWN, terms=replace(TOWN.terms, budget_kr_a_week=5000.0))
    assert said(season, fewer(), hub="").danish.endswith("fordi der er færre penge (1.000 kr. om ugen).")


def test_seasons_that_do_not_differ_have_no_cause():
    assert causes(TOWN, TOWN, compare(TOWN, good_plan(), TOWN, fewer())) == ()


def test_kroner_are_told_by_hub():
    good = good_plan()
    dearer = replace(good, tours=(replace(good.tours[0], cost_kr=good.tours[0].cost_kr + 85.0), *good.tours[1:]))
    [change] = compare(TOWN, good, TOWN, dearer).hubs_kr
    assert change.name == HUB and round(change.difference, 6) == 85.0


def test_the_same_is_counted_alike_everywhere():
    good = good_plan()
    longer = with_opening(good, 0, minutes=60)  # at its hour, for a shorter time: people find it
    known = [EarlierOpening(o.stop, o.weekday, o.starts, o.minutes) for o in good.openings]
    for plan in (good, longer, with_opening(good, 0, starts=635), with_opening(good, 1, weekday=Weekday.THURSDAY)):
        assert len(compare(TOWN, good, TOWN, plan).kept) == stayed(known, plan.openings, TOWN.terms.same_hour_minutes)
    found = compare(TOWN, good, TOWN, longer)
    assert len(found.kept) == 5 and [(m.before.minutes, m.after.minutes) for m in found.resized] == [(90, 60)]


def with_another_hub():
    """The town with a second hub, which serves nothing of its own."""
    return replace(TOWN, hubs=(*TOWN.hubs, replace(TOWN.hubs[0], name="Ny hub", key="ny")))


def told_of(before, old, after, new):
    found = causes(before, after, compare(before, old, after, new))
    return {one.hub: one for one in found}


def test_a_hub_that_is_new_or_gone_is_told_as_that():
    two = with_another_hub()
    good = good_plan()
    elsewhere = replace(good, openings=(*good.openings[:-1], replace(good.openings[-1], hub="ny")))
    new = told_of(TOWN, good, two, elsewhere)
    assert new["ny"].said.danish.endswith("flere gæster om ugen, fordi den er ny.") and new["ny"].own
    gone = told_of(two, elsewhere, TOWN, good)
    assert gone["ny"].said.english.endswith("guests fewer a week because it is gone.")


def test_a_hub_at_which_nothing_changed_differs_because_of_the_other():
    two = with_another_hub()
    good = good_plan()
    elsewhere = replace(good, openings=(*good.openings[:-1], replace(good.openings[-1], hub="ny")))
    fewer_there = replace(two, volunteers=two.volunteers[:2])
    found = told_of(two, good, fewer_there, elsewhere)
    lost = good.openings[-1].guests
    assert (found["ny"].guests, found["ny"].own) == (lost, False)
    assert found["ny"].said.english == (
        f"Ny hub: {lost:.1f} guests more a week with nothing changed there: money and stops moved when {HUB} changed."
    )
    shared = replace(two, terms=replace(two.terms, budget_kr_a_week=None))
    said_of_all = told_of(two, good, shared, elsewhere)["ny"].said
    assert said_of_all.english.endswith("because of what changed for all.")


def test_as_many_guests_as_before_are_told_as_that_although_something_changed():
    told = said(replace(TOWN, volunteers=TOWN.volunteers[:2]), good_plan())
    assert told.danish == f"{HUB}: lige så mange gæster som før, selv om den mistede to frivillige."


def test_who_is_expected_and_when_halls_open_are_causes_too():
    fewer_people = replace(TOWN.stops[0], belief=replace(TOWN.stops[0].belief, mean_guests=2.0))
    told = said(replace(TOWN, stops=(fewer_people, *TOWN.stops[1:])), fewer())
    assert told.english.endswith("because fewer people are expected.")
    other_hours = replace(TOWN.stops[1], windows=TOWN.stops[1].windows[:1])
    told = said(replace(TOWN, stops=(TOWN.stops[0], other_hours, *TOWN.stops[2:])), fewer())
    assert told.danish.endswith("fordi hallen har andre tider i Lyngdal.")


def test_no_budget_is_more_money_without_a_figure_and_held_times_and_shares_are_told():
    free = replace(TOWN, terms=replace(TOWN.terms, budget_kr_a_week=None))
    assert said(free, fewer(), hub="").danish.endswith("selv om der er flere penge.")
    held = replace(TOWN, earlier=(EarlierOpening("Mosede", Weekday.MONDAY, 600, 60),))
    assert said(held, fewer(), hub="").english.endswith("because other times are held.")
    shares = replace(TOWN, terms=replace(TOWN.terms, fairness=Fairness.FLOOR))
    assert said(shares, fewer(), hub="").danish.endswith("fordi kommunerne deler på en anden måde.")
