"""A real browser against the real demo. Every page it opens is held to the content policy while it is open."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.browser import FLAGS
from tests.patience import HANG_MS
from tests.walks.house import fits, hold_to_the_house
from tests.walks.server import ROOT, Server, copied, demo, kept

PICTURES = ROOT / "build"
SIZES = [(1280, False), (390, True), (320, False)]  # width, dark; the whole story is kept in all six
expect.set_options(timeout=HANG_MS)


@dataclass
class House:
    """The one demo that a worker's walks share, and the states in which a walk finds it: kept databases.

    `shared`: made by whichever worker asks first; the others wait for it and begin with a copy.
    """

    shared: Path
    own: Path
    open: ExitStack = field(default_factory=ExitStack)
    running: Server | None = None

    def server(self) -> Server:
        """Started for the first walk."""
        if self.running is None:
            ready = kept(self.shared / "planned", self._plan)
            if self.running is None:
                self._start(ready)
        return self.running

    def planned(self) -> Server:
        """Its plan waits to be approved, and no day is made: most walks begin there."""
        self.server().begin_again(kept(self.shared / "planned", self._plan))
        return self.server()

    def in_week(self) -> Server:
        """Its week is in progress, on the same plan."""
        self.server().begin_again(kept(self.shared / "in-week", self._begin_week))
        return self.server()

    def _plan(self, made: Path) -> None:
        copied(self._start(None).database, made)

    def _start(self, ready: Path | None) -> Server:
        shutil.rmtree(self.own, ignore_errors=True)  # of one that has ended
        self.own.mkdir()
        if ready is not None:
            shutil.copy(ready, self.own / ready.name)
        self.running = self.open.enter_context(demo(self.own))
        return self.running

    def _begin_week(self, made: Path) -> None:
        self.planned().do("from driveout.jobs.demo_town import begin_week; begin_week('da')")
        copied(self.server().database, made)

    def end(self) -> None:
        self.open.close()
        self.running = None


HOUSE = pytest.StashKey[House]()


@pytest.fixture(scope="session")
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> House:
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    request.config.stash[HOUSE] = House(shared, base / "house")
    return request.config.stash[HOUSE]


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """After a worker's last walk nobody needs the demo: what it still does would cost the other tests their time."""
    if HOUSE in item.config.stash and (nextitem is None or nextitem.path.parent != item.path.parent):
        item.config.stash[HOUSE].end()


@pytest.fixture(scope="module")
def server(house: House) -> Server:
    """The demo, for each file of walks as if nobody had been there: what one walk changes is nothing to another."""
    return house.planned()


@pytest.fixture(scope="module")
def browser(chromium) -> Iterator[Browser]:
    """Closed after each file of walks: while it is open, nothing else here may ask a database."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*FLAGS])
        yield started
        started.close()


def patient(context: BrowserContext) -> BrowserContext:
    """Its pages wait as long as everything else does, and not Playwright's half minute."""
    context.set_default_timeout(HANG_MS)
    return context


def come_in(context: BrowserContext, server: Server, name: str, to: str = "/") -> Page:
    """A page of somebody who has signed in. The form itself is filled in by the walks of people, story and café."""
    assert server.desk is not None
    key = server.desk.session_of(name, bound_for=to)
    context.add_cookies([{"name": "sessionid", "value": key, "url": server.address, "httpOnly": True}])
    page = context.new_page()
    page.goto(to)
    return page


@pytest.fixture
def open_page(browser, server) -> Iterator[Callable[..., Page]]:
    """`open_page("carla", width=320)`: the front page of one who is signed in. Trouble of any page fails the test."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opened(name: str | None = None, *, width: int = 1280, script: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",  # what is looked at is there, not on its way
            base_url=server.address,
            locale="da-DK",
        )
        contexts.append(patient(context))
        context.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: trouble.append(str(error.error)))
        if name:
            return come_in(context, server, name)
        page = context.new_page()
        page.goto("/log-ind/")
        return page

    yield opened
    for context in contexts:
        context.close()
    expected = ("403", "404", "409", "410", "413", "422")  # the browser calls a refused page an error; tests ask
    assert [said for said in trouble if not any(f"status of {code}" in said for code in expected)] == []


def take(page: Page, walk: str, name: str, *, whole: bool = True) -> None:
    """A picture of the page, or of what is on the screen alone, in build/: where DRIVEOUT_PICTURES asks for them, as
    the walks of the Makefile do. The suite takes none: nobody looks at them there."""
    if os.environ.get("DRIVEOUT_PICTURES"):
        (PICTURES / walk).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / walk / f"{name}.png", full_page=whole)


@pytest.fixture
def picture(request) -> Callable[[Page, str], None]:
    """Keep what the page looks like in build/walk-season/ or build/walk-office/."""
    walk = "walk-season" if request.path.stem == "test_season_walk" else "walk-office"
    return lambda page, name: take(page, walk, name)


def look_at(page: Page, walk: str, name: str) -> None:
    """Hold it to the house in light and in dark, on a desk and on a phone, and keep what it looks like.

    320 px has the rules of 390: there it is only asked whether everything fits.
    """
    for width, dark in SIZES:
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 900})
        if width < 390:
            assert fits(page)
        else:
            hold_to_the_house(page)
        take(page, walk, f"{name}-{width}{'-dark' if dark else ''}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def tab_to(page: Page, target: Locator, most: int = 120) -> None:
    """Tab until it has the focus. Nobody who cannot use a mouse is to be stuck on the way."""
    expect(target).to_be_visible()
    for _ in range(most):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is not reached by {most} steps of the Tab key")
