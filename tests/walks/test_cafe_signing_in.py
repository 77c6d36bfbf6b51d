"""At the door of the app, in a real browser: somebody it is not for, and a network that does not answer."""

import pytest
from playwright.sync_api import Route, expect

from tests.walks.cafe import make_today, phone_in
from tests.walks.house import hold_to_the_house

pytestmark = pytest.mark.browser
# The app's patience ends when the test says so; how long it is, is tried beside the app's own tests.
PATIENCE = """
const waiting = [];
AbortSignal.timeout = () => {
  const control = new AbortController();
  waiting.push(control);
  return control.signal;
};
window.giveUp = () => waiting.forEach((one) => one.abort(new DOMException("", "TimeoutError")));
"""


def test_who_is_not_crew_reads_why_and_makes_room_for_who_is(browser, server):
    make_today(server)
    with phone_in(browser, server) as phone:
        phone.sign_in("eva")
        phone.see("Appen er for dem, der kører og er værter")
        hold_to_the_house(phone.page)
        phone.follow("Log ind som en anden")  # and not back as Eva
        phone.type_password("alma")
        phone.settle("alma")
        phone.until(lambda: phone.page.evaluate("fetch('/felt/api/me/').then((answer) => answer.status)") == 401)


def test_a_network_that_hangs_keeps_nobody_from_signing_in(browser, server):
    with phone_in(browser, server) as phone:
        phone.page.add_init_script(PATIENCE)
        phone.page.goto("/felt/")
        phone.heading("Velkommen")
        asked: list[Route] = []
        phone.context.route("**/felt/api/me/", lambda route: asked.append(route))  # no answer ever comes
        button = phone.page.locator("a.btn.crew")
        phone.tap(button)
        expect(button).to_have_text("Et øjeblik …")
        expect(phone.page.get_by_role("status")).to_have_text("Et øjeblik …")
        button.tap(force=True)
        button.tap(force=True)
        phone.page.evaluate("window.giveUp()")
        phone.page.wait_for_url("**/log-ind/**")
        assert len(asked) == 1
