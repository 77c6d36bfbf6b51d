"""What if: two curves, asked for by the coordinator, worked out beside the web server, shown with every number."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.office.plan.what_if import fairness, hubs
from driveout.records.models import Change, Frontier, PlanRun, Season, Stop
from driveout.records.plan.models.work import State
from driveout.records.plan.questions import frontiers
from driveout.records.plan.search.asking import ask_for_plan
from tests.screens.curves import BUDGETS, FLOORS, HELD, HUBS
from tests.screens.reading import text
from tests.stored import NOW, many_towns, store_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(page):
    """`at("budget/ask/")`: an address under the page of curves."""
    return lambda what="": f"{page}what-if/{what}"


@pytest.fixture
def keep(people, season):
    """Put a curve in, as the worker leaves it."""

    def made(of="budget", state=State.DONE, plan=None, **more):
        points: Any = {"budget": BUDGETS, "fairness": FLOORS, "hubs": HUBS}[of]
        ended = None if state in (State.ASKED, State.RUNNING) else NOW + timedelta(seconds=21)
        values: dict[str, Any] = {"points": points, "tried": len(points), "held": HELD | {"plan": plan and plan.id}}
        values |= {"made_from": frontiers.mark_of(season), "heartbeat": timezone.now(), "started_at": NOW}
        values |= {"asked_points": {"budget": 12, "fairness": 11, "hubs": 3}[of], "season": season, "asked_at": NOW}
        return Frontier.objects.create(
            of=of, state=state, asked_by=people["carla"].user, ended_at=ended, **(values | more)
        )

    return made


# Who may


@pytest.mark.parametrize("what", ["", "budget/live/", "budget.csv", "fairness.csv"])
@pytest.mark.parametrize(
    ("who", "status"), [("carla", 200), ("dan", 200), ("alma", 200), ("bo", 403), ("eva", 403), ("finn", 404)]
)
def test_reading(signed_in, plan, keep, at, what, who, status):
    keep(), keep("fairness")
    answer = signed_in(who).get(at(what), headers={"HX-Request": "true"})
    assert answer.status_code == status
    if status != 200:
        assert "2.400" not in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_only_the_coordinator_asks_and_stops(signed_in, plan, keep, at, who, status):
    running = keep(state=State.RUNNING)
    assert signed_in(who).post(at("fairness/ask/")).status_code == status
    assert signed_in(who).post(at(f"{running.id}/stop/")).status_code == status
    running.refresh_from_db()
    assert Frontier.objects.count() == 1 and not running.stop_asked


def test_those_who_read_have_nothing_to_press(signed_in, plan, keep, at):
    keep()
    said = text(signed_in("dan").get(at()))
    assert 'method="post" action="/office' not in said and "Kun koordinatoren" in said


def test_nobody_who_is_not_signed_in(plan, at):
    assert Client().get(at())["Location"].startswith("/log-ind/?next=")
    assert Client().post(at("budget/ask/"))["Location"].startswith("/log-ind/?next=")


def test_deciding_takes_posts_with_their_token_alone(people, signed_in, plan, at):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    assert strict.post(at("budget/ask/")).status_code == 403
    assert signed_in("carla").get(at("budget/ask/")).status_code == 405


@pytest.mark.parametrize("what", ["moon/live/", "moon.csv", "budget.csv"])
def test_what_is_not_there(signed_in, plan, at, what):
    assert signed_in("carla").get(at(what)).status_code == 404


def test_a_curve_of_another_season_cannot_be_stopped(signed_in, people, plan, keep, at):
    other = store_season(people["carla"], many_towns(1, 2))
    running = keep(state=State.RUNNING, season=other)
    assert signed_in("carla").post(at(f"{running.id}/stop/")).status_code == 404
    running.refresh_from_db()
    assert not running.stop_asked
    assert signed_in("carla").post(at(f"{running.id + 1}/stop/")).status_code == 404


# From nothing to a curve


def test_the_season_page_leads_here(signed_in, plan, page, at):
    assert f'href="{at()}"' in text(signed_in("carla").get(page))


def test_before_anybody_has_asked(signed_in, plan, at):
    said = text(signed_in("carla").get(at()))
    assert said.count("Regn på det") == 3 and said.count("btn main") == 1
    assert "<polyline" not in said


def test_asking_waiting_running_and_stopping(signed_in, plan, at):
    carla = signed_in("carla")
    assert carla.post(at("budget/ask/")).url == at("#budget")
    carla.post(at("budget/ask/"))
    asked = Frontier.objects.get()
    said = text(carla.get(at()))
    assert "Venter på at komme til" in said and 'hx-trigger="every 1s"' in said and "<noscript>" in said
    Frontier.objects.update(
        state=State.RUNNING, started_at=NOW, heartbeat=timezone.now(), points=BUDGETS[:3], tried=3
    )  # fmt: skip
    said = text(carla.get(at()))
    assert "3 af 12 punkter" in said and "<polyline" in said and said.count("<tr>") == 1 + 3
    assert carla.post(at(f"{asked.id}/stop/")).url == at("#budget")
    assert "Stopper, og beholder punkterne" in text(carla.get(at()))
    Frontier.objects.update(state=State.STOPPED, ended_at=NOW)
    said = text(carla.get(at()))
    assert "3 af 12 punkter er regnet og gemt" in said and "Regn igen" in said and "every 1s" not in said


def test_the_part_that_runs_fetches_only_what_is_new(signed_in, plan, keep, at):
    carla, headers = signed_in("carla"), {"HX-Request": "true"}
    running = keep(state=State.RUNNING, points=BUDGETS[:3], tried=3)
    key = re.search(r"was=([\w-]+)", text(carla.get(at())))[1]
    assert carla.get(at("budget/live/"), {"was": key}, headers=headers).status_code == 204
    Frontier.objects.update(points=BUDGETS[:4], tried=4)
    part = carla.get(at("budget/live/"), {"was": key}, headers=headers)
    assert "4 af 12" in text(part) and "HX-Retarget" not in part.headers and "<section" not in text(part)
    Frontier.objects.filter(pk=running.pk).update(state=State.DONE, ended_at=NOW)
    whole = carla.get(at("budget/live/"), {"was": key}, headers=headers)
    assert whole.headers["HX-Retarget"] == "global #budget" and "Kurven er færdig" in text(whole)
    assert carla.get(at("budget/live/")).url == at("#budget")


def test_a_finished_curve_says_every_number_and_where_it_is_from(signed_in, plan, keep, at):
    keep(plan=plan), keep("fairness", plan=plan)
    said = text(signed_in("carla").get(at()))
    for words in (
        "2.891", "14,9", "2.880", "+5,9", "6.000, planen", "Planen: 27,5", "Højst muligt: 28,0",
        "Bestilt af Carla. Regnet færdig 3. marts 2026 kl. 9.30 på 21 sekunder, på sæsonen Small town.",
        "1.000 kr. mere om ugen giver cirka", "Lemvig", "Mindst 50 % til alle kommuner koster 2,5 gæster",
        "Mere end 60 % til alle kan ikke lade sig gøre", "Den lodrette akse starter ved",
    ):  # fmt: skip
        assert words in said, words
    assert said.count('<tr class="chosen">') == 2
    assert "Sæsonen er ændret" not in said and "en ny plan" not in said
    assert said.count('class="gap"') == 12  # a guest apart can be seen here
    drawn = re.findall(r"<svg.*?</svg>", said, re.DOTALL)
    assert drawn and not re.search(r"NaN|None|nan", "".join(drawn))  # not in the whole page: a form's token may hold it


def test_it_says_when_it_is_old(signed_in, people, plan, season, keep, at):
    keep(plan=None)
    assert "Der er kommet en ny plan" in text(signed_in("dan").get(at()))
    stop = Stop.objects.first()
    Change.objects.create(season=season, stop=stop, kind="never", before={}, after={}, made_at=NOW, made_by=None)
    assert "Sæsonen er ændret, siden kurven blev regnet." in text(signed_in("dan").get(at()))


def test_what_failed_keeps_what_was_there(signed_in, plan, keep, at):
    keep(plan=plan)
    keep(state=State.FAILED, trouble="broke", points=[], tried=0)
    said = text(signed_in("carla").get(at()))
    assert "Beregningen blev ikke færdig" in said and "2.891" in said and "Regn igen" in said


def test_a_dead_worker_is_told_and_may_be_asked_again(signed_in, plan, keep, at):
    keep(state=State.RUNNING, heartbeat=NOW, points=[], tried=0)
    said = text(signed_in("carla").get(at()))
    assert "holdt op med at svare" in said and said.count("Regn på det") == 3


def test_no_plan_no_budget_and_no_way(signed_in, people, season, keep, at):
    assert "Sæsonen har ingen plan endnu. Planlæg den først." in text(signed_in("carla").get(at()))
    assert "Planlæg den først. Intet er ændret." in text(signed_in("carla").post(at("hubs/ask/"), follow=True))
    keep("fairness", state=State.IMPOSSIBLE, points=[], tried=0)
    Season.objects.update(terms=season.terms | {"budget_kr_a_week": None})
    carla = signed_in("carla")
    said = text(carla.get(at()))
    assert "Sæsonen har intet budget. Derfor" in said and "Ingen plan kan lade sig gøre" in said
    assert "så der er intet at regne på" in text(carla.post(at("budget/ask/"), follow=True))


def test_a_budget_without_a_plan_is_in_the_table_and_not_in_the_drawing(signed_in, plan, keep, at):
    none = BUDGETS[0] | {"guests_a_week": 0.0, "at_most": 0.0, "cost_kr_a_week": 0.0, "stops_served": 0}
    keep(points=[none, *BUDGETS[1:]])
    said = text(signed_in("carla").get(at()))
    assert "ingen plan" in said and said.count('class="dot"') == 11


def test_how_sure_the_points_are_and_what_was_not_found(signed_in, plan, keep, at):
    loose = [point | {"at_most": point["guests_a_week"] + 5 * n} for n, point in enumerate(BUDGETS)]
    keep(points=loose)
    keep("fairness", tried=11, points=[point | {"guests_a_week": 30.0, "at_most": None} for point in FLOORS])
    said = text(signed_in("carla").get(at()))
    assert "ligger 0–55 gæster over punkterne. En streg over et punkt viser afstanden. Er den lang" in said
    assert "4 af kravene fik ingen plan, før tiden var gået" in said and "koster under 1 gæst om ugen" in said


def test_one_point_alone_or_all_alike_can_be_drawn(signed_in, keep, at):
    keep(points=BUDGETS[:1], tried=1, held={})
    keep("fairness", points=[FLOORS[0] | {"worst_share": 0.0}] * 2, tried=2, held={})
    assert signed_in("carla").get(at()).status_code == 200


# Hub by hub


def rows_of(response) -> list[str]:
    """The table of hubs, row by row."""
    table = response.content.decode().split('class="table hubs"')[1].split("</table>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in table.split("<tr>")[1:]]


def test_every_hub_with_what_it_gives_and_could_give(signed_in, plan, keep, at):
    keep("hubs", plan=plan)
    answer = signed_in("dan").get(at())
    assert rows_of(answer)[1:] == [
        "Aarhus 90,0 −70,2 +0,4 mindst +7,0 0 ikke fundet",
        "Vejle 84,0 −61,5 +1,5 mindst +7,0 0 kan ikke lade sig gøre",
        "Åbenrå 12,0 +2,0 +3,2 mindst +7,0 0 0",
    ]
    said = text(answer)
    assert "Aarhus ville blive savnet mest: uden den mødte vi 70 gæster færre om ugen." in said
    assert "Én time mere giver mest i Åbenrå (+3,2)." in said
    assert 'aria-sort="descending"' in said and '<rect width="60"' in said


@pytest.mark.parametrize(
    ("sort", "first"),
    [("hub", "Aarhus"), ("hour", "Åbenrå"), ("volunteer", "Aarhus"), ("money", "Åbenrå"), ("x", "Aarhus")],
)
def test_the_table_is_sorted_by_any_heading(signed_in, plan, keep, at, sort, first):
    keep("hubs", plan=plan)
    answer = signed_in("carla").get(at(), {"sorter": sort})
    assert rows_of(answer)[1].startswith(first)
    assert text(answer).count("aria-sort") == 1


def test_hubs_as_a_file_and_a_stop_button_while_they_are_worked_out(signed_in, plan, keep, at):
    carla = signed_in("carla")
    running = keep("hubs", plan=plan, state=State.RUNNING, points=HUBS[:2], tried=2)
    said = text(carla.get(at()))
    assert "2 af 3 punkter er regnet" in said and f'action="{at(f"{running.id}/stop/")}"' in said
    lines = carla.get(at("hubs.csv"), {"sorter": "hub"}).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Hub;Gæster nu;Gæster i alt uden hubben;Én time mere;")
    assert lines[1:] == ["Aarhus;90;-70,2;0,4;7;0,01;", "Vejle;84;-61,5;1,5;7;0,01;"]


def test_only_the_curve_that_is_asked_for_is_drawn(signed_in, plan, keep, at, monkeypatch):
    keep(plan=plan), keep("fairness", plan=plan), keep("hubs", plan=plan)
    for other in (fairness, hubs):
        monkeypatch.setattr(other, "drawn", lambda *_: 1 / 0)
    carla = signed_in("carla")
    assert carla.get(at("budget.csv")).status_code == 200
    assert carla.get(at("budget/live/"), headers={"HX-Request": "true"}).status_code == 200


# A limit of one's own


def test_a_budget_of_ones_own_is_put_in_line(signed_in, plan, keep, at):
    keep(plan=plan)
    carla = signed_in("carla")
    assert "Fra 600 til 18.000." in text(carla.get(at()))  # the small town's budget is 6.000 kr.
    assert carla.post(at("budget/own/"), {"limit": "3.456 kr."}).url == at("#budget")
    asked = Frontier.objects.first()
    assert asked.held["own"] == 3456.0 and len(asked.points) == 12
    Frontier.objects.filter(pk=asked.pk).update(state=State.RUNNING, started_at=NOW, heartbeat=timezone.now())
    assert "Regner på 3.456 kr." in text(carla.get(at()))
    point = BUDGETS[2] | {"budget_kr_a_week": 3456.0, "own": True}
    Frontier.objects.filter(pk=asked.pk).update(
        state=State.DONE, ended_at=NOW, points=sorted([*BUDGETS, point], key=lambda one: one["budget_kr_a_week"])
    )
    said = text(carla.get(at()))
    assert "3.456, eget" in said and "Vi fandt ingen plan" not in said


def test_a_floor_that_nothing_keeps_is_said(signed_in, plan, keep, at):
    keep("fairness", plan=plan, held=HELD | {"plan": plan.id, "own": 0.95})
    assert "Vi fandt ingen plan, der holder 95 %." in text(signed_in("carla").get(at()))


@pytest.mark.parametrize(
    ("of", "typed", "fault"),
    [
        ("budget", "", "Skriv et tal."),
        ("budget", "mange", "«mange» er ikke et tal."),
        ("budget", "-4", "«-4» er ikke et tal."),
        ("budget", "9" * 30, "er ikke et tal."),
        ("budget", "100", "Budgettet skal være fra 600 til 18.000 kr. om ugen."),
        ("fairness", "0", "Kravet skal være fra 1 til 100 %."),
        ("fairness", "120 %", "Kravet skal være fra 1 til 100 %."),
        ("fairness", "<b>", "«&lt;b&gt;» er ikke et tal."),
    ],
)
def test_what_is_no_limit_is_said_and_stays(signed_in, plan, keep, at, of, typed, fault):
    keep(plan=plan), keep("fairness", plan=plan)
    answer = signed_in("carla").post(at(f"{of}/own/"), {"limit": typed})
    assert answer.status_code == 422 and fault in text(answer)
    assert typed in answer.context["curves"][of == "fairness"]["own"]["typed"] or len(typed) > 20
    assert Frontier.objects.count() == 2


def test_a_limit_needs_a_curve_that_holds(signed_in, people, plan, keep, at):
    keep(plan=plan, made_from="something else")
    carla = signed_in("carla")
    assert "budget/own/" not in text(carla.get(at()))
    assert "Regn den igen først." in text(carla.post(at("budget/own/"), {"limit": "3000"}, follow=True))
    assert carla.post(at("hubs/own/"), {"limit": "3000"}).status_code == 404
    for who, status in (("dan", 403), ("alma", 403), ("bo", 403), ("finn", 404)):
        assert signed_in(who).post(at("budget/own/"), {"limit": "3000"}).status_code == status


# The line


def test_what_it_waits_for_and_its_place_in_the_line(signed_in, people, season, plan, at, page):
    carla, now = signed_in("carla"), timezone.now()
    elsewhere = store_season(people["finn"])
    ask_for_plan(season_id=elsewhere.id, by=people["finn"].user, now=now - timedelta(seconds=9))
    carla.post(at("budget/ask/"))
    said = text(carla.get(at()))
    assert "Nr. 2 i køen. Venter på: en anden organisation. Du kan lukke siden imens." in said
    assert "Small town" not in said.split("Venter på:")[1].split("</p>")[0]
    carla.post(f"{page}plan-again/")
    said = text(carla.get(page))
    assert "Nr. 3 i køen. Venter på: en anden organisation og 1 til." in said
    PlanRun.objects.filter(season=elsewhere).update(state=State.DONE, ended_at=now)
    assert "Nr. 2 i køen. Venter på: kurven over penge for «Small town»." in text(carla.get(page))


# As a file, in English, and how much it asks


def test_the_numbers_as_a_file(signed_in, plan, keep, at):
    keep(plan=plan)
    carla = signed_in("carla")
    answer = carla.get(at("budget.csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.headers["Content-Type"].startswith("text/csv") and len(lines) == 1 + 12 + 1
    assert lines[2] == "2891;12,9;14,9;2880;5,9063;" and "6000;27,5;28;5900;;1" in lines
    carla.cookies["django_language"] = "en"
    assert "2891,12.9,14.9,2880,5.9063," in carla.get(at("budget.csv")).content.decode("utf-8-sig")


def test_in_english(signed_in, plan, keep, at):
    keep(plan=plan), keep("fairness", plan=None), keep("fairness", state=State.FAILED, points=[], tried=0)
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    said = re.sub(r"<[^>]*>", " ", text(carla.get(at())))
    assert "More money, more guests" in said
    for danish in ("gæster", "Gæster", "Regn ", "Planen", "sæson", "DKK"):
        assert danish not in said, danish


def test_the_same_few_queries_whatever_there_is(signed_in, plan, keep, at):
    carla, counts = signed_in("carla"), []
    for many in (0, 5):
        for _n in range(many):
            keep(plan=plan), keep("fairness", plan=plan), keep("hubs", plan=plan)
        with CaptureQueriesContext(connection) as queries:
            carla.get(at())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
