"""All plans of a season on screen: read, compare, name, approve, publish, take back; who may, and what anyone sees."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.records.models import Change, Edit, Plan, PlanRun, PublicTimes, Stop, Trace
from tests.screens.pressing import press
from tests.screens.reading import text, words_of
from tests.stored import many_towns, store_plan, store_season, store_unchecked

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(people, season, plan):
    """The same week without Vestermark, and with Lyngdal's Wednesday half an hour shorter."""
    row = store_plan(people["carla"], season, sent_by="another")
    row.openings.filter(stop__name="Vestermark").delete()
    row.tours.filter(name="B").delete()
    row.openings.filter(stop__name="Lyngdal", weekday=2).update(minutes=60, guests=4.8)
    Plan.objects.filter(pk=row.pk).update(guests=23.0, objective=23.0, cost_kr=3183)
    row.refresh_from_db()
    return row


@pytest.fixture
def dated(season):
    """It begins this week."""
    season.first_day = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    season.save(update_fields=["first_day"])
    return season


@pytest.fixture
def approved(signed_in, at, dated, plan):
    signed_in("carla").post(at(plan, "approve/"), {"instead_of": "", "why": "Alle har sagt ja."})
    plan.refresh_from_db()
    return plan


@pytest.fixture
def public(signed_in, at, approved):
    press(signed_in("carla"), at(approved, "hold/"))
    return approved


# Who may

READING = ("plans/", "plans/{a}/", "plans/{a}/compare/{b}/", "plans/?fra={a}&til={a}")
DECIDING = ("name/", "approve/", "take-back/", "publish/", "take-down/")


@pytest.mark.parametrize("path", READING)
@pytest.mark.parametrize(
    ("who", "status"), [("carla", 200), ("dan", 200), ("alma", 200), ("bo", 403), ("eva", 403), ("finn", 404)]
)
def test_reading(signed_in, plan, second, page, path, who, status):
    answer = signed_in(who).get(page + path.format(a=plan.id, b=second.id))
    assert answer.status_code == status
    if status != 200:
        assert "Small town" not in answer.content.decode()


@pytest.mark.parametrize("what", DECIDING)
@pytest.mark.parametrize(("who", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_only_the_coordinator_decides(signed_in, plan, at, what, who, status):
    answer = signed_in(who).post(at(plan, what), {"name": "Finns", "why": "Nu"})
    assert answer.status_code == status
    plan.refresh_from_db()
    assert (plan.name, plan.approved_at) == ("", None)
    assert not PublicTimes.objects.exists()
    if status == 403 and who != "eva":
        assert "Spørg Carla" in text(answer)


def test_nobody_who_is_not_signed_in(plan, at, page):
    for path in ("plans/", f"plans/{plan.id}/", f"plans/{plan.id}/compare/{plan.id}/"):
        assert Client().get(page + path)["Location"].startswith("/log-ind/?next=")
    for what in DECIDING:
        assert Client().post(at(plan, what))["Location"].startswith("/log-ind/?next=")


def test_deciding_takes_posts_with_their_token_alone(people, plan, at, signed_in):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    for what in DECIDING:
        assert signed_in("carla").get(at(plan, what)).status_code == 405
        assert strict.post(at(plan, what)).status_code == 403


def test_those_who_read_see_no_form(signed_in, at, public):
    said = text(signed_in("dan").get(at(public)))
    assert "Godkendt af Carla" in said
    assert 'method="post" action="/office' not in said


def test_another_seasons_plan_or_one_that_is_gone_is_not_here(signed_in, people, plan, page, at):
    words = many_towns(1, 4)
    other = store_unchecked(store_season(people["carla"], words), words)
    carla = signed_in("carla")
    for plan_id in (other.id, 999_999):
        answer = carla.get(f"{page}plans/{plan_id}/")
        assert answer.status_code == 404
        assert "Siden er flyttet eller slettet" in text(answer)
        for what in DECIDING:
            assert carla.post(f"{page}plans/{plan_id}/{what}").status_code == 404
    assert not Plan.objects.filter(approved_at__isnull=False).exists()


# All plans


def test_all_plans_newest_first_with_what_they_reach_and_cost(signed_in, plan, second, page):
    said = words_of(signed_in("carla").get(page + "plans/"))
    rows = said.split("Kørsel om ugen")[1]
    assert rows.index("Plan 2") < rows.index("Plan 1")
    for words in (
        "31 højst 31 muligt højst 0,6 % fra bedste plan (ikke bevist)",
        "4.160",
        "2 timer",
        "Carla, 3. marts 2026 kl. 9.30",
    ):
        assert words in rows
    assert "Ingen plan er godkendt endnu." in said
    assert "Det er sket" not in said


def test_one_plan_is_not_compared_and_none_is_said(signed_in, people, season, page):
    carla = signed_in("carla")
    said = text(carla.get(page + "plans/"))
    assert "Her er ingen planer endnu" in said
    assert said.count('class="btn main"') == 1
    store_plan(people["carla"], season)
    assert "Sammenlign" not in text(carla.get(page + "plans/"))


def test_the_season_page_leads_there(signed_in, plan, page):
    assert f'href="{page}plans/"' in text(signed_in("dan").get(page))


def test_choosing_two_leads_to_their_comparison_and_a_wrong_choice_is_said(signed_in, plan, second, page):
    carla = signed_in("carla")
    chosen = carla.get(f"{page}plans/?fra={plan.id}&til={second.id}")
    assert chosen.url == f"{page}plans/{plan.id}/compare/{second.id}/"
    for wrong in (f"?fra={plan.id}&til={plan.id}", "?fra=x&til=", f"?fra={plan.id}", f"?fra={plan.id}&til=999999"):
        answer = carla.get(page + "plans/" + wrong)
        assert answer.status_code == 200
        assert "Vælg to forskellige planer." in text(answer)


def test_the_comparison_tells_what_was_changed_between_the_two_and_why(signed_in, people, season, plan, second, page):
    then = plan.made_at + timedelta(hours=1)
    times = {"asked_at": then, "started_at": then, "ended_at": then}
    PlanRun.objects.create(season=season, state="done", limit_seconds=9, plan=second, **times)
    stop, done = Stop.objects.get(name="Lyngdal"), {"before": {}, "after": {}, "made_by": people["carla"].user}
    for minutes, why in ((30, "Salen er kold."), (-30, "Før den første"), (90, "Efter den anden")):
        at = plan.made_at + timedelta(minutes=minutes)
        Change.objects.create(season=season, stop=stop, kind="never", why=why, made_at=at, **done)
    at = plan.made_at + timedelta(minutes=40)
    Edit.objects.create(season=season, register="vehicle", name="Van 1", why="Den er solgt.", made_at=at, **done)
    for a, b in ((plan, second), (second, plan)):
        said = words_of(signed_in("dan").get(f"{page}plans/{a.id}/compare/{b.id}/"))
        assert "Ændret mellem de to planer 2" in said
        assert "Carla, 3. marts 2026 kl. 10 Lyngdal: intet besøg Salen er kold." in said
        assert "Den er solgt." in said and "Van 1" in said
        assert "Før den første" not in said and "Efter den anden" not in said


# Two side by side


def test_what_moved_who_wins_and_who_loses(signed_in, plan, second, page):
    said = words_of(signed_in("alma").get(f"{page}plans/{plan.id}/compare/{second.id}/"))
    assert "Fra «Plan 1» til «Plan 2»" in said
    assert "4 åbninger er de samme (1 af dem varer længere eller kortere), 0 er flyttet, 1 er væk, og 0 er nye." in said
    assert "Gæster om ugen 30,8 23,0 −7,8" in said
    assert "Åbninger om ugen 5 4 −1" in said
    assert "Steder, der mister gæster 2" in said
    assert "Vestermark 7,0 0,0 −7,0 Lyngdal 11,2 10,4 −0,8" in said
    assert "Lyngdal Onsdag 12.10–13.40 Onsdag 12.10–13.10" in said
    assert "Lemvig 23,8 23,0 −0,8" in said
    assert "Havnby −7,8 −" in said
    for crew in ("Anders", "Birthe", "Bodil"):
        assert crew not in said


def test_the_other_way_round_everything_is_turned(signed_in, plan, second, page):
    said = words_of(signed_in("carla").get(f"{page}plans/{second.id}/compare/{plan.id}/"))
    assert "Gæster om ugen 23,0 30,8 +7,8" in said
    assert "Steder, der får flere gæster 2" in said


def test_two_of_the_same_are_said_to_be_the_same(signed_in, plan, page):
    said = text(signed_in("carla").get(f"{page}plans/{plan.id}/compare/{plan.id}/"))
    assert "De to planer har de samme åbninger." in said


def test_plans_of_different_wishes_say_so(signed_in, plan, second, page):
    address = f"{page}plans/{plan.id}/compare/{second.id}/"
    assert "Sæsonen er ændret" not in text(signed_in("carla").get(address))
    Plan.objects.filter(pk=second.pk).update(made_from="other wishes")
    assert "Sæsonen er ændret mellem de to planer." in text(signed_in("carla").get(address))


# Name and note


def test_a_name_and_a_note(signed_in, plan, page, at):
    carla = signed_in("carla")
    mark = carla.get(at(plan)).context["words"]["mark"]
    said = words_of(
        carla.post(at(plan, "name/"), {"name": "<b>Før jul</b>", "why": "Karby er kold", "mark": mark}, follow=True)
    )
    assert "Karby er kold" in said
    assert "&lt;b&gt;Før jul&lt;/b&gt;" in said
    assert "Karby er kold" in text(carla.get(page + "plans/"))


def test_words_written_meanwhile_are_shown_and_nothing_typed_is_lost(signed_in, plan, at):
    carla = signed_in("carla")
    mark = carla.get(at(plan)).context["words"]["mark"]
    carla.post(at(plan, "name/"), {"name": "Dans ord", "why": "", "mark": mark})
    answer = carla.post(at(plan, "name/"), {"name": "Carlas ord", "why": "Mit", "mark": mark})
    assert answer.status_code == 409
    said = text(answer)
    assert "Imens har en anden skrevet noget nyt" in said
    assert "<h1>Dans ord</h1>" in said
    assert 'value="Carlas ord"' in said
    carla.post(at(plan, "name/"), {"name": "Carlas ord", "why": "Mit", "mark": answer.context["words"]["mark"]})
    plan.refresh_from_db()
    assert (plan.name, plan.why) == ("Carlas ord", "Mit")


# Approve, publish, take back


def test_from_approval_to_public_times_and_back(signed_in, dated, plan, at, page):
    carla = signed_in("carla")
    assert "Godkend planen" in text(carla.get(at(plan)))
    said = words_of(carla.post(at(plan, "approve/"), {"instead_of": "", "why": "Alle har sagt ja."}, follow=True))
    assert "Godkendt af Carla" in said
    assert "Carla godkendte «Plan 1» Alle har sagt ja." in said
    said = words_of(press(carla, at(plan, "hold/")))
    assert "Tiderne er offentlige" in said
    assert "«Plan 1» er godkendt, og alle kan læse tiderne." in words_of(carla.get(page + "plans/"))
    refused = carla.post(at(plan, "take-back/"))
    assert refused.status_code == 409
    assert "Tag dem ned først." in text(refused)
    carla.post(at(plan, "take-down/"), {"why": "Fejl"})
    said = words_of(carla.post(at(plan, "take-back/"), follow=True))
    assert "Godkend planen" in said
    whats = [trace.what for trace in Trace.objects.filter(about=f"plan {plan.id}")]
    assert whats == [
        *(
            "stored a plan",
            "approved a plan",
            "made the days",
            "published the times",
            "took the times down",
            "took approval back",
        )
    ]


def test_a_plan_that_is_not_approved_cannot_become_public(signed_in, dated, plan, at):
    answer = signed_in("carla").post(at(plan, "hold/"), {"fra": str(dated.first_day), "vist": "x"})
    assert answer.status_code == 409
    assert "Kun en godkendt plan kan sættes på datoer. Godkend den først." in text(answer)
    assert not PublicTimes.objects.exists()


def test_a_refusal_keeps_the_reason_that_was_typed(signed_in, approved, second, at):
    answer = signed_in("carla").post(at(second, "approve/"), {"instead_of": "", "why": "Alle hubledere har sagt ja."})
    assert answer.status_code == 409
    assert ">Alle hubledere har sagt ja.</textarea>" in text(answer)


def test_a_reason_of_the_longest_length_is_kept_whole_with_its_new_lines(signed_in, plan, at):
    why = "Linje\r\n" * 333 + "ja"  # 2,000 characters as a browser counts them, 2,333 as it sends them
    signed_in("carla").post(at(plan, "approve/"), {"instead_of": "", "why": why})
    assert Trace.objects.get(what="approved a plan").details["why"] == why.replace("\r\n", "\n")


def test_approving_says_which_plan_loses_and_asks_again_when_another_was_quicker(signed_in, approved, second, at):
    carla = signed_in("carla")
    said = text(carla.get(at(second)))
    assert "«Plan 1» mister sin godkendelse." in said
    answer = carla.post(at(second, "approve/"), {"instead_of": ""})
    assert answer.status_code == 409
    assert "Imens er en anden plan blevet godkendt" in text(answer)
    carla.post(at(second, "approve/"), {"instead_of": approved.id})
    assert Plan.objects.get(approved_at__isnull=False) == second


def test_public_times_of_a_plan_that_is_no_longer_approved_are_pointed_out(signed_in, public, second, at, page):
    carla = signed_in("carla")
    carla.post(at(second, "approve/"), {"instead_of": public.id})
    still = "Offentlige tider er stadig fra «Plan 1»"
    assert f"{still}, og den er ikke den godkendte plan." in text(carla.get(page + "plans/"))
    assert f"{still}." in text(carla.get(at(second)))
    assert "Tiderne fra «Plan 1» bliver taget ned." in text(carla.get(at(second)))
    assert still not in text(carla.get(at(public)))
    assert "Alle kan stadig læse tiderne fra denne plan." in text(carla.get(at(public)))


# What anyone sees


def test_anyone_reads_place_day_and_hour_and_nothing_else(public, season):
    answer = Client().get(f"/tider/{season.id}/")
    said = words_of(answer)
    assert answer.status_code == 200
    lemvig, struer = said.index("Lemvig Mandag"), said.index("Struer Tirsdag")
    assert lemvig < struer
    assert "Mandag Mosede kl. 10–11.30 Lyngdal kl. 12.10–13.40" in said
    assert "Tirsdag Vestermark kl. 10–11" in said
    for hidden in ("Alma", "Anders", "Bo", "Birthe", "Bodil", "Carla", "Van 1", "gæst", "gæster", "kr", "6,3", "6.3"):
        assert not re.search(rf"(?<!\w){re.escape(hidden)}(?!\w)", said), hidden
    assert "Fjordside" not in said


def test_what_is_not_public_is_not_told_to_be_there(signed_in, plan, season, at, approved):
    for season_id in (season.id, 999_999):
        answer = Client().get(f"/tider/{season_id}/")
        assert answer.status_code == 404
        assert "Tiderne er taget ned, eller de er ikke klar endnu." in text(answer)
        assert "Small town" not in text(answer)
    carla = signed_in("carla")
    press(carla, at(plan, "hold/"))
    assert Client().get(f"/tider/{season.id}/").status_code == 200
    carla.post(at(plan, "take-down/"))
    assert Client().get(f"/tider/{season.id}/").status_code == 404


def test_the_open_page_reads_the_published_rows_alone(public, season):
    with CaptureQueriesContext(connection) as queries:
        Client().get(f"/tider/{season.id}/")
    tables = {name for query in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert tables == {f"records_public{one}" for one in ("times", "opening", "change", "move", "event")}
    assert len(queries) == 10
    with CaptureQueriesContext(connection) as again:
        Client().get(f"/tider/{season.id}/")
    assert len(again) == 5  # what it hangs on; the page itself is kept


# Size and language


@pytest.mark.parametrize(("path", "most"), [("plans/", 9), ("plans/{a}/", 13), ("plans/{a}/compare/{b}/", 32)])
def test_the_same_number_of_queries_at_any_size(signed_in, people, path, most):
    carla, counts = signed_in("carla"), []
    for hubs, stops in ((1, 4), (15, 12)):
        words = many_towns(hubs, stops)
        season = store_season(people["carla"], words)
        a = store_unchecked(season, words)
        for n in range(2, 2 + hubs):
            b = Plan.objects.get(pk=a.pk)
            b.pk, b.fingerprint = None, f"{n}"
            b.save()
        with CaptureQueriesContext(connection) as queries:
            address = f"/office/seasons/{season.id}/{path.format(a=a.id, b=b.id)}"
            assert carla.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most


def test_in_english(signed_in, public, second, page, at, season):
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    addresses = [page + "plans/", at(public), at(second), at(public, f"compare/{second.id}/")]
    for address in (*addresses, f"/tider/{season.id}/?sprog=en"):
        said = words_of(carla.get(address))
        for danish in ("gæster", "åbning", "Plan er", "godkend", "tider", "Onsdag", "kl.", "«"):
            assert danish not in said, (address, danish)
