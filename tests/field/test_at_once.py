"""Several calls at the very same moment: nothing is lost, nothing doubled, and the sum is right when all is quiet."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client

from driveout.records.meet.actions import take_events
from driveout.records.models import FieldEvent, Phone, Tally
from tests.field.phones import fates
from tests.patience import HANG_S

pytestmark = pytest.mark.django_db(transaction=True)
PHONES = 6


def at_once(*calls):
    """Every call in a thread and on a connection of its own, begun together."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def patiently(call):
    """The call, again while SQLite in memory has no room for a second writer."""
    while True:
        try:
            return call()
        except OperationalError:
            connection.close()


def send(phone, *items):
    """As a phone does: again, while the server is busy, until each thing has its answer."""
    while True:
        answer = phone.send(*items)
        assert answer.status_code in (200, 503), answer.content
        if answer.status_code == 200 and 423 not in fates(answer):
            return fates(answer)


@pytest.fixture
def people(transactional_db):
    from tests.field.conftest import the_cast

    return the_cast()


def test_six_phones_at_one_cafe_add_up(phone_of, opening):
    phones = [phone_of(("alma", "bo", "dan")[n % 3]) for n in range(PHONES)]
    for phone in phones:
        phone.client = Client()
    batches = [[phone.item(opening.id) for _ in range(5)] for phone in phones]

    at_once(
        *[lambda phone=phone, items=items: send(phone, *items) for phone, items in zip(phones, batches, strict=True)]
    )
    assert Tally.objects.get().first == FieldEvent.objects.count() == 5 * PHONES


def test_the_same_event_by_two_phones_at_once_stands_once(phone_of, opening):
    phones = [phone_of("alma") for _ in range(4)]
    item = phones[0].item(opening.id)
    answers = at_once(*[lambda phone=phone: send(phone, item) for phone in phones])
    assert sorted(status for (status,) in answers) == [200, 200, 200, 201]
    assert Tally.objects.get().first == FieldEvent.objects.count() == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time: the other waits")
def test_a_phone_that_is_being_heard_is_asked_to_send_again(phone_of, opening):
    phone, held, go_on = phone_of("alma"), Event(), Event()

    def hold():
        with transaction.atomic():
            Phone.objects.select_for_update(no_key=True).get(pk=phone.id)  # as `take_events` does
            held.set()
            go_on.wait(HANG_S)
        connection.close()

    other = Thread(target=hold)
    other.start()
    held.wait(HANG_S)
    item = phone.item(opening.id)
    answer = phone.send(item)
    go_on.set()
    other.join()
    assert answer.status_code == 200
    assert [(one["id"], one["status"], one["code"]) for one in answer.json()["items"]] == [
        (item["id"], 423, "in_progress")
    ]
    assert not FieldEvent.objects.exists() and fates(phone.send(item)) == [201]


def test_a_call_that_dies_before_its_end_has_written_nothing(phone_of, opening, monkeypatch):
    phone = phone_of("alma")
    item = phone.item(opening.id, "words", {"text": "Hej", "read_back": True})

    def die(*_, **__):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr("driveout.records.meet.actions.add_up_again", die)
        with pytest.raises(SystemExit):
            take_events(items=[item], phone=Phone.objects.get(), now=Phone.objects.get().made_at)
    assert not FieldEvent.objects.exists() and not Tally.objects.exists()
    assert fates(phone.send(item)) == [201]
