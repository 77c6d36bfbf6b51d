"""A plan that could not be proven, in a real browser: it looks unproven, says why, and explains itself."""

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import look_at

pytestmark = pytest.mark.browser

UNPROVEN = """
from driveout.core.plan.unproven import why_unproven
from driveout.core.words import Status
from driveout.records.models import Plan
from driveout.records.plan import queries
from driveout.records.plan.storing import sayings

row = Plan.objects.latest("id")
season = queries.season_as_words(row.season_id)
row.status, row.bound = Status.UNPROVEN.value, row.objective * 1.012
row.unproven = sayings.as_stored(why_unproven(season, Status.UNPROVEN, (0, 3)))
row.remarks = [{"en": "Ribe cannot drive out: there is no van.", "da": "Ribe kan ikke køre ud: der er ingen vogn."}]
row.save()
"""


def test_it_looks_unproven_and_says_why(server, open_page):
    server.do(UNPROVEN)
    page = open_page("carla")
    strip = page.locator("#proof")
    expect(strip.get_by_text("Ikke bevist", exact=True).first).to_be_visible()
    expect(strip).to_contain_text("Der er for mange næsten lige gode uger i")
    expect(strip).to_contain_text("Færre steder i de hubs hjælper, eller låse på nogle af dem.")
    expect(strip).to_contain_text("Ribe kan ikke køre ud: der er ingen vogn.")
    strip.scroll_into_view_if_needed()
    look_at(page, "walk-office", "unproven")
    page.get_by_role("button", name="Forklar: Ikke bevist").click()
    expect(page.locator("#ord-unproven-proof")).to_contain_text("Planen kan godt bruges.")
