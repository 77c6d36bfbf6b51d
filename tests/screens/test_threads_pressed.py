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
