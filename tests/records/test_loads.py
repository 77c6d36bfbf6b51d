"""A trip's load: the plan's guests, what earlier cafés handed out, and what lies in van and store on that day."""

from datetime import timedelta
from math import ceil
from typing import Any

import pytest

from driveout.core.drive import high_end
from driveout.records.drive.stock import loads, stocking
from driveout.records.models import Good, Occurrence, Store, Tally, Trip
from tests.places import hub_at
from tests.stocked import MONDAY, dated, goods, shelves
from tests.stored import NOW


@pytest.fixture
def trips(carla, season, plan):
    shelves(carla)
    goods(carla)
    dated(carla, season, plan)
    return list(Trip.objects.order_by("date", "leaves", "id"))


def load(trip, carla):
    return loads.load_of_trip(trip, carla.organisation_id)


def line(found, name):
    return next(one for one in found.lines if one.good.name == name)


def held(cafe, guests, **given):
    """The same place a week earlier, as it was written down."""
    old = Occurrence.objects.get(pk=cafe.pk)
    old.pk, old.date = None, cafe.date - timedelta(days=7)
    old.save()
    Tally.objects.create(occurrence=old, before=guests, given=given, opened_at=NOW, changed_at=NOW)


def test_a_trip_brings_what_the_high_end_of_guests_needs(trips, carla, plan):
    """The plan's own high end where it has one; else what 9 of 10 days stay within."""
    plan.openings.filter(stop__name=load(trips[0], carla).cafes[0].place).update(guests_high=13)
    found = load(trips[0], carla)
    meals = line(found, "Måltider")
    high = [13.0, *(high_end(cafe.guests) for cafe in found.cafes[1:])]
    assert [(use.place, use.guests) for use in meals.uses] == [
        (cafe.place, n) for cafe, n in zip(found.cafes, high, strict=True)
    ]
    assert meals.needed == meals.short == sum(high) > 13
    assert not any(use.learned_from for use in meals.uses)
    assert not any(one.good.name == "Jakker" for one in found.lines)


def test_a_place_teaches_what_it_uses(trips, carla):
    cafe = load(trips[0], carla).cafes[0]
    held(cafe, 5, meal=10, clothes=1)
    found = load(trips[0], carla)
    use = next(use for use in line(found, "Måltider").uses if use.place == cafe.place)
    assert (use.per_guest, use.learned_from, use.n) == (2.0, 1, ceil(2 * use.guests))
    assert line(found, "Jakker").uses[0].place == cafe.place


def test_a_cancelled_cafe_needs_nothing(trips, carla):
    cafe = load(trips[0], carla).cafes[0]
    Occurrence.objects.filter(pk=cafe.pk).update(state="cancelled", why="Is på vejen")
    assert cafe.place not in {use.place for use in line(load(trips[0], carla), "Måltider").uses}


def test_van_and_store_are_counted_and_what_is_past_its_date_is_not(trips, carla):
    trip, by = trips[0], {"by": carla.user, "now": NOW}
    meal = Good.objects.get(name="Måltider")
    room, van = Store.objects.get(is_van=False), Store.objects.get(name=trip.van)
    old, soon = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
    for at, (store, n, lasts) in enumerate([(van, 2, None), (van, 3, old), (room, 1, soon), (room, 50, None)]):
        stocking.donate(store=store, good=meal, quantity=n, best_before=lasts, key=str(at), **by)
    found = line(load(trip, carla), "Måltider")
    assert (found.in_van, [row.quantity for row in found.over]) == (2, [3])
    assert [n for _lot, n in found.take] == [1, found.needed - 3] and found.short == 0


def test_two_trips_of_a_day_do_not_take_the_same_thing(trips, carla):
    first = trips[0]
    second = Trip.objects.get(pk=first.pk)
    second.pk, second.name, second.van, second.leaves = None, "Anden tur", "Vogn 2", first.leaves + 5
    second.save()
    cafe = load(first, carla).cafes[-1]
    Occurrence.objects.filter(pk=cafe.pk).update(trip=second)
    meal, room = Good.objects.get(name="Måltider"), Store.objects.get(is_van=False)
    need = line(load(first, carla), "Måltider").needed
    stocking.donate(store=room, good=meal, quantity=need + 1, best_before=None, key="a", by=carla.user, now=NOW)
    mine, other = line(load(first, carla), "Måltider"), line(load(second, carla), "Måltider")
    assert (mine.short, other.short) == (0, other.needed - 1)


def test_any_number_of_trips_takes_the_same_queries_and_phones_get_whole_numbers(
    trips, carla, django_assert_num_queries
):
    for some in (trips[:2], trips):
        with django_assert_num_queries(5):
            told = loads.for_phones(some, carla.organisation_id)
    assert set(told) == {trip.pk for trip in trips}
    assert told[trips[0].pk][0]["good"] == "Måltider" and told[trips[0].pk][0]["n"] > 0


def test_only_trips_with_a_cafe_that_is_held_are_packed_for(trips, carla):
    words: dict[str, Any] = {"first": MONDAY, "last": MONDAY + timedelta(days=6), "hubs": [trips[0].hub_key]}
    found = loads.trips_on(carla.organisation_id, **words)
    assert found and all(MONDAY <= trip.date <= words["last"] for trip in found)
    Occurrence.objects.filter(trip=found[0]).update(state="cancelled", why="Is på vejen")
    assert loads.trips_on(carla.organisation_id, **words) == found[1:]
    assert loads.trips_on(carla.organisation_id, **{**words, "hubs": [hub_at(carla, "Odense").pk]}) == []
