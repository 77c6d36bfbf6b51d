"""What came to a store and is written down later says when it came; the books go by that moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.records.drive.stock import counting
from driveout.records.models import Count, StockEvent, Trace
from tests.screens.reading import words_of
from tests.stocked import books_add_up, goods, have, shelves

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def room(people):
    return shelves(people["carla"])[0]


@pytest.fixture
def sent(people, room):
    return {"good": goods(people["carla"])[0].pk, "n": "6", "how": "donation", "note": "", "why": "", "best_before": ""}


@pytest.fixture
def send(signed_in, room):
    carla = signed_in("carla")
    return lambda values: carla.post(f"/office/lager/{room.pk}/modtag/", values, follow=True)


def local(hour: int, minute: int = 0):
    return timezone.localtime().replace(
        year=YESTERDAY.year, month=YESTERDAY.month, day=YESTERDAY.day, hour=hour, minute=minute, second=0, microsecond=0
    )


@pytest.mark.parametrize(("hour", "there"), [("10.00", 10), ("11.59", 10), ("14.00", 16), ("14", 16)])
def test_what_came_before_the_count_is_in_it_and_what_came_after_is_not(people, room, sent, send, hour, there):
    send({**sent, "key": "a", "n": "10", "day": f"{YESTERDAY:%d-%m-%Y}", "hour": "8.00"})
    by, lot = people["carla"].user, next(iter(have(room)))
    count = counting.start_count(store=room, by=by, now=local(12))
    counting.note_count(count=count, seen={lot: 10}, by=by, now=local(12))
    counting.finish_count(count=count, by=by, now=local(12))
    answer = send({**sent, "key": "b", "day": f"{YESTERDAY:%d-%m-%Y}", "hour": hour})
    assert "De kom" in words_of(answer) and sum(have(room).values()) == there and books_add_up()
    assert Count.objects.count() == 1


def test_the_moment_is_kept_and_when_it_was_written_too(room, sent, send):
    answer = send({**sent, "key": "a", "day": f"{YESTERDAY:%d-%m-%Y}", "hour": "9.30"})
    assert "kl. 9.30." in words_of(answer)
    assert StockEvent.objects.get().at == local(9, 30)
    trace = Trace.objects.get(what="took in stock")
    assert trace.at > local(9, 30) + timedelta(hours=12) and trace.details["came"] == local(9, 30).isoformat()


def test_left_empty_it_came_now(room, sent, send):
    before = timezone.now()
    assert "De kom" not in words_of(send({**sent, "key": "a", "day": "", "hour": ""}))
    assert before <= StockEvent.objects.get().at <= timezone.now()
    assert "came" not in Trace.objects.get(what="took in stock").details


@pytest.mark.parametrize(
    ("day", "hour", "says"),
    [
        (0, "", "Skriv også cirka hvornår på dagen."),
        (1, "frokost", "Skriv et klokkeslæt, for eksempel 10.30."),
        (-1, "10.00", "Det er ikke kommet endnu."),
        (800, "10.00", "Det er over et år siden."),
        (1, "10,5", "kan læses"),
    ],
)
def test_a_moment_that_cannot_be_is_said_beside_its_field_and_nothing_is_booked(room, sent, send, day, hour, says):
    typed = f"{timezone.localdate() - timedelta(days=day):%d-%m-%Y}"
    answer = send({**sent, "key": "a", "day": typed, "hour": hour})
    assert answer.status_code == 422 and says in words_of(answer) and typed in answer.content.decode()
    assert not StockEvent.objects.exists()
