"""A plan as files: the office asks, waits and fetches; nobody else."""

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.jobs.uploading import write_file
from driveout.office.plan.upload.outgoing import WITH_NAMES
from driveout.records.models import PlanFile, Reading, Trace, Volunteer
from driveout.records.team.erasure import erase_from_register
from tests.places import hub_at
from tests.stored import NOW

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "filer"}


@pytest.fixture
def files(page, plan):
    return f"{page}plans/{plan.id}/files/"


def made(client, files, kind="map"):
    client.post(f"{files}{kind}/")
    write_file.call(file_id=PlanFile.objects.get(kind=kind).id)


def test_six_kinds_are_offered_and_led_to(signed_in, page, files):
    client = signed_in("carla")
    html = client.get(files).content.decode()
    assert html.count("Lav filen") == 6 and "hx-get" not in html
    assert client.get(f"{page}files/").url == files
    assert f"{page}files/" in client.get(page).content.decode()


@pytest.mark.parametrize("name", ["carla", "dan", "alma"])
def test_ask_wait_and_fetch(signed_in, files, name):
    client = signed_in(name)
    assert client.post(f"{files}map/").url == files
    waits = client.get(files, **HTMX).content.decode()
    assert "Filen bliver lavet" in waits and "hx-get" in waits and "<noscript>" in waits
    assert client.get(f"{files}map/fetch/").url == files
    write_file.call(file_id=PlanFile.objects.get().id)
    assert "hx-get" not in client.get(files, **HTMX).content.decode()
    answer = client.get(f"{files}map/fetch/")
    assert answer.content.startswith(b"{") and answer["Content-Type"] == "application/geo+json"
    assert answer["Content-Disposition"].endswith('-kort.geojson"')
    assert Trace.objects.filter(what="asked for a plan as a file").count() == 1


def test_each_language_has_its_own(signed_in, files):
    client = signed_in("carla")
    made(client, files, "csv")
    client.cookies["django_language"] = "en"
    assert "Make the file" in client.get(files).content.decode()
    assert client.get(f"{files}csv/fetch/").status_code == 302


def test_what_could_not_be_written_says_why(signed_in, files):
    client = signed_in("carla")
    made(client, files, "calendar")
    html = client.get(files).content.decode()
    assert "Filen kunne ikke laves" in html and "Prøv igen" in html


def test_a_file_of_a_season_that_was_edited_says_so_on_the_page(signed_in, plan, files):
    client = signed_in("carla")
    made(client, files)
    assert "Sæsonen er rettet" not in client.get(files).content.decode()
    plan.season.stops.filter(name="Mosede").update(volunteers=9)
    made(client, files)
    assert "Sæsonen er rettet" in client.get(files).content.decode()


@pytest.mark.parametrize("kind", sorted(WITH_NAMES))
def test_who_fetches_a_file_with_names_is_in_the_access_log(signed_in, people, plan, files, kind):
    """Who, when, which file; for the leader, and for whom it is about."""
    bo = people["bo"]
    bo.base = hub_at(bo, HUB)
    bo.save()
    dan = signed_in("dan")
    made(dan, files, kind)
    assert not Reading.objects.exists(), "asking for it reads nothing"
    dan.get(f"{files}{kind}/fetch/")
    dan.get(f"{files}{kind}/fetch/")
    rows = list(Reading.objects.all())
    assert {row.what for row in rows} == {"plan file"} and {row.who for row in rows} == {people["dan"].user}
    assert {row.member or row.person for row in rows} == {bo, "Alma", "Anders", "Birthe", "Bodil"}, "each once"
    assert all(row.why.startswith("small-town-plan-1-") for row in rows)
    told = " ".join(signed_in("bo").get("/min-adgang/laesninger/").content.decode().split())
    assert "Dan hentede en fil med en plan, hvor" in told and rows[0].why in told
    assert "hentede en fil med en plan" in signed_in("carla").get("/office/laesninger/").content.decode()


@pytest.mark.parametrize("kind", ["map", "cards"])
def test_a_file_without_names_is_nobodys_reading(signed_in, files, kind):
    made(signed_in("dan"), files, kind)
    signed_in("dan").get(f"{files}{kind}/fetch/")
    assert not Reading.objects.exists()


def test_who_was_taken_out_is_read_by_nobody(signed_in, people, plan, files):
    carla = people["carla"]
    one = Volunteer.objects.get(hub__season=plan.season, name="Bodil")
    whose = {"kind": "Volunteer", "row_id": one.pk, "organisation_id": carla.organisation_id}
    erase_from_register(**whose, by=carla.user, now=NOW)
    made(signed_in("dan"), files, "csv")
    signed_in("dan").get(f"{files}csv/fetch/")
    assert {row.person for row in Reading.objects.all()} == {"Alma", "Anders", "Birthe", "Bo"}


@pytest.mark.parametrize(("name", "status"), [("bo", 403), ("eva", 403), ("finn", 404)])
def test_nobody_else(signed_in, page, files, name, status):
    made(signed_in("carla"), files)
    client = signed_in(name)
    for path in (files, f"{files}map/fetch/", f"{page}files/"):
        assert client.get(path).status_code == status
    assert client.post(f"{files}csv/").status_code == status
    assert PlanFile.objects.count() == 1


def test_a_kind_or_plan_that_is_not_there(signed_in, page, plan, files):
    client = signed_in("carla")
    assert client.post(f"{files}exe/").status_code == 404
    assert client.get(f"{page}plans/{plan.id + 1}/files/").status_code == 404


def test_a_season_without_a_plan_has_no_files(signed_in, page, season):
    assert signed_in("carla").get(f"{page}files/").url == page
