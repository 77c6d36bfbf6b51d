"""The season page and a stop's reason say which ferry, and which departure must be reached."""

import pytest

from driveout.records.models import Plan, Stop
from driveout.records.plan.questions import reasons
from tests.over_water import island_plan
from tests.screens.reading import text
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(people):
    season, plan = island_plan()
    row = store_season(people["carla"], season)
    return row, store_plan(people["carla"], row, plan, season)


def test_the_page_says_which_departure_each_trip_must_reach(signed_in, over):
    said = text(signed_in("carla").get(f"/office/seasons/{over[0].id}/?hub=alle"))
    assert "Færge:" in said and "Hou-Sælvig" in said and "Sidste afgang kl. 20: kør senest kl. 19." in said


def test_a_missed_ferry_comes_before_the_others_and_many_are_counted(signed_in, over):
    row = over[1].ferries[0]
    fine = [{**row, "da": f"Tur {n} når den."} for n in range(6)]
    Plan.objects.filter(pk=over[1].pk).update(ferries=[*fine, {**row, "late": True, "da": "Tur 9 når den ikke."}])
    said = text(signed_in("carla").get(f"/office/seasons/{over[0].id}/?hub=alle"))
    assert said.index("Tur 9 når den ikke.") < said.index("Tur 0 når den.")
    assert "Tur 3 når den." in said and "Tur 4 når den." not in said and "2 overfarter mere nås i tide." in said


def test_a_stop_s_reason_names_the_ferry_in_both_languages(signed_in, over):
    season, plan = over
    stop = Stop.objects.get(season=season, name="Tranebjerg")
    reasons.answer.call(why_id=reasons.ask_about(plan, stop, now=NOW).id)
    carla = signed_in("carla")
    said = text(carla.get(f"/office/seasons/{season.id}/", {"hub": "alle", "sted": stop.id}))
    assert "Hjem med den kl. 20 eller slet ikke" in said
    carla.post("/sprog/", {"language": "en"})
    said = text(carla.get(f"/office/seasons/{season.id}/", {"hub": "alle", "sted": stop.id}))
    assert "Home by the 20:00 or not at all" in said and "The ferry" in said


def test_a_season_without_ferries_says_nothing_of_them(signed_in, plan, page):
    assert "Færge" not in text(signed_in("carla").get(page))
