"""What a van holds is the same in whatever order it was told: deliveries, handouts and counts, late or not."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from driveout.records.drive.stock import counting, stocking
from driveout.records.drive.stock.at_cafe import hand_out_from_cafes
from driveout.records.models import CafeGave, Occurrence, StockEvent, Store
from tests.pace import examples
from tests.stocked import books_add_up, dated, goods, have, shelves
from tests.stored import NOW


def at(minute):
    return NOW + timedelta(minutes=minute)


@st.composite
def day(draw):
    """Facts by the minute: (minute, what, how many), the first a delivery; and an order in which they are told."""
    minutes = sorted(draw(st.sets(st.integers(1, 900), min_size=1, max_size=6)))
    facts = [(0, "come", draw(st.integers(1, 12)))]
    facts += [(m, draw(st.sampled_from(["come", "give", "give", "count"])), draw(st.integers(0, 9))) for m in minutes]
    facts = [one for one in facts if one[2] or one[1] == "count"]
    return facts, draw(st.permutations(facts))


def by_hand(facts):
    left = 0
    for _minute, what, n in facts:
        left = {"come": left + n, "give": left - n, "count": n}[what]
    return max(0, left)


class Van:
    """A van, a café that it drives to, and what the café has told by now."""

    def __init__(self, carla):
        self.cafe = Occurrence.objects.select_related("trip").first()
        self.store = Store.objects.get(base=self.cafe.trip.base, name=self.cafe.trip.van)
        self.meal, self.by = goods(carla)[0], carla.user
        self.told = []

    def tell(self, minute, what, n):
        words = {"by": self.by, "now": at(minute)}
        if what == "come":
            stocking.donate(store=self.store, good=self.meal, quantity=n, best_before=None, key=f"{minute}", **words)
        elif what == "count":
            count = counting.start_count(store=self.store, **words)
            counting.note_more(count=count, good=self.meal, best_before=None, seen=n, **words)
            counting.finish_count(count=count, **words)
        else:
            self.told = sorted([*self.told, (at(minute), n)])
            total = sum(n for _at, n in self.told)
            hand_out_from_cafes(
                given={self.cafe.pk: {"meal": total}}, when={self.cafe.pk: {"meal": self.told}}, by=self.by,
                now=at(1000),
            )  # fmt: skip

    def left(self):
        return sum(have(self.store).values())

    def missing(self):
        """What counts found too little, all told; below nothing: too much."""
        rows = StockEvent.objects.filter(count__isnull=False).values_list("kind", "quantity")
        return sum(n if kind == "missing" else -n for kind, n in rows)


@pytest.fixture
def van(carla, season, plan):
    shelves(carla)
    goods(carla)
    dated(carla, season, plan)
    return Van(carla)


def test_a_van_holds_the_same_in_whatever_order_it_is_told(van):
    @settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(day())
    def any_order(drawn):
        facts, told = drawn
        with transaction.atomic():
            van.told = []
            for one in told:
                van.tell(*one)
            assert van.left() == by_hand(facts) and books_add_up()
            transaction.set_rollback(True)

    any_order()


@pytest.mark.parametrize("late", [True, False])
def test_none_is_missing_that_was_handed_out_before_the_count(van, late):
    facts = [(0, "come", 10), (60, "give", 4), (240, "count", 6)]
    for one in [facts[0], facts[2], facts[1]] if late else facts:
        van.tell(*one)
    assert (van.left(), van.missing()) == (6, 0) and books_add_up()


def test_a_tap_taken_back_after_the_count_changes_what_is_missing_and_nothing_else(van):
    for one in [(0, "come", 10), (60, "give", 4), (240, "count", 6)]:
        van.tell(*one)
    van.told = []
    van.tell(61, "give", 1)
    assert (van.left(), van.missing()) == (6, 3) and books_add_up()


def test_a_delivery_of_before_the_count_that_is_written_down_after_changes_nothing_that_was_counted(van):
    for one in [(0, "come", 10), (240, "count", 15), (120, "come", 5)]:
        van.tell(*one)
    assert (van.left(), van.missing()) == (15, 0) and books_add_up()


def test_what_is_told_of_before_the_count_leaves_what_somebody_is_counting(van):
    """A line stands though the phone gets through meanwhile; what is handed out while one counts is counted again."""
    van.tell(0, "come", 10)
    words = {"by": van.by, "now": at(240)}
    count = counting.start_count(store=van.store, **words)
    (lot,) = have(van.store)
    counting.note_count(count=count, seen={lot: 6}, **words)
    van.tell(60, "give", 4)
    assert count.lines.count() == 1
    van.tell(241, "give", 1)
    assert count.lines.count() == 0


def test_what_a_cafe_gave_before_its_moments_were_kept_stands_as_it_was_booked(van):
    for one in [(0, "come", 10), (60, "give", 4), (240, "count", 5)]:
        van.tell(*one)
    CafeGave.objects.all().delete()
    van.tell(300, "come", 2)
    assert (van.left(), van.missing()) == (7, 1) and books_add_up()
