"""What is kept, as the office shows it; what is held on one of the crew; and taking somebody out on screen."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.core.words import KEEPING
from driveout.records.models import Message, Signup, Way
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from driveout.records.trust.retention import retain
from tests.places import hub_at
from tests.stocked import dated
from tests.stored import HERE, HUB, NOW

pytestmark = pytest.mark.django_db
KEPT = "/office/opbevaring/"


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def old(people):
    at = timezone.now() - timedelta(days=200)
    for n in range(3):
        Message.objects.create(member=people["bo"], kind="x", once=str(n), subject="s", text="t", made_at=at, due_at=at)


def test_every_rule_is_shown_with_its_reason_and_what_the_night_takes(signed_in, people, old):
    page = text_of(signed_in("carla").get(KEPT))
    for rule in KEEPING.values():
        assert rule.what.danish in page and rule.why.danish in page
    assert "I nat bliver 3 slettet" in page
    retain(organisation=people["carla"].organisation, now=timezone.now(), yes=True)
    page = text_of(signed_in("carla").get(KEPT))
    assert "I nat er der ikke noget at slette" in page and ": 3</span>" in page
    assert "Drive Out slettede det, der var gemt længe nok" in text_of(signed_in("carla").get("/office/traces/"))


def test_what_is_held_back_is_told_with_why_and_goes_when_somebody_says_yes(signed_in, people):
    at = timezone.now() - timedelta(days=200)
    for n in range(51):
        Message.objects.create(member=people["bo"], kind="x", once=str(n), subject="s", text="t", made_at=at, due_at=at)
    carla = signed_in("carla")
    page = text_of(carla.get(KEPT))
    assert "51 ting venter på et ja, før de slettes." in page and "plejer at blive slettet på en nat (højst 0)" in page
    assert "I nat bliver ikke noget slettet." in page and "Ja, slet dem nu" in page
    done = carla.post(f"{KEPT}slet/", follow=True)
    assert "51 ting er slettet eller gjort navnløse." in text_of(done) and "venter på et ja" not in text_of(done)
    assert not Message.objects.exists()
    assert "Carla slettede det, der var gemt længe nok" in text_of(carla.get("/office/traces/"))


def test_an_operator_sees_the_rules_and_no_person(signed_in, people):
    people["operator"] = welcome(
        username="operator", first_name="Drift", password="cafe-operator", organisation=HERE, role=Role.OPERATOR,
        by=None, now=NOW,
    )  # fmt: skip
    operator = signed_in("operator")
    assert operator.get(KEPT).status_code == 200
    held = f"/office/people/{people['bo'].id}/"
    for address in ("data/", "data.json", "erase/"):
        assert operator.get(held + address).status_code == 403
        assert signed_in("finn").get(held + address).status_code == 404
    assert signed_in("dan").get(held + "data/").status_code == 403


def test_somebody_sees_and_fetches_what_is_held_on_them_and_nobody_elses(signed_in, people, old):
    Way.objects.create(member=people["bo"], channel="mail", address="bo@example.org", made_at=NOW)
    Way.objects.create(member=people["alma"], channel="mail", address="alma@example.org", made_at=NOW)
    page = text_of(signed_in("bo").get("/min-adgang/data/"))
    assert "bo@example.org" in page and "alma@example.org" not in page
    answer = signed_in("bo").get("/min-adgang/data.json")
    assert "attachment" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert told["about"]["Way"][0]["address"] == "bo@example.org" and len(told["about"]["Message"]) == 3
    assert "alma@example.org" not in text_of(answer)
    again = json.loads(signed_in("carla").get(f"/office/people/{people['bo'].id}/data.json").content)
    assert [row["what"] for row in again["about"].pop("Reading")] == ["file", "file"], "who fetched it stands there too"
    told["about"].pop("Reading")
    assert again == told
    assert "Det, vi har om dig" in text_of(signed_in("bo").get("/min-adgang/"))


def test_somebody_is_taken_out_after_the_name_is_typed(signed_in, people, season, plan):
    bo = people["bo"]
    bo.base = hub_at(bo, HUB)
    bo.save()
    dated(people["carla"], season, plan)
    assert Signup.objects.filter(member=bo).exists()
    carla, address = signed_in("carla"), f"/office/people/{bo.id}/erase/"
    page = text_of(carla.get(address))
    assert "Det kan ikke fortrydes" in page and "I vagter, registre, planer og spor" in page
    wrong = carla.post(address, {"name": "Birthe"})
    assert wrong.status_code == 422 and "Intet er ændret" in text_of(wrong)
    assert Signup.objects.filter(name="Bo").exists()
    done = text_of(carla.post(address, {"name": " bo "}, follow=True))
    assert "Navnet Bo er slettet" in done and "tidligere frivillig" in done
    assert not Signup.objects.filter(name="Bo").exists()
    assert "Carla tog en person ud" in text_of(carla.get("/office/traces/"))
    assert "Tag " not in text_of(carla.get(f"/office/people/{bo.id}/data/")), "twice is not offered"


def test_a_coordinator_cannot_take_themselves_out(signed_in, people):
    told = text_of(
        signed_in("carla").post(f"/office/people/{people['carla'].id}/erase/", {"name": "Carla"}, follow=True)
    )
    assert "Du kan ikke slette dig selv" in told
    people["carla"].user.refresh_from_db()
    assert people["carla"].user.is_active
