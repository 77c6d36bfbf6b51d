"""What a phone says was handed out leaves the van's books, in the very transaction that takes it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.records.drive.stock import counting, stocking
from driveout.records.models import Balance, FieldEvent, StockEvent, Tally
from tests.field.phones import fates
from tests.stocked import books_add_up, goods, have, shelves
from tests.stored import NOW


@pytest.fixture
def van(people, season):
    """Ten meals in the van that drives to the cafés."""
    carla = people["carla"]
    _room, van = shelves(carla, van="Vogn 1")
    meals = goods(carla)[0]
    stocking.donate(store=van, good=meals, quantity=10, best_before=None, key="gift", by=carla.user, now=NOW)
    return van


def left(van) -> int:
    return sum(have(van).values())


def meal(phone, opening, n):
    return phone.item(opening.id, body={"what": "meal", "n": n})


def test_meals_that_are_tapped_leave_the_van_once_however_often_they_are_sent(phone_of, opening, van, people):
    phone = phone_of("alma")
    items = [meal(phone, opening, 2), meal(phone, opening, 1), phone.item(opening.id)]
    assert fates(phone.send(*items)) == [201] * 3 and fates(phone.send(*items)) == [200] * 3
    assert left(van) == 7 and books_add_up()
    event = StockEvent.objects.get(kind="handed out")
    assert (event.quantity, event.occurrence_id, event.by_id) == (3, opening.id, people["alma"].user_id)


def test_a_tap_taken_back_or_undone_comes_back(phone_of, opening, van):
    phone = phone_of("alma")
    first = meal(phone, opening, 4)
    phone.send(first, meal(phone, opening, -1))
    assert left(van) == 7
    phone.send(phone.item(opening.id, "undo", {"of": first["id"]}))
    assert left(van) == 10 and books_add_up()


def test_two_phones_in_any_order_end_the_same(phone_of, opening, van):
    alma, bo = phone_of("alma"), phone_of("bo")
    bo.send(meal(bo, opening, -1))
    assert left(van) == 10
    alma.send(meal(alma, opening, 3))
    assert left(van) == 8 and Tally.objects.get().given == {"meal": 2} and books_add_up()


def test_a_full_call_about_many_cafes_is_booked_for_each(phone_of, openings, van):
    phone = phone_of("alma")
    assert set(fates(phone.send(*[meal(phone, one, 1) for one in openings[3:9]]))) == {201}
    assert left(van) == 4 and books_add_up()


def test_more_than_the_books_have_is_never_refused_and_is_seen(phone_of, opening, van):
    phone = phone_of("alma")
    assert fates(phone.send(meal(phone, opening, 14))) == [201]
    found = StockEvent.objects.get(kind="found")
    assert (found.quantity, left(van)) == (4, 0) and books_add_up()


def test_an_organisation_without_goods_takes_taps_all_the_same(phone_of, opening):
    phone = phone_of("alma")
    assert fates(phone.send(meal(phone, opening, 3))) == [201]
    assert FieldEvent.objects.count() == 1 and not StockEvent.objects.exists()


@pytest.fixture
def van_since(people, season):
    """Ten meals that came two days ago."""
    carla = people["carla"]
    _room, van = shelves(carla, van="Vogn 1")
    then = timezone.now() - timedelta(days=2)
    stocking.donate(store=van, good=goods(carla)[0], quantity=10, best_before=None, key="gift", by=carla.user, now=then)
    return van


def hours_ago(n) -> str:
    return (timezone.localtime() - timedelta(hours=n)).isoformat()


def count_it(van, people, seen, hours):
    words = {"by": people["carla"].user, "now": timezone.now() - timedelta(hours=hours)}
    count = counting.start_count(store=van, **words)
    counting.note_count(count=count, seen={next(iter(have(van))): seen}, **words)
    counting.finish_count(count=count, **words)


def missing():
    rows = StockEvent.objects.filter(count__isnull=False).values_list("kind", "quantity")
    return sum(n if kind == "missing" else -n for kind, n in rows)


def test_what_two_phones_wrote_before_the_count_and_sent_after_it_is_none_missing(phone_of, opening, van_since, people):
    alma, bo = phone_of("alma"), phone_of("bo")
    mine = alma.item(opening.id, body={"what": "meal", "n": 3}, at=hours_ago(6))
    slip = alma.item(opening.id, body={"what": "meal", "n": 9}, at=hours_ago(5.9))
    undone = alma.item(opening.id, "undo", {"of": slip["id"]}, at=hours_ago(5.8))
    theirs = bo.item(opening.id, body={"what": "meal", "n": 2}, at=hours_ago(5))
    since = bo.item(opening.id, body={"what": "meal", "n": 1}, at=hours_ago(1))
    count_it(van_since, people, 5, 2)
    assert (left(van_since), missing()) == (5, 5)
    bo.send(since), alma.send(slip, mine)
    assert left(van_since) == 4 and books_add_up()
    bo.send(theirs), alma.send(undone)
    assert (left(van_since), missing()) == (4, 0) and books_add_up()


def test_what_is_counted_down_after_the_count_was_handed_out_before_it(phone_of, opening, van_since, people):
    phone = phone_of("alma")
    phone.send(phone.item(opening.id, body={"what": "meal", "n": 5}, at=hours_ago(6)))
    count_it(van_since, people, 6, 2)
    assert missing() == -1
    phone.send(meal(phone, opening, -1))
    assert (left(van_since), missing()) == (6, 0) and books_add_up()


@pytest.fixture
def soup(people, van):
    """Soup is handed out by the same button: eight of it lie in the van too, and go off before the meals do."""
    from driveout.records.drive.stock.catalogue import save_good

    carla, words = people["carla"], {"by": people["carla"].user, "now": NOW}
    values = {"name": "Suppe", "unit": "liter", "kind": "meal", "per_guest": 0.3}
    good = save_good(organisation=carla.organisation, good=None, values=values, **words)
    soon = timezone.localdate() + timedelta(days=1)
    stocking.donate(store=van, good=good, quantity=8, best_before=soon, key="soup", **words)
    return good


def of_each(van):
    return {row.lot.good.name: int(row.quantity) for row in Balance.objects.filter(store=van, quantity__gt=0)}


def test_two_goods_of_one_kind_are_kept_apart(phone_of, opening, van, people, soup):
    phone, meals = phone_of("alma"), goods(people["carla"])[0]
    assert {"id": soup.pk, "kind": "meal", "name": "Suppe"} in phone.get().json()["goods"]
    items = [phone.item(opening.id, body={"what": "meal", "n": n, "good": good.pk}) for n, good in
             ((3, meals), (2, soup), (-1, meals))]  # fmt: skip
    assert fates(phone.send(*items)) == [201] * 3
    assert of_each(van) == {"Måltider": 8, "Suppe": 6} and books_add_up()
    tally = Tally.objects.get()
    assert (tally.given, tally.goods) == ({"meal": 4}, {str(meals.pk): 2, str(soup.pk): 2})
    phone.send(phone.item(opening.id, "undo", {"of": items[1]["id"]}))
    assert of_each(van) == {"Måltider": 8, "Suppe": 8} and books_add_up()


def test_more_of_one_good_than_there_is_takes_nothing_of_the_other(phone_of, opening, van, people, soup):
    phone, meals = phone_of("alma"), goods(people["carla"])[0]
    phone.send(phone.item(opening.id, body={"what": "meal", "n": 12, "good": meals.pk}))
    assert of_each(van) == {"Suppe": 8} and StockEvent.objects.get(kind="found").quantity == 2 and books_add_up()


def test_a_good_that_is_none_of_the_kind_is_as_if_none_was_said(phone_of, opening, van, soup):
    phone = phone_of("alma")
    assert fates(phone.send(phone.item(opening.id, body={"what": "meal", "n": 3, "good": 2**50}))) == [201]
    assert of_each(van) == {"Måltider": 10, "Suppe": 5} and books_add_up()
    guest = phone.send(phone.item(opening.id, body={"what": "first", "n": 1, "good": soup.pk}))
    assert fates(guest) == [422]
