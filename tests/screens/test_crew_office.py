"""The office's room for the crew: gaps first, whom to ask with the arithmetic, papers, hours, load, dates."""

import csv
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.office.drive.crew.one import WRITTEN_BY_THE_PLAN
from driveout.records.drive.crew.plan_people import REMADE
from driveout.records.drive.models import Call, CallList, Check, Occurrence, Shift, Signup, Trip
from driveout.records.drive.models import Trip as TripRow
from driveout.records.models import Reading, Volunteer
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from driveout.records.tell.models import Message
from tests.on_dates import make_days
from tests.places import hub_at
from tests.records.crew.town import with_papers
from tests.remembered import remembered
from tests.screens.pressing import press
from tests.screens.reading import text, words_of
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(people):
    values = {"username": "reader", "first_name": "Læser", "password": "cafe-reader", "organisation": HERE}
    people["reader"] = welcome(**values, role=Role.READER, by=None, now=NOW)


@pytest.fixture
@remembered
def dated(people, season, plan):
    """The plan on its dates from last Monday."""
    today = timezone.localdate()
    season.first_day = today - timedelta(days=today.weekday() + 7)
    season.save(update_fields=["first_day"])
    carla = people["carla"].user
    approve_plan(plan_id=plan.id, by=carla, now=NOW)
    make_days(plan_id=plan.id, by=carla, now=NOW, today=season.first_day)
    return season


@pytest.fixture
def room(dated):
    return f"/office/seasons/{dated.id}/crew/"


def shift(ahead: bool = True, role: str = "host") -> Shift:
    today = timezone.localdate()
    rows = Shift.objects.filter(role=role).select_related("trip", "occurrence")
    if ahead:
        return rows.filter(trip__date__gt=today).order_by("trip__date", "id").first()
    return rows.filter(trip__date__lt=today).order_by("trip__date", "id").first()


def test_the_plan_is_put_on_dates_with_a_button_that_says_what_it_did(signed_in, people, season, plan):
    page, browser = f"/office/seasons/{season.id}/plans/{plan.id}/", signed_in("carla")
    assert "Sæsonen har ingen første dag" in words_of(press(browser, page + "hold/"))
    season.first_day, season.closed_dates = timezone.localdate() + timedelta(days=1), []  # whatever the hour is
    season.save(update_fields=["first_day", "closed_dates"])
    assert "Kun en godkendt plan" in words_of(press(browser, page + "hold/"))
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    assert "Planen er ikke sat på datoer endnu" in words_of(browser.get(page))
    answer = words_of(press(browser, page + "hold/"))
    n = Occurrence.objects.count()
    assert f"{n} caféer står nu på datoer." in answer and f"{n} er nye." in answer and n == 13 * plan.openings.count()
    again = browser.get(page + "hold/").content.decode()  # all of it is done: nothing is left to press
    assert "Se dagene" in again and 'name="vist"' not in again and Occurrence.objects.count() == n
    assert signed_in("dan").post(page + "hold/").status_code == 403
    assert signed_in("finn").post(page + "hold/").status_code == 404


def test_without_dates_the_page_says_what_to_do(signed_in, season, plan):
    told = words_of(signed_in("carla").get(f"/office/seasons/{season.id}/crew/"))
    assert "ikke sat på datoer endnu" in told and "Se planerne" in told


def test_carla_sees_the_gap_and_bo_is_the_one_to_ask(signed_in, people, room):
    bo = with_papers(people["bo"])
    row = shift()
    Signup.objects.filter(shift=row).delete()
    week = words_of(signed_in("carla").get(f"{room}?fra={row.trip.date}"))
    assert "mangler nogen" in week and row.occurrence.place in week
    page = words_of(signed_in("carla").get(f"{room}{row.id}/"))
    assert "Spørg de rigtige" in page and re.search(r"Bo \d+ point", page)
    parts = re.search(r"Bo \d+ point (\d+) \([^)]*\) \+ (\d+) \([^)]*\) \+ (\d+) \([^)]*\) = (\d+)", page)
    assert parts and abs(sum(map(int, parts.groups()[:3])) - int(parts[4])) <= 1
    answer = words_of(signed_in("carla").post(f"{room}{row.id}/ask/", {"member": bo.id}, follow=True))
    assert "Bo er spurgt" in answer
    signed_in("carla").post(f"{room}{row.id}/ask/", {"member": bo.id})
    assert Message.objects.filter(member=bo, kind="asked").count() == 1
    answer = words_of(signed_in("carla").post(f"{room}{row.id}/put-on/", {"member": bo.id}, follow=True))
    assert "Bo er sat på vagten" in answer and Signup.objects.get(shift=row, state="signed").member == bo


def test_a_name_of_the_register_is_put_on_and_taken_off(signed_in, people, room):
    row = shift()
    name = row.signups.first().name
    carla, on_list = signed_in("carla"), f"{name} får ingen besked herfra. Ring."
    answer = words_of(carla.post(f"{room}signups/{row.signups.first().id}/take-off/", follow=True))
    assert f"{name} er taget af vagten. {on_list}" in answer and "Skal ringes op" in answer
    assert row.signups.get().state == "withdrawn"
    sent = {"member": "0", "name": name, "person": row.signups.get().who}
    answer = words_of(carla.post(f"{room}{row.id}/put-on/", sent, follow=True))
    assert f"{name} er sat på vagten." in answer and on_list not in answer, "nobody rang them, and all is as it was"
    assert "Skal ringes op" not in answer
    Call.objects.all().delete()
    row.signups.all().delete()
    answer = words_of(carla.post(f"{room}{row.id}/put-on/", sent, follow=True))
    assert f"{name} er sat på vagten. {on_list}" in answer and "Til ringelisten" in answer
    newest = CallList.objects.order_by("-pk").first()
    page = words_of(carla.get(f"/office/seasons/{row.trip.season_id}/calls/{newest.pk}/"))
    assert f"Vagten i {row.occurrence.place}" in page and "ny vagt." in page


def test_who_cannot_is_not_put_on_and_it_says_why(signed_in, people, room):
    row = shift()
    Signup.objects.filter(shift=row).delete()
    people["bo"].base = hub_at(people["bo"], HUB)
    people["bo"].save()
    answer = words_of(signed_in("carla").post(f"{room}{row.id}/put-on/", {"member": people["bo"].id}, follow=True))
    assert "Ikke set endnu: Børneattest" in answer and "Intet er ændret" in answer
    assert not Signup.objects.filter(shift=row).exists()


def test_whom_the_plan_put_on_without_a_paper_is_said_to_those_who_lead(signed_in, people, room):
    bo, row = people["bo"], shift()
    row.signups.all().delete()
    bo.base = hub_at(bo, HUB)
    bo.save()
    Signup.objects.create(shift=row, member=bo, name="Bo", from_plan=True, made_at=NOW)
    week = f"{room}?fra={row.trip.date}&hub={HUB}"
    told = words_of(signed_in("carla").get(week))
    assert "På en vagt uden papirer" in told and "Bo Ikke set endnu: Børneattest og introduktion." in told
    assert "uden papirer" not in words_of(signed_in("alma").get(week)), "papers are for those who lead"
    with_papers(bo)
    told = words_of(signed_in("carla").get(week))
    assert "Bo Ikke set endnu" not in told
    assert "uden papirer" in told and "Alma Ikke set endnu: Kørekort" in told, "also who does not sign in"
    Check.objects.filter(kind="introduction").update(valid_until=row.trip.date - timedelta(days=1))
    assert "Bo Introduktion gjaldt kun til" in words_of(signed_in("carla").get(week))
    Occurrence.objects.filter(trip=row.trip).update(state="cancelled", why="Sne")
    assert "Bo Introduktion" not in words_of(signed_in("carla").get(week)), "nobody is needed there"


def test_whom_a_new_plan_took_off_is_told_in_the_pages_words_and_never_as_a_quotation(signed_in, people, room):
    row, carla = shift(), people["carla"].user
    by_plan, by_hand = row.signups.first(), Signup(shift=row, name="Bo", made_at=NOW)
    for one, why in ((by_plan, REMADE), (by_hand, "Bilen er fuld")):
        one.state, one.ended_at, one.said_by, one.why = "withdrawn", NOW, carla, why
        one.save()
    browser = signed_in("carla")
    page = text(browser.get(f"{room}{row.id}/"))
    assert "Planen er lavet om. Sagt af Carla" in page
    assert re.findall("<q[^>]*>([^<]*)</q>", page) == ["Bilen er fuld"]
    assert WRITTEN_BY_THE_PLAN == REMADE, "what is stored is what is translated"


def test_a_hub_leader_only_at_the_own_hub(signed_in, people, room):
    row = shift()
    signup = row.signups.first()
    for hub, status in ((HUB, 302), ("En anden", 403)):
        people["dan"].base = hub_at(people["dan"], hub)
        people["dan"].save()
        assert signed_in("dan").post(f"{room}{row.id}/need/", {"needed": "3"}).status_code == status
    assert signed_in("dan").post(f"{room}signups/{signup.id}/take-off/").status_code == 403
    row.refresh_from_db()
    assert row.needed == 3
    assert "mangler" in words_of(signed_in("dan").get(f"{room}?fra={row.trip.date}&hub={HUB}"))


def test_a_driver_is_asked_for_beside_the_employee(signed_in, room):
    row = shift()
    signed_in("carla").post(f"{room}{row.id}/driver/", {"needed": "1"})
    signed_in("carla").post(f"{room}{row.id}/driver/", {"needed": "1"})
    assert Shift.objects.get(role="driver").trip == row.trip
    assert "chauffør" in words_of(signed_in("carla").get(f"{room}?fra={row.trip.date}"))


def test_who_did_not_come_is_told_with_who_said_so(signed_in, people, room):
    past, ahead = shift(ahead=False), shift()
    one = past.signups.first()
    browser = signed_in("carla")
    answer = words_of(browser.post(f"{room}signups/{ahead.signups.first().id}/no-show/", follow=True))
    assert "ikke begyndt endnu" in answer
    page = words_of(browser.post(f"{room}signups/{one.id}/no-show/", follow=True))
    assert "kom ikke" in page and "Sagt af Carla" in page
    one.refresh_from_db()
    assert (one.state, one.said_by) == ("no show", people["carla"].user)
    browser.post(f"{room}signups/{one.id}/no-show/", {"back": "1"})
    one.refresh_from_db()
    assert one.state == "signed" and one.said_by is None


def test_an_employee_says_it_of_the_own_trip_and_of_no_other(signed_in, people, room):
    past = shift(ahead=False)
    one = past.signups.first()
    assert signed_in("alma").post(f"{room}signups/{one.id}/no-show/").status_code == 403
    trip_shift = Shift.objects.get(trip=past.trip, role="employee")
    Signup.objects.filter(shift=trip_shift).delete()
    Signup.objects.create(shift=trip_shift, member=people["alma"], name="Alma", made_at=NOW)
    assert signed_in("alma").post(f"{room}signups/{one.id}/no-show/").status_code == 302
    one.refresh_from_db()
    assert one.said_by == people["alma"].user


def test_hours_and_km_on_the_page_and_in_the_file_are_the_same(signed_in, people, room, monkeypatch):
    morning = timezone.localtime().replace(hour=4)  # no café of today is over
    monkeypatch.setattr(timezone, "now", lambda: morning)
    past, browser = shift(ahead=False), signed_in("carla")
    one = past.signups.first()
    browser.post(f"{room}signups/{one.id}/hours/", {"minutes": str(past.occurrence.minutes + 60)})
    one.refresh_from_db()
    assert one.extra_minutes == 60
    rows = list(csv.reader(StringIO(browser.get(f"{room}hours.csv").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Navn", "Hub"]
    mine = next(row for row in rows if row[0] == one.name and row[2] == "frivillig")
    held = list(Signup.objects.filter(name=one.name, shift__role="host", shift__trip__date__lt=timezone.localdate()))
    minutes = sum(s.shift.occurrence.minutes + s.extra_minutes for s in held)
    assert int(mine[3]) == len(held) and float(mine[4].replace(",", ".")) == pytest.approx(minutes / 60, abs=0.01)
    drivers = [row for row in rows[1:] if row[2] == "medarbejder"]
    km = sum(trip.km for trip in Trip.objects.filter(date__lt=timezone.localdate()))
    assert sum(float(row[5].replace(".", "").replace(",", ".")) for row in drivers) == pytest.approx(km, abs=1)
    page = browser.get(f"{room}hours/").content.decode()
    assert one.name in page and f">{mine[3]}</td>" in page


def test_papers_are_noted_by_another_pair_of_eyes(signed_in, people, room):
    people["dan"].base = hub_at(people["dan"], HUB)
    people["bo"].base = hub_at(people["bo"], HUB)
    people["dan"].save()
    people["bo"].save()
    today = timezone.localdate()
    form = {"member": people["bo"].id, "kind": "child safety", "checked_on": today.isoformat(), "valid_until": ""}
    browser = signed_in("dan")
    assert "Det er skrevet ind for Bo" in words_of(browser.post(f"{room}papers/note/", form, follow=True))
    browser.post(f"{room}papers/note/", form)
    check = Check.objects.get()
    assert (check.checked_by, check.kind) == (people["dan"].user, "child safety")
    own = words_of(browser.post(f"{room}papers/note/", {**form, "member": people["dan"].id}, follow=True))
    assert "dine egne papirer" in own and Check.objects.count() == 1
    tomorrow = (today + timedelta(days=1)).isoformat()
    answer = browser.post(f"{room}papers/note/", {**form, "checked_on": tomorrow})
    assert answer.status_code == 422 and "Intet er ændret" in words_of(answer)
    browser.post(f"{room}papers/{check.id}/take-back/")
    assert not Check.objects.exists()
    assert signed_in("alma").get(f"{room}papers/").status_code == 403
    assert signed_in("alma").post(f"{room}papers/note/", form).status_code == 403


@pytest.mark.parametrize("page", ["folk/", "papers/", "hours/"])
def test_somebody_is_found_in_a_list_of_the_crew_as_the_whole_offices_search_finds_them(signed_in, people, room, page):
    """Case, accents and spellings of æ, ø and å make no difference; who is not shown was not read."""
    named = Volunteer.objects.earliest("pk")
    named.name = "Åse Sønder"
    named.save()
    Signup.objects.filter(person=named.key).update(name="Åse Sønder")
    carla = signed_in("carla")
    every = set(re.findall(r'rowheader"[^>]*>(?:\s|<[^>]*>)*([^<]+)<', carla.get(f"{room}{page}").content.decode()))
    Reading.objects.all().delete()
    found = carla.get(f"{room}{page}", {"q": "aase SOENDER"})
    shown = set(re.findall(r'rowheader"[^>]*>(?:\s|<[^>]*>)*([^<]+)<', found.content.decode()))
    assert len(every) > 3 and {name.strip() for name in shown} == {"Åse Sønder"}
    assert re.search(r"\b1 af \d+", words_of(found)) and 'value="aase SOENDER"' in found.content.decode()
    assert not Reading.objects.filter(member=people["bo"]).exists()
    nobody = words_of(carla.get(f"{room}{page}", {"q": "zebra"}))
    assert "Ingen passer til din søgning. Vis alle" in nobody and "0 af" in nobody
    assert "Åse Sønder" in words_of(carla.get(f"{room}{page}", {"q": "  "}))


def test_a_number_finds_whose_it_is_and_the_file_of_hours_holds_whom_the_page_shows(signed_in, people, room):
    carla, one = signed_in("carla"), Volunteer.objects.get(name="Bodil")
    carla.post(f"{room}folk/v{one.pk}/phone/", {"phone": "+45 12 34 56 78"})
    assert re.findall(r"\d+ af \d+", words_of(carla.get(f"{room}folk/", {"q": "3456"})))[0].startswith("1 af")
    page = carla.get(f"{room}hours/", {"q": one.name}).content.decode()
    file = unescape(re.search(r'href="([^"]*hours\.csv[^"]*)"', page)[1])
    names = [line.split(";")[0] for line in carla.get(file).content.decode("utf-8-sig").splitlines()]
    assert names == ["Navn", one.name]


def test_papers_nobody_has_seen_are_one_sentence(signed_in, people, room):
    row = shift(role="employee")
    Check.objects.all().delete()
    week = words_of(signed_in("carla").get(f"{room}?fra={row.trip.date}"))
    assert "Ikke set endnu: Kørekort, børneattest og introduktion." in week


@pytest.mark.parametrize("address, at", [("folk/v{}/", "Folk"), ("folk/v{}/data/", "Folk"), ("{shift}/", "Vagter")])
def test_one_of_a_list_is_marked_as_part_of_its_list(signed_in, room, address, at):
    pages = address.format(Volunteer.objects.earliest("pk").pk, shift=shift().pk)
    page = signed_in("carla").get(f"{room}{pages}").content.decode()
    marked = re.findall(
        r'aria-current="true">\s*([^<]+?)\s*</a>', page.partition('class="rooms')[2].partition("</nav>")[0]
    )
    assert marked == [at]


def test_the_load_page_tells_gini_and_counts_those_with_none(signed_in, people, room):
    told = words_of(signed_in("carla").get(f"{room}load/"))
    assert re.search(r"Gini 0,\d\d", told) and "Uden vagter" in told


def test_a_reader_sees_counts_and_no_name(signed_in, reader, people, room):
    row = shift()
    names = {one.name for one in Signup.objects.all()} | {"Carla", "Dan", "Alma"}
    for address in (room, f"{room}?fra={row.trip.date}", f"{room}{row.id}/", f"{room}load/"):
        said = words_of(signed_in("reader").get(address))
        assert not [name for name in names if re.search(rf"\b{name}\b", said)], address
    assert signed_in("reader").get(f"{room}hours/").status_code == 403


@pytest.mark.parametrize("path", ["", "load/", "hours/", "papers/", "{shift}/"])
def test_another_organisation_finds_nothing(signed_in, room, path):
    address = room + path.format(shift=shift().id)
    assert signed_in("finn").get(address).status_code == 404
    assert signed_in("bo").get(address).status_code == 403


def test_another_seasons_shift_is_not_here(signed_in, people, room, dated):
    row = shift()
    other = f"/office/seasons/{dated.id + 1}/crew/{row.id}/"
    assert signed_in("carla").get(other).status_code == 404
    assert signed_in("carla").get(f"{room}{row.id + 100000}/").status_code == 404


def test_pages_take_a_fixed_number_of_queries(signed_in, people, plan, room, django_assert_max_num_queries):
    publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW)  # as guests read it: no banner asks for a way on
    browser, row = signed_in("carla"), shift()
    assert TripRow.objects.exists()
    for path, most in (("", 26), (f"{row.id}/", 27), ("load/", 18), ("hours/", 14), ("papers/", 20)):
        with django_assert_max_num_queries(most):
            assert browser.get(room + path).status_code == 200
