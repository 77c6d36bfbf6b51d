"""A partner tells of the café: chooses a place, takes text, paper and box, and the box stands on their own page.
Pictures: build/walk-spread/."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import patient, tab_to, take
from tests.walks.house import fits, hold_to_the_house
from tests.walks.server import Server

pytestmark = pytest.mark.browser
TELL = """
import json
from django.utils import timezone
from driveout.jobs.following import say_all
from driveout.records.models import PublicEvent, PublicTimes
say_all(timezone.now())
row = PublicEvent.objects.exclude(base_key="").earliest("pk")
print(json.dumps({"place": row.place, "hub": row.hub, "key": row.place_key, "base": row.base_key,
                  "of": row.organisation, "season": row.season_id}))
"""


@pytest.fixture(scope="module")
def server(house) -> Server:
    return house.in_week()


@pytest.fixture(scope="module")
def told(server) -> dict[str, str]:
    return json.loads(server.do(TELL))


def test_from_the_list_to_paper(open_page, told):
    partner = open_page(script=False, width=390)
    partner.goto("/spred/")
    tab_to(partner, partner.get_by_role("link", name=told["place"], exact=True), most=400)
    partner.keyboard.press("Enter")
    expect(partner.get_by_role("heading", level=1)).to_have_text(f"Café på hjul i {told['place']}")
    text = partner.get_by_label("Marker teksten")
    expect(text).to_have_value(re.compile(rf"{told['place']}.*Det er gratis.*/kom/", re.DOTALL))
    expect(partner.get_by_role("link", name="Send som sms")).to_have_attribute("href", re.compile("^sms:"))
    take(partner, "walk-spread", "kit-390")
    for name, size, width in (("Plakat (A4)", "594.95996 841.91998", 794), ("Ugekort (A5)", "420 594.95996", 559)):
        partner.get_by_role("link", name=name).click()
        partner.emulate_media(media="print")
        partner.set_viewport_size({"width": width, "height": int(width * 1.414)})
        expect(partner.get_by_role("heading", name=told["place"])).to_be_visible()
        expect(partner.get_by_text("Print siden med din browser")).to_be_hidden()
        expect(partner.get_by_role("img", name="QR-kode til tiderne")).to_be_visible()
        take(partner, "walk-spread", f"paper-{width}")
        pdf = partner.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", pdf)) == 1 and size.encode() in pdf
        partner.emulate_media(media="screen")
        partner.set_viewport_size({"width": 320, "height": 700})
        assert fits(partner)
        partner.get_by_role("link", name="Tilbage").click()
        partner.set_viewport_size({"width": 390, "height": 700})


def test_the_code_on_paper_leads_to_the_times(open_page, told):
    guest = open_page()
    guest.goto(f"/kom/{told['of']}/sted/{told['key']}/")
    expect(guest).to_have_url(re.compile(rf"/sted/{told['key']}/"))
    expect(guest.get_by_role("heading", level=1)).to_have_text(told["place"])
    guest.goto(f"/kom/{told['of']}/hub/{told['base']}/")
    expect(guest).to_have_url(re.compile(rf"/tider/{told['season']}/"))


@contextmanager
def served(page: str) -> Iterator[str]:
    """A partner's own site, of another origin than ours, with this one page."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()


def test_the_box_stands_on_a_partners_page_and_no_other_page_does(browser, server, told):
    context = patient(browser.new_context(locale="da-DK", viewport={"width": 390, "height": 900}))
    kit = context.new_page()
    kit.goto(f"{server.address}/spred/{told['of']}/hub/{told['base']}/")
    snippet = kit.get_by_label("Giv den her linje").input_value()
    other = f'<iframe src="{server.address}/spred/" title="andet" width="100%" height="300"></iframe>'
    page = f'<!doctype html><html lang="da"><title>Kvarterhuset</title><h1>Kvarterhuset</h1>{snippet}{other}</html>'
    partner = context.new_page()
    with served(page) as address:
        partner.goto(address)
        partner.wait_for_load_state("networkidle")
    box = partner.frame_locator(f"iframe[title='Café på hjul fra {told['hub']}']")
    expect(box.get_by_role("heading", name="De næste caféer")).to_be_visible()
    expect(box.get_by_role("listitem")).to_have_count(6)
    take(partner, "walk-spread", "box-390")
    refused = next(frame for frame in partner.frames if frame is not partner.main_frame and "indlejr" not in frame.url)
    assert refused.get_by_text("Fortæl om caféen").count() == 0
    assert context.cookies() == []
    box.get_by_role("link", name="Se alle tider").click()
    expect(partner).to_have_url(re.compile(r"/tider/\d+/"))  # out of the frame
    kit.goto(f"{server.address}/indlejr/{told['of']}/hub/{told['base']}/?sprog=en")
    for width in (1280, 320):
        kit.set_viewport_size({"width": width, "height": 900})
        hold_to_the_house(kit)
    context.close()
