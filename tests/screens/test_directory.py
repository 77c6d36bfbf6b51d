"""The directory on screen: found, rung, marked, written and taken in; who may do what; every refusal a sentence."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from driveout.jobs.demo_help import HEADS, ROWS, fill_directory
from driveout.jobs.directory_uploads import read_help
from driveout.records.models import HelpCheck, HelpService, HelpUpload, Place, Trace
from tests.screens.reading import words_of

PAGE = "/office/vejviser/"
NOW = timezone.now()


@pytest.fixture
def filled(people, season):
    fill_directory(people["carla"], NOW)
    return {row.name: row for row in HelpService.objects.all()}


def of(row, act=""):
    return f"{PAGE}{row.pk}/{act}"


def test_an_empty_directory_says_how_to_begin(signed_in, people, season):
    said = words_of(signed_in("carla").get(PAGE))
    assert "Her er ingen tilbud endnu" in said and "Skriv ét ind" in said


def test_help_for_a_need_near_a_place_with_a_number_a_language_and_how_old_it_is(signed_in, filled, people):
    where = {"organisation": people["carla"].organisation, "kind": "stop", "lat": 56.8, "lon": 8.86}
    place = Place.objects.create(name="Karby", **where)
    carla = signed_in("carla")
    answer = carla.get(PAGE, {"behov": "debt", "ved": place.pk})
    said = words_of(answer)
    assert "Gældsrådgivning Nord" in said and "StopSpillet" in said and "Livslinien" not in said
    assert "km væk i lige linje" in said or "Under 1 km væk" in said
    assert 'href="tel:12345675"' in answer.content.decode()
    assert "Ringede, intet svar: 2 gange i træk" in said and "Sidst bekræftet" in said
    assert "Ingen passer lige nu" in words_of(carla.get(PAGE, {"soeg": "findes ikke"}))
    assert "Krisecenter på øen" in words_of(carla.get(PAGE, {"sprog_hos_dem": "arabisk"}))
    english = words_of(carla.get(PAGE, HTTP_ACCEPT_LANGUAGE="en"))
    assert "Find somebody to ring" in english and "Rang, no answer: 2 times in a row" in english


def test_those_who_need_a_call_are_shown_alone_the_oldest_first(signed_in, filled):
    said = words_of(signed_in("carla").get(PAGE, {"gamle": "1"}))
    assert "Gældsrådgivning Nord" in said and "Rådgivning om alkohol" not in said


@pytest.mark.parametrize("who", ["carla", "dan", "alma", "bo"])
def test_two_presses_say_what_was_heard_on_the_phone_of_a_volunteer_too(signed_in, filled, who):
    row = filled["Rådgivning om alkohol og stoffer"]
    client = signed_in(who)
    assert "Passer det stadig?" in words_of(client.get(of(row)))
    for _twice in range(2):
        answer = client.post(of(row, "tjek/"), {"heard": "silent", "once": f"a press of {who}"}, follow=True)
    assert "Skrevet: Ringede, intet svar" in words_of(answer)
    row.refresh_from_db()
    assert row.silent == 1
    assert (
        Trace.objects.filter(
            what="looked after an entry of help",
            who__username=who,
            about=f"helpservice {row.pk}",
            details__heard="silent",
        ).count()
        == 1
    )


def test_what_was_not_understood_is_said_and_changes_nothing(signed_in, filled):
    row, before = filled["Livslinien"], HelpCheck.objects.count()
    for sent in ({}, {"heard": "fetched"}, {"heard": "fits", "note": "x" * 301}):
        said = words_of(signed_in("bo").post(of(row, "tjek/"), sent, follow=True))
        assert "Intet er ændret" in said
    assert HelpCheck.objects.count() == before


def test_another_organisation_finds_nothing_of_it(signed_in, filled):
    finn = signed_in("finn")
    assert finn.get(of(filled["Livslinien"])).status_code == 404
    assert finn.post(of(filled["Livslinien"], "tjek/"), {"heard": "fits"}).status_code == 404
    assert "Livslinien" not in words_of(finn.get(PAGE))


def test_a_volunteer_writes_no_entry(signed_in, filled):
    bo = signed_in("bo")
    for address in (f"{PAGE}ny/", f"{PAGE}lister/", of(filled["Livslinien"], "ret/")):
        assert bo.get(address).status_code == 403 and bo.post(address, {}).status_code == 403


FORM = {
    "name": "Samtaler", "provider": "Hus", "sector": "civil", "needs": ["debt"], "phone": "12 34 56 70", "every": "90",
    "national": "no", "hidden": "no", "status": "active", "street": "Gade 0", "postcode": "7900", "town": "Mors",
    "hours-day": ["0"], "hours-from": ["9"], "hours-to": ["15"], "closed": "24-12-2026",
}  # fmt: skip


def test_an_entry_is_written_read_and_written_again_without_a_change(signed_in, filled):
    carla = signed_in("carla")
    answer = carla.post(f"{PAGE}ny/", FORM, follow=True)
    assert "Samtaler er gemt" in words_of(answer) and "Gade 0, 7900 Mors" in words_of(answer)
    row = HelpService.objects.get(name="Samtaler")
    assert [schedule.get("byday") for schedule in row.document["schedules"]] == ["MO", None]
    page = carla.get(of(row, "ret/")).content.decode()
    assert 'value="Gade 0"' in page and "24-12-2026" in page
    carla.post(of(row, "ret/"), FORM)
    assert HelpCheck.objects.filter(service=row).count() == 1
    again = carla.post(f"{PAGE}ny/", FORM)
    assert again.status_code == 422 and "Vælg et andet navn" in words_of(again)


def test_all_that_is_wrong_with_a_form_is_told_at_once_and_nothing_typed_is_lost(signed_in, filled):
    wrong = {**FORM, "name": "", "phone": "", "every": "0", "closed": "i morgen", "hours-to": ["8"], "town": "Beholdt"}
    answer = signed_in("alma").post(f"{PAGE}ny/", wrong)
    said = words_of(answer)
    assert answer.status_code == 422 and "5 ting skal rettes" in said
    assert "Beholdt" in answer.content.decode() and not HelpService.objects.filter(name="Samtaler").exists()


def test_a_hidden_address_is_shown_nowhere_and_the_form_does_not_know_it(signed_in, filled):
    carla = signed_in("carla")
    carla.post(f"{PAGE}ny/", FORM)
    row = HelpService.objects.get(name="Samtaler")
    carla.post(of(row, "ret/"), {**FORM, "hidden": "yes"})
    for address in (of(row), of(row, "ret/"), PAGE):
        assert "Gade 0, 7900" not in words_of(carla.get(address)) and 'value="Gade 0"' not in str(
            carla.get(address).content
        )
    assert "Adressen vises ikke nogen steder" in words_of(carla.get(of(row)))


def test_what_a_list_says_is_written_over_and_stays_when_it_comes_again(signed_in, filled, people):
    row = filled["StopSpillet"]
    page = signed_in("carla").get(of(row, "ret/"))
    assert "Tilbuddet kommer fra en liste" in words_of(page)
    sent = {**FORM, "name": "StopSpillet", "provider": "Spillemyndigheden", "phone": "70 00 00 00", "town": "",
            "street": "", "postcode": ""}  # fmt: skip
    signed_in("carla").post(of(row, "ret/"), sent)
    fill_directory(people["carla"], NOW + timedelta(days=1))
    assert "70 00 00 00" in words_of(signed_in("bo").get(of(row)))


def test_the_week_is_shown_hour_by_hour_with_the_gaps(signed_in, filled):
    carla = signed_in("carla")
    all_of_it = words_of(carla.get(f"{PAGE}daekning/"))
    assert "168 af 168 timer er der nogen" in all_of_it and "Der er nogen hele ugen" in all_of_it
    debt = words_of(carla.get(f"{PAGE}daekning/", {"behov": "debt"}))
    assert "84 af 168 timer er der nogen" in debt and "mandag 21 til tirsdag 9" in debt
    work = words_of(carla.get(f"{PAGE}daekning/", {"behov": "work"}))
    assert "0 af 168 timer er der nogen" in work


def handed_in(client, name, content, **more):
    return client.post(f"{PAGE}lister/", {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def table(rows):
    return "\n".join(";".join(row) for row in rows).encode()


def test_a_table_is_handed_in_and_what_became_of_it_is_told(signed_in, people, season):
    carla = signed_in("carla")
    assert "er modtaget" in words_of(handed_in(carla, "hjælp.csv", table([HEADS, *ROWS])))
    upload = HelpUpload.objects.get()
    for _twice in range(2):
        read_help.func(upload_id=upload.pk)
    upload.refresh_from_db()
    assert upload.content is None and HelpService.objects.count() == len(ROWS)
    said = words_of(carla.get(f"{PAGE}lister/"))
    assert "Taget: 5. Uændret: 0. Afvist: 0." in said
    handed_in(carla, "hjælp.csv", table([HEADS, *ROWS]))
    read_help.func(upload_id=HelpUpload.objects.latest("pk").pk)
    assert "Taget: 0. Uændret: 5. Afvist: 0." in words_of(carla.get(f"{PAGE}lister/"))


def test_a_table_with_a_wrong_row_writes_nothing_until_the_good_ones_are_asked_for(signed_in, people, season):
    carla = signed_in("carla")
    rows = [("Navn", "Telefon", "Bredde", "By"), ("Godt", "1", "56,8", "Mors"), ("Skidt", "2", "mod nord", "Mors")]
    handed_in(carla, "a.csv", table(rows))
    read_help.func(upload_id=HelpUpload.objects.latest("pk").pk)
    said = words_of(carla.get(f"{PAGE}lister/"))
    assert "Intet er skrevet" in said and "Skidt" in said and "»mod nord« er ikke et tal" in said
    assert not HelpService.objects.exists()
    handed_in(carla, "a.csv", table(rows), partial="1")
    read_help.func(upload_id=HelpUpload.objects.latest("pk").pk)
    assert HelpService.objects.get().name == "Godt"


def test_a_file_that_is_none_is_refused_at_the_door_or_when_it_is_read(signed_in, people, season):
    carla = signed_in("carla")
    assert "Vælg en fil først" in words_of(carla.post(f"{PAGE}lister/", {}))
    assert "kan ikke læses" in words_of(handed_in(carla, "a.pdf", b"x"))
    for name, content in (("a.xlsx", b"x"), ("a.json", b"{"), ("a.csv", b"\xff\x00")):
        handed_in(carla, name, content)
        read_help.func(upload_id=HelpUpload.objects.latest("pk").pk)
        report = HelpUpload.objects.latest("pk").report
        assert report["da"]["refused"] and not report.get("broken"), name
    assert "Afvist" in words_of(carla.get(f"{PAGE}lister/"))


def test_each_page_takes_a_fixed_number_of_queries(signed_in, filled, django_assert_max_num_queries):
    carla = signed_in("carla")
    for address, most in ((PAGE, 16), (of(filled["Livslinien"]), 14), (f"{PAGE}daekning/", 12)):
        with django_assert_max_num_queries(most):
            carla.get(address)


RICH: dict[str, Any] = {
    "schedules": [
        {"id": "a", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:30", "closes_at": "12:00"},
        {"id": "b", "freq": "WEEKLY", "byday": "MO", "opens_at": "12:00", "closes_at": "15:00"},
        {"id": "c", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "12:00",
         "valid_from": "2026-06-01", "valid_to": "2026-08-31"},
        {"id": "d", "freq": "MONTHLY", "byday": "1WE", "opens_at": "10:00", "closes_at": "12:00"},
        {"id": "e", "valid_from": "2027-07-01", "valid_to": "2027-07-31", "description": "Lukket"},
        {"id": "f", "valid_from": "2026-12-24", "valid_to": "2026-12-24", "description": "Lukket"},
        {"id": "g", "description": "Ring først"},
    ],
    "capacities": [{"id": "h", "available": 4, "maximum": 10}],
    "phones": [{"id": "i", "number": "12 34 56 70", "type": "voice"}, {"id": "j", "number": "12 34 56 71"}],
}  # fmt: skip


def as_sent(page):
    """The fields of a form, as they come back untouched."""
    sent = {}
    for field in (one for group in page.context["form"]["groups"] for one in group["fields"]):
        if field["part"] == "spans":
            chosen = [[day["value"] for day in row["days"] if day["chosen"]] or ["0"] for row in field["rows"]]
            sent[f"{field['name']}-day"] = [day for [day] in chosen]
            for part in ("from", "to"):
                sent[f"{field['name']}-{part}"] = [row[part] for row in field["rows"]]
        else:
            sent[field["name"]] = field["typed"]
    return sent


@pytest.mark.parametrize("source", ["", "a list"])
def test_who_changes_one_field_of_an_entry_changes_that_alone(signed_in, filled, source):
    carla, row = signed_in("carla"), filled["Gældsrådgivning Nord"]
    row.document, row.own, row.source, row.status = {**row.document, **RICH}, {}, source, "inactive"
    row.save()
    before = {**row.document}
    sent = as_sent(carla.get(of(row, "ret/")))
    carla.post(of(row, "ret/"), sent)
    row.refresh_from_db()
    assert (row.document, row.own, row.status) == (before, {}, "inactive")
    phone = [{**RICH["phones"][0], "number": "12 34 56 79"}, RICH["phones"][1]]
    carla.post(of(row, "ret/"), {**sent, "phone": ["12 34 56 79"]})
    row.refresh_from_db()
    assert {**row.document, **row.own} == {**before, "phones": phone}
    assert row.own == ({"phones": phone} if source else {})
    carla.post(of(row, "ret/"), {**sent, "phone": ["12 34 56 79"], "places_free": ["3"], "hours-from": ["9"],
                                 "hours-to": ["15"], "hours-day": ["0"]})  # fmt: skip
    row.refresh_from_db()
    said = {**row.document, **row.own}
    assert said["capacities"] == [{"id": "h", "available": 3, "maximum": 10}]
    assert said["schedules"][:-1] == RICH["schedules"][2:]
    assert (said["schedules"][-1]["byday"], said["schedules"][-1]["opens_at"]) == ("MO", "09:00")


def test_an_entry_that_is_open_past_midnight_can_be_written_and_written_again(signed_in, filled):
    carla = signed_in("carla")
    carla.post(f"{PAGE}ny/", {**FORM, "hours-from": ["22"], "hours-to": ["2"]})
    row = HelpService.objects.get(name="Samtaler")
    assert [row.document["schedules"][0][name] for name in ("opens_at", "closes_at")] == ["22:00", "02:00"]
    answer = carla.post(of(row, "ret/"), {**as_sent(carla.get(of(row, "ret/"))), "phone": "12 34 56 79"}, follow=True)
    assert "Samtaler er gemt" in words_of(answer)
    same = carla.post(f"{PAGE}ny/", {**FORM, "name": "To", "hours-from": ["9"], "hours-to": ["9"]})
    assert same.status_code == 422
