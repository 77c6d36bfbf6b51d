"""A season from a workbook: every fault told at once, mended, planned; then too large, the same again, another's."""

import re
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.patience import HANG_S
from tests.walks.conftest import look_at
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
NEW = "/office/seasons/new/"
WRONG = {  # sheet, column and row of the template → what somebody wrote there
    ("Hubs", "Breddegrad", 2): "mod nord",
    ("Steder", "Tir", 2): "14.00-10.00",
    ("Steder", "Gæster", 3): "mange",
    ("Frivillige", "Hub", 2): "Karby",
    ("Steder", "Lokale", 4): "=A1",
}


def workbook(page: Page, path: Path, name: str, cells: Mapping[tuple[str, str, int], Any] = {}) -> Path:
    """The template as the page hands it out, under a name of its own, with some cells written over."""
    page.goto(NEW)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent skabelonen").click()
    fetched.value.save_as(path)
    book = openpyxl.load_workbook(path)
    next(row for row in book["Sæson"].iter_rows() if row[0].value == "Navn")[1].value = name
    for (sheet, column, row), value in cells.items():
        head = next(cell for cell in book[sheet][1] if cell.value == column)
        book[sheet].cell(row, head.column).value = value
    book.save(path)
    return path


def hand_in(page: Page, file: Any) -> None:
    page.get_by_label(re.compile(r"^\s*Regneark eller zippet mappe")).set_input_files(file)
    page.get_by_role("button", name=re.compile("^Hent (sæsonen|filen) ind")).click()


def test_faults_are_mended_and_the_season_is_planned(open_page, picture, tmp_path):
    page = open_page("carla")
    name = "Foråret"
    file = workbook(page, tmp_path / "foraaret.xlsx", name, WRONG)
    hand_in(page, file)
    expect(page.get_by_role("heading", name=re.compile("fejl skal rettes. Intet er hentet ind."))).to_be_visible()
    rows = page.locator("table tbody tr")
    assert rows.count() >= len(WRONG)
    for (sheet, _, row), found in WRONG.items():
        told = rows.filter(has_text=str(found)).first
        expect(told).to_contain_text(sheet)
        expect(told).to_contain_text(str(row))
    look_at(page, "walk-office", "office-upload-faults")
    hand_in(page, _mended(file))
    expect(page.get_by_text(f"Sæsonen {name} er hentet ind.")).to_be_visible()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Planlæg|^Lav")).first.click()
    expect(page.locator("a.slot").first).to_be_visible()
    picture(page, "office-upload-planned")


def test_a_name_that_two_villages_have_is_taken_with_one_press_on_the_page_and_in_the_form(open_page, tmp_path):
    """In the file, and when a village is called as another in the register; the name stands in the field afterwards."""
    page = open_page("carla")
    two: dict[tuple[str, str, int], Any] = {("Steder", "Sted", 4): "Lyngdal", ("Steder", "Kommune", 4): "Hjørring"}
    hand_in(page, workbook(page, tmp_path / "navne.xlsx", "To navne", two))
    expect(page.get_by_role("heading", name="1 navn skal være et andet. Intet er hentet ind endnu.")).to_be_visible()
    expect(page.get_by_text("Lyngdal (Hjørring)", exact=True)).to_be_visible()
    look_at(page, "walk-office", "office-upload-names")
    button = page.get_by_role("button", name="Brug navnet, og hent sæsonen ind")
    reach(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sæsonen To navne er hentet ind.")).to_be_visible()
    page.goto(f"{page.url.split('#')[0]}registers/stops/")
    page.get_by_role("link", name="Mosede").first.click()
    page.get_by_label("Navn").first.fill("vestermark")
    page.get_by_role("button", name="Gem", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("vestermark er der allerede (Struer Kommune, hub Havnby")
    look_at(page, "walk-office", "office-stop-name-taken")
    page.get_by_role("button", name="Kald den «vestermark (Lemvig)», og gem").click()
    expect(page.get_by_role("link", name="vestermark (Lemvig)").first).to_be_visible()


def _mended(file: Path) -> Path:
    """What the page asks for, put right in the same workbook."""
    right: dict[tuple[str, str, int], Any] = {("Hubs", "Breddegrad", 2): 56.8, ("Steder", "Tir", 2): "10.00-14.00"}
    book = openpyxl.load_workbook(file)
    right |= {("Steder", "Gæster", 3): 9, ("Steder", "Lokale", 4): "Hallen"}
    right |= {("Frivillige", "Hub", 2): book["Hubs"]["A2"].value}
    for (sheet, column, row), value in right.items():
        head = next(cell for cell in book[sheet][1] if cell.value == column)
        book[sheet].cell(row, head.column).value = value
    book.save(file)
    return file


def reach(page: Page, there: Locator, most: int = 60) -> None:
    """Tab until it has the focus."""
    for _ in range(most):
        if there.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("It cannot be reached by keyboard.")


def choose(page: Page, field: Locator, file: Path, again_after: float = 10_000) -> None:
    """With the space bar; again if the browser was too busy to take a key for a person's, as a person would."""
    end = monotonic() + HANG_S
    while True:
        reach(page, field)
        try:
            with page.expect_file_chooser(timeout=again_after) as asked:
                page.keyboard.press("Space")
            return asked.value.set_files(file)
        except TimeoutError:
            assert monotonic() < end, "The file chooser never opened"


def test_by_keyboard_from_fault_to_season(open_page, tmp_path):
    page = open_page("carla")
    file = workbook(page, tmp_path / "tasterne.xlsx", "Tasterne", {("Hubs", "Breddegrad", 2): "mod nord"})
    field = page.get_by_label(re.compile(r"^\s*Regneark eller zippet mappe"))
    for chosen, button in ((file, "Hent sæsonen ind"), (None, "Hent filen ind igen")):
        choose(page, field, chosen or _with_degrees(file))
        reach(page, page.get_by_role("button", name=button))
        page.keyboard.press("Enter")
        if chosen:
            expect(page.get_by_role("heading", name="fejl skal rettes")).to_be_visible()
    expect(page.get_by_text("Sæsonen Tasterne er hentet ind.")).to_be_visible()


def _with_degrees(file: Path) -> Path:
    book = openpyxl.load_workbook(file)
    head = next(cell for cell in book["Hubs"][1] if cell.value == "Breddegrad")
    book["Hubs"].cell(2, head.column).value = 56.8
    book.save(file)
    return file


def test_fifty_megabytes_are_answered_with_a_sentence(open_page, picture, tmp_path):
    page = open_page("carla")
    page.goto(NEW)
    large = tmp_path / "stor.xlsx"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    hand_in(page, large)
    expect(page.get_by_role("alert")).to_contain_text("Den må højst fylde 20 MB. Intet er hentet ind")
    picture(page, "office-upload-too-large")
    hold_to_the_house(page)


def test_the_same_again_changes_nothing_and_another_of_its_name_is_refused(open_page, picture, tmp_path):
    page = open_page("carla")
    file = workbook(page, tmp_path / "to.xlsx", "Efteråret")
    for said in ("er hentet ind", "var her i forvejen"):
        page.goto(NEW)
        hand_in(page, file)
        expect(page.get_by_text(f"Sæsonen Efteråret {said}")).to_be_visible()
    other = workbook(page, tmp_path / "andet.xlsx", "Efteråret", {("Steder", "Gæster", 3): 99})
    hand_in(page, other)
    expect(page.get_by_role("heading", name="Der er allerede en sæson, der hedder Efteråret")).to_be_visible()
    picture(page, "office-upload-name-taken")
    hold_to_the_house(page)
    where = page.url
    stranger = open_page("finn")
    assert stranger.goto(where).status == 404
