"""Help where one stands: figures explain themselves, first steps come from the records, a place tells of itself."""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from driveout.core.simulate.small_town import small_town
from driveout.jobs.translations import PACKAGE, compile_all
from driveout.office.guide.words import Rests, groups, terms
from driveout.records.models import Member, Stop, Trace, Why
from driveout.records.plan.publishing import actions as publish
from driveout.records.plan.questions import reasons
from driveout.records.plan.seasons.earlier import MOST, other_seasons
from driveout.records.team.models import Role
from tests.screens.reading import text
from tests.stored import NOW, store_plan, store_season

pytestmark = pytest.mark.django_db
TEMPLATES = [file for area in ("office", "look") for file in (PACKAGE / area).rglob("*.html")]
USED = re.compile(r'{% explain(?:_all)? "([^"]+)"')


@pytest.fixture(autouse=True, scope="module")
def compiled():
    compile_all()


def used() -> set[str]:
    """Every word that a page explains."""
    found = {key for file in TEMPLATES for keys in USED.findall(file.read_text()) for key in keys.split()}
    return found | {"single_weeks", "known"}  # named by the presenter of the notes beside the proof


# Words


def test_every_figure_that_a_page_explains_has_its_words_and_no_word_is_idle():
    assert used() == set(terms())


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_word_is_two_plain_sentences_with_a_source(language):
    with translation.override(language):
        for term in terms().values():
            sentences = re.findall(r"[^.?!]+[.?!]+[»”]?(?=\s|$)", re.sub(r"\d\.\d|kr\.", "1", term.means))
            assert 2 <= len(sentences) <= 3, term.means
            assert term.name and term.source.endswith(".")


def test_no_word_is_the_same_in_both_languages():
    with translation.override("da"):
        danish = terms()
    with translation.override("en"):
        english = terms()
    assert [key for key in danish if danish[key].means == english[key].means] == []
    assert [key for key in danish if danish[key].source == english[key].source] == []


def test_every_rest_is_used():
    assert {term.rests for term in terms().values()} == set(Rests)


def test_the_page_of_words_lists_them_all(signed_in):
    said = text(signed_in("alma").get("/office/help/words/"))
    for heading, found in groups():
        assert heading in said
        for term in found:
            assert f'id="{term.key}"' in said and term.means in said


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", ["guests-proof", "roof-proof", "gap-proof", "known-proof", "served-head"]),
        ("?vis=steder", ["guess-table", "interval-table"]),
        ("?hub=alle", ["openings-hubs"]),
        ("plans/", ["guests-plans", "kroner-plans", "driving-plans"]),
        ("plans/{plan}/", ["roof-plan", "known-plan"]),
        ("plans/{plan}/compare/{plan}/", ["difference-pair", "tours-pair"]),
        ("registers/terms/", ["fairness-terms", "change_price-terms", "target-terms"]),
    ],
)
def test_figures_explain_themselves_where_they_stand(signed_in, plan, page, path, words):
    said = text(signed_in("carla").get(page + path.format(plan=plan.id), follow=True))
    for word in words:
        assert f'popovertarget="ord-{word}"' in said, word
        assert said.count(f'id="ord-{word}"') == 1, word


def test_a_figure_says_whether_it_is_assumed_or_learned_and_from_how_much(signed_in, plan, season, page):
    carla = signed_in("carla")
    for path in ("", f"plans/{plan.id}/"):
        assert "Behovet er antaget. Ingen har talt gæster endnu." in text(carla.get(page + path))
    Stop.objects.filter(season=season, name="Mosede").update(known="learned", openings_seen=4)
    for path in ("", f"plans/{plan.id}/"):
        said = text(carla.get(page + path))
        assert "Behovet er lært på 1 af 6 steder, af 4 åbninger." in said


# The first steps


def steps(response) -> list[str]:
    """The state of each step, in order."""
    return re.findall(r'<li class="(done|now|later)"', response.content.decode())


def test_without_a_season_everything_begins_with_one(signed_in):
    assert steps(signed_in("carla").get("/office/help/")) == ["now"] + ["later"] * 6


def test_the_steps_are_done_when_the_thing_is_there(signed_in, people, season, page):
    carla = signed_in("carla")
    assert steps(carla.get(page)) == ["done", "done", "now", *["later"] * 4]
    plan = store_plan(people["carla"], season)
    assert steps(carla.get(page)) == ["done"] * 3 + ["now"] + ["later"] * 3
    stop = Stop.objects.get(season=season, name="Mosede")
    why = reasons.ask_about(plan, stop, now=NOW)
    Why.objects.filter(pk=why.pk).update(answered_at=NOW, told={"x": 1})
    assert steps(carla.get(page)).index("now") == 4
    plan.approved_at = NOW
    plan.save()
    assert steps(carla.get(page)) == ["done"] * 4 + ["now", "done", "later"]
    publish.publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW)
    assert steps(carla.get(page)) == ["done"] * 4 + ["now", "done", "done"]


def test_the_tutorial_calls_the_steps_as_the_page_does(signed_in, plan, page):
    """Its seventh was called otherwise, and spoke of a button that is gone."""
    told = (PACKAGE.parents[1] / "docs" / "tutorials" / "first-season.md").read_text().split("\n## ")[1:]
    named = [re.search(r"\*\*(.+?)\*\*", part)[1] for part in told]
    said = text(signed_in("carla").get(page)).split('id="foerste-trin"')[1]
    assert len(named) == 7 and [name for name in named if name not in said] == []


def test_the_next_step_leads_to_where_it_is_done(signed_in, plan, season, page):
    carla = signed_in("carla")
    said = carla.get(page).content.decode()
    first = season.stops.order_by("id").first()
    assert f"sted={first.id}" in said.split('id="foerste-trin"')[1].split("</section>")[0]
    assert carla.get(f"{page}?vis=uge&sted={first.id}").status_code == 200


def test_the_steps_are_put_away_and_taken_back(signed_in, people, plan, page):
    carla = signed_in("carla")
    answer = carla.post("/office/help/first-steps/", {"next": page})
    assert answer.status_code == 302 and answer.url == page
    assert steps(carla.get(page)) == []
    assert len(steps(carla.get("/office/help/"))) == 7
    carla.post("/office/help/first-steps/", {"next": page})  # sent twice
    assert Trace.objects.filter(what="put the first steps away").count() == 1
    carla.post("/office/help/first-steps/", {"show": "1"})
    assert len(steps(carla.get(page))) == 7
    assert Trace.objects.filter(what="took the first steps back").count() == 1


def test_the_way_back_is_our_own(signed_in, people):
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        answer = signed_in("carla").post("/office/help/first-steps/", {"next": elsewhere})
        assert answer.url == "/office/help/"


def test_only_those_who_plan_see_the_steps(signed_in, plan, page):
    for name in ("dan", "alma"):
        assert steps(signed_in(name).get(page)) == []
        assert "Carla kan hjælpe dig" in text(signed_in(name).get("/office/help/"))


@pytest.mark.parametrize("path", ["/office/help/", "/office/help/words/"])
@pytest.mark.parametrize("name", ["carla", "dan", "bo", "eva", "finn"])
def test_everybody_who_signs_in_may_read_the_help(signed_in, plan, path, name):
    answer = signed_in(name).get(path)
    assert answer.status_code == 200
    if name in ("bo", "eva", "finn"):
        assert b"Small town" not in answer.content and b"/office/seasons/1/" not in answer.content
    assert Client().get(path)["Location"].startswith("/log-ind/")


# Keys


def test_every_office_page_lists_the_keys_and_the_open_pages_do_not(signed_in, plan, page, client):
    for path in (page, page + "plans/", "/office/help/"):
        said = text(signed_in("carla").get(path))
        assert 'class="keys-list"' in said and "look/shortcuts.js" in said
    assert "shortcuts.js" not in text(client.get("/log-ind/"))


# A place


@pytest.fixture
def stop(season):
    return Stop.objects.get(season=season, name="Mosede")


@pytest.fixture
def of_stop(signed_in, page):
    def get(name: str, stop: Stop) -> str:
        return text(signed_in(name).get(f"{page}?sted={stop.id}"))

    return get


def test_whom_to_call_is_hidden_from_readers(of_stop, people, plan, stop):
    Stop.objects.filter(pk=stop.pk).update(contact="Nøglen hos købmanden, 12 34 56 78")
    for name in ("carla", "dan", "alma"):
        assert "Nøglen hos købmanden" in of_stop(name, stop)
    Member.objects.filter(pk=people["alma"].pk).update(role=Role.READER)
    said = of_stop("alma", stop)
    assert "Mosede" in said and "købmanden" not in said and "Ring til stedet" not in said


def test_a_place_tells_what_it_got_in_other_seasons(of_stop, people, plan, stop):
    assert "Stedet er ikke med i andre sæsoner." in of_stop("carla", stop)
    for n in range(1, 8):
        words = replace(small_town(), name=f"Year {n}", first_day=date(2010 + n, 3, 1))
        earlier = store_season(people["carla"], words)
        if n > 5:
            store_plan(people["carla"], earlier, words=words, sent_by=f"year {n}")
    store_season(people["finn"], replace(small_town(), name="Elsewhere", first_day=date(2025, 3, 1)))
    said = of_stop("carla", stop)
    assert "Year 7" in said and "Year 3" in said and "Year 2" not in said and "Elsewhere" not in said
    guests = round(sum(opening.guests for opening in plan.openings.filter(stop=stop)))
    assert f"besøg om ugen, {guests} gæster ventet" in said
    assert "ikke planlagt" in said
    with CaptureQueriesContext(connection) as queries:
        found = other_seasons(stop, people["carla"].organisation_id)
    assert len(queries) == 1 and len(found) == MOST
    assert [before.season for before in found] == [f"Year {n}" for n in (7, 6, 5, 4, 3)]


def test_the_approved_plan_counts_before_the_newest(people, plan, stop):
    words = replace(small_town(), name="Before")
    earlier = store_season(people["carla"], words)
    approved = store_plan(people["carla"], earlier, words=words)
    approved.approved_at = NOW
    approved.save()
    newer = store_plan(people["carla"], earlier, words=words, sent_by="another")
    newer.made_at = NOW + timedelta(days=1)
    newer.save()
    newer.openings.all().delete()
    (found,) = other_seasons(stop, people["carla"].organisation_id)
    assert found.plan == approved.id and found.approved and found.visits
    approved.approved_at = None
    approved.save()
    (found,) = other_seasons(stop, people["carla"].organisation_id)
    assert found.plan == newer.id and not found.approved and found.visits == 0


def test_a_place_without_a_visit_says_what_it_would_take(of_stop, plan, season):
    left_out = Stop.objects.get(season=season, name="Sandholm")
    of_stop("carla", left_out)
    reasons.answer.call(why_id=Why.objects.get(stop=left_out).id)
    said = of_stop("carla", left_out)
    assert "Hvad skal der til?" in said
    told = Why.objects.get(stop=left_out).told["one_more"]
    if told["possible"]:
        won = dict(told["moves"])["Sandholm"]
        needed = won - told["guests"] - told["guests_elsewhere"]
        assert f"mindst {needed:.1f} gæster".replace(".", ",") in said or "flere gæster i alt" in said
    else:
        assert "ikke fundet plads" in said


def test_a_place_with_a_visit_does_not(of_stop, plan, stop):
    of_stop("carla", stop)
    reasons.answer.call(why_id=Why.objects.get(stop=stop).id)
    assert "Hvad skal der til?" not in of_stop("carla", stop)


# No dead end


def test_the_address_of_a_button_says_that_nothing_was_done(signed_in, plan, page):
    answer = signed_in("carla").get(f"{page}plan-again/")
    assert answer.status_code == 405 and answer.headers["Allow"] == "POST"
    said = text(answer)
    assert "Adressen hører til en knap" in said and f'href="{page}"' in said
    assert Client().get(f"{page}plan-again/").status_code in (302, 405)


@pytest.mark.parametrize(("name", "method", "code"), [("carla", "get", 405), ("alma", "post", 403)])
def test_a_page_that_refuses_asks_once_who_it_is(signed_in, plan, page, name, method, code):
    asks = signed_in(name)
    with CaptureQueriesContext(connection) as queries:
        assert getattr(asks, method)(f"{page}plan-again/").status_code == code
    assert len([query for query in queries if 'WHERE "records_member"."user_id" = ' in query["sql"]]) == 1


def test_a_form_of_an_old_page_says_what_holds_and_what_to_do(people, plan, page):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    answer = strict.post(f"{page}plan-again/", headers={"Referer": f"http://testserver{page}?dag=1"})
    assert answer.status_code == 403
    said = text(answer)
    assert f'href="{page}?dag=1"' in said
    elsewhere = strict.post(f"{page}plan-again/", headers={"Referer": "https://elsewhere.example/x"})
    assert b"elsewhere" not in elsewhere.content
    assert "Siden er for gammel" in said and "Ingenting er ændret." in said and "CSRF" not in said


def test_a_part_of_a_page_never_becomes_the_sign_in_form(plan, page):
    answer = Client().get(
        f"{page}live/", headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}?dag=1"}
    )
    assert answer.status_code == 200 and answer.content == b""
    assert answer.headers["HX-Redirect"] == f"/log-ind/?next={quote(page, safe='')}%3Fdag%3D1"
    assert Client().get(f"{page}live/").status_code == 302


def test_the_steps_move_on_when_the_plan_comes_to_the_page(signed_in, page, plan):
    said = signed_in("carla").get(f"{page}live/", headers={"HX-Request": "true"}).text
    steps = said.split('id="foerste-trin"')[1]
    assert 'hx-swap-oob="true"' in steps.split(">")[0] and f'name="next" value="{page}"' in steps
