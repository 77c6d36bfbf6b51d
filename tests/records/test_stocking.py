"""The stores: what comes, moves, goes and is counted adds up, is booked once, and never goes below nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driveout.core.words import HUNDREDTH
from driveout.records.drive.stock import catalogue, counting, stocking
from driveout.records.drive.stock.at_cafe import hand_out_from_cafes
from driveout.records.drive.stock.demo import stock_the_demo
from driveout.records.drive.stock.pick_ups import set_pick_ups
from driveout.records.drive.stock.rules import (
    CountIsOver,
    NameTaken,
    NotEnough,
    SameStore,
    SentWithOther,
    StillThere,
    TooLate,
)
from driveout.records.models import (
    Balance,
    CountLine,
    Good,
    Lot,
    Occurrence,
    Organisation,
    StockEvent,
    Store,
    Trace,
    Trip,
)
from tests.pace import examples
from tests.stocked import books_add_up, dated, goods, have, shelves
from tests.stored import NOW

TODAY = date(2026, 3, 2)
SOON, LATER = TODAY + timedelta(days=3), TODAY + timedelta(days=60)


@pytest.fixture
def at(carla):
    """Store room, van and goods, and the words every action takes."""
    room, van = shelves(carla)
    return room, van, goods(carla), {"by": carla.user, "now": NOW}


def give(at, n=10, best_before=None, key="gift", good=0):
    room, _van, own, by = at
    return stocking.donate(store=room, good=own[good], quantity=n, best_before=best_before, key=key, **by)


def test_what_comes_is_in_the_books_and_leaves_a_trace(at):
    event = give(at, 12, SOON)[0]
    assert have(at[0]) == {event.lot_id: 12}
    assert (event.kind, event.lot.best_before) == ("donation", SOON)
    trace = Trace.objects.get(what="took in stock")
    assert trace.details["name"] == f"12 × Måltider, {at[0].name}"
    assert books_add_up()


def test_sent_twice_is_once(at):
    first, again = give(at, 12, SOON), give(at, 12, SOON)
    assert [event.pk for event in first] == [event.pk for event in again]
    assert sum(have(at[0]).values()) == 12
    assert Trace.objects.filter(what="took in stock").count() == 1


def test_the_same_key_with_something_else_is_refused_and_the_first_stands(at):
    give(at, 12)
    with pytest.raises(SentWithOther):
        give(at, 13)
    with pytest.raises(SentWithOther):
        give(at, 12, good=1)
    assert sum(have(at[0]).values()) == 12


def test_what_cannot_be_told_apart_is_one_lot(at):
    give(at, 3, SOON, key="a")
    give(at, 4, SOON, key="b")
    give(at, 5, LATER, key="c")
    assert sorted(have(at[0]).values()) == [5, 7]


def test_a_transfer_takes_what_expires_first_and_keeps_the_sum(at):
    room, van, own, by = at
    late, soon = give(at, 6, LATER, "late")[0].lot_id, give(at, 4, SOON, "soon")[0].lot_id
    give(at, 5, None, "keeps")
    stocking.transfer(source=room, target=van, good=own[0], quantity=7, key="move", **by)
    assert have(van) == {soon: 4, late: 3}
    assert sum(have(room).values()) + sum(have(van).values()) == 15
    assert books_add_up()


def test_a_transfer_sent_twice_moves_once_also_over_two_lots(at):
    room, van, own, by = at
    give(at, 2, SOON, "a")
    give(at, 9, LATER, "b")
    for _time in range(2):
        events = stocking.transfer(source=room, target=van, good=own[0], quantity=5, key="move", **by)
    assert [event.quantity for event in events] == [2, 3]
    assert sum(have(van).values()) == 5


def test_too_much_is_refused_says_what_there_is_and_changes_nothing(at):
    room, van, own, by = at
    give(at, 4)
    for act in (
        lambda: stocking.transfer(source=room, target=van, good=own[0], quantity=5, key="x", **by),
        lambda: stocking.hand_out(store=room, good=own[0], quantity=5, key="x", **by),
        lambda: stocking.write_off(store=room, lot=Lot.objects.get(), quantity=5, key="x", why="vådt", **by),
    ):
        with pytest.raises(NotEnough) as refused:
            act()
        assert (refused.value.have, refused.value.store) == (4, room)
    assert sum(have(room).values()) == 4 and StockEvent.objects.count() == 1
    assert not Trace.objects.filter(what__in=["moved stock", "handed out stock", "wrote off stock"]).exists()


def test_one_lot_can_be_named(at):
    room, van, own, by = at
    late = give(at, 6, LATER, "late")[0].lot
    give(at, 4, SOON, "soon")
    stocking.transfer(source=room, target=van, good=own[0], quantity=2, lot=late, key="move", **by)
    assert have(van) == {late.pk: 2}


def test_from_a_store_to_itself_is_no_way(at):
    room, _van, own, by = at
    give(at, 4)
    with pytest.raises(SameStore):
        stocking.transfer(source=room, target=room, good=own[0], quantity=1, key="x", **by)


def test_the_database_itself_keeps_stock_at_nothing_or_above(at):
    give(at, 4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Balance.objects.update(quantity=-1)


# Counting


def counted(at):
    room, _van, _own, by = at
    return counting.start_count(store=room, **by), by


def test_a_part_is_counted_and_the_rest_stays(at):
    meals, bags = give(at, 10, key="m")[0].lot_id, give(at, 5, key="b", good=1)[0].lot_id
    count, by = counted(at)
    counting.note_count(count=count, seen={meals: 8}, **by)
    assert have(at[0]) == {meals: 10, bags: 5}  # nothing happens until it is finished
    assert [(row.stands, row.seen, row.by) for row in counting.differences(count)] == [(10, 8, -2), (5, None, 0)]
    event = counting.finish_count(count=count, **by)[0]
    assert (event.kind, event.quantity, event.count_id) == ("missing", 2, count.pk)
    assert have(at[0]) == {meals: 8, bags: 5} and books_add_up()


def test_finishing_twice_is_once_and_starting_twice_is_the_same_count(at):
    lot = give(at, 10)[0].lot_id
    count, by = counted(at)
    assert counted(at)[0] == count
    counting.note_count(count=count, seen={lot: 13}, **by)
    first, again = counting.finish_count(count=count, **by), counting.finish_count(count=count, **by)
    assert first == again and have(at[0]) == {lot: 13}
    with pytest.raises(CountIsOver):
        counting.note_count(count=count, seen={lot: 1}, **by)


def test_nothing_there_is_counted_as_nothing_and_a_line_can_be_taken_away(at):
    lot, other = give(at, 10)[0].lot_id, give(at, 3, key="b", good=1)[0].lot_id
    count, by = counted(at)
    counting.note_count(count=count, seen={lot: 0, other: 1}, **by)
    counting.note_count(count=count, seen={other: None}, **by)
    counting.finish_count(count=count, **by)
    assert have(at[0]) == {other: 3}


def test_what_moves_while_somebody_counts_is_counted_again(at):
    room, van, own, by = at
    lot, other = give(at, 10)[0].lot_id, give(at, 5, key="b", good=1)[0].lot_id
    count = counting.start_count(store=room, **by)
    counting.note_count(count=count, seen={lot: 10, other: 4}, **by)
    stocking.transfer(source=room, target=van, good=own[0], quantity=2, key="x", **by)
    rows = {row.lot.pk: row for row in counting.differences(count)}
    assert (rows[lot].seen, rows[lot].moved, rows[other].seen, rows[other].moved) == (None, True, 4, True)
    counting.finish_count(count=count, **by)
    assert have(room) == {lot: 8, other: 4} and books_add_up()


def test_something_that_stands_in_no_line_can_be_counted_too(at):
    count, by = counted(at)
    counting.note_more(count=count, good=at[2][0], best_before=SOON, seen=3, **by)
    counting.finish_count(count=count, **by)
    assert sum(have(at[0]).values()) == 3 and Lot.objects.get().best_before == SOON


def test_a_count_that_is_put_away_changes_nothing(at):
    lot = give(at, 10)[0].lot_id
    count, by = counted(at)
    counting.note_count(count=count, seen={lot: 1}, **by)
    counting.drop_count(count=count, **by)
    counting.drop_count(count=count, **by)
    assert have(at[0]) == {lot: 10} and not CountLine.objects.exists()
    assert counted(at)[0] != count


def test_anothers_lot_is_not_counted_here(at, carla):
    room, _van, _own, by = at
    from tests.stored import ELSEWHERE

    finn = Organisation.objects.get(name=ELSEWHERE)
    good = Good.objects.create(organisation=finn, name="x", unit="", kind="meal")
    lot = Lot.objects.create(good=good)
    counting.note_count(count=counting.start_count(store=room, **by), seen={lot.pk: 3}, **by)
    assert not CountLine.objects.exists()


# At the café


@pytest.fixture
def cafe(at, carla, season, plan):
    dated(carla, season, plan)
    return Occurrence.objects.select_related("trip", "season").first()


def report(at, cafe, **given):
    return hand_out_from_cafes(given={cafe.pk: given}, **at[3])


def van_of(at, cafe):
    return Store.objects.get(base=cafe.trip.base, name=cafe.trip.van)


def into_van(at, cafe, n, best_before=None, key="load"):
    events = stocking.donate(
        store=van_of(at, cafe), good=at[2][0], quantity=n, best_before=best_before, key=key, **at[3]
    )
    return events[0].lot_id


def test_a_cafe_takes_from_its_van_what_expires_first(at, cafe):
    late, soon = into_van(at, cafe, 5, LATER, "a"), into_van(at, cafe, 3, SOON, "b")
    report(at, cafe, meal=4)
    assert have(van_of(at, cafe)) == {late: 4} and soon
    assert set(StockEvent.objects.filter(kind="handed out").values_list("occurrence", flat=True)) == {cafe.pk}


def test_the_same_sum_again_books_nothing(at, cafe):
    into_van(at, cafe, 5)
    assert report(at, cafe, meal=4) and not report(at, cafe, meal=4)


def test_more_than_the_books_have_is_found_first_so_that_it_is_seen(at, cafe):
    into_van(at, cafe, 2)
    made = report(at, cafe, meal=5)
    assert [(event.kind, event.quantity) for event in made] == [("found", 3), ("handed out", 5)]
    assert have(van_of(at, cafe)) == {} and books_add_up()


def test_a_van_that_nobody_has_opened_in_the_books_is_opened(at, cafe):
    Store.objects.all().delete()
    report(at, cafe, meal=2)
    assert van_of(at, cafe).is_van and books_add_up()


def test_a_kind_nobody_keeps_goods_of_is_not_booked(at, cafe):
    assert report(at, cafe, pack=4) == [] and not StockEvent.objects.exists()


def test_what_is_counted_down_goes_back_and_what_was_found_for_it_goes_again(at, cafe):
    lot = into_van(at, cafe, 2)
    report(at, cafe, meal=5)
    report(at, cafe, meal=1)
    assert have(van_of(at, cafe)) == {lot: 1} and books_add_up()
    report(at, cafe, meal=-3)
    assert have(van_of(at, cafe)) == {lot: 2} and books_add_up()


def test_the_books_follow_the_sum_whatever_it_was_before(at, cafe):
    """Any way to a sum ends where going there at once ends."""
    late, soon = into_van(at, cafe, 4, LATER, "a"), into_van(at, cafe, 3, SOON, "b")

    @settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.integers(-2, 12), max_size=4), st.integers(0, 12))
    def any_way(sums, last):
        with transaction.atomic():
            for n in [*sums, last]:
                report(at, cafe, meal=n)
            from_soon = min(3, last)
            wanted = {soon: 3 - from_soon, late: max(0, 4 - (last - from_soon))}
            assert have(van_of(at, cafe)) == {lot: n for lot, n in wanted.items() if n}
            assert books_add_up()
            transaction.set_rollback(True)

    any_way()


# Goods, stores, pick-ups, the demo


def test_two_goods_are_not_called_the_same_and_the_same_twice_is_one(at, carla):
    _room, _van, own, by = at
    before = Good.objects.count()
    goods(carla)
    assert Good.objects.count() == before
    values = {"name": "Måltider", "unit": "kasser", "kind": "meal", "per_guest": 1.0}
    for good in (None, own[1]):
        with pytest.raises(NameTaken):
            catalogue.save_good(organisation=carla.organisation, good=good, values=values, **by)


def test_a_good_of_which_there_is_some_does_not_go_out_of_use(at):
    room, _van, own, by = at
    give(at, 2)
    with pytest.raises(StillThere) as refused:
        catalogue.end_good(good=own[0], **by)
    assert refused.value.have == 2
    stocking.hand_out(store=room, good=own[0], quantity=2, key="x", **by)
    catalogue.end_good(good=own[0], **by)
    assert Good.objects.get(pk=own[0].pk).ended_at == NOW
    catalogue.use_good_again(good=own[0], **by)
    assert Good.objects.get(pk=own[0].pk).ended_at is None


def test_a_pick_up_is_before_the_first_cafe_and_stays_when_the_days_are_made_again(at, cafe, carla, plan):
    from driveout.core.words import PickUp
    from tests.on_dates import make_days

    trip = cafe.trip
    first = trip.occurrences.order_by("starts").first().starts
    with pytest.raises(TooLate) as refused:
        set_pick_ups(trip_id=trip.pk, pick_ups=[PickUp("Genbrug", first)], **at[3])
    assert refused.value.first == first
    wanted = [PickUp("Genbrug", first - 20, "tøj"), PickUp("Fødevarebank", first - 60, "overskud")]
    for _time in range(2):
        set_pick_ups(trip_id=trip.pk, pick_ups=wanted, **at[3])
    assert Trace.objects.filter(what="set the pick-ups").count() == 1
    make_days(plan_id=plan.id, by=carla.user, now=NOW, today=TODAY)
    assert [row["name"] for row in Trip.objects.get(pk=trip.pk).pick_ups] == ["Fødevarebank", "Genbrug"]


def test_the_demo_is_stocked_once_however_often(carla, season, plan):
    dated(carla, season, plan)
    words = {"organisation": carla.organisation, "season": season, "by": carla.user, "now": NOW}
    stock_the_demo(**words, today=TODAY)
    events, goods_there = StockEvent.objects.count(), Good.objects.count()
    stock_the_demo(**words, today=TODAY + timedelta(days=2))
    assert (events, goods_there) == (StockEvent.objects.count(), Good.objects.count())
    assert {"donation", "purchase", "transfer"} <= set(StockEvent.objects.values_list("kind", flat=True))
    soon = Balance.objects.filter(quantity__gt=0, lot__best_before__range=(TODAY, TODAY + timedelta(days=7)))
    assert soon.exists() and books_add_up()


# Halves and decimals


def test_halves_and_hundredths_add_up_exactly_as_long_as_one_likes(at, carla):
    room, van, own, by = at
    Good.objects.filter(pk=own[0].pk).update(smallest=HUNDREDTH)
    for n in range(30):
        stocking.donate(store=room, good=own[0], quantity=Decimal("0.1"), best_before=None, key=f"g{n}", **by)
    stocking.transfer(source=room, target=van, good=own[0], quantity=Decimal("2.95"), key="m", **by)
    with pytest.raises(NotEnough) as refused:
        stocking.hand_out(store=room, good=own[0], quantity=Decimal("0.06"), key="x", **by)
    assert refused.value.have == Decimal("0.05")
    stocking.hand_out(store=room, good=own[0], quantity=Decimal("0.05"), key="y", **by)
    assert have(room) == {} and set(have(van).values()) == {Decimal("2.95")} and books_add_up()
    assert Trace.objects.filter(what="took in stock").first().details["quantity"] == 0.1


def test_half_a_thing_is_counted_and_a_late_tap_takes_whole_ones(at, cafe, carla):
    van, by = van_of(at, cafe), at[3]
    lot = into_van(at, cafe, Decimal("4.5"))
    count = counting.start_count(store=van, **by)
    counting.note_count(count=count, seen={lot: Decimal("2.5")}, **by)
    counting.finish_count(count=count, **by)
    earlier = {cafe.pk: {"meal": [(NOW - timedelta(hours=1), 2)]}}
    hand_out_from_cafes(given={cafe.pk: {"meal": 2}}, when=earlier, **by)
    assert have(van) == {lot: Decimal("2.5")} and books_add_up()
