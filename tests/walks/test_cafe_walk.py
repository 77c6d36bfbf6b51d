"""A café day on a phone, without a network from the second step on: nothing is lost, and each step can be looked at.

The pictures lie in build/walk-cafe/: 390 and 320 px, light and dark.
"""

import re
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.walks.cafe import DUMP, PIN, WATCH, Cafe, Phone, make_today, phone_in, sum_of
from tests.walks.conftest import patient, take
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
# On a picture of the whole page the bar belongs at its end.
BAR = """stay => stay
  ? document.querySelector(".tabs.moved")?.classList.replace("moved", "stay")
  : document.querySelector(".tabs.stay")?.classList.replace("stay", "moved")"""
AT_NIGHT = ("03-today", "06-tally", "07-own-words", "14-close", "18-locked", "20-outbox-landed")  # where colours differ
SAID = "Jeg kommer for snakken. Kaffen er god. Min søn har 12 34 56 78, men jeg ringer ikke."


@pytest.fixture(scope="module")
def cafes(server) -> list[Cafe]:
    return make_today(server)


def keep(phone: Phone, name: str) -> None:
    """The step as it looks on two phones and at night: no violation, and nothing wider than the screen."""
    page = phone.page
    for width, dark in ((390, False), (320, False), (390, True)):
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.set_viewport_size({"width": width, "height": 844})
        if width == 320 or (dark and name in AT_NIGHT):
            hold_to_the_house(page)
            small_targets(page)
        if width == 390 and not dark:
            twice_the_text(page)
        page.evaluate(BAR, False)
        take(page, "walk-cafe", f"{name}-{width}{'-dark' if dark else ''}")
        page.evaluate(BAR, True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})


def twice_the_text(page: Page) -> None:
    """Whoever reads with letters twice as large scrolls down, never sideways; at 390 px, as most phones are."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate("document.documentElement.style.fontSize = ''")


def small_targets(page: Page) -> None:
    """Whatever can be tapped is at least 44 px both ways; the crew's large buttons 64 high."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("button, a[href], summary, input, textarea, label.check")]
        .filter((e) => e.checkVisibility() && !e.matches(".skip, .check input"))
        .map((e) => [e, e.getBoundingClientRect()])
        .filter(([e, box]) => box.height < 43.5 || box.width < 43.5 || (e.matches(".btn.crew") && box.height < 63.5))
        .map(([e, box]) => `${e.outerHTML.slice(0, 80)} ${box.width} x ${box.height}`)"""
    )
    assert found == []
    assert page.evaluate("innerWidth <= screen.width && document.documentElement.scrollWidth <= innerWidth")


def test_a_day_without_a_network(browser, server, cafes):
    first, second, *_ = cafes
    with phone_in(browser, server) as phone:
        arrive(phone)
        phone.offline()
        long_opening(phone, first)
        other_rooms(phone)
        close(phone)
        taps, seconds = short_opening(phone, second)
        cold = cold_start(phone)
        no_readable_word(phone)
        phone.unlock()
        back_online(phone)
        after(phone)
        assert [said for said in phone.trouble if "ERR_INTERNET" not in said and "401" not in said] == []
    compare(server, first, second)
    hub_leaders_view(browser, server, first)
    print(f"\nopening of 7 guests: {taps} taps, {seconds:.1f} s; cold start offline: usable after {cold:.0f} ms")


def arrive(phone: Phone) -> None:
    """Sign in once, choose a PIN, and today's tour is there."""
    phone.page.goto("/felt/")
    phone.heading("Velkommen")
    keep(phone, "01-welcome")
    phone.sign_in("alma")
    phone.heading("Hej Alma")
    phone.tap_pin(PIN[:3])
    keep(phone, "02-choose-pin")
    phone.tap_pin(PIN[3:])
    phone.see("Tast koden én gang til")
    phone.type_pin()
    phone.heading(re.compile("^I dag"))
    phone.see("Åbn caféen")
    phone.ready()
    keep(phone, "03-today")


def long_opening(phone: Phone, cafe: Cafe) -> None:
    """Seven guests and an eighth by mistake, a full house, meals, and one who left."""
    page = phone.page
    phone.see("Uden net. Alt gemmes på telefonen.")
    phone.follow(re.compile("^Pakkeliste"))
    page.get_by_role("checkbox").first.check()
    phone.see("1 af 5 er pakket")
    keep(phone, "04-load")
    page.get_by_role("link", name="Tilbage til dagen").last.tap()
    phone.press("Åbn caféen")
    phone.heading(cafe.place)
    expect(page.locator("[role=status] [lang=da]")).to_have_text(cafe.place)  # read as Danish on any phone
    for kind in ["Første gang"] * 2 + ["Været her før"] * 3 + ["Ven, en gæst tog med", "Barn", "Barn"]:
        phone.press(re.compile(f"{kind}$"))
    phone.see("8 af 7 pladser")
    phone.see("Her er fuldt. Alle må gerne blive")
    phone.press(re.compile("^Fortryd: Barn"))
    phone.see("7 af 7 pladser")
    keep(phone, "05-full-house")
    phone.press("En gik")
    phone.see("6 af 7 pladser")
    phone.press("Måltid til 7 gæster")
    phone.press(re.compile("Pose$"))
    phone.press("Én mere: Kom før åbning")
    expect(page.locator("[role=status]").last).to_contain_text("Kom før åbning: 1")
    keep(phone, "06-tally")


def other_rooms(phone: Phone) -> None:
    """Own words, a next step, and what else a day may bring."""
    page = phone.page
    phone.follow("Egne ord")
    phone.press("Gem ordene")  # nothing is written: that is no success, and says what to do
    expect(page.get_by_role("alert")).to_contain_text("Skriv først, hvad gæsten sagde")
    page.get_by_label("Hvad sagde gæsten?").fill(SAID)
    expect(page.get_by_role("alert")).to_have_count(0)
    phone.see("Det ligner et telefonnummer")
    keep(phone, "07-own-words")
    phone.press("Tag det ud")
    expect(page.get_by_label("Hvad sagde gæsten?")).to_have_value(SAID.replace("12 34 56 78", "[…]"))
    phone.press("Gem ordene")
    phone.see("Læs ordene højt, og sæt kryds")  # without the tick nothing is kept, and nothing is lost
    expect(page.get_by_label("Hvad sagde gæsten?")).to_have_value(SAID.replace("12 34 56 78", "[…]"))
    page.get_by_label("Jeg har læst det højt").check()
    phone.press("Gem ordene")
    phone.see("Ordene er gemt.")
    page.get_by_label("Hvad sagde gæsten?").fill("Det må I alligevel ikke gemme")
    page.get_by_label("Jeg har læst det højt").check()
    phone.press("Gem ordene")
    phone.see("Du har gemt 2 her")
    phone.tap(page.get_by_role("button", name=re.compile("^Fortryd: Egne ord, ")).last)
    phone.see("Du har gemt 1 her")
    page.get_by_label("Hvad sagde gæsten?").fill("Et udkast, der ikke er gemt endnu")
    phone.follow("Hjælp", exact=True)
    keep(phone, "08-needs")
    phone.press("Gæld og penge")
    expect(page.locator(".code")).to_have_text(re.compile(r"^\s*[2-9A-Z]{4}-[2-9A-Z]{4}\s*$"))
    phone.see("Det er gemt")
    keep(phone, "09-card")
    code = page.locator(".code").inner_text()
    page.reload()  # as after a lock: the guest holds a code that everybody has
    phone.unlock()
    expect(page.locator(".code")).to_have_text(code)
    phone.press("Gæsten har fået kortet")
    phone.see("Koder herfra")
    phone.follow("Egne ord")
    expect(page.get_by_label("Hvad sagde gæsten?")).to_have_value("Et udkast, der ikke er gemt endnu")
    page.get_by_label("Hvad sagde gæsten?").fill("")
    phone.follow("Gæster", exact=True)
    phone.follow(re.compile("^Vejret"))
    keep(phone, "10-weather")
    phone.press("Regn")
    phone.follow(re.compile("^Uheld"))
    phone.press("Koldt i huset")
    keep(phone, "11-mishap")
    phone.press("Gem uheldet")
    phone.follow(re.compile("^Ekstra arbejde"))
    phone.press("Læste et brev")
    phone.press("30 min.")
    keep(phone, "12-extra-work")
    phone.press("Gem", exact=True)
    phone.follow(re.compile("^Til næste hold"))
    page.get_by_label("Hvad skal de vide?").fill("Der mangler to stole.")
    keep(phone, "13-note")
    phone.press("Gem til næste hold")
    phone.see("30 min.")


def close(phone: Phone) -> None:
    """The summary is checked, a number corrected, and the café closed."""
    phone.follow("Luk", exact=True)
    phone.press("Én færre: Pose")
    phone.see("7 ting delt ud")
    keep(phone, "14-close")
    phone.press("Luk caféen")
    phone.heading("Lukket")
    phone.see("venter på net")
    keep(phone, "15-closed")
    phone.press("Videre på turen")
    phone.heading(re.compile("^I dag"))


def short_opening(phone: Phone, cafe: Cafe) -> tuple[int, float]:
    """Seven guests and their meals: how many taps, which are judged, and how many seconds, which are told."""
    expect(phone.page.locator(".trip .next h2")).to_have_text(cafe.place)
    phone.taps, start = 0, monotonic()
    phone.press("Åbn caféen")
    for kind in [
        "Første gang",
        "Været her før",
        "Været her før",
        "Været her før",
        "Ven, en gæst tog med",
        "Barn",
        "Første gang",
    ]:
        phone.press(re.compile(f"{kind}$"))
    phone.press("Måltid til 7 gæster")
    phone.follow("Luk", exact=True)
    phone.press("Luk caféen")
    phone.heading("Lukket")
    taken = phone.taps, monotonic() - start
    assert taken[0] <= 12  # a minute at five seconds each
    phone.press("Videre på turen")
    keep(phone, "16-today-after")
    phone.page.goto("/felt/#/udbakke")
    phone.see("0 af 34 er nået frem")
    keep(phone, "17-outbox-waiting")
    return taken


def cold_start(phone: Phone) -> float:
    """The app was closed; there is still no network. Milliseconds until the pad can be tapped."""
    phone.page.close()
    phone.page = phone.context.new_page()
    phone.page.add_init_script(WATCH)
    phone.page.goto("/felt/")
    phone.heading("Hej A")
    keep(phone, "18-locked")
    return phone.page.evaluate("window.usable")


def no_readable_word(phone: Phone) -> None:
    """What lies on a locked phone names no place, no person, and nothing that was said or counted."""
    dump = phone.page.evaluate(DUMP)
    assert dump["rows"] > 32
    words = ["Øster", "Redsted", "Vils", "Mors", "Alma", "Anna", "Nøglen", "snakken", "Kaffen", "ringer", "stole"]
    words += ["12 34", "first", "before", "child", "meal", "debt", "weather", "rain", "cold", "Læste", "employee", PIN]
    assert [word for word in words if word in dump["text"]] == []
    phone.type_pin("111111")
    phone.see("Du har 9 forsøg endnu.")
    keep(phone, "19-wrong-pin")


def back_online(phone: Phone) -> None:
    """The network is back: everything lands by itself."""
    phone.page.goto("/felt/#/udbakke")
    phone.offline(False)
    phone.see("34 af 34 er nået frem")
    keep(phone, "20-outbox-landed")


def after(phone: Phone) -> None:
    """The other days, the person's own page in the other language, a correction with its history, the lock."""
    page = phone.page
    page.goto("/felt/#/dage")
    phone.heading("Andre dage")
    keep(phone, "21-days")
    page.goto("/felt/#/")
    page.get_by_role("link", name="Ret tallene").first.tap()
    page.get_by_label("Hvorfor retter du?").fill("Talte forkert")
    phone.press("Én mere: Tøj")
    phone.see("Tøj +1 (Talte forkert)")
    keep(phone, "22-correct")
    phone.page.goto("/felt/#/mig")
    phone.press("English")
    expect(page.get_by_role("heading", name="Leave this phone")).to_be_visible()
    keep(phone, "23-me-english")
    page.goto("/felt/#/udbakke")
    phone.see("35 of 35 have landed")
    page.goto("/felt/#/mig")
    phone.press("Lock the phone now")
    phone.heading("Hello A")


def compare(server, first: Cafe, second: Cafe) -> None:
    """The server's sums equal the taps, and each event is there once."""
    one, two = sum_of(server, first), sum_of(server, second)
    one["given"] = {kind: n for kind, n in one["given"].items() if n}
    assert one == {
        "first": 2,
        "before": 3,
        "friend": 1,
        "child": 1,
        "left": 1,
        "early": 1,
        "given": {"meal": 7, "clothes": 1},
        "words": 1,
        "next_steps": 1,
        "mishaps": 1,
        "shadow_minutes": 30,
        "weather": ["rain"],
        "events": 25,
        "text": [SAID.replace("12 34 56 78", "[…]"), ""],
        "closed": True,
        "in_doubt": [],
        "flags": [],
    }
    assert [two[kind] for kind in ("first", "before", "friend", "child", "events")] == [2, 3, 1, 1, 10]
    assert two["given"] == {"meal": 7}
    assert two["closed"]


def hub_leaders_view(browser, server, cafe: Cafe) -> None:
    """What the office sees of it the same minute."""
    context = patient(
        browser.new_context(viewport={"width": 1280, "height": 900}, base_url=server.address, locale="da-DK")
    )
    page = context.new_page()
    page.goto("/log-ind/")
    page.get_by_label("Brugernavn").fill("carla")
    page.get_by_label("Adgangskode").fill("cafe-carla")
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.goto(
        server.do("""
from django.urls import reverse
from django.utils import timezone
from driveout.records.models import Season
print(reverse("office:day", args=[Season.objects.earliest("id").pk, timezone.localdate().isoformat()]))""")
    )
    expect(page.get_by_text(cafe.place).first).to_be_visible()
    take(page, "walk-cafe", "24-office")
    context.close()
