"""All seasons on screen; a scenario tried, made the season and taken back; the next season from the last."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.records.models import Plan, PlanRun, PublicTimes, Season, Trace
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.seasons.copies import make_it_the_season, make_next_season, make_scenario
from tests.screens.reading import text, words_of
from tests.stored import NOW, many_towns, store_plan, store_season, store_unchecked

pytestmark = pytest.mark.django_db
WHOLE = "/office/seasons/"


@pytest.fixture
def scenario(season, does):
    return make_scenario(season=season, name="En vogn mere", why="", **does)


@pytest.fixture
def at():
    """`at(season, "scenario/new/")`: an address of a season."""
    return lambda season, what="": f"{WHOLE}{season.id}/{what}"


# Who may

READING = ("", "{a}/scenario/", "{b}/scenario/", "{b}/")
CHANGING = ("scenario/new/", "next/", "scenario/become/", "scenario/back/", "scenario/delete/")


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize(("who", "status"), [("carla", 200), ("dan", 200), ("alma", 200), ("bo", 403), ("eva", 403)])
def test_reading(signed_in, season, scenario, path, who, status):
    answer = signed_in(who).get(WHOLE + path.format(a=season.id, b=scenario.id))
    assert answer.status_code == status
    assert ("En vogn mere" in text(answer)) == (status == 200)


def test_another_organisation_sees_none_of_it(signed_in, season, scenario, at):
    finn = signed_in("finn")
    said = text(finn.get(WHOLE))
    assert "Small town" not in said and "En vogn mere" not in said and "Her er ingen sæson endnu" in said
    for what in ("scenario/", *CHANGING):
        assert finn.get(at(scenario, what)).status_code in (404, 405)
        assert finn.post(at(scenario, what)).status_code in (404, 405)


@pytest.mark.parametrize("what", CHANGING)
@pytest.mark.parametrize("who", ["dan", "alma", "bo", "eva"])
def test_only_the_coordinator_changes(signed_in, scenario, at, what, who):
    assert signed_in(who).post(at(scenario, what), {"name": "Dans"}).status_code == 403
    scenario.refresh_from_db()
    assert scenario.is_scenario and Season.objects.count() == 2


def test_changing_takes_posts_with_their_token_alone(people, season, scenario, at):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    for what in CHANGING:
        assert strict.post(at(scenario, what)).status_code == 403
    assert Client().get(WHOLE)["Location"].startswith("/log-ind/?next=")


def test_those_who_read_have_nothing_to_press(signed_in, season, scenario, at):
    for path in (WHOLE, at(scenario, "scenario/"), at(season, "scenario/")):
        said = text(signed_in("dan").get(path))
        assert 'method="post" action="/office' not in said
        assert "Prøv noget af" not in said and "Slet scenariet" not in said


# A scenario


def test_a_scenario_is_made_and_every_page_of_it_says_so(signed_in, season, at):
    carla = signed_in("carla")
    assert "Alt kommer med" in text(carla.get(at(season, "scenario/new/")))
    made = carla.post(at(season, "scenario/new/"), {"name": " Nordjylland ", "why": "Kun nord."}, follow=True)
    copy = Season.objects.get(name="Nordjylland")
    assert made.redirect_chain[-1][0] == at(copy)
    assert "Scenariet er klar." in text(made)
    assert Trace.objects.get(what="made a scenario").details == {"of": season.id, "why": "Kun nord."}
    banner = "Scenarie: Nordjylland. Intet her gælder, før du gør det til sæsonen."
    for path in ("", "plans/", "what-if/", "how/", "scenario/"):
        assert banner in text(carla.get(at(copy, path))), path
        assert banner not in text(carla.get(at(season, path))), path


def test_all_faults_at_once_and_what_was_typed_stays(signed_in, season, at):
    carla = signed_in("carla")
    answer = carla.post(at(season, "scenario/new/"), {"name": "N" * 121, "why": "x" * 2001})
    said = text(answer)
    assert answer.status_code == 422 and 'role="alert"' in said
    assert "Navnet er for langt. Det må højst være 120 tegn, og det er 121." in said
    assert "Teksten er for lang." in said and "N" * 121 in said and "x" * 2001 in said
    answer = carla.post(at(season, "next/"), {"name": "", "first_day": "31.2.2026", "weeks": "mange"})
    said = text(answer)
    assert "Skriv et navn." in said and "«31.2.2026» er ikke en dag." in said and "fra 1 til 104" in said
    assert 'value="mange"' in said and said.count('aria-invalid="true"') == 3
    assert Season.objects.count() == 1


@pytest.mark.parametrize("what", ["scenario/new/", "next/"])
def test_a_name_that_is_taken_is_said(signed_in, season, at, what):
    answer = signed_in("carla").post(at(season, what), {"name": season.name, "first_day": "2026-08-03", "weeks": "13"})
    assert answer.status_code == 422
    assert "Der er allerede en sæson, der hedder «Small town»." in text(answer)


def test_a_scenarios_plan_is_compared_but_not_decided(signed_in, people, season, plan, scenario, at):
    carla = signed_in("carla")
    assert "Når begge har en plan" in text(carla.get(at(scenario, "scenario/")))
    mine = store_plan(people["carla"], scenario, words=season_as_words(scenario.id))
    said = text(carla.get(at(scenario, "scenario/")))
    compare = at(scenario, f"plans/{plan.id}/compare/{mine.id}/")
    assert f'href="{compare}"' in said
    said = words_of(carla.get(compare))
    assert "Fra «Plan 1» (Small town) til «Plan 1» (En vogn mere)" in said
    one = text(carla.get(at(scenario, f"plans/{mine.id}/")))
    assert "Godkend planen</button>" not in one and "I et scenarie bliver intet godkendt" in one
    typed = {"instead_of": "", "why": "Mine ord", "fra": "2026-08-03", "vist": "x"}
    for what, says in (("approve/", "En vogn mere er et scenarie."), ("hold/", "det er et scenarie")):
        Plan.objects.filter(pk=mine.id).update(approved_at=NOW if what == "hold/" else None)
        answer = carla.post(at(scenario, f"plans/{mine.id}/{what}"), typed)
        assert answer.status_code == 409
        assert says in text(answer)
    assert not PublicTimes.objects.exists()


def test_it_is_made_the_season_and_taken_back(signed_in, season, plan, scenario, at):
    carla = signed_in("carla")
    said = words_of(carla.get(at(scenario, "scenario/")))
    assert "Small town bliver lagt til side" in said
    said = text(carla.post(at(scenario, "scenario/become/"), {"why": "Bevillingen kom."}, follow=True))
    assert "En vogn mere er nu sæsonen." in said and "Scenarie:" not in said
    assert "Nu er En vogn mere sæsonen. Intet her gælder mere." in text(carla.get(at(season)))
    assert carla.get("/").url == at(scenario)
    everything = words_of(carla.get(WHOLE))
    assert "Lagt til side" in everything and "er En vogn mere sæsonen." in everything.split("Lagt til side")[1]
    answer = carla.post(at(season, f"plans/{plan.id}/approve/"), {"instead_of": ""})
    assert answer.status_code == 409 and "Small town er lagt til side." in text(answer)
    assert "Sådan var det allerede" in text(carla.post(at(scenario, "scenario/become/"), follow=True))
    said = text(carla.post(at(scenario, "scenario/back/"), {"why": "Den faldt væk."}, follow=True))
    assert "Taget tilbage." in said and "Scenarie: En vogn mere." in said
    assert carla.get("/").url == at(season)


def test_what_is_decided_is_not_taken_back_and_the_words_stay(signed_in, people, scenario, at, does):
    make_it_the_season(season_id=scenario.id, why="", **does)
    store_plan(people["carla"], scenario, words=season_as_words(scenario.id))
    Plan.objects.update(approved_at=NOW)
    answer = signed_in("carla").post(at(scenario, "scenario/back/"), {"why": "Mine ord"})
    assert answer.status_code == 409
    assert "En plan i En vogn mere er godkendt." in text(answer) and ">Mine ord</textarea>" in text(answer)


def test_deleting_asks_first_and_an_old_link_is_told(signed_in, season, scenario, at):
    carla = signed_in("carla")
    assert "Det kan ikke fortrydes." in text(carla.get(at(scenario, "scenario/delete/")))
    PlanRun.objects.create(season=scenario, asked_at=timezone.now(), limit_seconds=9)
    answer = carla.post(at(scenario, "scenario/delete/"))
    assert answer.status_code == 409 and "Der bliver regnet på En vogn mere lige nu." in text(answer)
    PlanRun.objects.all().delete()
    assert "Scenariet En vogn mere er slettet." in text(carla.post(at(scenario, "scenario/delete/"), follow=True))
    for who, told in (("dan", True), ("finn", False), ("bo", False)):
        answer = signed_in(who).get(at(scenario, "plans/"))
        assert ("Scenariet «En vogn mere» blev slettet af Carla" in text(answer)) == told
    refused = carla.post(at(season, "scenario/delete/"))
    assert refused.status_code == 409 and "sæsoner kan ikke slettes her" in text(refused)
    assert Season.objects.get() == season


# The next season


def test_the_next_season_from_the_last(signed_in, season, plan, at):
    carla = signed_in("carla")
    ahead = timezone.localdate() + timedelta(weeks=1)
    Season.objects.update(first_day=ahead, weeks=13)
    assert f'value="{(ahead + timedelta(weeks=13)).isoformat()}"' in text(carla.get(at(season, "next/")))
    Season.objects.update(first_day=date(2020, 3, 30))
    said = text(carla.get(at(season, "next/")))
    monday = date.fromisoformat(re.search(r'type="date" value="([^"]*)"', said)[1])
    assert monday.weekday() == 0 and timedelta(0) < monday - timezone.localdate() <= timedelta(7)
    assert "Åbningerne i den nyeste plan." in said
    assert "De gæster, I venter på hvert sted, som de står." in said and "mindst 15 gæster værd" in said
    typed = {"name": "Efterår 2026", "first_day": "24.8.2026", "weeks": "12"}
    answer = carla.post(at(season, "next/"), typed, follow=True)
    made = Season.objects.get(name="Efterår 2026")
    assert "Den nye sæson er klar." in text(answer) and answer.redirect_chain[-1][0] == at(made)
    assert (made.first_day, made.weeks, made.is_scenario) == (date(2026, 8, 24), 12, False)
    assert made.earlier.count() == plan.openings.count()
    assert carla.get("/").url == at(made)


@pytest.mark.parametrize("typed", ["2026-08-24", "24.8.2026", "24-8-2026", "24/08/2026", " 24. 8. 2026 "])
def test_a_day_is_read_as_people_write_it(signed_in, season, at, typed):
    signed_in("carla").post(at(season, "next/"), {"name": "Ny", "first_day": typed, "weeks": "13"})
    assert Season.objects.get(name="Ny").first_day == date(2026, 8, 24)


@pytest.mark.parametrize("typed", ["8-2026", "24.8.26", "2026", "24.13.2026", "i morgen", "²4.8.2026", "9" * 40])
def test_what_is_no_day_is_said(signed_in, season, at, typed):
    answer = signed_in("carla").post(at(season, "next/"), {"name": "Ny", "first_day": typed, "weeks": "13"})
    assert answer.status_code == 422 and "er ikke en dag." in text(answer)


# All seasons


def test_all_seasons_by_when_they_are(signed_in, people, season, does):
    today = timezone.localdate()
    when = {"Nu": today - timedelta(days=3), "Snart": today + timedelta(days=30), "Før": today - timedelta(days=300)}
    for name, day in when.items():
        make_next_season(season=season, name=name, first_day=day, weeks=13, keep_wishes=True, **does)
    make_scenario(season=Season.objects.get(name="Snart"), name="Langeland", why="", **does)
    Season.objects.filter(pk=season.pk).update(first_day=None)
    said = words_of(signed_in("carla").get(WHOLE))
    assert "4 sæsoner" in said
    order = ["I gang nu", "Nu", "Kommer", "Snart", "Langeland", "Scenarie", "Uden dato", "Small town", "Tidligere"]
    found = [said.index(word, said.index("4 sæsoner")) for word in order]
    assert found == sorted(found), list(zip(order, found, strict=True))
    assert said.count("Prøv noget af") == 4


def test_a_scenario_whose_season_is_gone_still_has_its_place(signed_in, season, scenario, at):
    Season.objects.filter(pk=scenario.pk).update(copy_of=None)
    carla = signed_in("carla")
    assert "Scenarier uden sæson" in text(carla.get(WHOLE))
    assert "Så gælder den som en sæson som de andre." in text(carla.get(at(scenario, "scenario/")))


def test_the_same_few_queries_with_fifty_seasons(signed_in, people, does):
    carla, counts = signed_in("carla"), []
    for many in (2, 50):
        words = many_towns(1, 2)
        for n in range(Season.objects.count(), many):
            season = store_season(people["carla"], type(words)(**{**vars_of(words), "name": f"Sæson {n}"}))
            if n % 3 == 0:
                store_unchecked(season, words)
            if n % 5 == 1:
                copy = make_scenario(season=season, name=f"Prøve {n}", why="", **does)
                make_it_the_season(season_id=copy.id, why="", **{**does, "now": NOW + timedelta(seconds=n)})
        with CaptureQueriesContext(connection) as queries:
            assert carla.get(WHOLE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def vars_of(words) -> dict[str, Any]:
    return {name: getattr(words, name) for name in words.__dataclass_fields__}


def test_in_english(signed_in, people, season, plan, scenario, at):
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    paths = (WHOLE, at(scenario), *(at(scenario, what) for what in ("scenario/", "scenario/new/", "next/")))
    for path in (*paths, at(scenario, "scenario/delete/"), at(season, "scenario/")):
        said = words_of(carla.get(path))
        for danish in ("æson", "gæster", "Scenarie", "Slet", "Prøv", "Intet", "«"):
            assert danish not in said, (path, danish)
