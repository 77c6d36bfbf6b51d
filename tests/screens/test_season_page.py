"""The season page: what is planned, how sure it is, what to look at; the same number of queries at any size."""

from dataclasses import replace

import pytest

from driveout.core.simulate.small_town import small_town
from driveout.core.travel import ERROR, with_drives
from driveout.core.words import Wish
from driveout.records.plan.models.work import State
from driveout.records.plan.search import asking, runs
from tests.screens.reading import text, words_of
from tests.stored import HUB, NOW, many_towns, store_season, store_unchecked

pytestmark = pytest.mark.django_db


def test_it_states_reach_bound_and_distance(signed_in, plan, page):
    said = text(signed_in("carla").get(page))
    assert "<b>31</b> gæster om ugen" in said
    assert "højst <strong>31</strong> muligt" in said
    assert "0,6 % fra bedste plan" in said
    assert "Behovet er antaget." in said
    assert "Søgningen nåede sin tidsgrænse." in said


def test_week_map_and_list_say_the_same(signed_in, plan, page):
    carla = signed_in("carla")
    week = text(carla.get(page))
    for words in (HUB, "Mosede", "10–11.30", "12.10–13.40", "Alma, Bo", "6 gæster"):
        assert words in week
    listed = text(carla.get(page + "?vis=steder"))
    for words in ("Mosede", "Mandag 10–11.30", "Onsdag 10–11.30", "Besøges ikke", "6 steder, 3 uden besøg"):
        assert words in listed


def test_what_gets_no_visit_is_to_be_looked_at(signed_in, plan, page):
    assert "<b>3 steder</b> får ikke besøg: Fjordside, Kirkeby Hede og Sandholm." in text(signed_in("carla").get(page))


def test_filters_choose_hub_municipality_and_day(signed_in, plan, page):
    carla = signed_in("carla")
    tuesday = text(carla.get(page + "?dag=1"))
    assert "Tirsdag kører 1 vogn" in tuesday
    assert f"{HUB}, tirsdag" in tuesday
    only_herning = carla.get(page + "?vis=steder&kommune=671")
    assert "Vestermark" in text(only_herning)
    assert "Lyngdal" not in text(only_herning).split("<tbody>")[1]
    assert "Alle hubs, hver uge" in text(carla.get(page + "?hub=alle"))


@pytest.mark.parametrize("query", ["?hub=999999", "?hub=x", "?dag=9", "?dag=-1", "?kommune=000", "?vis=alt", "?dag=²"])
def test_an_address_typed_by_hand_shows_the_page(signed_in, plan, page, query):
    assert signed_in("carla").get(page + query).status_code == 200


def test_a_filter_by_script_gets_the_part_alone(signed_in, plan, page):
    part = signed_in("carla").get(page + "?dag=1", headers={"HX-Request": "true", "HX-Target": "view"})
    assert text(part).startswith('<div id="view"')


def test_without_a_plan_there_is_one_thing_to_do(signed_in, season, page):
    said = text(signed_in("carla").get(page))
    assert "Her er ingen plan endnu" in said
    assert said.count('class="btn main"') == 1
    assert "Planlæg sæsonen" in said
    assert "Koordinatoren har ikke planlagt" in text(signed_in("dan").get(page))


def test_asking_for_a_plan_shows_the_line_and_then_progress(signed_in, people, plan, season, page):
    carla = signed_in("carla")
    said = text(carla.post(page + "plan-again/", follow=True))
    assert "Planen venter på at komme til" in said
    run = season.runs.get()
    runs.start_run(run_id=run.id, now=run.asked_at)
    season.runs.update(found=30.8, ceiling=33.0)
    said = text(carla.get(page + "live/"))
    assert "Planlægger 1 hub" in said
    assert '<b class="got">31</b>' in said
    assert "6,7 % fra bedste" in said
    carla.post(page + f"runs/{run.id}/stop/")
    assert "Stopper, og beholder den bedste plan" in text(carla.get(page))


@pytest.mark.parametrize(
    ("state", "trouble", "said"),
    [
        (State.FAILED, "broke", "Planlæggeren gik i stykker undervejs. Den gamle plan er her stadig. Prøv igen."),
        (State.FAILED, "silent", "Planlæggeren holdt op med at svare. Den gamle plan er her stadig. Prøv igen."),
        (State.FAILED, "not checked", "Kontrollen fandt fejl i den nye plan, så den er ikke gemt."),
        (State.IMPOSSIBLE, "", "Mindst ét af disse ønsker må væk:"),
        (State.STOPPED, "nothing yet", "Søgningen sluttede, før der var en plan"),
        (State.STOPPED, "no better", "Din plan er stadig den bedste"),
    ],
)
def test_how_a_search_ended_is_said(signed_in, people, plan, season, page, state, trouble, said):
    run = asking.ask_for_plan(season_id=season.id, by=people["carla"].user, now=NOW)
    runs.start_run(run_id=run.id, now=NOW)
    clash = (
        [Wish.from_key("pin:Mosede:monday", "Mosede opens on Monday", "Mosede åbner mandag")]
        if state == State.IMPOSSIBLE
        else []
    )
    from django.utils import timezone

    runs.end_run(run_id=run.id, state=state, now=timezone.now(), trouble=trouble, clash=clash)
    answer = text(signed_in("carla").get(page))
    assert said in answer
    assert all(wish.danish in answer for wish in clash)
    assert "Planlæg igen" in answer


def test_a_worker_that_fell_silent_is_told_before_anybody_buries_it(signed_in, people, plan, season, page):
    run = asking.ask_for_plan(season_id=season.id, by=people["carla"].user, now=NOW)
    runs.start_run(run_id=run.id, now=NOW)
    assert "Planlæggeren holdt op med at svare." in text(signed_in("carla").get(page))


def test_without_the_coastline_the_page_says_so_and_shows_the_points(signed_in, plan, page, monkeypatch, tmp_path):
    monkeypatch.setattr("driveout.look.land.LAND_FILE", tmp_path / "none.geojson")
    said = text(signed_in("carla").get(page))
    assert "Kortets kyster mangler på denne maskine." in said
    assert '<circle class="stop today"' in said
    assert signed_in("carla").get("/office/kort/land.svg").status_code == 404


def test_numbers_of_a_weighed_plan_are_not_called_guests(signed_in, plan, season, page):
    season.plans.update(objective=50.0, bound=51.0)
    said = text(signed_in("carla").get(page))
    assert "muligt" not in said.split('id="view"')[0]
    assert "2,0 % fra bedste plan" in said


@pytest.mark.parametrize("view", ["", "?vis=steder", "?hub=alle"])
def test_the_page_takes_the_same_number_of_queries_at_any_size(
    signed_in, people, view, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    carla, counts = signed_in("carla"), []
    for hubs, stops in ((1, 4), (15, 12)):
        words = many_towns(hubs, stops)
        season = store_season(people["carla"], words)
        store_unchecked(season, words)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert carla.get(f"/office/seasons/{season.id}/{view}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22


def test_the_explanation_names_every_number(signed_in, plan, page):
    said = text(signed_in("carla").get(page + "how/"))
    for words in ("Højst muligt", "mod 21 regler", "Invented: whole fives", "6.000 kr.", "60 %"):
        assert words in said


def test_where_driving_minutes_come_from_is_said_in_the_language_of_the_page(signed_in, people):
    words = with_drives(replace(small_town(), drives={}, drives_source=""))
    address = f"/office/seasons/{store_season(people['carla'], words).id}/how/"
    carla = signed_in("carla")
    said = text(carla.get(address))
    assert f"Kilde: {ERROR.danish}" in said and "Estimate" not in said
    carla.cookies["django_language"] = "en"
    said = text(carla.get(address))
    assert f"Source: {ERROR.english}" in said and "skøn" not in said


def test_the_map_that_moves_has_the_same_points(signed_in, plan, page):
    points = signed_in("carla").get(page + "points.json?dag=0").json()
    assert [stop["name"] for stop in points["stops"] if stop["today"]] == ["Mosede", "Lyngdal"]
    assert len(points["tours"][0]["path"]) == 4


def test_a_poll_gets_the_progress_alone_until_the_search_moves_on(signed_in, people, plan, season, page):
    carla = signed_in("carla")
    run = asking.ask_for_plan(season_id=season.id, by=people["carla"].user, now=NOW)
    waits = carla.get(page + f"live/?was={run.id}-asked-0")
    assert text(waits).startswith('<div id="progress"')
    runs.start_run(run_id=run.id, now=run.asked_at)
    season.runs.update(heartbeat="2100-01-01T00:00Z")
    moved_on = carla.get(page + f"live/?was={run.id}-asked-0")
    assert moved_on.headers["HX-Retarget"] == "global #live"
    assert 'id="stop-run"' in text(moved_on)
    assert 'id="view"' not in text(moved_on)
    runs.end_run(run_id=run.id, state=State.DONE, now=NOW, plan=plan)
    assert 'id="view" hx-swap-oob="true"' in text(carla.get(page + f"live/?was={run.id}-running-0"))


def test_a_day_that_is_nearly_full_is_told_with_one_full_stop(signed_in, page, plan):
    tour = plan.tours.select_related("hub").order_by("id").first()
    tour.leaves, tour.returns = 8 * 60, 15 * 60 + 55
    tour.save()
    said = words_of(signed_in("carla").get(page))
    assert f"fylder næsten hele arbejdsdagen. Længst: {tour.hub.name}" in said and "7 timer 55 min. " in said
    assert ".." not in said
