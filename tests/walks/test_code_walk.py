"""The code of a phone, in a real browser: an easy one is refused and says why, words do too, an old one is changed."""

import pytest
from playwright.sync_api import expect

from tests.walks.cafe import PIN, Phone, make_today, phone_in
from tests.walks.conftest import take
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
WORDS = "hest lampe torsk myg"
# As an earlier version let it be: the same key under a PIN that is refused now.
EASY = """async ([code, easy]) => {
  const bytes = (text) => new TextEncoder().encode(text);
  const asked = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
  const under = async (pin, salt, iterations) => crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveKey"]),
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const open = (key, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
  const close = async (key, raw) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, raw)) };
  };
  const db = await asked(indexedDB.open("driveout"));
  const [place] = await asked(db.transaction("places").objectStore("places").getAll());
  const { salt, rounds, sealed } = place.wrap;
  const both = new Uint8Array(await open(place.device, sealed));
  const raw = await open(await under(code, salt, rounds), { iv: both.slice(0, 12), data: both.slice(12) });
  const inner = await close(await under(easy, salt, rounds), raw);
  place.wrap = { salt, rounds, sealed: await close(place.device, new Uint8Array([...inner.iv, ...inner.data])) };
  place.long = false;
  await asked(db.transaction("places", "readwrite").objectStore("places").put(place));
  db.close();
}"""


def keep(phone: Phone, name: str) -> None:
    """As it looks at both widths: no violation, and nothing wider than the screen."""
    for width in (1280, 320, 390):
        phone.page.set_viewport_size({"width": width, "height": 844})
        hold_to_the_house(phone.page)
        take(phone.page, "walk-code", f"{name}-{width}")


def choose_words(phone: Phone) -> None:
    """Where a date and a short word were refused."""
    phone.type_pin("240558")
    phone.see("Koden ligner en dato. Andre gætter den let. Vælg en anden.")
    keep(phone, "1-refused")
    phone.press("Brug ord i stedet for tal")
    field = phone.page.get_by_label("Din kode")
    field.fill("kaffe")
    phone.press("Videre")
    phone.see("Koden er for kort")
    field.fill(WORDS)
    keep(phone, "2-words")
    phone.press("Videre")
    phone.see("Skriv ordene én gang til")
    expect(field).to_have_value("")
    field.fill(WORDS.upper())
    phone.press("Gem koden")


def test_an_easy_pin_is_refused_words_open_it_and_an_old_one_is_changed(browser, server):
    cafe = make_today(server)[0]
    with phone_in(browser, server) as phone:
        phone.come_in(server, "alma")
        phone.heading("Hej Alma")
        choose_words(phone)
        phone.heading("I dag")
        field = phone.page.get_by_label("Din kode")
        phone.ready()
        phone.open(cafe)
        phone.count("Barn", 2)
        phone.page.evaluate(EASY, [WORDS, "123456"])
        phone.page.reload()
        phone.heading("Hej A")
        phone.type_pin("123456")
        phone.heading("Vælg en ny kode")
        phone.see("Tallene står på række.")
        keep(phone, "3-change-it")
        phone.press("Ikke nu")  # guests are waiting
        phone.count("Barn", 1)
        phone.page.reload()
        phone.type_pin("123456")
        phone.heading("Vælg en ny kode")
        phone.press("Brug ord i stedet for tal")
        field.fill(WORDS)
        phone.press("Videre")
        phone.see("Skriv ordene én gang til")
        field.fill(WORDS)
        phone.press("Gem koden")
        phone.count("Barn", 1)
        phone.page.reload()
        phone.see("Skriv din kode")
        field.fill("helt forkerte ord")
        phone.press("Lås op")
        phone.see("Du har 9 forsøg endnu.")
        keep(phone, "4-unlock-words")
        field.fill(WORDS)
        phone.press("Lås op")
        phone.landed(5)
        phone.page.goto("/felt/#/mig/kode")
        field.fill(WORDS)
        phone.press("Lås op")
        phone.see("Vælg en kode på 6 tal")
        keep(phone, "5-back-to-digits")
        phone.type_pin(PIN)
        phone.see("Tast koden én gang til")
        phone.type_pin(PIN)
        phone.see("Koden er skiftet")
        assert phone.trouble == []
