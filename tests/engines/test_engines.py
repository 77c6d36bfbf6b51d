"""One café in every engine that a phone may have, with a network that is cut: sign in, count, go offline, and land.

Each night, where the engines are installed: `make engines` prints what each of them did.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.engines.browsers import ENGINES, Engine, WebKit, missing
from tests.engines.wire import Wire
from tests.pace import PACE
from tests.patience import HANG_S
from tests.walks.cafe import PIN, Cafe, make_today, sum_of
from tests.walks.conftest import House, house  # noqa: F401 (a fixture)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(PACE != "night", reason="each night: make engines"),
]
PRESS = "[...document.querySelectorAll('button, a.btn')].find((one) => one.textContent.trim().startsWith({}))"
PUBLISH = """
from django.utils import timezone
from driveout.records.models import Member, Season
from driveout.records.plan import queries
from driveout.records.plan.publishing.actions import publish_times
carla = Member.objects.get(user__username="carla")
season = Season.objects.filter(organisation=carla.organisation).earliest("id")
publish_times(plan_id=queries.newest_plan(season.id).id, by=carla.user, now=timezone.now())
print(season.id)
"""
COUNTED = """
from driveout.records.meet.models import FieldEvent
print(FieldEvent.objects.filter(occurrence_id={id}, kind="count").count(), end="")
"""


class Hand:
    """Somebody at the screen. What is waited for comes, or the page is in the message."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine, self.address = engine, address

    def go(self, path: str) -> None:
        self.engine.go(self.address + path)

    def until(self, expression: str) -> Any:
        """True at last; pages may come and go meanwhile."""
        end, trouble = monotonic() + min(HANG_S, 120), ""
        while monotonic() < end:
            try:
                if found := self.engine.js(expression):
                    return found
            except Exception as no:  # the page that was asked is gone, and the next not there yet
                trouble = str(no)
            sleep(0.2)
        page = self.engine.js("location.href + ' ' + document.body.innerText.slice(0, 600)")
        raise AssertionError(f"{expression} never came true. {trouble}\n{page}")

    def see(self, words: str) -> None:
        self.until(f"document.body.innerText.replace(/\\s+/g, ' ').includes({words!r})")

    def press(self, words: str) -> None:
        self.until(f"((one) => one && (one.click(), true))({PRESS.format(repr(words))})")

    def type_pin(self) -> None:
        keys = "[...document.querySelectorAll('.pin button')]"
        for digit in PIN:
            self.until(f"{keys}.length > 9 && ({keys}.find((key) => key.textContent === '{digit}').click(), true)")


@pytest.fixture(params=[*ENGINES])
def engine(request) -> Iterator[Engine]:
    if why := missing(request.param):
        pytest.skip(why)
    with ENGINES[request.param]() as opened:
        yield opened


def read_what_is_public(hand: Hand, season: int) -> None:
    """In the browser's own language, and in Danish where the address says so; a list is told as a list."""
    hand.go(f"/tider/{season}/")
    spoken = hand.engine.js("navigator.language.slice(0, 2)")  # an engine without Danish speaks English
    assert hand.engine.js("document.documentElement.lang") == spoken
    hand.engine.js("(document.cookie = 'django_language=da; path=/')")
    hand.engine.js("localStorage.setItem('driveout-language', 'da')")
    hand.go(f"/tider/{season}/?sprog=da")
    assert hand.engine.js("document.documentElement.lang") == "da"
    assert hand.engine.js("document.documentElement.scrollWidth <= innerWidth")
    if isinstance(hand.engine, WebKit):
        assert hand.engine.role("main ul, main ol") == "list"


def come_in(hand: Hand) -> None:
    """Sign in on the ordinary page, choose a code, and wait until the app can open without a network."""
    hand.go("/felt/")
    hand.press("Log ind")
    hand.until("document.querySelector('[name=login]') !== null")
    hand.engine.js("(document.querySelector('[name=login]').value = 'alma')")
    hand.engine.js("(document.querySelector('[name=password]').value = 'cafe-alma')")
    hand.engine.js("document.querySelector('[name=password]').form.requestSubmit()")
    hand.see("Hej Alma")
    hand.type_pin()
    hand.see("Tast koden én gang til")
    hand.type_pin()
    hand.see("I dag")
    hand.until("document.querySelector('.trip') !== null")
    hand.engine.js("navigator.serviceWorker.ready.then(() => true)")


def count_without_a_network(hand: Hand, wire: Wire, cafe: Cafe) -> None:
    """Three guests, said aloud that there is no net; and all of it is there when the app is opened anew."""
    hand.engine.js(f"(location.hash = '#/cafe/{cafe.id}')")
    hand.press("Åbn caféen")
    hand.see("Åben til")
    assert hand.engine.js("document.activeElement !== document.body")
    wire.cut()
    for n in (1, 2, 3):
        hand.engine.js("document.querySelector('.tally button').click()")
        hand.until(f"document.querySelector('.tally button b').textContent === '{n}'")
    said = "[...document.querySelectorAll('[role=status]')]"
    hand.until(f"{said}.some((one) => /Uden net|svarer ikke/.test(one.textContent))")
    hand.go("/felt/#/")  # from what the phone keeps
    hand.engine.js("location.reload()")
    hand.until("document.querySelector('.pin') !== null")
    hand.type_pin()
    hand.until(f"document.querySelector('.bar') !== null && (location.hash = '#/cafe/{cafe.id}', true)")
    hand.until("document.querySelector('.tally button b')?.textContent === '3'")


def test_a_cafe_with_the_network_cut(engine, house, request):  # noqa: F811
    server = house.planned()
    cafe, *_ = make_today(server)
    season = int(server.do(PUBLISH))
    with closing(Wire(int(urlsplit(server.address).port or 0))) as wire:
        hand = Hand(engine, f"http://localhost:{wire.port}")
        read_what_is_public(hand, season)
        come_in(hand)
        count_without_a_network(hand, wire, cafe)
        assert server.do(COUNTED.format(id=cafe.id)) == "0"
        wire.mend()
        hand.engine.js("(location.hash = '#/udbakke')")
        send = f"{PRESS.format(repr('Send nu'))}?.click()"
        hand.until(f"({send}, document.body.innerText.includes('4 af 4 er nået frem'))")
        landed = sum_of(server, cafe)
        assert (landed["first"], landed["events"]) == (3, 4)
    version = engine.js("navigator.userAgent")
    told = re.search(r"(Firefox|HeadlessChrome|Version)/[\d.]+", version)
    print(f"\n{request.node.callspec.id}: {told.group() if told else version}: 3 guests counted offline, 4 of 4 landed")
