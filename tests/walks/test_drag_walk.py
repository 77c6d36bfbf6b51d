"""Moving an opening by mouse, finger, keys and form: always its price first; then two people, and a net that goes."""

import re
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.patience import HANG_S
from tests.walks.conftest import come_in, patient, take
from tests.walks.house import hold_to_the_house
from tests.walks.way_round import own_menu

pytestmark = pytest.mark.browser
APPROVE = """
from django.utils import timezone
from driveout.records.models import Member, Season
from driveout.records.plan import queries
from driveout.records.plan import actions
carla = Member.objects.get(user__username="carla").user
plan = queries.newest_plan(Season.objects.get(name="Akut 2020").id)
actions.approve_plan(plan_id=plan.id, by=carla, now=timezone.now())
"""


@pytest.fixture
def on_a_phone(browser, server) -> Iterator[Callable[..., Page]]:
    """A page of Carla's in a browser of its own, whose net can be taken and whose screen can be touched."""
    contexts: list[BrowserContext] = []

    def opened(width: int = 390, *, dark: bool = False, touch: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, has_touch=touch, base_url=server.address, locale="da-DK",
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        contexts.append(patient(context))
        return come_in(context, server, "carla")

    yield opened
    for context in contexts:
        context.close()


def held(page: Page, name: str) -> None:
    """A picture of what is on the screen alone: one of the whole page would move it under the hand."""
    take(page, "walk-office", name, whole=False)


def slot(page: Page, place: str) -> Locator:
    return page.locator("a.slot[data-move]").filter(has_text=place).first


def free(page: Page, nth: int) -> tuple[str, int]:
    """An opening that may go to any day: its place, and the day beside its own."""
    one = page.locator("""a.slot[data-move*='"no": {}']""").nth(nth)
    day = int(re.search(r'"of": (\d)', one.get_attribute("data-move")).group(1))
    return one.locator("b").inner_text(), day + 1 if day < 4 else day - 1


def middle(box: Any, down: float = 12) -> tuple[float, float]:
    return box["x"] + min(30, box["width"] / 2), box["y"] + down


def lift(page: Page, place: str, day: int, *, down: float = 0) -> None:
    """Take an opening by mouse and hold it over a day, so many pixels lower than it was."""
    one = slot(page, place)
    one.scroll_into_view_if_needed()
    x, y = middle(one.bounding_box())
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y + 2, steps=3)
    there = page.locator(f".day[data-day='{day}']").bounding_box()
    page.mouse.move(there["x"] + there["width"] / 2, y + down, steps=8)


def priced(page: Page) -> Locator:
    """The panel, once the price is there."""
    panel = page.locator("#pris")
    expect(panel.locator(".headline, .clash").first).to_be_visible()
    return panel


def test_by_mouse_with_its_price_then_undo_redo_and_plan_again_from_known_times(open_page, picture, server):
    server.do(APPROVE)
    page = open_page("carla")
    lift(page, "Karby", 3, down=54)
    expect(page.locator(".day.can.over")).to_have_attribute("data-day", "3")
    expect(page.locator(".ghost .where")).to_have_text(re.compile(r"^\s*Torsdag kl\.\s"))
    held(page, "drag-held")
    page.mouse.up()
    expect(page.locator("#pris h2")).to_contain_text(re.compile(r"^\s*Karby: torsdag kl\.\s"))
    panel = priced(page)
    expect(panel.locator(".headline")).to_contain_text("gæster om ugen i alt")
    expect(panel.locator(".headline")).to_contain_text(" kr. ")
    picture(page, "drag-price-1280")
    hold_to_the_house(page)
    panel.get_by_role("link", name="Lad være").click()
    expect(page.locator("#pris")).to_be_empty()
    expect(page.locator("#changes")).to_be_empty()  # nothing was stored

    lift(page, "Karby", 3)
    expect(page.locator(".ghost .where")).to_have_text("Torsdag, planen vælger tiden")
    page.mouse.up()
    panel = priced(page)
    panel.get_by_label("Hvorfor ændrer du det?").fill("Hallen i Karby er kold om tirsdagen.")
    panel.get_by_role("button", name="Gør det").click()
    expect(page.locator("#besked")).to_contain_text("Ændringen er gemt.")
    expect(page.locator("#changes")).to_contain_text("Karby: om torsdagen")
    page.get_by_role("button", name=re.compile("^Fortryd")).click()
    expect(page.locator("#besked")).to_contain_text("Fortrudt.")
    expect(page.locator("#changes")).to_contain_text("Ingen ændringer venter")
    page.get_by_role("button", name=re.compile("^Gør om")).click()
    expect(page.locator("#besked")).to_contain_text("Ændringen gælder igen.")
    expect(page.locator("#changes")).to_contain_text("1 ændring venter")

    expect(page.locator("#holds")).to_contain_text("Holder fast ved de godkendte tider")
    picture(page, "drag-plan-again")
    page.get_by_role("button", name="Planlæg igen").click()
    expect(page.locator("#live")).to_contain_text(re.compile("Den nye plan er klar|Din plan er"))
    expect(page.locator("#proof")).to_contain_text(re.compile(r"\d+ af \d+ kendte tider er de samme"))
    expect(page.locator(".day[data-day='3'] .slot").filter(has_text="Karby")).to_be_visible()
    picture(page, "drag-planned-again")


def test_escape_lets_go_and_a_day_that_cannot_be_says_why(open_page):
    page = open_page("carla")
    twice = page.locator("a.slot[data-move*='Har åbent her']").first
    place = twice.locator("b").inner_text()
    told = twice.get_attribute("data-move")
    shut = re.search(r'"(\d)": "Har åbent her"', told).group(1)
    lift(page, place, int(shut))
    expect(page.locator(f".day[data-day='{shut}'].cannot .why-not")).to_have_text("Har åbent her")
    expect(page.locator(".ghost .where")).to_have_text("Har åbent her")
    held(page, "drag-cannot")
    page.keyboard.press("Escape")
    expect(page.locator(".ghost, .why-not, .day.can, .day.cannot")).to_have_count(0)
    page.mouse.up()
    expect(page.locator("#pris")).to_be_empty()
    lift(page, place, int(shut))
    page.mouse.up()
    expect(page.locator(".ghost")).to_have_count(0)
    expect(page.locator("#pris")).to_be_empty()


def test_after_the_week_was_swapped_in_english_and_in_the_dark(open_page, picture):
    page = open_page("carla", dark=True)
    own_menu(page).get_by_role("button", name="English").click()
    page.get_by_label("Hub", exact=True).select_option(label="Skjern")
    expect(page.get_by_role("heading", name="Skjern, every week")).to_be_visible()
    place, day = free(page, 0)
    lift(page, place, day)
    expect(page.locator(".ghost .where")).to_contain_text("the plan chooses the time")
    held(page, "drag-held-dark")
    page.mouse.up()
    priced(page)
    expect(page.locator("#pris .headline")).to_contain_text("guests a week in all")
    picture(page, "drag-price-1280-dark")
    hold_to_the_house(page)
    own_menu(page).get_by_role("button", name="Dansk").click()


@pytest.mark.parametrize(("width", "dark"), [(390, False), (320, True)])
def test_by_finger(on_a_phone, picture, width, dark):
    page = on_a_phone(width, dark=dark)
    one = slot(page, "Balling")
    one.scroll_into_view_if_needed()
    grip = one.locator(".grip")
    expect(grip).to_be_visible()
    box = grip.bounding_box()
    assert min(box["width"], box["height"]) >= 44
    day = int(re.search(r'"of": (\d)', one.get_attribute("data-move")).group(1))
    x, y = box["x"] + 20, box["y"] + 20
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x, y)
    touch("touchMove", x, y + 10)
    expect(page.locator(".ghost")).to_be_visible()
    to = page.locator(f".day[data-day='{day + 1}'] h3")
    while not 100 < (there := to.bounding_box())["y"] < 700:  # at the edge of the screen the page scrolls by itself
        touch("touchMove", x, 770 if there["y"] > 400 else 30)
        page.wait_for_timeout(60)
    there = to.bounding_box()
    touch("touchMove", x, there["y"] + 20)
    expect(page.locator(".day.over")).to_have_attribute("data-day", str(day + 1))
    held(page, f"drag-finger-{width}{'-dark' if dark else ''}")
    touch("touchEnd")
    expect(page.locator("#pris h2")).to_contain_text("Balling: ")
    priced(page)
    picture(page, f"drag-price-{width}{'-dark' if dark else ''}")
    hold_to_the_house(page)


def test_by_keyboard_and_by_form(open_page, picture):
    page = open_page("carla")
    place, day = free(page, 1)
    slot(page, place).focus()
    page.keyboard.press("ArrowRight" if day < 4 else "ArrowLeft")
    expect(page.locator("#pris h2")).to_contain_text(f"{place}: ")
    expect(page.locator("#pris h2")).to_be_focused()
    priced(page).get_by_role("link", name="Lad være").press("Enter")
    slot(page, place).press("Enter")
    form = page.locator("#sted form.move").first
    expect(form).to_be_visible()
    form.get_by_label("Tid").select_option(label="13")
    form.get_by_role("button", name="Se hvad det koster").press("Enter")
    expect(page.locator("#pris h2")).to_contain_text("kl. 13")
    priced(page)
    picture(page, "drag-form")


def until(page: Page, there: str) -> None:
    """Without script a page is asked again by hand."""
    end = monotonic() + HANG_S
    while not page.locator(there).count():
        assert monotonic() < end, there
        page.wait_for_timeout(500)
        page.reload()


def test_the_form_without_script(open_page):
    page = open_page("carla", script=False)
    slot(page, free(page, 2)[0]).click()
    until(page, "#sted .sum")
    form = page.locator("#sted form.move").first
    form.get_by_label("Tid").select_option(label="12")
    form.get_by_role("button", name="Se hvad det koster").click()
    until(page, "#pris .headline, #pris .clash")
    expect(page.locator("#pris h2")).to_contain_text("kl. 12")


def test_two_people_move_one_opening_and_the_second_is_told(open_page, picture):
    first, second = open_page("carla"), open_page("carla")
    place, day = free(first, 3)
    lift(first, place, day)
    first.mouse.up()
    priced(first)
    lift(second, place, day, down=54)
    second.mouse.up()
    priced(second)
    first.get_by_role("button", name="Gør det").click()
    expect(first.locator("#besked")).to_contain_text("Ændringen er gemt.")
    second.get_by_label("Hvorfor ændrer du det?").last.fill("Salen er optaget.")
    second.get_by_role("button", name="Gør det").click()
    expect(second.locator("#besked")).to_contain_text(f"{place}: om ")
    expect(second.locator("#besked")).to_contain_text("Din ændring er ikke gemt.")
    picture(second, "drag-two-people")
    hold_to_the_house(second)
    expect(second.locator("#wish-why")).to_have_value("Salen er optaget.")
    first.get_by_role("button", name=re.compile(f"^Fortryd.*{place}")).click()
    expect(first.locator("#besked")).to_contain_text("Fortrudt.")


def count(server, place: str) -> str:
    """How many changes of a place are stored."""
    return server.do(
        f"from driveout.records.models import Change; print(Change.objects.filter(stop__name={place!r}).count())"
    )


def test_a_net_that_goes_keeps_the_change_and_sends_it_once(on_a_phone, picture, server):
    page = on_a_phone(1280, touch=False)
    place, day = free(page, 4)
    lift(page, place, day)
    page.mouse.up()
    priced(page)
    before = int(count(server, place))
    page.context.set_offline(True)
    page.get_by_role("button", name="Gør det").click()
    expect(page.locator("#kept")).to_contain_text("Ingen forbindelse. Ændringen er gemt her og sendes")
    expect(page.locator("#kept")).to_be_in_viewport()
    picture(page, "drag-offline")
    hold_to_the_house(page)
    page.wait_for_timeout(5000)  # it tries again meanwhile
    expect(page.locator("#kept")).to_be_visible()
    assert int(count(server, place)) == before
    page.context.set_offline(False)
    expect(page.locator("#besked")).to_contain_text("Ændringen er gemt.")
    expect(page.locator("#changes")).to_contain_text(f"{place}: om ")
    page.go_back()
    page.wait_for_timeout(1000)
    assert int(count(server, place)) == before + 1


def test_an_answer_that_is_lost_is_no_second_change(on_a_phone, server):
    page = on_a_phone(1280, touch=False)
    place, day = free(page, 0)
    lift(page, place, day)
    page.mouse.up()
    priced(page)
    before = int(count(server, place))
    lost: list[Any] = []

    def lose(route):
        """It reaches the server; the answer does not reach us, the first time."""
        if not lost:
            lost.append(route.fetch())
            return route.abort("connectionreset")
        return route.continue_()

    page.route("**/wish/*", lose)
    page.get_by_role("button", name="Gør det").click()
    expect(page.locator("#besked")).to_contain_text("Ændringen er gemt.")
    assert lost and int(count(server, place)) == before + 1


def test_back_in_the_history_the_old_form_is_refused_with_what_holds_now(on_a_phone):
    page = on_a_phone(1280, touch=False)
    place, _day = free(page, 0)
    slot(page, place).click()
    expect(page.get_by_role("button", name="Lås som nu")).to_be_visible()
    mark = page.locator("#wish-form [name=opened_with]").input_value()
    page.get_by_role("button", name="Lås som nu").click()
    expect(page.locator("#besked")).to_contain_text("Ændringen er gemt.")
    expect(page.locator("#wish-form")).to_be_visible()
    # As the page was that the history gives back.
    page.locator("#wish-form [name=opened_with]").evaluate("(field, old) => { field.value = old }", mark)
    page.locator("#sted button").filter(has_text="Intet besøg").click()
    expect(page.locator("#besked")).to_contain_text(f"{place}: låst som nu (Carla")
    expect(page.locator("#besked")).to_contain_text("Din ændring er ikke gemt.")
    page.get_by_role("button", name=re.compile(f"^Fortryd.*{place}")).first.click()
    expect(page.locator("#besked")).to_contain_text("Fortrudt.")
