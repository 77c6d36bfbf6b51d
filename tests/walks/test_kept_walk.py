"""What was pressed and could not be sent: kept, and sent once when the one who pressed it is there again."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.walks.conftest import come_in, patient
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
CHANGES = "from driveout.records.models import Change; print(Change.objects.filter(undone_at=None).count())"
ASK = """
from django.utils import timezone
from driveout.records.models import Member, Season, Stop
from driveout.records.plan import queries
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes import changing, proposals
dan = Member.objects.get(user__username="dan").user
plan = queries.newest_plan(Season.objects.get(name="Akut 2020").id)
stop = plan.openings.exclude(stop__name="Balling").first().stop
proposals.propose(stop_id=stop.id, kind=Kind.OFTEN, amount=1, move=None, plan_id=plan.id, why="Der er langt.", by=dan,
    opened_with=changing.mark_of(changing.wishes_of(stop)), now=timezone.now())
"""


@pytest.fixture
def opened(browser, server) -> Iterator[Callable[[], BrowserContext]]:
    """Browsers of their own, whose net can be taken."""
    contexts: list[BrowserContext] = []

    def one() -> BrowserContext:
        contexts.append(patient(browser.new_context(base_url=server.address, locale="da-DK")))
        return contexts[-1]

    yield one
    for context in contexts:
        context.close()


def sign_in(context: BrowserContext, name: str) -> Page:
    page = context.new_page()
    page.goto("/log-ind/")
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(f"cafe-{name}")
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_load_state()
    return page


def signed_out(context: BrowserContext) -> None:
    """As when a session has run out: the browser's other cookies stay."""
    context.clear_cookies(name=re.compile("session"))


def at_balling(page: Page) -> Page:
    page.locator("a.slot[data-move]").filter(has_text="Balling").first.click()
    expect(page.locator("#wish-form")).to_be_visible()
    return page


def test_a_change_waits_for_the_one_who_made_it_to_sign_in_again_in_another_tab(opened, server):
    context = opened()
    page, before = at_balling(come_in(context, server, "carla")), int(server.do(CHANGES))
    signed_out(context)
    page.get_by_role("button", name="Lås som nu").click()
    expect(page.locator("#kept")).to_contain_text("Du er logget ud. Ændringen er gemt her.")
    other = sign_in(context, "dan")  # the mark of the waiting page's forms is of before that
    expect(page.locator("#kept")).to_contain_text("En anden er logget ind nu. Ændringen er gemt her.")
    hold_to_the_house(page)
    assert int(server.do(CHANGES)) == before
    signed_out(context)
    other.close()
    sign_in(context, "carla")
    expect(page.locator("#besked")).to_contain_text("Ændringen er gemt.")
    expect(page.locator("#changes")).to_contain_text("Balling: låst som nu")
    assert int(server.do(CHANGES)) == before + 1


def test_what_may_not_be_done_is_refused_and_not_sent_for_ever(opened, server):
    page = at_balling(come_in(opened(), server, "carla"))
    asked = []

    def refuse(route):
        asked.append(route)
        route.fulfill(status=403, body="")

    page.route("**/wish/*", refuse)
    page.locator("#sted button").filter(has_text="Intet besøg").click()
    expect(page.locator("#kept")).to_contain_text("Ændringen kunne ikke gemmes. Intet er ændret. Prøv igen.")
    page.wait_for_timeout(5000)
    assert len(asked) == 2


def test_an_answer_to_a_proposal_is_kept_while_the_net_is_gone(opened, server):
    server.do(ASK)
    context = opened()
    page = come_in(context, server, "carla")
    page.get_by_label(re.compile(r"^\s*Svar på")).fill("Salen er bestilt.")
    context.set_offline(True)
    page.locator("form.answer [name=no]").click()
    expect(page.locator("#kept")).to_contain_text("Ingen forbindelse. Ændringen er gemt her og sendes")
    context.set_offline(False)
    expect(page.locator("#besked")).to_contain_text("Svaret er gemt.")


def test_an_edit_of_a_register_is_kept_and_its_faults_are_shown_as_ever(opened, server):
    context = opened()
    page = come_in(context, server, "carla")
    page.get_by_role("link", name="Registre", exact=True).first.click()
    page.get_by_role("link", name=re.compile("^Steder")).first.click()
    page.get_by_role("link", name="Balling", exact=True).first.click()
    page.get_by_label("Siddepladser").fill("mange")
    page.get_by_role("button", name="Gem", exact=True).last.click()
    expect(page.get_by_label("Siddepladser")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Siddepladser")).to_have_value("mange")
    page.get_by_label("Siddepladser").fill("31")
    context.set_offline(True)
    page.get_by_role("button", name="Gem", exact=True).last.click()
    expect(page.locator("#kept")).to_contain_text("Ingen forbindelse. Ændringen er gemt her og sendes")
    hold_to_the_house(page)
    context.set_offline(False)
    expect(page.locator("#besked")).to_contain_text("Gemt.")
    expect(page.get_by_text("Siddepladser:", exact=False).first).to_contain_text("31")
    context.set_offline(True)
    page.get_by_role("button", name=re.compile("^Fortryd")).first.click()
    expect(page.locator("#kept")).to_contain_text("Ingen forbindelse. Ændringen er gemt her og sendes")
    context.set_offline(False)
    expect(page.locator("#besked")).to_contain_text("Fortrudt.")
