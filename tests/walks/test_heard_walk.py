"""Every press changes what is read aloud, or moves the focus to what it brought; never back to the top of the page."""

import json
import re
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.patience import HANG_S
from tests.screens.test_rights_table import addresses
from tests.walks.cafe import Phone, make_today, phone_in
from tests.walks.conftest import come_in, patient
from tests.walks.gallery import ACTS, REGISTERS, WORLD, pages
from tests.walks.heard import LISTEN, focus, press_all, said

pytestmark = pytest.mark.browser
# A choice made while the scripts are on their way: they come when it is made.
BEFORE_SCRIPTS = """
document.addEventListener("readystatechange", () => {
  const hub = document.readyState === "interactive" && document.querySelector("#f-hub");
  if (hub) hub.value = [...hub.options].find((one) => one.label === "Skjern").value;
});
"""


@pytest.fixture
def carla(browser, server):
    """Her front page, on which every live region is listened to."""
    context = patient(browser.new_context(base_url=server.address, locale="da-DK", reduced_motion="reduce"))
    context.add_init_script(LISTEN)
    yield come_in(context, server, "carla")
    context.close()


def until(page: Page, word: str) -> None:
    """A live region says it, now or soon."""
    end = monotonic() + HANG_S
    while word not in said(page):
        assert monotonic() < end, f"{word!r} is not among what was said:\n{said(page)}"
        page.wait_for_timeout(50)


def test_the_price_of_a_move_and_the_way_back(carla):
    """By the arrow: its title has the focus, its price is said; and the opening has the focus again."""
    slot = carla.locator("a.slot[data-move]").nth(3)
    place, told = slot.locator("b").inner_text(), json.loads(slot.get_attribute("data-move"))
    slot.focus()
    carla.keyboard.press("ArrowRight" if told["of"] < 3 else "ArrowLeft")
    expect(carla.locator("#pris-h")).to_be_focused()
    assert place in focus(carla)
    until(carla, "gæster om ugen i alt" if carla.locator("#pris .headline").count() else "")
    carla.locator("#pris-leave").press("Enter")
    expect(carla.locator("#pris")).to_be_empty()
    expect(slot).to_be_focused()


def test_a_price_asked_by_the_form_stands_under_it(carla):
    carla.locator("a.slot[data-move]").nth(2).press("Enter")
    carla.wait_for_url("**#sted")
    expect(carla.locator("#sted-h")).to_be_focused()  # what the address names
    ask = carla.locator("#sted form.move").first.get_by_role("button")
    ask.press("Enter")
    expect(carla.locator("form.move + #pris #pris-h")).to_be_focused()
    expect(carla.locator("#pris")).to_be_in_viewport()
    carla.locator("#pris-leave").press("Enter")
    expect(ask).to_be_focused()


def test_what_a_page_says_after_a_press_has_the_focus(carla):
    carla.locator("a.slot[data-move]").nth(5).press("Enter")
    carla.wait_for_url("**#sted")
    carla.locator("#wish-form button").first.press("Enter")
    expect(carla.locator("#besked [data-said]")).to_be_focused()
    assert "Ændringen er gemt" in focus(carla)
    carla.get_by_role("button", name="Fortryd").first.press("Enter")
    expect(carla.locator("#besked [data-said]").filter(has_text="Fortrudt")).to_be_focused()


def test_a_filter_is_said_keeps_the_focus_and_is_kept_when_chosen_before_the_scripts_came(carla):
    hub = carla.get_by_label("Hub", exact=True)
    hub.focus()
    hub.select_option(label="Esbjerg")
    until(carla, "Esbjerg, hver uge")
    expect(carla.get_by_label("Hub", exact=True)).to_be_focused()
    carla.context.add_init_script(BEFORE_SCRIPTS)
    carla.goto("/")
    expect(carla.get_by_role("heading", name="Skjern, hver uge")).to_be_visible()
    expect(carla.get_by_label("Hub", exact=True)).to_have_value(re.search(r"hub=(\d+)", carla.url).group(1))


def test_planning_says_its_phases_and_how_it_ended(carla):
    carla.get_by_role("button", name="Planlæg igen").press("Enter")
    until(carla, "Planlægger 15 hubs")
    expect(carla.locator("#plan-again")).to_be_focused()
    stop = carla.locator("#stop-run")
    if stop.is_visible():
        stop.press("Enter")
    ended = re.compile("Stoppet|Din plan er stadig den bedste|Den nye plan er klar|Søgningen sluttede")
    expect(carla.locator("#live")).to_contain_text(ended)
    expect(carla.locator("#news")).to_contain_text(ended)
    assert focus(carla) != "nothing"


def test_no_press_that_stays_on_a_page_is_silent_or_loses_the_focus(carla, house):
    """Each main page, and every button and fold on it that leads nowhere."""
    from django.urls import reverse

    server = house.in_week()
    names = {f"slug {slug}": slug for slug in (*REGISTERS, "terms")} | {f"act {act}": act for act in ACTS}
    world = {**json.loads(server.do(WORLD)), **names}
    come_in(carla.context, server, "carla").close()
    found, pressed = {}, 0
    for picture in pages():
        if picture.who != "carla" or picture.status != 200:
            continue
        carla.goto(picture.address(reverse, addresses()[picture.name], world))
        done = press_all(carla)
        pressed += done["pressed"]
        if done["silent"]:
            found[str(picture)] = done["silent"]
    assert found == {}
    assert pressed > 100


def hear(phone: Phone, *words: str) -> None:
    for word in words:
        until(phone.page, word)


def test_on_the_phone_every_tap_is_heard(browser, server, house):
    cafe, *_ = make_today(house.planned())
    with phone_in(browser, server) as phone:
        phone.context.add_init_script(LISTEN)
        phone.come_in(server, "alma")
        phone.settle("alma")
        phone.at(cafe)
        phone.press("Åbn caféen")
        phone.see("Åben til")
        assert focus(phone.page) == cafe.place  # the button went; its place is read from the heading
        phone.count("Første gang", 2)
        hear(phone, "Første gang: 2")
        for left in (1, 0):
            phone.press(re.compile("^Fortryd: Første gang"))
            hear(phone, f"Fortrudt: Første gang. Første gang: {left}")
        assert "forkert tryk" in focus(phone.page)  # the same button, which has nothing to undo
        phone.offline()
        phone.count("Barn")
        hear(phone, "Uden net. Alt gemmes på telefonen.")
        phone.offline(False)
        hear(phone, "Alt er nået frem.")
        phone.page.goto("/felt/#/mig")
        phone.press("Ryd min plads på telefonen")
        hear(phone, "Dine ture og din kode slettes her")
        assert focus(phone.page) != "nothing"
        phone.press("Nej, behold den")
        assert focus(phone.page) != "nothing"
        phone.press("Lås telefonen nu")
        expect(phone.page.get_by_role("heading", level=1, name="Hej A")).to_be_focused()
        assert phone.trouble == []
