"""Guests who ask over HTTP: at a steady pace whatever the answers take, or each again as soon as it has its answer.

Plain sockets that stay open, so that who asks costs little: both share this machine's cores with who answers.
"""

import threading
from http.client import HTTPConnection
from time import perf_counter, sleep
from urllib.parse import urlencode

GUESTS = 8
HEADERS = {"Accept-Encoding": "gzip", "Accept-Language": "da"}


def steady(address: str, to: str, a_second: float, seconds: float) -> tuple[list[float], float]:
    """Seconds of each answer, counted from when it was to be asked; and how many were answered a second."""
    many = int(a_second * seconds)
    begin = perf_counter() + 0.1

    def guest(number: int, found: list[float]) -> None:
        here = HTTPConnection(address, timeout=60)
        for turn in range(number, many, 4 * GUESTS):
            due = begin + turn / a_second
            sleep(max(0.0, due - perf_counter()))
            _get(here, to)
            found.append(perf_counter() - due)
        here.close()

    found = _all(guest, 4 * GUESTS)
    return found, many / (perf_counter() - begin)


def most(address: str, to: str, seconds: float) -> float:
    """Answers a second, when each of a few guests asks again at once."""
    end = perf_counter() + seconds

    def guest(_number: int, found: list[float]) -> None:
        here = HTTPConnection(address, timeout=60)
        while perf_counter() < end:
            began = perf_counter()
            _get(here, to)
            found.append(perf_counter() - began)
        here.close()

    return len(_all(guest, GUESTS)) / seconds


def posted(address: str, to: str, form: dict[str, str], times: int) -> list[float]:
    """Seconds of each answer to a form, one after the other."""
    here, found = HTTPConnection(address, timeout=60), []
    for _ in range(times):
        began = perf_counter()
        here.request("POST", to, urlencode(form), {**HEADERS, "Content-Type": "application/x-www-form-urlencoded"})
        answer = here.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        found.append(perf_counter() - began)
    here.close()
    return found


def _get(here: HTTPConnection, to: str) -> bytes:
    here.request("GET", to, headers=HEADERS)
    answer = here.getresponse()
    body = answer.read()
    assert answer.status == 200, (to, answer.status)
    return body


def _all(guest, many: int) -> list[float]:  # type: ignore[no-untyped-def]  # a function of this module
    found: list[float] = []
    threads = [threading.Thread(target=guest, args=(number, found)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
