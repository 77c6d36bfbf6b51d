"""The season page says whether its week is approved; who does not plan sees the week that holds."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from driveout.records.models import Plan, Season
from driveout.records.plan import actions
from tests.screens.reading import text
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db
ELSE = ("dan", "alma")
HTMX = {"headers": {"HX-Request": "true"}}


def head(answer) -> str:
    return text(answer).split('id="head"')[1].split('id="besked"')[0]


@pytest.fixture
def holds(people, plan):
    return actions.approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)


@pytest.fixture
def draft(people, season, holds):
    """A newer plan that is not approved: Mosede opens at 10.15."""
    row = store_plan(people["carla"], season, sent_by="another")
    Plan.objects.filter(pk=row.pk).update(made_at=NOW + timedelta(hours=1))
    row.openings.filter(stop__name="Mosede").update(starts=615)
    return row


def test_a_week_that_nobody_has_approved_says_so(signed_in, plan, page):
    for name in ("carla", *ELSE):
        said = head(signed_in(name).get(page))
        assert "Ikke godkendt</span>" in said and "</span> <a" not in said


def test_the_approved_week_says_so(signed_in, holds, page):
    for name in ("carla", *ELSE):
        said = head(signed_in(name).get(page))
        assert "Godkendt</span>" in said and "Se den nyeste plan" not in said


def test_who_plans_works_on_the_newest_and_is_led_to_the_one_that_holds(signed_in, holds, draft, page):
    answer = signed_in("carla").get(page)
    assert "Ikke godkendt</span>" in head(answer) and "10.15" in text(answer)
    assert f'href="{page}plans/{holds.id}/">Se planen, der gælder' in head(answer)


@pytest.mark.parametrize("name", ELSE)
def test_everybody_else_sees_what_holds_and_the_draft_is_a_link_away(signed_in, season, holds, draft, page, name):
    client = signed_in(name)
    answer = client.get(page)
    assert "Godkendt</span>" in head(answer) and "Ikke" not in head(answer) and "10.15" not in text(answer)
    hub = season.hubs.get().id
    assert f'href="?hub={hub}&amp;kommune=&amp;vis=uge&amp;nyeste=1">Se den nyeste plan' in head(answer)
    newest = client.get(f"{page}?nyeste=1")
    assert "Ikke godkendt</span>" in head(newest) and "10.15" in text(newest)
    assert f'href="?hub={hub}&amp;kommune=&amp;vis=uge">Se planen, der gælder' in head(newest)
    assert '<input type="hidden" name="nyeste" value="1">' in text(newest)


def test_each_part_of_the_page_is_of_the_same_plan(signed_in, season, holds, draft, page):
    dan, stop = signed_in("dan"), season.stops.get(name="Mosede").id
    for query, plan, starts in (("", holds, "10–11.30"), ("&nyeste=1", draft, "10.15–11.45")):
        points = dan.get(f"{page}points.json?dag=0{query}").json()
        assert starts in next(one["says"] for one in points["stops"] if one["name"] == "Mosede")
        dan.get(f"{page}stops/{stop}/why/?sted={stop}{query}", **HTMX)
        dan.get(f"{page}hubs/{season.hubs.get().id}/help/?x=1{query}", **HTMX)
        assert set(plan.whys.values_list("stop", "hub")) == {(stop, None), (None, season.hubs.get().id)}


def test_who_proposes_something_in_the_draft_comes_back_to_it(signed_in, season, draft, page):
    stop = season.stops.get(name="Mosede").id
    sent = {"wish": "never:", "why": "Hallen er kold.", "plan": draft.id}
    answer = signed_in("dan").post(f"{page}stops/{stop}/propose/?sted={stop}&nyeste=1", sent)
    assert "nyeste=1" in answer.url


def test_in_a_scenario_nothing_is_approved_and_nothing_is_said_of_it(signed_in, season, plan, page):
    Season.objects.filter(pk=season.pk).update(is_scenario=True)
    assert "odkendt</span>" not in head(signed_in("dan").get(page))


def test_it_costs_no_query_more(signed_in, plan, draft, page):
    dan = signed_in("dan")
    counts = []
    for query in ("", "?nyeste=1"):
        with CaptureQueriesContext(connection) as queries:
            dan.get(page + query)
        counts.append(len(queries))
    assert max(counts) <= 20
