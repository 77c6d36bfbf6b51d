"""The registers on screen: forms that lose nothing, prices, two people, rights, many rows at once."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Edit, Employee, Plan, PlanRun, Season, Stop, StopWindow, Vehicle, Volunteer
from driveout.records.plan import queries
from driveout.records.plan.registers import pricing
from tests.places import hub_at
from tests.stored import many_towns, store_season, store_unchecked

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(page):
    return f"{page}registers/"


@pytest.fixture
def carla(signed_in):
    return signed_in("carla")


def html(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def filled(client, address):
    """What a browser would send back from a form as it stands."""
    return sent_back(client.get(address))


def sent_back(answer):
    said = answer.content.decode()
    values: dict[str, Any] = {}
    form = said[said.index('<form class="grid-gap register-form"') :]
    form = form[: form.index("</form>")]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf'{what}="([^"]*)"', tag) for what in ("name", "value"))
        if name and not ('type="checkbox"' in tag and "checked" not in tag) and 'type="radio"' not in tag:
            values.setdefault(name[1], []).append(value[1] if value else "")
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        values.setdefault(name, []).append(chosen[1] if chosen else "")
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        values[name] = [text]
    values.pop("csrfmiddlewaretoken", None)
    return values


def send(client, address, /, follow=True, **changes):
    return client.post(address, {**filled(client, address), "act": "save", **changes}, follow=follow)


def row(there, slug, model, **named):
    return f"{there}{slug}/{model.objects.get(**named).pk}/"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", ["terms", "hubs", "stops", "vans", "employees", "volunteers"])
def test_a_form_sent_as_it_stands_changes_nothing(carla, plan, season, there, slug, language):
    carla.post("/sprog/", {"language": language})
    before = queries.season_as_words(season.id)
    pk = season.id if slug == "terms" else re.search(rf"registers/{slug}/(\d+)/", html(carla.get(f"{there}{slug}/")))[1]
    said = html(send(carla, f"{there}{slug}/{pk}/"))
    assert ("Sådan var det allerede" if language == "da" else "It was so already") in said
    assert queries.season_as_words(season.id) == before and not Edit.objects.exists()


def test_a_window_is_changed_with_its_price_and_undone(carla, plan, season, there, page):
    stop = queries.openings_of(plan)[0].stop
    address = f"{there}stops/{stop.pk}/"
    said = html(send(carla, address, **{
        "windows-day": ["3", "", ""], "windows-from": ["10", "", ""], "windows-to": ["11.30", "", ""],
        "why": "Hallen er kold",
    }))  # fmt: skip
    assert "1 rettelse venter på en ny plan" in said and "Hallen er kold" in said
    assert "Lokalet kan være åbent: mandag–torsdag 10–15 → torsdag 10–11.30" in said
    assert "Regner på, hvad det koster" in said
    edit = Edit.objects.get()
    pricing.price_edit.call(edit_id=edit.id)
    assert "gæster om ugen" in html(carla.get(f"{there}edits/{edit.id}/price/", headers={"HX-Request": "true"}))
    assert "Hallen er kold" in html(carla.get(page))  # and on the season's own page
    said = html(carla.post(f"{there}edits/{edit.id}/turn/", follow=True))
    assert "Fortrudt." in said and StopWindow.objects.filter(stop=stop).count() == 4
    said = html(carla.post(f"{there}edits/{edit.id}/turn/", {"again": 1}, follow=True))
    assert "gælder igen" in said and StopWindow.objects.get(stop=stop).closes == 690


def test_faults_come_all_at_once_beside_their_fields_and_nothing_typed_is_lost(carla, season, there):
    address = row(there, "stops", Stop, name="Mosede")
    answer = send(carla, address, name="", seats="mange", lengths="en time", **{
        "windows-day": ["0"], "windows-from": ["15"], "windows-to": ["9"], "why": "Prøver"
    })  # fmt: skip
    said = html(answer)
    assert answer.status_code == 422 and "4 ting skal rettes. Intet er gemt." in said
    for name in ("name", "seats", "lengths", "windows"):
        assert f'href="#felt-{name}"' in said and f'id="fejl-{name}"' in said
    assert 'value="mange"' in said and 'value="en time"' in said and 'value="Prøver"' in said and 'value="15"' in said
    assert Stop.objects.filter(name="Mosede").exists() and not Edit.objects.exists()


@pytest.mark.parametrize("typed", ["158.000", "158000", "158 000", "158.000,00", "158000 kr."])
def test_money_is_read_as_people_write_it(carla, season, there, typed):
    send(carla, f"{there}terms/{season.pk}/", budget_kr_a_week=typed)
    assert queries.season_as_words(season.id).terms.budget_kr_a_week == 158_000.0


@pytest.mark.parametrize(("opens", "closes"), [("9", "15"), ("9:00", "15:00"), ("9.00", "15.00"), ("kl. 9", "kl. 15")])
def test_times_are_read_as_people_write_them(carla, season, there, opens, closes):
    send(carla, row(there, "stops", Stop, name="Mosede"), **{
        "windows-day": ["2"], "windows-from": [opens], "windows-to": [closes]
    })  # fmt: skip
    window = StopWindow.objects.get(stop__name="Mosede")
    assert (window.weekday, window.opens, window.closes) == (2, 540, 900)


def test_the_terms_are_typed_in_plain_words(carla, season, there):
    send(
        carla, f"{there}terms/{season.pk}/", first_day="24-8-2026", closed_dates="1-9-2026\n2026-09-02",
        fairness="floor", floor_share="55", weeks="10",
    )  # fmt: skip
    words = queries.season_as_words(season.id)
    assert (str(words.first_day), [str(day) for day in words.closed_dates]) == (
        "2026-08-24",
        ["2026-09-01", "2026-09-02"],
    )
    assert (words.terms.fairness, words.terms.floor_share, words.weeks) == ("floor", 0.55, 10)
    assert words.terms.second_visit_share == 0.6


def test_people_and_vans_are_added_changed_and_removed(carla, season, there):
    hub = season.hubs.get()
    send(carla, f"{there}vans/new/", name="Van 3", hub=hub.pk, weekdays=["0", "5"])
    assert Vehicle.objects.get(name="Van 3").weekdays == [0, 5]
    send(carla, f"{there}employees/new/", name="Asta", minutes_a_week="7,5", minutes_a_day="7:30")
    asta = Employee.objects.get(name="Asta")
    assert (asta.minutes_a_week, asta.minutes_a_day) == (450, 450)
    send(carla, row(there, "volunteers", Volunteer, name="Bo"), openings_a_week="1", weekdays=[])
    assert Volunteer.objects.get(name="Bo").weekdays == []
    assert "fjernet" in html(send(carla, row(there, "vans", Vehicle, name="Van 3"), act="remove"))
    assert not Vehicle.objects.filter(name="Van 3").exists()


def test_what_a_plan_uses_is_kept_and_what_to_do_instead_is_said(carla, plan, there):
    stop = queries.openings_of(plan)[0].stop
    answer = send(carla, f"{there}stops/{stop.pk}/", act="remove")
    assert answer.status_code == 422
    assert "En gemt plan bruger det" in html(answer) and "Sæt «Højst besøg om ugen» til 0" in html(answer)
    assert Stop.objects.filter(pk=stop.pk).exists() and Plan.objects.get().openings.count() == plan.openings.count()


def test_the_second_of_two_people_sees_both_versions_and_keeps_what_was_typed(carla, signed_in, season, there):
    address = row(there, "stops", Stop, name="Mosede")
    old = filled(carla, address)
    send(carla, address, seats="9")
    answer = carla.post(address, {**old, "seats": "5", "act": "save"})
    said = html(answer)
    assert answer.status_code == 409 and "Carla har ændret det" in said
    assert 'data-label="Nu">9<' in said and 'data-label="Dit">5<' in said
    assert 'id="felt-seats" name="seats" value="5"' in said
    mark = re.search(r'name="mark" value="([^"]*)"', said)[1]
    carla.post(address, {**old, "seats": "5", "act": "save", "mark": mark})
    assert Stop.objects.get(name="Mosede").seats == 5


def test_a_place_is_found_by_name_and_gets_hub_municipality_and_minutes(carla, season, there):
    address = f"{there}stops/new/"
    answer = carla.post(address, {**filled(carla, address), "act": "find", "soeg": "lemvig", "venue": "Skolen"})
    said = html(answer)
    assert 'value="Skolen"' in said
    take = re.search(r'value="(take:[^"]*Lemvig[^"]*)"', said)[1]
    answer = carla.post(address, {**filled(carla, address), "act": take, "venue": "Skolen"})
    said = html(answer)
    assert 'name="name" value="Lemvig"' in said and 'value="Skolen"' in said
    lat, lon = (re.search(rf'name="{name}" value="([^"]*)"', said)[1] for name in ("lat", "lon"))
    assert lat.startswith("56,5") and lon.startswith("8,3")
    send(carla, address, name="Lemvig", lat=lat, lon=lon, source="GeoNames cities500, CC BY 4.0")
    stop = Stop.objects.get(name="Lemvig")
    assert [serves.hub.name for serves in stop.served_by.all()] == [HUB]
    assert stop.municipality == "665" and stop.source.startswith("GeoNames") and stop.known == "assumed"
    assert 0 < queries.season_as_words(season.id).drives[HUB, "Lemvig"].minutes < 20


def test_enter_in_the_search_field_searches_without_a_script(carla, season, there):
    address = f"{there}stops/new/"
    answer = carla.post(address, {**filled(carla, address), "act": "enter", "soeg": "lemvig"})
    assert "Vælg den rigtige" in html(answer) and answer.status_code == 200


def test_a_place_that_nobody_knows_leads_to_the_map(carla, season, there):
    answer = carla.post(f"{there}stops/new/", {**filled(carla, f"{there}stops/new/"), "act": "find", "soeg": "Xyzzy"})
    assert "Vi kender ingen by af det navn" in html(answer)


def test_many_rows_are_seen_first_and_saved_as_one(carla, season, there):
    address = f"{there}stops/several/"
    ids = ",".join(map(str, Stop.objects.values_list("pk", flat=True)))
    assert "Ret 6 steder" in html(carla.get(address, {"alle": 1}))
    sent = {"ids": ids, "field": "visits_max", "visits_max": "1"}
    said = html(carla.post(address, {**sent, "act": "preview"}))
    assert "6 af 6 bliver ændret." in said and not Edit.objects.exists()
    mark = re.search(r'name="mark" value="([^"]*)"', said)[1]
    said = html(carla.post(address, {**sent, "act": "save", "mark": mark, "why": "Vi prøver"}, follow=True))
    assert "6 steder" in said and "Højst besøg om ugen: 1" in said
    assert set(Stop.objects.values_list("visits_max", flat=True)) == {1} and Edit.objects.count() == 1
    carla.post(f"{there}edits/{Edit.objects.get().id}/turn/")
    assert set(Stop.objects.values_list("visits_max", flat=True)) == {2}


@pytest.mark.parametrize(
    ("sent", "windows"),
    [
        ({"field": "drop_days", "drop_days": ["0", "1"]}, {2, 3}),
        (
            {"field": "add_windows", "add_windows-day": ["5"], "add_windows-from": ["9"], "add_windows-to": ["12"]},
            {0, 1, 2, 3, 5},
        ),
    ],
)  # fmt: skip
def test_windows_are_given_to_and_taken_from_many(carla, season, there, sent, windows):
    address = f"{there}stops/several/"
    ids = ",".join(map(str, Stop.objects.values_list("pk", flat=True)[:2]))
    said = html(carla.post(address, {"ids": ids, **sent, "act": "preview"}))
    mark = re.search(r'name="mark" value="([^"]*)"', said)[1]
    carla.post(address, {"ids": ids, **sent, "act": "save", "mark": mark})
    for stop in Stop.objects.all()[:2]:
        assert {window.weekday for window in stop.windows.all()} == windows


def test_many_rows_changed_by_somebody_else_meanwhile_are_not_saved(carla, season, there):
    address = f"{there}stops/several/"
    ids = ",".join(map(str, Stop.objects.values_list("pk", flat=True)))
    sent = {"ids": ids, "field": "seats", "seats": "12"}
    mark = re.search(r'name="mark" value="([^"]*)"', html(carla.post(address, {**sent, "act": "preview"})))[1]
    Stop.objects.filter(name="Mosede").update(seats=3)
    answer = carla.post(address, {**sent, "act": "save", "mark": mark})
    assert answer.status_code == 409 and not Edit.objects.exists()


def test_an_empty_choice_of_rows_or_field_is_told(carla, season, there):
    assert "Du har ikke valgt noget" in html(carla.get(f"{there}stops/several/", follow=True))
    ids = str(Stop.objects.first().pk)
    answer = carla.post(f"{there}stops/several/", {"ids": ids, "act": "preview"})
    assert answer.status_code == 422 and "Vælg, hvad du vil rette" in html(answer)


READ = ("", "terms/", "hubs/", "stops/", "vans/", "employees/", "volunteers/")


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize(
    ("name", "status"), [("carla", 200), ("dan", 200), ("alma", 200), ("bo", 403), ("eva", 403), ("finn", 404)]
)
def test_who_sees_them(signed_in, plan, there, path, name, status):
    answer = signed_in(name).get(there + path, follow=True)
    assert answer.status_code == status
    if status != 200:
        assert b"Mosede" not in answer.content


def leads(people, hub):
    people["dan"].base = hub_at(people["dan"], hub)
    people["dan"].save()


def test_a_hub_leader_changes_the_own_hubs_rows_and_nothing_else(signed_in, people, season, there):
    dan = signed_in("dan")
    leads(people, HUB)
    assert send(dan, row(there, "stops", Stop, name="Mosede"), seats="11").status_code == 200
    assert send(dan, row(there, "vans", Vehicle, name="Van 1"), weekdays=["0"]).status_code == 200
    assert (Stop.objects.get(name="Mosede").seats, Vehicle.objects.get(name="Van 1").weekdays) == (11, [0])
    refused = dan.post(f"{there}terms/{season.pk}/", {"act": "save", "weeks": "3"})
    assert refused.status_code == 403 and "retter koordinatoren" in html(refused)
    assert dan.get(f"{there}hubs/new/").status_code == 403
    leads(people, "En anden hub")
    refused = dan.post(row(there, "stops", Stop, name="Mosede"), {"act": "save", "seats": "2"})
    assert refused.status_code == 403 and "hører til en anden" in html(refused)
    edit = Edit.objects.first()
    assert dan.post(f"{there}edits/{edit.id}/turn/").status_code == 403
    assert dan.get(f"{there}stops/several/?alle=1").status_code == 403
    assert Season.objects.get().weeks == 13 and Stop.objects.get(name="Mosede").seats == 11


def test_an_employee_looks_and_changes_nothing(signed_in, season, there):
    alma = signed_in("alma")
    address = row(there, "stops", Stop, name="Mosede")
    assert 'value="save"' not in html(alma.get(address)) and "ikke rette" in html(alma.get(address))
    assert alma.post(address, {"act": "save", "seats": "2"}).status_code == 403
    assert not Edit.objects.exists()


def test_a_reader_sees_no_names_of_crew_and_no_contacts(signed_in, people, season, there, carla):
    send(carla, row(there, "stops", Stop, name="Mosede"), contact="Ring til naboen")
    send(carla, row(there, "volunteers", Volunteer, name="Bo"), openings_a_week="1", name="Bo Berg")
    people["alma"].role = "reader"
    people["alma"].save()
    reader = signed_in("alma")
    pages = ["", "stops/", "employees/", "volunteers/", f"stops/{Stop.objects.get(name='Mosede').pk}/"]
    pages += [f"volunteers/{Volunteer.objects.first().pk}/", f"employees/{Employee.objects.first().pk}/"]
    for path in pages:
        answer = reader.get(there + path)
        said = html(answer)
        assert answer.status_code == 200, path
        for word in ("Ring til naboen", "Bo Berg", "Birthe", "Anders", "Carla"):
            assert word not in said, (path, word)


def test_another_organisations_rows_do_not_exist(signed_in, season, there):
    finn = signed_in("finn")
    stop = Stop.objects.get(name="Mosede")
    for path in (f"stops/{stop.pk}/", "stops/new/", "stops/several/?alle=1", f"terms/{season.pk}/"):
        assert finn.get(there + path).status_code == 404
    assert finn.post(f"{there}stops/{stop.pk}/", {"act": "save"}).status_code == 404


def test_another_seasons_row_does_not_exist_here(carla, people, season, there):
    other = store_season(people["carla"], many_towns(1, 2))
    stop = Stop.objects.filter(season=other).first()
    assert carla.get(f"{there}stops/{stop.pk}/").status_code == 404
    assert carla.get(f"{there}terms/{other.pk}/").status_code == 404
    assert carla.get(f"{there}nonsense/").status_code == 404


def test_a_season_that_lacks_something_is_not_planned(carla, season, page, there):
    Vehicle.objects.all().delete()
    said = html(carla.post(f"{page}plan-again/", follow=True))
    assert "kan ikke planlægges endnu" in said and "Mindst én vogn" in said
    assert not PlanRun.objects.exists()
    assert "Mindst én vogn" in html(carla.get(page))


def test_a_price_is_asked_for_again_when_it_failed(carla, plan, season, there):
    send(carla, row(there, "stops", Stop, name="Mosede"), seats="9")
    edit = Edit.objects.get()
    Edit.objects.update(price={"asked_at": timezone.now().isoformat(), "failed": True})
    assert "Prisen kunne ikke regnes ud" in html(carla.get(f"{there}stops/"))
    carla.post(f"{there}edits/{edit.id}/price/")
    edit.refresh_from_db()
    assert "failed" not in edit.price


@pytest.mark.parametrize("path", ["", "hubs/", "stops/", "vans/", "employees/", "volunteers/"])
def test_the_pages_take_the_same_number_of_queries_at_any_size(carla, people, path):
    counts = []
    for hubs, stops in ((1, 4), (15, 20)):
        words = many_towns(hubs, stops)
        season = store_season(people["carla"], words)
        store_unchecked(season, words)
        with CaptureQueriesContext(connection) as queries_made:
            assert carla.get(f"/office/seasons/{season.id}/registers/{path}").status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1] <= 30


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_speaks_both_languages(carla, plan, season, there, language):
    carla.post("/sprog/", {"language": language})
    send(carla, row(there, "stops", Stop, name="Mosede"), seats="9")
    said = html(carla.get(f"{there}stops/"))
    assert ("Kan være åbent" in said) == (language == "da")


def test_the_script_is_told_where_to_look_and_gets_the_form_back_with_its_faults(carla, season, there):
    address, kept = row(there, "stops", Stop, name="Mosede"), {"Kept": "1"}
    typed = {**filled(carla, address), "act": "save"}
    assert carla.post(address, {**typed, "seats": "mange"}, headers=kept).status_code == 422
    for _again in range(2):  # no answer came: it is one edit
        assert carla.post(address, {**typed, "seats": "31"}, headers=kept).json()["to"] == f"{there}stops/#besked"
    edit = Edit.objects.get()
    for _again in range(2):
        told = carla.post(f"{there}edits/{edit.id}/turn/", {"from": "season"}, headers=kept).json()
        assert told["to"] == f"/office/seasons/{season.id}/#besked"
    assert Stop.objects.get(name="Mosede").seats == 7
