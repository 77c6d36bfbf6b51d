"""Dan's van breaks: he sees what is lost before anything is done, settles it, and everybody reads the same.

In the demo with its week in progress. The pictures lie in build/walk-cafe/: 1280 and 390 px.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import House, take
from tests.walks.house import hold_to_the_house
from tests.walks.server import Server

pytestmark = pytest.mark.browser
AHEAD = """
from django.utils import timezone
from driveout.records.models import Occurrence
row = Occurrence.objects.filter(hub="Skjern", date__gt=timezone.localdate(), state="planned").order_by("date").first()
print(row.season_id, row.date.isoformat())
"""


@pytest.fixture(scope="module")
def server(house: House) -> Server:
    """The demo with its week in progress."""
    return house.in_week()


@pytest.fixture(scope="module")
def day(server) -> tuple[str, date]:
    """The season, and the next day on which a café of Dan's hub is to be held."""
    season, when = server.do(AHEAD).split()
    return season, date.fromisoformat(when)


def keep(page: Page, name: str, *, held: bool = True, widths: tuple[int, ...] = (1280, 390)) -> None:
    """The page at two widths: no violation, and nothing wider than the screen. Not `held`: it hangs in the gallery."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if held:
            hold_to_the_house(page)
        take(page, "walk-cafe", f"{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_week_is_in_progress(open_page, day):
    """What cafés told stands beside what was expected; one that is cancelled is still there."""
    page = open_page("carla")
    page.get_by_role("link", name="Køre", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Uge"))).to_be_visible()
    told = page.get_by_text(re.compile(r"talt; ventet"))
    if not told.count():  # on a Monday everything that was held lies in the week before
        page.get_by_role("link", name="Ugen før").click()
    expect(told.first).to_be_visible()
    keep(page, "days-1-week", held=False)
    page.get_by_role("row").filter(has_text="holdt").first.get_by_role("link").click()
    expect(page.get_by_text("Holdt", exact=True).first).to_be_visible()
    keep(page, "days-2-day", held=False)


def test_a_broken_van(open_page, server, day):
    season, when = day
    before = server.do(_off(season, when))
    page = open_page("dan")
    page.goto(f"/office/seasons/{season}/days/{when}/")
    expect(page.get_by_label("Hub").locator("option:checked")).to_have_text("Skjern")
    page.get_by_text("Noget gik galt?").first.click()
    keep(page, "days-3-what-broke", held=False)
    page.get_by_role("link", name="Skjern bil 1 er i stykker").click()
    expect(page.get_by_role("heading", level=1, name="Skjern bil 1 er i stykker")).to_be_visible()
    expect(page.get_by_text(re.compile(r"caféer? aflyses. Dér ventes"))).to_be_visible()
    expect(page.get_by_text("Intet er gjort endnu")).to_be_visible()
    lost = page.locator(".lost s").all_inner_texts()
    assert lost
    keep(page, "days-4-proposal")
    assert server.do(_off(season, when)) == before  # nothing is done yet
    page.get_by_label("Det læser gæsterne").fill("Bilen er i stykker.")
    page.get_by_role("button", name="Gør det, og sig det til alle").click()
    expect(page.get_by_text(re.compile("Gjort. Gæster får det at vide nu. .* får ingen besked herfra"))).to_be_visible()
    ring_them(page)
    page.get_by_role("link", name="Se dagen").click()
    expect(page.get_by_role("heading", name="Ringelister")).to_be_visible()
    for place in lost:
        expect(page.locator("tr.off", has_text=place)).to_contain_text("Bilen er i stykker.")
    keep(page, "days-5-settled", held=False)
    guest = open_page()
    guest.goto(f"/tider/{season}/")
    for place in lost:
        card = guest.locator("article.open.off", has=guest.get_by_role("heading", name=place)).filter(
            has_text="Bilen er i stykker."
        )
        expect(card).to_contain_text("Aflyst")
        expect(card).to_contain_text(re.compile(r"Vi kommer igen|Vi kommer ikke mere"))
        expect(card.locator("s", has_text=place)).to_be_visible()
        assert card.locator("p").last.evaluate("p => getComputedStyle(p).display") == "block", (
            "one sentence, not columns"
        )
    guest.locator("section.changes").scroll_into_view_if_needed()
    keep(guest, "days-6-public")


def ring_them(page: Page) -> None:
    """The call list, beside the van: a number is missing and is written, one is ticked off, and taken back."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ringeliste: Vognen kan ikke køre")
    ring = page.get_by_role("region", name=re.compile("Skal ringes op"))
    before = ring.get_by_role("heading", level=3).count()
    assert before
    keep(page, "calls-1-list", widths=(1280, 320))
    name = ring.get_by_role("listitem").filter(has=page.get_by_text("Logger ikke ind")).get_by_role("heading").first
    who = name.inner_text()

    def of(word: str) -> re.Pattern[str]:
        return re.compile(f"{word}.*{re.escape(who)}")

    page.get_by_role("link", name=of("Skriv nummeret")).click()
    expect(page.get_by_role("heading", level=1, name=who)).to_be_visible()
    keep(page, "calls-2-person", widths=(1280, 320))
    page.get_by_label("Nummer at ringe til").fill("12 34 56")
    page.get_by_role("button", name="Gem nummeret").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv otte cifre")
    page.get_by_label("Nummer at ringe til").fill("+45 12 34 56 78")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nummeret er gemt.")).to_be_visible()
    dial = ring.get_by_role("link", name=of("12 34 56 78"))
    expect(dial).to_have_attribute("href", "tel:+4512345678")
    ring.get_by_role("button", name=of("Jeg har ringet")).focus()
    page.keyboard.press("Enter")
    know = page.get_by_role("region", name=re.compile("Ved det"))
    expect(know.get_by_text(re.compile("Ringet op af Dan"))).to_be_visible()
    expect(ring.get_by_role("heading", level=3)).to_have_count(before - 1)
    keep(page, "calls-3-ticked", widths=(1280, 320))
    know.get_by_role("button", name=of("Fortryd")).click()
    expect(ring.get_by_role("heading", level=3)).to_have_count(before)
    page.emulate_media(media="print")
    take(page, "walk-cafe", "calls-4-paper")
    page.emulate_media(media="screen")


def test_taken_back_by_hand_it_is_held_again(open_page, server, day):
    """By keyboard: open, take the first cancellation back, and the page says so."""
    season, when = day
    page = open_page("dan", width=390)
    page.goto(f"/office/seasons/{season}/days/{when}/")
    before = page.locator("tr.off").count()
    summary = page.get_by_text("Noget gik galt?").first
    summary.focus()
    page.keyboard.press("Enter")
    back = page.get_by_role("button", name=re.compile("Tag aflysningen tilbage")).first
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("Caféen holder igen, som den var lovet."))).to_be_visible()
    expect(page.locator("tr.off")).to_have_count(before - 1)


def test_a_day_without_a_tour_shows_the_way(open_page, day):
    """A day on which nobody drives says so, and shows the way."""
    season, when = day
    saturday = when + timedelta(days=(5 - when.weekday()) % 7)
    page = open_page("alma")
    page.goto(f"/office/seasons/{season}/days/{saturday}/")
    expect(page.get_by_text("Der kører ingen vogn den dag")).to_be_visible()
    keep(page, "days-7-empty")


def _off(season: str, when: date) -> str:
    """How many of the hub's cafés are cancelled that day."""
    return (
        "from driveout.records.models import Occurrence\n"
        f"rows = Occurrence.objects.filter(season={season}, date='{when}', hub='Skjern', state='cancelled')\n"
        "print(rows.count())"
    )
