"""Days on which something goes wrong, in a real browser: whatever happens, each tap counts once or is shown."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Error as PlaywrightError

from tests.walks.cafe import DUMP, PIN, Cafe, Phone, make_today, phone_in, sum_of

pytestmark = pytest.mark.browser
EVENTS = "**/felt/api/events/"
NEWEST = "from driveout.records.meet.models import Phone\nphone = Phone.objects.latest('made_at')\n"
SHIFT_BACK = (
    NEWEST
    + """
from contextlib import suppress
from datetime import timedelta
phone.signed_in_at -= timedelta(days=91)
phone.save()
"""
)
END = (
    NEWEST
    + """
from django.utils import timezone
from driveout.records.meet.phones import end_phone
from driveout.records.models import Member
end_phone(phone_id=phone.id, by=Member.objects.get(user__username="carla").user, now=timezone.now())
"""
)
READ_IN = """
from pathlib import Path
from django.utils import timezone
from driveout.records.meet.rescuing import import_rescue
from driveout.records.models import Member
member = Member.objects.get(user__username="carla")
_, rescued = import_rescue(content=Path({path!r}).read_bytes(), member=member, now=timezone.now())
print(sorted(one.fate.status for one in rescued))
"""
GONE = "from driveout.records.drive.models import Occurrence\nOccurrence.objects.filter(pk={id}).delete()"


@pytest.fixture(scope="module")
def cafes(server) -> Iterator[Cafe]:
    """One café for each history, so that sums are simple."""
    return iter(make_today(server)[3:])


@pytest.fixture
def cafe(cafes) -> Cafe:
    return next(cafes)


@pytest.fixture
def phone_of(browser: Browser, server, cafes) -> Iterator[Callable[..., Phone]]:
    """`phone_of("alma")`: a new phone with today on it. Each has a sign-in of its own: the app ends it."""
    open_ones = []

    def new(name: str, before: Callable[[Phone], None] = lambda _: None, **more: Any) -> Phone:
        held = phone_in(browser, server, **more)
        phone = held.__enter__()
        open_ones.append(held)
        before(phone)
        phone.come_in(server, name)
        phone.settle(name)
        return phone

    yield new
    for held in open_ones:
        held.__exit__(None, None, None)


def first_call(phone: Phone, do: Callable[[Route], None]) -> None:
    """What happens to the next call that sends; later ones pass."""
    phone.context.route(EVENTS, do, times=1)


def test_the_reply_is_lost(phone_of, cafe, server):
    phone = phone_of("alma")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    first_call(phone, lose)
    phone.open(cafe)
    phone.count("Første gang", 3)
    phone.see("Uden net.")  # as far as the phone can know
    assert sum_of(server, cafe)["first"] >= 1  # yet the server has them
    phone.landed(4)
    assert (sum_of(server, cafe)["first"], sum_of(server, cafe)["events"]) == (3, 4)


def test_the_server_answers_500(phone_of, cafe, server):
    phone = phone_of("alma")
    first_call(phone, lambda route: route.fulfill(status=500, body="<h1>500</h1>"))
    phone.open(cafe)
    phone.count("Barn", 2)
    phone.see("Serveren svarer ikke. Alt er gemt.")
    phone.landed(3)
    assert (sum_of(server, cafe)["child"], sum_of(server, cafe)["events"]) == (2, 3)


def test_the_session_has_expired(phone_of, cafe, server):
    phone = phone_of("alma")
    server.do(SHIFT_BACK)
    phone.context.clear_cookies()
    phone.open(cafe)
    phone.count("Første gang", 2)
    phone.see("Log ind igen. Alt er gemt.")
    phone.outbox()
    phone.see("0 af 3 er nået frem")
    phone.follow("Log ind", exact=True)
    phone.type_password("alma")
    phone.heading("Hej A")
    phone.unlock()
    phone.see("Du er nu logget ud af vagter og kontor her.")
    phone.landed(3)
    assert sum_of(server, cafe)["first"] == 2
    nobody_is_signed_in(phone)


def nobody_is_signed_in(phone: Phone) -> None:
    assert phone.page.evaluate("fetch('/felt/api/me/').then((answer) => answer.status)") == 401


def test_a_phone_is_passed_on(phone_of, cafe, server):
    phone = phone_of("alma")
    phone.see("Du er nu logget ud af vagter og kontor her.")
    nobody_is_signed_in(phone)
    phone.page.goto("/felt/#/mig")
    phone.press("Lås telefonen nu")
    phone.press("Skift person")
    phone.press("Jeg er en anden")
    phone.heading("Velkommen")
    phone.sign_in("alma")  # she does not finish, and Bo takes the phone
    phone.heading("Hej Alma")
    phone.press("Jeg er ikke Alma")
    phone.type_password("bo")
    phone.settle("bo", "271828")
    server.do(SHIFT_BACK)
    phone.open(cafe)
    phone.see("Log ind igen. Alt er gemt.")
    other = phone.context.new_page()
    other.goto("/log-ind/")
    other.get_by_label("Brugernavn").fill("alma")
    other.get_by_label("Adgangskode").fill("cafe-alma")
    other.get_by_role("button", name="Log ind", exact=True).tap()
    other.wait_for_url(lambda url: "log-ind" not in url)
    other.close()
    phone.outbox()
    phone.follow("Log ind", exact=True)  # and not back as Alma
    phone.type_password("bo")
    phone.heading("Hvem er du?")
    phone.press(re.compile("^B"))  # “B, 1 venter”
    phone.unlock("271828")
    phone.landed(1)
    nobody_is_signed_in(phone)


def test_the_shifts_ask_for_a_sign_in_and_lead_back(phone_of):
    phone = phone_of("bo")
    phone.follow(re.compile("^Dine vagter"))
    phone.type_password("bo")
    phone.page.wait_for_url("**/vagter/")


def test_what_is_half_written_is_there_after_the_lock(phone_of, cafe, server):
    phone = phone_of("alma")
    phone.open(cafe)
    for part in ("uheld", "arbejde", "note"):
        phone.page.goto(f"/felt/#/cafe/{cafe.id}/{part}")
        if part == "uheld":
            phone.draft(lambda: phone.press("Nogen kom til skade"))
            phone.draft(lambda: phone.page.get_by_label("Et par ord").fill("Faldt på trappen"))
        elif part == "arbejde":
            phone.draft(lambda: phone.press("Kørte en gæst"))
            phone.draft(lambda: phone.press("45 min."))
        else:
            phone.draft(lambda: phone.page.get_by_label("Hvad skal de vide?").fill("Lyset på trappen er gået"))
        phone.page.goto("/felt/")  # put away, and opened anew: it is locked
        phone.page.reload()
        phone.heading("Hej A")
        assert "trappen" not in phone.page.evaluate(DUMP)["text"]
        phone.page.goto(f"/felt/#/cafe/{cafe.id}/{part}")
        phone.unlock()
    expect(phone.page.get_by_label("Hvad skal de vide?")).to_have_value("Lyset på trappen er gået")
    phone.press("Gem til næste hold")
    phone.see("Åben til")
    phone.follow(re.compile("^Ekstra arbejde"))
    expect(phone.page.get_by_role("button", name="45 min.")).to_have_attribute("aria-pressed", "true")
    phone.press("Gem", exact=True)
    phone.see("Åben til")
    phone.follow(re.compile("^Uheld"))
    expect(phone.page.get_by_label("Et par ord")).to_have_value("Faldt på trappen")
    phone.see("Ring 112")
    phone.press("Gem uheldet")
    phone.see("Åben til")
    phone.follow(re.compile("^Uheld"))
    expect(phone.page.get_by_label("Et par ord")).to_have_value("")  # it is written down: no draft of it is left
    phone.landed(4)
    assert (sum_of(server, cafe)["mishaps"], sum_of(server, cafe)["shadow_minutes"]) == (1, 45)


def test_the_tick_is_for_the_words_that_were_read_aloud(phone_of, cafe, server):
    phone = phone_of("alma")
    phone.open(cafe)
    phone.page.goto(f"/felt/#/cafe/{cafe.id}/ord")
    words = phone.page.get_by_label("Hvad sagde gæsten?")
    tick = phone.page.get_by_label("Jeg har læst det højt")
    phone.draft(lambda: words.fill("Kaffen er god"))
    phone.draft(tick.check)
    phone.page.reload()  # locked: what was read aloud has not changed meanwhile
    phone.unlock()
    expect(words).to_have_value("Kaffen er god")
    expect(tick).to_be_checked()
    words.press_sequentially(", men jeg er alene")
    expect(tick).not_to_be_checked()
    phone.press("Gem ordene")
    phone.see("Læs ordene højt, og sæt kryds")
    tick.check()
    words.focus()
    phone.page.keyboard.insert_text(" Ring 12 34 56 78")  # as a paste or the microphone does: no key is pressed
    expect(tick).not_to_be_checked()
    tick.check()
    phone.press("Tag det ud")
    expect(tick).not_to_be_checked()
    tick.check()
    phone.press("Gem ordene")
    phone.see("Ordene er gemt.")
    expect(words).to_have_value("")
    expect(tick).not_to_be_checked()
    phone.landed(2)
    assert sum_of(server, cafe)["words"] == 1


def test_a_reload_in_the_middle_of_sending(phone_of, cafe, server):
    phone = phone_of("alma")
    asked: list[Route] = []
    first_call(phone, lambda route: asked.append(route) if route.fetch() else None)  # it came, and no answer ever does
    phone.open(cafe)
    phone.count("Været her før", 2)
    phone.see("Sender")
    phone.until(lambda: asked)  # the server has it
    phone.page.reload()
    with suppress(PlaywrightError):
        asked[0].abort()  # nobody waits for it any more
    phone.heading("Hej A")
    phone.unlock()
    phone.at(cafe)
    phone.count("Været her før", 1)
    phone.landed(4)
    assert (sum_of(server, cafe)["before"], sum_of(server, cafe)["events"]) == (3, 4)


def test_two_tabs(phone_of, cafe, server):
    phone = phone_of("alma")
    one = phone.page
    other = phone.page = phone.context.new_page()
    other.goto("/felt/")
    phone.heading("Hej A")
    phone.unlock()
    phone.open(cafe)
    phone.count("Første gang", 2)
    phone.page = one
    phone.at(cafe)
    expect(one.get_by_role("button", name=re.compile("^2 ?Første gang$"))).to_be_visible()
    phone.count("Første gang", 3)
    phone.landed(6)
    phone.page = other
    phone.landed(6)
    assert (sum_of(server, cafe)["first"], sum_of(server, cafe)["events"]) == (5, 6)


def test_two_phones_add_up_and_a_person_chooses_between_their_words(phone_of, cafe, server):
    alma, bo = phone_of("alma"), phone_of("bo")
    for phone, weather, many in ((alma, "Regn", 2), (bo, "Sne", 3)):
        phone.offline()
        phone.open(cafe)
        phone.count("Første gang", many)
        phone.follow(re.compile("^Vejret"))
        phone.press(weather)
        phone.see("Åben til")
    for phone, all_of_it in ((alma, 4), (bo, 5)):
        phone.offline(False)
        phone.landed(all_of_it)
    assert (sum_of(server, cafe)["first"], sum_of(server, cafe)["in_doubt"]) == (5, ["weather"])
    alma.page.reload()  # unlocking fetches what others wrote
    alma.unlock()
    alma.at(cafe)
    alma.follow("Vælg, hvad der er rigtigt")
    expect(alma.page.locator(".pair .value")).to_have_text(["Regn", "Sne"])
    alma.press("Den er rigtig Sne")
    alma.see("Ingen er uenige mere")
    alma.landed(5)
    assert (sum_of(server, cafe)["weather"], sum_of(server, cafe)["in_doubt"]) == (["snow"], [])


def test_ten_wrong_pins_and_a_file_for_the_office(phone_of, cafe, server, tmp_path):
    phone = phone_of("alma")
    phone.offline()
    phone.open(cafe)
    phone.count("Barn", 4)
    phone.page.reload()
    phone.heading("Hej A")
    for left in range(9, 0, -1):
        phone.type_pin("111111")
        phone.see(f"Du har {left} forsøg endnu.")
    phone.type_pin("111111")
    phone.heading("Låst efter ti forkerte koder")
    with phone.page.expect_download() as saved:
        phone.press("Gem en låst fil")
    path = tmp_path / "unsent.json"
    saved.value.save_as(path)
    assert cafe.place not in path.read_text()
    assert server.do(READ_IN.format(path=str(path))) == str([201] * 5)
    assert server.do(READ_IN.format(path=str(path))) == str([200] * 5)
    assert (sum_of(server, cafe)["child"], sum_of(server, cafe)["events"]) == (4, 5)
    phone.press("Kontoret har filen. Ryd pladsen")
    phone.heading("Der er ikke net")


def test_what_is_refused_is_set_aside_and_the_rest_goes_on(phone_of, cafes, server):
    gone, cafe = next(cafes), next(cafes)
    phone = phone_of("alma")
    phone.offline()
    phone.open(gone)
    phone.open(cafe)
    phone.count("Første gang", 2)
    server.do(GONE.format(id=gone.id))
    phone.offline(False)
    phone.outbox()
    phone.see("3 af 4 er nået frem")
    phone.see("Lagt til side")
    expect(phone.page.get_by_role("heading", name=f"{gone.place}: Åbnede")).to_be_visible()
    phone.see("Det er gemt her.")
    assert sum_of(server, cafe)["first"] == 2


def test_the_phone_is_ended_from_the_office(phone_of, cafe, server):
    phone = phone_of("alma")
    phone.offline()
    phone.open(cafe)
    phone.count("Første gang", 2)
    server.do(END)
    phone.offline(False)
    phone.heading("Telefonen er afsluttet")
    phone.see("3 ting er ikke sendt.")
    dump = phone.page.evaluate(DUMP)
    assert [word for word in (cafe.place, "Alma", "first", PIN) if word in dump["text"]] == []
    with phone.page.expect_download():
        phone.press("Gem en låst fil")


def test_a_clock_that_is_a_year_off(phone_of, cafe, server):
    a_year_on = datetime.now(UTC) + timedelta(days=365)
    phone = phone_of("alma", before=lambda new: new.page.clock.set_system_time(a_year_on))
    phone.see("Telefonens ur går forkert")
    phone.see("Åbn caféen")  # today's tour is there all the same
    phone.open(cafe)
    phone.count("Første gang", 2)
    phone.landed(3)
    assert sum_of(server, cafe)["first"] == 2
    assert "clock" in sum_of(server, cafe)["flags"]


def test_the_phone_is_full(phone_of, cafe, server):
    phone = phone_of("alma")
    phone.open(cafe)
    phone.page.evaluate("""() => {
        const store = IDBObjectStore.prototype;
        window.whole = [store.put, store.add];
        store.put = store.add = () => { throw new DOMException("", "QuotaExceededError"); };
    }""")
    phone.press(re.compile("Barn$"))
    phone.see("Telefonen er fuld")
    phone.page.evaluate("[IDBObjectStore.prototype.put, IDBObjectStore.prototype.add] = window.whole, null")
    phone.count("Barn", 2)
    expect(phone.page.get_by_text("Telefonen er fuld")).to_have_count(0)
    phone.landed(3)
    assert sum_of(server, cafe)["child"] == 2
