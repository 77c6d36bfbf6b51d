"""What a browser keeps of what it was shown, and what it forgets when somebody leaves."""

import pytest
from django.test import Client
from django.urls import reverse

from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times

pytestmark = pytest.mark.django_db
CLEAR = "Clear-Site-Data"


@pytest.mark.parametrize("address", ["/log-ud/", "/felt/api/sign-out/"])
def test_who_signs_out_has_pages_forgotten_and_nothing_that_a_phone_has_not_sent(people, address):
    browser = Client()
    browser.force_login(people["carla"].user)
    assert CLEAR not in browser.get("/min-adgang/").headers
    answer = browser.post(address)
    assert answer.headers[CLEAR] == '"cache"' and "sessionid" in answer.cookies
    assert CLEAR not in browser.get("/log-ind/").headers


def test_a_page_for_anybody_is_kept_only_by_who_has_not_signed_in(client, people, season, plan, does):
    approve_plan(plan_id=plan.id, **does)
    publish_times(plan_id=plan.id, **does)
    address = reverse("public:times", args=(season.id,))
    assert client.get(address).headers["Cache-Control"] == "no-cache"
    client.force_login(people["carla"].user)
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/felt/", "/felt/sw.js", "/felt/manifest.webmanifest"])
def test_the_app_opens_without_a_network_for_who_has_signed_in_too(client, people, address):
    client.force_login(people["bo"].user)
    assert client.get(address).headers["Cache-Control"] == "public, no-cache"


def test_a_page_that_is_not_here_and_a_link_are_kept_by_nobody(client):
    for address in ("/findes-ikke/", "/log-ind/", "/velkommen/"):
        assert "no-store" in client.get(address).headers["Cache-Control"], address
