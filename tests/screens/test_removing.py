"""A wrong season is seen at once and goes again; what runs is in front; who changes the crew's days is told first."""

from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from driveout.jobs.season_template import TEMPLATE
from driveout.jobs.uploading import read_upload
from driveout.records.drive.crew.ahead import ahead_of
from driveout.records.models import Plan, Season, Upload
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.seasons.copies import make_it_the_season, make_next_season, make_scenario
from tests.on_dates import make_days
from tests.screens.reading import words_of

pytestmark = pytest.mark.django_db
WHOLE, NEW = "/office/seasons/", "/office/seasons/new/"


@pytest.fixture
def running(people, season, plan, does):
    """The small town, begun this week, approved and on dates."""
    today = timezone.localdate()
    Season.objects.filter(pk=season.pk).update(first_day=today - timedelta(days=today.weekday()), weeks=8)
    approve_plan(plan_id=plan.id, **does)
    make_days(plan_id=plan.id, today=today, **does)
    season.refresh_from_db()
    return season


@pytest.fixture
def counted(running):
    ahead = ahead_of(running.id, timezone.localdate())
    assert ahead.cafes > 1 and ahead.people > 1
    return f"{ahead.cafes} caféer forude og {ahead.people} tilmeldte"


def hand_in(client, tmp_path, first_day: str):
    book, path = openpyxl.load_workbook(TEMPLATE), tmp_path / "a.xlsx"
    next(row for row in book["Sæson"].iter_rows() if row[0].value == "Første dag")[1].value = first_day
    book.save(path)
    to = client.post(NEW, {"file": SimpleUploadedFile("a.xlsx", path.read_bytes())}).url
    read_upload.call(upload_id=Upload.objects.first().id)
    return to


def test_a_wrong_file_is_asked_about_with_the_way_back(signed_in, tmp_path):
    carla = signed_in("carla")
    to = hand_in(carla, tmp_path, "2020-03-30")
    season = Season.objects.get()
    part = carla.get(to, HTTP_HX_REQUEST="true", HTTP_HX_TARGET="fil")
    for answer in (carla.get(to), part):
        said = words_of(answer)
        assert answer.status_code == 200 and "Sæsonen sluttede 28. juni 2020. Er det den rigtige fil?" in said
        assert f'href="{WHOLE}{season.id}/delete/"' in answer.content.decode() and "hx-get" not in words_of(answer)
    asked = carla.get(f"{WHOLE}{season.id}/delete/")
    assert "Det kan ikke fortrydes." in words_of(asked) and Season.objects.exists()
    said = words_of(carla.post(f"{WHOLE}{season.id}/delete/", follow=True))
    assert f"Sæsonen {season.name} er slettet." in said and not Season.objects.exists()
    assert "Sæsonen er slettet siden" in words_of(carla.get(to))
    for who, told in (("dan", True), ("finn", False)):
        gone = signed_in(who).get(f"{WHOLE}{season.id}/plans/")
        assert gone.status_code == 404
        assert (f"Sæsonen «{season.name}» blev slettet af Carla" in words_of(gone)) == told


def test_a_file_that_was_here_already_is_not_offered_for_deletion(signed_in, tmp_path):
    carla = signed_in("carla")
    for _ in range(2):
        to = hand_in(carla, tmp_path, "2020-03-30")
    said = words_of(carla.get(to, follow=True))
    assert "var her i forvejen" in said and "Sæsonen sluttede 28. juni 2020." in said and "rigtige fil" not in said


def test_after_an_edit_the_first_file_is_said_to_say_something_else(signed_in, tmp_path):
    carla = signed_in("carla")
    hand_in(carla, tmp_path, "2099-03-30")
    Season.objects.update(weeks=3)
    said = words_of(carla.get(hand_in(carla, tmp_path, "2099-03-30")))
    assert "Der er allerede en sæson" in said and "Måske er den rettet på skærmen siden." in said
    assert Season.objects.get().weeks == 3


def test_a_season_in_use_says_why_it_stays_and_has_no_button(signed_in, running, plan):
    carla, to = signed_in("carla"), f"{WHOLE}{running.id}/delete/"
    assert to not in carla.get(WHOLE).content.decode()
    for why in ("En plan i Small town er godkendt.", "Small town står på datoer"):
        asked, tried = carla.get(to), carla.post(to)
        assert (asked.status_code, tried.status_code) == (200, 409)
        assert why in words_of(asked) and why in words_of(tried) and "Slet sæsonen</button>" not in str(asked.content)
        Plan.objects.update(approved_at=None)
    assert Season.objects.exists()


def test_the_list_offers_it_to_the_coordinator_alone(signed_in, season):
    to = f"{WHOLE}{season.id}/delete/"
    assert f'href="{to}"' in signed_in("carla").get(WHOLE).content.decode()
    for who, status in (("dan", 403), ("alma", 403), ("bo", 403), ("finn", 404)):
        assert to not in signed_in(who).get(WHOLE).content.decode()
        assert signed_in(who).post(to).status_code == status
    assert Season.objects.exists()


def test_a_scenario_is_deleted_where_scenarios_are(signed_in, season, does):
    scenario = make_scenario(season=season, name="Prøve", why="", **does)
    assert signed_in("carla").post(f"{WHOLE}{scenario.id}/delete/").url == f"{WHOLE}{scenario.id}/scenario/delete/"
    assert Season.objects.count() == 2


def test_a_next_season_is_nobodys_front_page_while_one_runs(signed_in, running, does):
    day = running.first_day + timedelta(weeks=8)
    following = make_next_season(season=running, name="Næste", first_day=day, weeks=8, keep_wishes=True, **does)
    assert signed_in("alma").get("/").url == f"{WHOLE}{running.id}/"
    assert f'href="{WHOLE}{running.id}/days/"' in signed_in("dan").get("/office/lager/").content.decode()
    assert signed_in("dan").get("/").url == "/office/idag/"
    Plan.objects.update(approved_at=None)
    assert signed_in("alma").get("/").url == f"{WHOLE}{following.id}/"


def test_who_makes_a_scenario_the_season_is_told_of_the_crew(signed_in, running, counted, does):
    carla, scenario = signed_in("carla"), make_scenario(season=running, name="Prøve", why="", **does)
    told = f"Small town har {counted}: det forsvinder fra holdets telefoner"
    assert told in words_of(carla.get(f"{WHOLE}{scenario.id}/scenario/"))
    make_it_the_season(season_id=scenario.id, why="", **does)
    assert "forsvinder fra holdets" not in words_of(carla.get(f"{WHOLE}{scenario.id}/scenario/"))


def test_who_takes_approval_back_is_told_before_and_after(signed_in, running, plan, counted):
    carla, page = signed_in("carla"), f"{WHOLE}{running.id}/plans/{plan.id}/"
    before, after = f"{counted} bliver stående på holdets telefoner", f"{counted} står stadig på holdets telefoner"
    said = words_of(carla.get(page))
    assert before in said and after not in said
    answer = carla.post(reverse("office:take_approval_back", args=[running.id, plan.id]), {"why": ""}, follow=True)
    assert after in words_of(answer) and before not in words_of(answer)
    assert f'href="{WHOLE}{running.id}/crew/' in answer.content.decode()
