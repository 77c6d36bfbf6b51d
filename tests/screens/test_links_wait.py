"""What an operator gives beside their own role waits for a coordinator's yes, and everybody is told so."""

import pytest
from django.contrib.auth.models import User

from driveout.records.models import Invitation, Member
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from tests.screens.test_people import FOLK, arrive, link_in
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(people):
    people["operator"] = welcome(
        username="operator", first_name="Drift", password="x", organisation=HERE, role=Role.OPERATOR, by=None, now=NOW
    )
    return people["operator"]


def test_a_coordinator_is_told_where_she_comes_first(signed_in, operator, page):
    told = "1 link venter på en koordinators ja."
    assert told not in signed_in("carla").get(page).content.decode()
    signed_in("operator").post(f"{FOLK}invite/", {"first_name": "Eva", "role": "coordinator", "hub": ""})
    assert told in signed_in("carla").get(page).content.decode()
    assert told not in signed_in("dan").get(page).content.decode()


def test_a_link_of_an_operators_works_when_a_coordinator_has_said_yes(signed_in, operator):
    drift, carla = signed_in("operator"), signed_in("carla")
    shown = drift.post(f"{FOLK}invite/", {"first_name": "Eva", "role": "coordinator", "hub": ""}, follow=True)
    link = link_in(shown)
    assert "Linket virker først, når Carla eller en anden koordinator har sagt ja." in shown.content.decode()
    assert "reset_link" not in shown.content.decode(), "nobody is here yet to get a new password"
    _browser, page, answer = arrive(link)
    assert "Linket venter på et ja" in page.content.decode() and "Linket venter på et ja" in answer.content.decode()
    assert page.status_code == 200 and not User.objects.filter(username="reader").exists()
    yes = f"{FOLK}links/{Invitation.objects.get().id}/yes/"
    assert yes not in drift.get(FOLK).content.decode() and drift.post(yes).status_code == 403
    told = carla.get(FOLK).content.decode()
    assert "1 link venter på en koordinators ja." in told and yes in told
    assert "Linket til Eva virker nu" in carla.post(yes, follow=True).content.decode()
    assert "venter på en koordinators ja" not in carla.get(FOLK).content.decode()
    assert "Carla sagde ja til linket til Eva" in carla.get("/office/traces/").content.decode()
    assert "Nu er du inde" in arrive(link)[2].content.decode()


def test_an_operator_is_told_who_gives_a_role(signed_in, people, operator):
    drift, dan = signed_in("operator"), people["dan"]
    assert "Rolle og hub giver en koordinator: Carla." in drift.get(FOLK).content.decode()
    said = drift.post(f"{FOLK}{dan.id}/change/", {"role": "coordinator", "hub": ""}, follow=True).content.decode()
    assert "Den rolle kan kun en koordinator give. Bed Carla om det." in said
    assert Member.objects.get(pk=dan.pk).role == "hub leader"
    reset = drift.post(f"{FOLK}{people['carla'].id}/reset/", follow=True).content.decode()
    assert "manage.py reset_link" in reset


def test_many_links_take_no_more_queries(signed_in, operator, django_assert_max_num_queries):
    for name in ("Alma", "Bo", "Dan", "Eva", "Finn"):
        signed_in("operator").post(f"{FOLK}invite/", {"first_name": name, "role": "volunteer", "hub": ""})
    carla = signed_in("carla")
    with django_assert_max_num_queries(12):
        assert "5 links venter" in carla.get(FOLK).content.decode()
