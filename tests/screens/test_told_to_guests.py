"""What guests ask of a place: told in words with an icon where somebody has looked; where nobody has, never as a no."""

import pytest
from django.urls import reverse

from driveout.core.words.fields import SAID, TOLD_TO_GUESTS
from driveout.outside.plan_files.tables import as_csv
from driveout.records.models import Stop
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.plan.queries import plan_as_words, season_as_words, season_of
from driveout.records.plan.storing.fingerprints import season_fingerprint
from tests.screens.test_registers import filled, html, send
from tests.stored import NOW

pytestmark = pytest.mark.django_db
FIELDS = pytest.mark.parametrize("name", [field.name for field in TOLD_TO_GUESTS])


def shown(client, carla, plan) -> str:
    """The page that anyone reads, after its plan was approved and published again."""
    approve_plan(plan_id=plan.pk, by=carla.user, now=NOW)
    publish_times(plan_id=plan.pk, by=carla.user, now=NOW)
    return client.get(reverse("public:times", args=(plan.season_id,))).content.decode()


@FIELDS
def test_the_public_page_tells_a_yes_and_a_no_and_nothing_where_nobody_has_looked(client, people, season, plan, name):
    carla = people["carla"]
    said = SAID[name]
    page = shown(client, carla, plan)
    assert said["yes"][0] not in page and said["no"][0] not in page
    open_ = plan.openings.order_by("id").first().stop
    for answer in ("yes", "no"):
        Stop.objects.filter(pk=open_.pk).update(**{name: answer})
        page = shown(client, carla, plan)
        assert page.count(said[answer][0]) == plan.openings.filter(stop=open_).count()
        assert f"icons.svg#{said['icon']}" in page
    assert said["no"][1] in client.get(reverse("public:times", args=(season.pk,)), {"sprog": "en"}).content.decode()


@FIELDS
def test_the_office_asks_and_keeps_the_answer_and_no_plan_waits_for_it(signed_in, season, plan, name):
    carla = signed_in("carla")
    stop = plan.openings.first().stop
    address = reverse("office:row", args=(season.pk, "stops", stop.pk))
    assert filled(carla, address)[name] == ["unknown"]
    said = html(send(carla, address, **{name: "no"}))
    assert f"{SAID[name]['heading'][0]}: ikke oplyst → nej" in said and "Ingen rettelser venter" in said
    assert getattr(Stop.objects.get(pk=stop.pk), name) == "no"
    assert plan.made_from == season_fingerprint(season_of(plan))
    place = html(carla.get(reverse("office:season", args=(season.pk,)), {"sted": stop.pk}))
    assert SAID[name]["no"][0] in place, "who plans sees it among what is known of the place"
    assert html(send(carla, address, **{name: "perhaps"})).count("Vælg en fra listen.")


@FIELDS
def test_the_table_of_openings_tells_it(season, plan, name):
    Stop.objects.filter(season=season).update(**{name: "no"})
    lines = as_csv(season_as_words(season.pk), plan_as_words(plan.pk)).splitlines()
    at = lines[0].split(",").index(name)
    assert {line.split(",")[at] for line in lines[1:]} == {"no"}
