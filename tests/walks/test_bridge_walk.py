"""From a wish at a café to the person's own verdict, each on a screen of their own: Alma in the office, Eva by a secret
link on an old phone, the guest by the code on a card. Neither of the last two has a script or an account."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.walks.conftest import come_in, look_at, patient, take
from tests.walks.house import fits, hold_to_the_house

pytestmark = pytest.mark.browser
WALK, CODE = "walk-bridge", "K7MX-3F9P"
BEGIN = """
from django.utils import timezone
from driveout.records.bridge.referral.beginning import open_threads
from driveout.records.bridge.referral.gaps import write_hub_number
from driveout.records.models import Member, Thread
open_threads(now=timezone.now())
carla = Member.objects.get(user__username="carla")
write_hub_number(organisation=carla.organisation, base=None, role="Hubleder", phone="21345678", hours="hverdage 9–15",
    by=carla.user, now=timezone.now())
thread = Thread.objects.get(code="K7MX-3F9P")
alma = Member.objects.get(user__username="alma")
print(thread.pk, alma.base_id == thread.base_id)
"""
LATE = """
from datetime import timedelta
from django.utils import timezone
from driveout.records.bridge.referral.watching import watch
from driveout.records.models import Message, Thread
thread = Thread.objects.get(code="K7MX-3F9P")
watch(now=thread.due_at + timedelta(minutes=1))
print(sorted(Message.objects.filter(kind="thread", subject="Modtageren har ikke svaret")
    .values_list("member__user__username", flat=True)))
"""


@pytest.fixture(scope="module")
def server(house):
    return house.in_week()


@pytest.fixture
def opened(browser, server) -> Iterator[Callable[[int], BrowserContext]]:
    """Browsers of their own, without scripts."""
    contexts: list[BrowserContext] = []

    def one(width: int) -> BrowserContext:
        how = {"viewport": {"width": width, "height": 844}, "java_script_enabled": False, "locale": "da-DK"}
        contexts.append(patient(browser.new_context(base_url=server.address, **how)))
        return contexts[-1]

    yield one
    for context in contexts:
        context.close()


def see(page: Page, said: str) -> None:
    expect(page.get_by_text(said).first).to_be_visible()


def own_page(guest: Page) -> Page:
    """The person's own side, by the code: on any phone, each time anew."""
    guest.goto("/min/")
    guest.get_by_label("Koden på kortet").fill(CODE)
    with guest.expect_navigation():
        guest.get_by_role("button", name="Vis det").click()
    assert fits(guest)
    return guest


def write_wish(alma: Page) -> None:
    alma.goto("/office/traade/")
    look_at(alma, WALK, "1-list")
    alma.get_by_label("Koden på gæstens kort").fill(CODE.lower())
    alma.get_by_role("button", name="Find tråden").click()
    alma.get_by_label("Hvad ønsker gæsten?").fill("Jeg vil gerne have en at kigge på mine breve sammen med.")
    alma.get_by_label("Hvad kan gæsten").fill("Laver god mad")
    alma.get_by_label("Læst op for gæsten, som sagde ja").check()
    alma.get_by_role("button", name="Gem ønsket").click()
    see(alma, "Ønsket er gemt.")


def take_consent(alma: Page) -> None:
    alma.get_by_label("Hvem skal hjælpe?").fill("Gældsrådgivning Nord")
    alma.get_by_label("Hvem dér?").fill("Eva")
    alma.get_by_label("Deres telefon").fill("21345679")
    alma.get_by_role("button", name="Gem samtykket").click()
    see(alma, "Vælg mindst én ting")
    see(alma, "Læs det op for gæsten")
    expect(alma.get_by_label("Hvem skal hjælpe?")).to_have_value("Gældsrådgivning Nord")
    hold_to_the_house(alma)
    alma.get_by_label("Ønsket med egne ord").check()
    alma.get_by_label("Hvor og hvornår gæsten kan mødes").check()
    alma.get_by_label("Jeg har læst det op igen").check()
    alma.get_by_role("button", name="Gem samtykket").click()
    see(alma, "Samtykket er skrevet")


def make_link(alma: Page, again: bool = False) -> tuple[str, str]:
    alma.get_by_role("button", name="Lav et nyt link" if again else "Lav linket").click()
    see(alma, "Det vises kun nu")
    look_at(alma, WALK, "3-link")
    link, code = alma.locator("code").all_inner_texts()
    alma.get_by_role("link", name="Til tråden").click()
    return link, code


def open_as_eva(eva: Page, link: str, code: str) -> None:
    eva.goto(link)
    take(eva, WALK, "4-code-390")
    eva.get_by_label("Kode").fill("000000" if code != "000000" else "111111")
    eva.get_by_role("button", name="Åbn").click()
    see(eva, "Koden passer ikke")
    eva.get_by_label("Kode").fill(code)
    eva.get_by_role("button", name="Åbn").click()
    see(eva, "Jeg vil gerne have en at kigge på mine breve sammen med.")
    expect(eva.get_by_text("Laver god mad")).to_have_count(0)
    expect(eva.get_by_text(CODE)).to_have_count(0)
    take(eva, WALK, "5-receiver-390")


def test_a_wish_is_followed_until_the_person_says_how_it_went(browser, server, opened):
    number, same_hub = server.do(BEGIN).split()
    desk = patient(
        browser.new_context(base_url=server.address, locale="da-DK", viewport={"width": 1280, "height": 900})
    )
    try:
        alma = come_in(desk, server, "alma" if same_hub == "True" else "carla", "/idag/")
        eva, guest, other = (opened(width).new_page() for width in (390, 320, 390))
        write_wish(alma)
        take_consent(alma)
        look_at(alma, WALK, "2-consent")
        link, code = make_link(alma)
        own_page(guest)
        see(guest, "Gældsrådgivning Nord er spurgt")
        open_as_eva(eva, link, code)

        other.goto(link)  # forwarded
        see(other, "Linket er åbnet et andet sted")
        take(other, WALK, "6-forwarded-390")
        server.do(LATE)  # and silent: whoever owns it is told by name
        alma.goto(f"/office/traade/{number}/")
        see(alma, "Linket er prøvet på en anden telefon")
        see(alma, "Ingen har svaret i tide")

        eva.get_by_role("button", name="Ja, jeg hjælper").click()
        see(eva, "Taget imod")
        eva.get_by_text("Jeg foreslår en tid").click()
        ahead = datetime.now() + timedelta(days=2)
        eva.get_by_label("Dag").fill(ahead.date().isoformat())
        eva.get_by_label("Klokken").fill("13:00")
        with eva.expect_navigation():
            eva.get_by_role("button", name="Send tiden").click()
        own_page(guest)
        see(guest, "Eva, Gældsrådgivning Nord har det nu")
        take(guest, WALK, "7-own-appointment-320")

        with eva.expect_navigation():
            eva.get_by_role("button", name="Det blev ikke til noget").click()
        take(eva, WALK, "8-receiver-missed-390")
        own_page(guest)
        see(guest, "Det er helt i orden")
        take(guest, WALK, "9-own-missed-320")
        alma.reload()
        see(alma, "Nu: find gæsten, og hør, hvordan det går")
        look_at(alma, WALK, "10-outreach")

        guest.get_by_role("button", name="Jeg er nået frem").click()
        see(guest, "Vi spørger igen om tre måneder")
        guest.get_by_role("button", name="Ja", exact=True).click()
        see(guest, "Tak, fordi du svarede.")
        take(guest, WALK, "11-own-verdict-320")
        alma.reload()
        see(alma, "Lukket af gæsten selv")
        look_at(alma, WALK, "12-closed")
    finally:
        desk.close()


def test_a_guest_begins_alone_and_comes_back(server, opened):
    guest = opened(320).new_page()
    guest.goto("/min/")
    take(guest, WALK, "13-own-code-320")
    guest.get_by_label("Koden på kortet").fill("ZZZZ-ZZZZ")
    guest.get_by_role("button", name="Vis det").click()
    see(guest, "Vi finder ikke koden")
    assert fits(guest)
    take(guest, WALK, "14-own-unknown-320")
    guest.get_by_role("link", name="Skriv et ønske").click()
    guest.get_by_label("Dit ønske").fill("Nogen at spise med")
    guest.get_by_label("Hvilken by").select_option(index=1)
    take(guest, WALK, "15-begin-320")
    guest.get_by_role("button", name="Send ønsket").click()
    see(guest, "Gem din kode")
    take(guest, WALK, "16-begun-320")
    guest.get_by_role("button", name="Se det nu").click()
    see(guest, "Nogen at spise med")
    guest.goto("/min/breve/plan/")
    take(guest, WALK, "17-letter-320")
