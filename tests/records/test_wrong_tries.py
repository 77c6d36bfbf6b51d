"""Wrong passwords slow down one name at one address, and nobody else in the village hall."""

from datetime import timedelta

import pytest
from django.test import Client

from driveout.records.models import WrongTries
from driveout.records.team.tries import (
    FREE,
    LONGEST_WAIT,
    Door,
    TooSoon,
    count_try,
    forget_tries,
    wait_after,
    was_right,
)
from tests.field.test_at_once import at_once, patiently
from tests.stored import NOW, cast

HALL, HOME = "192.0.2.7", "192.0.2.8"
pytestmark = pytest.mark.django_db


def wrong(n, name="dan", address=HALL, now=NOW):
    """So many are judged, each as soon as it may be; when the last one was."""
    for _ in range(n):
        while True:
            try:
                count_try(Door(name, address), now=now)
                break
            except TooSoon as refused:
                now += refused.wait
    return now


def test_five_are_free_then_each_waits_twice_as_long_up_to_a_quarter_of_an_hour():
    waits = [wait_after(n).total_seconds() for n in (0, 4, 5, 6, 7, 8, 9, 10, 500)]
    assert waits == [0, 0, 30, 60, 120, 240, 480, 900, 900] and wait_after(10**9) == LONGEST_WAIT
    last = wrong(FREE)
    with pytest.raises(TooSoon) as refused:
        count_try(Door("Dan", HALL), now=last + timedelta(seconds=10))  # however it is written
    assert refused.value.wait == timedelta(seconds=20)
    assert (wrong(100) - NOW) > timedelta(hours=20)


@pytest.mark.parametrize("written", ["Ida", "\u0131da", "\uff49da", "IDA"])
def test_one_name_is_counted_once_however_its_letters_are_written(written):
    """A database takes a dotless i and a wide one for an i, where it compares without case."""
    for _ in range(FREE):
        count_try(Door("ida", HALL), now=NOW)
    with pytest.raises(TooSoon):
        count_try(Door(written, HALL), now=NOW)


def test_the_same_name_elsewhere_and_another_name_here_do_not_wait():
    wrong(FREE)
    with pytest.raises(TooSoon):
        count_try(Door("dan", HALL), now=NOW)
    for name, address in (("dan", HOME), ("alma", HALL)):
        count_try(Door(name, address), now=NOW)


def test_a_right_one_forgets_the_wrong_ones_and_so_does_a_day():
    wrong(FREE)
    was_right(Door("DAN", HALL))
    wrong(FREE)
    count_try(Door("dan", HALL), now=NOW + timedelta(hours=25))
    assert [row.n for row in WrongTries.objects.all()] == [1, 1]  # there, and of the name as a whole
    assert forget_tries(now=NOW + timedelta(hours=50)) == 2


def test_neither_name_nor_address_is_kept():
    wrong(1)
    kept = list(WrongTries.objects.values_list("digest", flat=True))
    assert [len(one) for one in kept] == [64, 64] and not {"dan", HALL} & set(kept)


def test_sixty_wrong_ones_from_the_hall_and_everybody_else_there_comes_in():
    cast()
    for _ in range(60):
        Client(REMOTE_ADDR=HALL).post("/log-ind/", {"login": "dan", "password": "wrong"})
    for name in ("alma", "bo", "carla"):
        answer = Client(REMOTE_ADDR=HALL).post("/log-ind/", {"login": name, "password": f"cafe-{name}"})
        assert answer.status_code == 302, name
    assert Client(REMOTE_ADDR=HOME).post("/log-ind/", {"login": "dan", "password": "cafe-dan"}).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_five_are_judged():
    def one():
        try:
            patiently(lambda: count_try(Door("dan", HALL), now=NOW))
        except TooSoon:
            return False
        return True

    assert sum(at_once(*[one] * 20)) == FREE and {row.n for row in WrongTries.objects.all()} == {FREE}
