"""What came to a store or left it, and is written down later, says when it did; the books go by that moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.look import say
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


@pytest.fixture
def van(people):
    return shelves(people["carla"])[1]


@pytest.fixture
def counted(people, room, sent, send):
    """Ten came yesterday at eight; at noon six were counted."""
    send({**sent, "key": "came", "n": "10", "day": f"{YESTERDAY:%d-%m-%Y}", "hour": "8.00"})
    by, lot = people["carla"].user, next(iter(have(room)))
    count = counting.start_count(store=room, by=by, now=local(12))
    counting.note_count(count=count, seen={lot: 6}, by=by, now=local(12))
    counting.finish_count(count=count, by=by, now=local(12))
    assert sum(have(room).values()) == 6 and books_add_up()
    return lot


def leaving(room, van, lot, act, **more):
    """What is sent to one of the three forms; `hour` of yesterday."""
    typed = {"n": "4", "why": "vådt", "day": f"{YESTERDAY:%d-%m-%Y}", "target": str(van.pk), **more}
    return f"/office/lager/{room.pk}/{act}/", {"what": f"{'l' if act == 'afskriv' else 'g'}{lot.pk}", **typed}


@pytest.fixture
def leave(signed_in, room, van, counted):
    from driveout.records.models import Lot

    carla, lot = signed_in("carla"), Lot.objects.get(pk=counted)

    def post(act, **more):
        address, values = leaving(room, van, lot if act == "afskriv" else lot.good, act, **more)
        return carla.post(address, values, follow=True)

    return post


LEAVING = ("flyt", "giv", "afskriv")


@pytest.mark.parametrize("act", LEAVING)
@pytest.mark.parametrize(("hour", "n", "there"), [("10.00", "4", 6), ("10.00", "9", 6), ("14.00", "4", 2)])
def test_what_left_before_the_count_was_not_there_to_be_counted(leave, room, van, act, hour, n, there):
    answer = leave(act, key="b", hour=hour, n=n)
    assert f"Det skete {_said(hour)}.".replace("\xa0", " ") in words_of(answer)  # a reader of pages reads plain spaces
    assert sum(have(room).values()) == there and books_add_up()
    assert sum(have(van).values()) == (int(n) if act == "flyt" else 0)
    leave(act, key="b", hour=hour, n=n)
    assert sum(have(room).values()) == there and books_add_up(), "sent twice, booked once"


@pytest.mark.parametrize("act", LEAVING)
def test_when_it_left_is_kept_and_when_that_was_written_too(leave, act):
    leave(act, key="b", hour="9.30")
    event = StockEvent.objects.get(key="b.0")
    assert event.at == local(9, 30)
    trace = Trace.objects.order_by("id").last()
    assert trace.at > local(9, 30) + timedelta(hours=12) and trace.details["happened"] == local(9, 30).isoformat()


@pytest.mark.parametrize("act", LEAVING)
@pytest.mark.parametrize(
    ("hour", "n", "says"),
    [
        ("7.00", "4", "Der lå ingen måltider i Lageret"),
        ("10.00", "11", "Der lå kun 10 måltider i Lageret"),
        ("14.00", "7", "Der lå kun 6 måltider i Lageret"),
        ("", "4", "Skriv også cirka hvornår på dagen."),
        ("frokost", "4", "Skriv et klokkeslæt, for eksempel 10.30."),
    ],
)
def test_more_than_lay_there_at_that_moment_cannot_have_left(leave, room, act, hour, n, says):
    before = list(StockEvent.objects.values())
    answer = leave(act, key="b", hour=hour, n=n)
    assert answer.status_code == 422 and says in words_of(answer)
    assert before == list(StockEvent.objects.values()) and sum(have(room).values()) == 6


@pytest.mark.parametrize("act", LEAVING)
def test_what_is_used_up_since_can_be_chosen_by_who_tells_late(leave, signed_in, room, counted, act):
    """Six left the store this noon; that four of yesterday's ten went out before the count is told afterwards."""
    leave("giv", key="all", hour="", day="", n="6")
    assert not sum(have(room).values())
    page = signed_in("carla").get(f"/office/lager/{room.pk}/{act}/")
    assert "intet nu, men det var her" in words_of(page)
    answer = leave(act, key="late", hour="10.00", n="4")
    assert answer.status_code == 200 and "Det skete" in words_of(answer) and books_add_up()
    assert StockEvent.objects.filter(key="late.0", quantity=4).exists()


@pytest.mark.parametrize("act", LEAVING)
def test_what_has_not_happened_yet_is_said_beside_its_field(leave, act):
    answer = leave(act, key="b", hour="10.00", day=f"{timezone.localdate() + timedelta(days=1):%d-%m-%Y}")
    assert answer.status_code == 422 and "Det er ikke sket endnu. Skriv, hvornår det skete." in words_of(answer)


@pytest.mark.parametrize("act", LEAVING)
def test_left_empty_it_left_now(leave, room, act):
    before = timezone.now()
    assert "Det skete" not in words_of(leave(act, key="b", hour="", day=""))
    assert before <= StockEvent.objects.get(key="b.0").at <= timezone.now() and sum(have(room).values()) == 2
    assert "happened" not in Trace.objects.order_by("id").last().details


def _said(hour: str) -> str:
    whole, _, part = hour.partition(".")
    return say.moment(local(int(whole), int(part))).replace("\u00a0", " ")
