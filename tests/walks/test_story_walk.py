"""The whole way by keyboard alone, from sign-in to public times: a workbook with faults becomes a season, is planned,
questioned, changed, planned again, compared, approved and published, and a hub leader looks at it.

Each step is kept as a picture in the three widths, light and dark.
"""

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.walks.conftest import tab_to, take
from tests.walks.house import fits, hold_to_the_house

pytestmark = pytest.mark.browser
TEMPLATE = Path(__file__).parents[2] / "src/driveout/office/static/office/season-template.xlsx"
WIDTHS = (1280, 390, 320)


def workbook(path: Path, *, hours: str) -> Path:
    """The template under a name of its own; `hours`: what Egeby's hall says of its Tuesday."""
    book = openpyxl.load_workbook(TEMPLATE)
    for row in book["Sæson"].iter_rows(min_row=2):
        if row[0].value == "Navn":
            row[1].value = "Foråret"
    stops = book["Steder"]
    heads = {cell.value: cell.column for cell in stops[1]}
    stops.cell(2, heads["Tir"]).value = hours
    book.save(path)
    return path


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def write(page: Page, field: Locator, text: str) -> None:
    tab_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def keep(page: Page, name: str) -> None:
    """The step as it looks at every width, in both themes. Its pages hang in the gallery, all but the price."""
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert fits(page)
            take(page, "walk-office", f"story-{name}-{width}{'-dark' if dark else ''}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})


def sign_in(page: Page, name: str) -> None:
    write(page, page.get_by_label("Brugernavn"), name)
    write(page, page.get_by_label("Adgangskode"), f"cafe-{name}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def plan(page: Page, button: str) -> None:
    """Press and wait until the new plan is there."""
    press(page, page.get_by_role("button", name=button))
    expect(page.locator("#live")).to_contain_text("Den nye plan er klar")


def test_by_keyboard_from_sign_in_to_public_times(open_page, tmp_path):
    page = open_page()
    sign_in(page, "carla")
    bring_in(page, tmp_path)
    change(page)
    look_round(page)
    decide(page)
    leader = open_page()
    sign_in(leader, "dan")
    expect(leader.get_by_role("link", name="I dag", exact=True)).to_have_attribute("aria-current", "page")
    press(leader, leader.get_by_role("link", name="Plan", exact=True))
    expect(leader.get_by_role("heading", name="Foråret")).to_be_visible()
    expect(leader.get_by_role("button", name="Planlæg igen")).to_have_count(0)
    keep(leader, "13-hub-leader")


def bring_in(page: Page, folder: Path) -> None:
    """A workbook with a fault, mended, and its first plan."""
    press(page, page.get_by_role("link", name="Sæsoner", exact=True))
    press(page, page.get_by_role("link", name="Ny sæson", exact=True))

    page.get_by_label("Regneark eller zippet mappe").set_input_files(workbook(folder / "f.xlsx", hours="kl. ti"))
    press(page, page.get_by_role("button", name="Hent sæsonen ind"))
    expect(page.get_by_role("table")).to_contain_text("kl. ti")
    keep(page, "01-faults")

    page.get_by_label("Regneark eller zippet mappe").set_input_files(workbook(folder / "f.xlsx", hours="10-15"))
    press(page, page.get_by_role("button", name="Hent filen ind igen"))
    expect(page.get_by_role("heading", name="Foråret")).to_be_visible()
    keep(page, "02-mended")

    plan(page, "Planlæg sæsonen")
    keep(page, "03-planned")


def change(page: Page) -> None:
    """A reason, a lock, a move with its price, and the plan again."""
    press(page, page.locator("a.slot").first)
    expect(page.locator("#sted .sum").first).to_be_visible()
    keep(page, "04-reason")

    press(page, page.get_by_role("button", name="Lås som nu"))
    expect(page.get_by_text("Ændringen er gemt.")).to_be_visible()

    press(page, page.locator("a.slot").filter(has_text="Sandholm"))
    move = page.locator("form.move").first
    tab_to(page, move.get_by_label("Dag"))
    page.keyboard.type("Torsdag")
    press(page, move.get_by_role("button", name="Se hvad det koster"))
    expect(page.locator("#pris .sum")).to_be_visible()
    expect(page.locator("#pris h2")).to_contain_text("Sandholm: torsdag")
    keep(page, "05-price")
    hold_to_the_house(page)
    write(page, page.locator("#pris").get_by_label("Hvorfor ændrer du det?"), "Hallen er kold den dag.")
    press(page, page.get_by_role("button", name="Gør det"))
    expect(page.get_by_text("Ændringen er gemt.")).to_be_visible()
    keep(page, "06-changed")

    plan(page, "Planlæg igen")
    keep(page, "07-planned-again")


def look_round(page: Page) -> None:
    """The two plans compared, and what more money would bring."""
    press(page, page.get_by_role("link", name="Planer", exact=True))
    press(page, page.get_by_role("button", name="Sammenlign"))
    expect(page.get_by_role("heading", name="I alt")).to_be_visible()
    keep(page, "08-compare")

    press(page, page.get_by_role("link", name="Alle planer"))
    press(page, page.get_by_role("link", name="Tilbage til sæsonen"))
    press(page, page.get_by_role("link", name="Hvad nu hvis?"))
    press(page, page.get_by_role("button", name=re.compile("^Regn på det")).first)
    expect(page.locator("section table tbody tr").nth(2)).to_be_visible()
    keep(page, "09-what-if")


def decide(page: Page) -> None:
    """Approve, publish, and read the times as anybody."""
    press(page, page.get_by_role("link", name="Tilbage til sæsonen"))
    press(page, page.get_by_role("link", name="Planer", exact=True))
    press(page, page.get_by_role("link", name="Plan 2", exact=True))
    write(page, page.get_by_role("textbox", name=re.compile("^Hvorfor")), "Hallen i Mosede er ledig.")
    press(page, page.get_by_role("button", name="Godkend planen"))
    expect(page.get_by_text("Godkendt af Carla")).to_be_visible()
    keep(page, "10-approved")
    press(page, page.get_by_role("link", name="Offentliggør, og sæt på datoer").first)
    press(page, page.get_by_role("button", name="Offentliggør, og sæt på datoer"))
    expect(page.get_by_role("heading", name="Tiderne er offentlige")).to_be_visible()
    keep(page, "11-public")
    press(page, page.get_by_role("link", name="Se de offentlige tider"))
    expect(page.get_by_role("heading", name="Her åbner caféen")).to_be_visible()
    keep(page, "12-times")
