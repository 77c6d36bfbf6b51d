"""Pressed twice, loaded anew, made up: what each page of a thread says then."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from driveout.records.models import SecretLink, Thread
from tests.screens.test_threads import ALL, MINE, alma, at, mine, opened, sent, text, thread  # noqa: F401

pytestmark = pytest.mark.django_db


def test_the_links_code_pressed_twice_in_one_browser_lets_it_in_and_is_no_forwarding(alma, thread):  # noqa: F811
    link, code = sent(alma, thread)
    eva = Client()
    eva.get(link)
    first = eva.cookies["h"].value
    assert [eva.post(link, {"code": code}).status_code for _ in range(2)] == [302, 302]
    assert eva.get(link).status_code == 200 and eva.cookies["h"].value == first
    assert SecretLink.objects.get().tried_elsewhere_at is None
    other = Client()
    other.get(link)
    assert other.post(link, {"code": code}).status_code == 403 and eva.get(link).status_code == 200
    assert SecretLink.objects.get().tried_elsewhere_at


def test_arrived_loaded_anew_is_still_arrived_and_the_page_asks_no_more_for_weeks(alma, thread):  # noqa: F811
    page = mine("arrived") + mine("arrived")
    thread.refresh_from_db()
    assert thread.state == "arrived" and 'value="still"' not in page and 'value="arrived"' not in page
    assert "passer ikke med" in mine("still") and "Gæsten er der stadig" not in text(alma.get(at(thread)))
    Thread.objects.update(due_from=thread.due_from - timedelta(days=30))
    assert 'value="still"' in mine() and "Gæsten er der stadig" in text(alma.get(at(thread)))
    assert "om tre måneder" in mine("still")
    thread.refresh_from_db()
    assert thread.state == "still there"


@pytest.mark.parametrize("state", ["consented", "sent", "opened", "still there"])
def test_a_state_that_is_no_button_is_refused(alma, thread, state):  # noqa: F811
    for ready in (False, True):
        if ready:
            opened(alma, thread)
        thread.refresh_from_db()
        before = thread.state
        answer = alma.post(at(thread, "skridt/"), {"state": state})
        thread.refresh_from_db()
        assert answer.status_code == 422 and thread.state == before


def test_a_new_link_can_be_made_whoever_lost_it_and_moves_nothing(alma, thread):  # noqa: F811
    eva, link = opened(alma, thread)
    for answer in ({"answer": "accepted"}, {"answer": "met"}, {"answer": "missed"}):
        eva.post(link, answer)
        thread.refresh_from_db()
        before = thread.state
        assert "Lav et nyt link" in text(alma.get(at(thread))), before
        page = text(alma.post(at(thread, "link/")))
        link, code = re.search(r"/h/[\w-]+/", page)[0], re.search(r"<code>(\d{6})</code>", page)[1]
        eva = Client()
        assert eva.post(link, {"code": code}).status_code == 302 and eva.get(link).status_code == 200
        thread.refresh_from_db()
        assert thread.state == before


def once_of(page):
    return re.search(r'name="once" value="([^"]+)"', page)[1]


def test_a_wish_sent_twice_is_one_thread_and_its_code_is_shown_again(alma, thread):  # noqa: F811
    browser = Client()
    told = {"wish": "Nogen at spise med", "need": "company", "hub": thread.base_id}
    told["once"] = once_of(text(browser.get("/min/begynd/")))
    codes = {re.search(r"<code>(\w{4}-\w{4})</code>", text(browser.post("/min/begynd/", told)))[1] for _ in range(3)}
    assert len(codes) == 1 and Thread.objects.filter(need="company").count() == 1
    assert once_of(text(browser.post("/min/begynd/", {**told, "wish": ""}))) == told["once"]  # refused, it is the same
    browser.post("/min/begynd/", {**told, "once": once_of(text(browser.get("/min/begynd/")))})
    browser.post("/min/begynd/", {**told, "once": "made up"})
    assert Thread.objects.filter(need="company").count() == 3
    assert Client().post(MINE, {"code": codes.pop()}).status_code == 200


def test_a_thread_begun_twice_with_one_press_is_one(alma, thread):  # noqa: F811
    told = {"need": "housing", "once": once_of(text(alma.get(ALL)))}
    assert alma.post(f"{ALL}ny/", told)["Location"] == alma.post(f"{ALL}ny/", told)["Location"]
    assert Thread.objects.filter(need="housing").count() == 1
