"""Phones take turns: nobody waits in a long line, and who is sent away knows when to come back."""

import io
import json
import socket
from contextlib import ExitStack
from threading import Event, Thread
from time import sleep
from typing import Any
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.config.wsgi import application
from driveout.field.sync.doors import LARGEST
from driveout.field.sync.turns import LONGEST, TAKE_TURNS, Turns, taking_turns
from tests.migrated import begin_with_it
from tests.patience import HANG_S
from tests.served import operators_environment
from tests.storm.phone import Request
from tests.storm.real import Serving, posted


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def asked(application, path=TAKE_TURNS[0], body=b"{}"):
    """Status, headers, and what was left unread of the body."""
    said: dict[str, Any] = {}
    stream = io.BytesIO(body)

    def start(status, headers):
        said.update(status=status, headers=dict(headers))

    environ = {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": stream}
    said["body"] = b"".join(application(environ, start))
    return said, stream.read()


def served(environ, start):
    start("200 OK", [])
    return [b"heard"]


def test_who_comes_while_there_is_room_comes_in():
    turns = Turns(places=2)
    assert [turns.come_in() for _ in range(2)] == [0, 0]
    assert turns.come_in() > 0
    turns.leave(0.01)
    assert turns.come_in() == 0


def test_each_who_is_sent_away_has_a_time_of_its_own():
    turns = Turns(places=1, clock=Clock())
    turns.pace = 0.5
    turns.come_in()
    assert [turns.come_in() for _ in range(6)] == [1, 2, 2, 3, 3, 4]


def test_time_that_has_gone_by_is_not_promised_again():
    clock = Clock()
    turns = Turns(places=1, clock=clock)
    turns.pace = 1.0
    turns.come_in()
    for _ in range(20):
        turns.come_in()
    clock.now += 30
    assert turns.come_in() == 2


@given(st.lists(st.floats(0, 500), max_size=60), st.integers(1, 5))
def test_nobody_is_sent_further_away_than_a_minute_and_the_places_come_free(times, places):
    turns = Turns(places=places, clock=Clock())
    told = []
    for took in times:
        told.append(turns.come_in())
        if told[-1] == 0:
            turns.leave(took)
    assert turns.inside == 0 and set(told) <= {0}
    for _ in range(places):
        turns.come_in()
    assert all(1 <= turns.come_in() <= LONGEST for _ in range(400))


def test_a_full_server_says_when_in_words_that_the_app_can_show():
    turns = Turns(places=1)
    turns.come_in()
    said, unread = asked(taking_turns(served, turns), body=b"x" * 200_000)
    assert said["status"].startswith("503 ") and int(said["headers"]["Retry-After"]) >= 1
    told = json.loads(said["body"])
    assert told["code"] == "busy" and set(told["say"]) == {"da", "en"}
    assert unread == b"", "who is still sending hears no answer"


def test_other_pages_take_no_turns():
    turns = Turns(places=1)
    turns.come_in()
    assert asked(taking_turns(served, turns), path="/plan/")[0]["body"] == b"heard"


def test_a_call_that_fails_leaves_its_place():
    def failing(_environ, _start):
        raise RuntimeError

    turns = Turns(places=1)
    with pytest.raises(RuntimeError):
        asked(taking_turns(failing, turns))
    assert turns.inside == 0


def test_the_place_is_held_while_a_call_is_heard():
    inside, go_on = Event(), Event()

    def slow(environ, start):
        inside.set()
        go_on.wait(HANG_S)
        return served(environ, start)

    door = taking_turns(slow, Turns(places=1))
    first = Thread(target=asked, args=(door,))
    first.start()
    assert inside.wait(HANG_S)
    assert asked(door)[0]["status"].startswith("503 ")
    go_on.set()
    first.join()
    assert asked(door)[0]["status"].startswith("200 ")


def test_who_stalls_in_the_middle_of_an_upload_takes_no_place():
    reading, go_on = Event(), Event()

    class Stalls(io.BytesIO):
        def read(self, size=-1):
            reading.set()
            go_on.wait(HANG_S)
            return super().read(size)

    door = taking_turns(served, Turns(places=1))
    environ = {"PATH_INFO": TAKE_TURNS[0], "CONTENT_LENGTH": "2", "wsgi.input": Stalls(b"{}")}
    slow = Thread(target=door, args=(environ, lambda *_: None))
    slow.start()
    assert reading.wait(HANG_S)
    assert asked(door)[0]["status"].startswith("200 ")
    go_on.set()
    slow.join()


def test_a_body_reaches_the_view_whole_and_one_that_is_too_large_no_further_than_that():
    told = []

    def reads(environ, start):
        told.append(environ["wsgi.input"].read())
        return served(environ, start)

    for size in (0, 2, 200_000, LARGEST, LARGEST + 5_000_000):
        asked(taking_turns(reads), body=b"x" * size)
    assert [len(body) for body in told] == [0, 2, 200_000, LARGEST, LARGEST]


def test_a_real_server_answers_others_while_phones_stall(tmp_path):
    serving = Serving(operators_environment(tmp_path), begin_with_it(tmp_path))
    serving.start()
    head = f"POST {TAKE_TURNS[0]} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{{".encode()
    try:
        with ExitStack() as stack:
            for _ in range(8):
                stalled = stack.enter_context(socket.create_connection(("127.0.0.1", serving.port), timeout=HANG_S))
                stalled.sendall(head)
            sleep(1)  # until the server has begun with all of them
            whole = Request(TAKE_TURNS[0], {}, b"{}")
            assert posted(serving.port, whole, HANG_S).status == 401
            with urlopen(f"http://localhost:{serving.port}/log-ind/", timeout=HANG_S) as page:
                assert page.status == 200
    finally:
        serving.stop()


@pytest.mark.django_db
def test_the_real_server_comes_in_by_this_door():
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
    }
    stream = io.BytesIO(b"{}")
    said: dict[str, Any] = {}
    environ |= {"PATH_INFO": TAKE_TURNS[0], "CONTENT_LENGTH": "2", "wsgi.input": stream}
    answer = b"".join(application(environ, lambda status, _headers: said.update(status=status)))
    assert said["status"].startswith("401 ") and json.loads(answer)["code"] == "unknown_phone"
