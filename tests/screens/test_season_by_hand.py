"""A season made by hand: from nothing, told what it lacks, until it can be planned."""

import pytest

from driveout.records.models import Plan, PlanRun, Season, Stop
from driveout.records.plan.search.worker import search
from tests.screens.test_registers import html, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla(signed_in):
    return signed_in("carla")


def test_a_season_is_made_by_hand_from_nothing_until_it_can_be_planned(carla, people):
    answer = carla.post("/office/seasons/new/by-hand/", {"name": "", "weeks": "0", "first_day": "i morgen"})
    said = html(answer)
    assert answer.status_code == 422 and "3 ting skal rettes" in said and 'value="i morgen"' in said
    begun = {"name": "Forår 2027", "weeks": "8", "first_day": "1-3-2027", "budget_kr_a_week": "12.500"}
    said = html(carla.post("/office/seasons/new/by-hand/", begun, follow=True))
    season = Season.objects.get(name="Forår 2027")
    there = f"/office/seasons/{season.pk}/registers/"
    assert "Mindst én hub" in said and "Mindst ét sted" in said
    assert carla.post("/office/seasons/new/by-hand/", begun).status_code == 302 and Season.objects.count() == 1
    for path in ("", "?vis=steder", "points.json", "how/", "live/", "plans/", "what-if/", "?hub=alle"):
        assert carla.get(f"/office/seasons/{season.pk}/{path}").status_code == 200, path
    told = html(carla.get(f"/office/seasons/{season.pk}/"))
    assert "mangler der" in told and "Planlæg sæsonen" not in told
    early = send(carla, f"{there}stops/new/", name="Karby", lat="56,757", lon="8,572")
    assert early.status_code == 422 and "Lav en hub først" in html(early)
    send(carla, f"{there}hubs/new/", name="Nykøbing Mors", lat="56,79334", lon="8,85282", municipality="773")
    send(carla, f"{there}hubs/new/", name="Skjern", lat="55,947", lon="8,491", municipality="760")
    send(carla, f"{there}stops/new/", name="Karby", lat="56,757", lon="8,572", inhabitants="412", volunteers="0")
    karby = Stop.objects.get(name="Karby")
    assert [serves.hub.name for serves in karby.served_by.all()] == ["Nykøbing Mors"]
    assert karby.mean_guests == 7.2
    hub = season.hubs.get(name="Nykøbing Mors")
    send(carla, f"{there}vans/new/", name="Bil 1", hub=hub.pk, weekdays=["0", "2"])
    assert "mangler der" in html(carla.get(there))
    send(carla, f"{there}employees/new/", name="Alma", hub=hub.pk, weekdays=["0", "2"])
    assert "mangler der" not in html(carla.get(there))
    carla.post(f"/office/seasons/{season.pk}/plan-again/")
    run = PlanRun.objects.get(season=season)
    search.call(run_id=run.id)
    plan = Plan.objects.get(season=season)
    assert plan.openings.filter(stop=karby).exists() and plan.guests > 0


def test_only_the_coordinator_begins_a_season(signed_in, season):
    for name in ("dan", "alma", "bo", "eva"):
        assert signed_in(name).get("/office/seasons/new/by-hand/").status_code == 403
    assert signed_in("carla").get("/office/seasons/new/").content.decode().count("by-hand") == 1
