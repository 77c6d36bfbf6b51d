"""Two people who move the same things at the same moment: each thing goes one way, on either database."""

import sqlite3
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection, connections

from driveout.records.drive.stock import counting, stocking
from driveout.records.drive.stock.at_cafe import hand_out_from_cafes
from driveout.records.drive.stock.rules import NotEnough
from driveout.records.models import Occurrence, StockEvent
from tests.patience import HANG_S
from tests.stocked import books_add_up, dated, goods, have, shelves
from tests.stored import NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db(transaction=True)
EACH, HANDS = 6, 4


@contextmanager
def open_to_threads(tmp_path):
    """A test's SQLite lives in memory, where only one may write: put it in a file, as in real life, for new threads."""
    if connection.vendor != "sqlite":
        yield
        return
    file = tmp_path / "driveout.sqlite3"
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")  # as migrating leaves it; who turns a file round waits for nobody
    settings = connections.settings["default"]
    before = settings["NAME"]
    settings["NAME"] = str(file)
    try:
        yield
    finally:
        settings["NAME"] = before


def at_once(acts):
    """Do them in threads that start together; what each returned or raised, in order."""
    start = Barrier(len(acts))
    answers: list[Any] = [None] * len(acts)

    def run(at, act):
        start.wait()
        try:
            answers[at] = act()
        except Exception as error:
            answers[at] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(at, act)) for at, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HANG_S)
    return answers


def alone(look):
    """What a look at the threads' database says."""
    return at_once([look])[0]


@pytest.fixture
def at(tmp_path):
    carla = cast()["carla"]
    season = store_season(carla)
    dated(carla, season, store_plan(carla, season))
    room, van = shelves(carla)
    own = goods(carla)
    by: dict[str, Any] = {"by": carla.user, "now": NOW}
    stocking.donate(store=room, good=own[0], quantity=2 * EACH, best_before=None, key="gift", **by)
    with open_to_threads(tmp_path):
        yield room, van, own[0], by


def test_more_hands_than_things(at):
    room, van, meals, by = at
    acts = [
        lambda n=n: stocking.transfer(source=room, target=van, good=meals, quantity=EACH, key=f"hand-{n}", **by)
        for n in range(HANDS)
    ]
    answers = at_once(acts)
    assert sorted(type(answer).__name__ for answer in answers) == ["NotEnough"] * 2 + ["list"] * 2, answers
    assert all(answer.have == 0 for answer in answers if isinstance(answer, NotEnough))
    assert sum(alone(lambda: have(van)).values()) == 2 * EACH and alone(books_add_up)


def test_the_same_form_sent_by_many_threads_is_booked_once(at):
    room, van, meals, by = at
    words = {"source": room, "target": van, "good": meals, "quantity": 1, "key": "the same"}
    answers = at_once([lambda: stocking.transfer(**words, **by)] * HANDS)
    assert len({event.pk for events in answers for event in events}) == 1, answers
    assert sum(alone(lambda: have(van)).values()) == 1


def test_there_and_back_at_once_waits_in_no_ring(at):
    room, van, meals, by = at
    stocking_words = {"good": meals, "quantity": 1}
    at_once([lambda: stocking.transfer(source=room, target=van, key="first", good=meals, quantity=EACH, **by)])
    acts = [
        lambda n=n: stocking.transfer(
            source=(room, van)[n % 2], target=(van, room)[n % 2], key=f"way-{n}", **stocking_words, **by
        )
        for n in range(2 * HANDS)
    ]
    answers = at_once(acts)
    assert all(isinstance(answer, list) for answer in answers), answers
    assert alone(books_add_up) and sum(alone(lambda: have(van)).values()) == EACH


def test_a_count_and_a_movement_at_once_end_with_books_that_add_up(at):
    room, van, meals, by = at
    lot = next(iter(have(room)))

    def begin():
        count = counting.start_count(store=room, **by)
        counting.note_count(count=count, seen={lot: 2 * EACH - 1}, **by)
        return count

    count = alone(begin)
    answers = at_once(
        [
            lambda: counting.finish_count(count=count, **by),
            lambda: stocking.transfer(source=room, target=van, good=meals, quantity=2, key="x", **by),
        ]
    )
    assert all(isinstance(answer, list) for answer in answers), answers
    left = alone(lambda: have(room))[lot]
    assert left in {2 * EACH - 3, 2 * EACH - 2} and alone(books_add_up)  # counted before it moved, or to count again


def test_two_phones_at_one_cafe_add_up_to_the_later_sum(at):
    _room, _van, _meals, by = at
    cafe = Occurrence.objects.select_related("trip", "season").first()
    acts = [lambda: hand_out_from_cafes(given={cafe.pk: {"meal": 3}}, **by)] * HANDS
    answers = at_once(acts)
    assert all(isinstance(answer, list) for answer in answers), answers
    out = alone(lambda: list(StockEvent.objects.filter(kind="handed out").values_list("quantity", flat=True)))
    assert sum(out) == 3 and alone(books_add_up)
